"""What acts are told on the command line: each part knows how it is written, and what the service is handed for it."""

import argparse
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from registry_app.domain.choices import REASONS
from registry_app.domain.declare import ANY, entered_fields
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import Field, Kind, Value
from registry_app.domain.records import RECORDS
from registry_app.i18n import N_, _
from registry_app.services import clock, documents, naming

Handed = dict[str, Any]
"""The keywords of a service with what it is handed for them."""
Read = Callable[[Session, Any, Handed], Handed]
"""From what was written, and what the parts before it made, to what the service is handed."""


@dataclass(frozen=True)
class Part:
    """One thing that an act is told: an option, or a word in its place where `flag` does not begin with a dash.

    `keyword` is the service's: what that cannot do without is demanded here. A part that `is_always` read is so when
    nothing was written for it.
    """

    flag: str
    about: str
    read: Read
    keyword: str = ""
    metavar: str = "TEXT"
    codes: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Any] = field(default_factory=dict)
    is_always: bool = False

    def add_to(self, verb: argparse.ArgumentParser, *, needed: bool) -> None:
        """Let a verb take this part."""
        about = _(self.about).format(codes=", ".join(self.codes))
        if self.flag.startswith("-"):
            demanded = needed and not self.is_always
            verb.add_argument(self.flag, metavar=self.metavar, help=about, required=demanded, **self.options)
        else:
            verb.add_argument(self.flag, metavar=self.metavar, help=about, **self.options)

    def hand(self, session: Session, given: argparse.Namespace, before: Handed) -> Handed:
        """What the service is handed for what was written; `Refused` where that means nothing."""
        written = getattr(given, self.flag.lstrip("-").replace("-", "_"))
        return self.read(session, written, before) if written or self.is_always else {}


def text(flag: str, keyword: str, about: str, metavar: str = "TEXT") -> Part:
    """Text as it is."""
    return Part(flag, about, lambda _session, written, _before: {keyword: written}, keyword, metavar)


def parsed(flag: str, keyword: str, label: str, about: str, kind: Kind = "integer", metavar: str = "N") -> Part:
    """A value as a field of this kind takes it."""
    which = Field(keyword, label, kind)
    return Part(flag, about, lambda _session, written, _before: {keyword: which.parse(written)}, keyword, metavar)


def chosen(flag: str, keyword: str, label: str, codes: Mapping[str, str], about: str, default: str = "") -> Part:
    """One of a list of codes, or what that is called in any language."""
    which = Field(keyword, label, "choice", choices=codes)
    options = {"default": default} if default else {}
    return Part(
        flag, about, lambda _session, written, _before: {keyword: which.parse(written)}, keyword, "CODE", codes, options
    )


def named(flag: str, keyword: str, kind: str, about: str, metavar: str = "CODE") -> Part:
    """The one record of a kind that a name means."""
    return Part(
        flag, about, lambda session, written, _before: {keyword: naming.one(session, kind, written)}, keyword, metavar
    )


def several(flag: str, keyword: str, kind: str, about: str, metavar: str = "CODE") -> Part:
    """Records of a kind by their names."""
    is_option = flag.startswith("-")
    options: Handed = {"action": "append", "default": []} if is_option else {"nargs": "+"}
    return Part(
        flag, about, lambda session, written, _before: {keyword: [naming.one(session, kind, w) for w in written]},
        keyword, metavar, options=options,
    )  # fmt: skip


def moment(flag: str, keyword: str, label: str, about: str) -> Part:
    """A minute on the company's clock, handed on as a moment (UTC ms)."""
    which = Field(keyword, label, "moment")
    return Part(
        flag, about, lambda session, written, _before: {keyword: clock.moment(session, which.parse(written))}, keyword,
        "2026-12-31T18:00",
    )  # fmt: skip


def items(about: str, *, counted: bool = False) -> Part:
    """Firearms, lots and articles, with the quantity of each."""
    return Part(
        "items", about, lambda session, written, _before: {"items": naming.items(session, written, counted=counted)},
        "items", "ITEM", options={"nargs": "+"},
    )  # fmt: skip


def rounds(flag: str, keyword: str, about: str) -> Part:
    """Quantities by lot, or by item, an option for each."""
    return Part(
        flag, about, lambda session, written, _before: {keyword: naming.items(session, written, counted=True)}, keyword,
        "LOT=N", options={"action": "append", "default": []},
    )  # fmt: skip


def numbered(flag: str, keyword: str, kind: str, about: str, metavar: str = "N") -> Part:
    """A record that has no other name than its number, with or without the `#`."""
    return Part(
        flag, about, lambda session, written, _before: {
            keyword: naming.one(session, kind, "#" + written.removeprefix("#"))
        }, keyword, metavar,
    )  # fmt: skip


def content(flag: str, keyword: str, about: str) -> Part:
    """The bytes of a file; `Unavailable` when it cannot be read, `Refused` when it is too large to be kept."""
    return Part(
        flag, about, lambda _session, written, _before: {keyword: documents.content_of(Path(written))}, keyword, "FILE"
    )


def fields(kind: str = "") -> Part:
    """Fields of a record of a kind, or of the kind that was written before."""
    names = dict.fromkeys((name.removesuffix("_id") for name in entered_fields(RECORDS[kind])), "") if kind else {}
    return Part(
        "--set", SET_OF if kind else SET, lambda session, pairs, before: {
            "values": values_of(session, kind or before["kind"], pairs)
        }, "values", "NAME=VALUE", names, {"action": "append", "default": [], "type": _pair}, is_always=True,
    )  # fmt: skip


SET = N_("a field by its name, such as condition=good; may be repeated")
SET_OF = N_("a field by its name, may be repeated: {codes}")


def _pair(written: str) -> str:
    if not written.partition("=")[1]:
        raise argparse.ArgumentTypeError(_("write it as NAME=VALUE, such as condition=good"))
    return written


def values_of(session: Session, kind: str, pairs: list[str]) -> dict[str, Value]:
    """The values that `NAME=VALUE` mean for a record of a kind; records are named by code, serial or `#12`.

    Raises `Refused`, naming the field.
    """
    known, values = entered_fields(RECORDS[kind]), dict[str, Value]()
    for pair in pairs:
        name, _equals, written = pair.partition("=")
        which = known.get(name.strip()) or known.get(f"{name.strip()}_id")
        if which is None:
            raise Refused(refuse("set_unknown", value=name, choices=", ".join(known)))
        values[which.name] = _value(session, which, written)
    return values


def _value(session: Session, which: Field, written: str) -> Value:
    if which.kind == "reference" and written.strip() and which.refers_to != ANY:
        return naming.one(session, which.refers_to, written.strip())
    return which.parse(written)


COMMON = (
    chosen("--reason", "reason", N_("Reason"), REASONS, N_("why: {codes}")),
    text("--document", "document", N_("the number of the paper that it rests on"), "NUMBER"),
    moment("--due", "due_at", N_("Due back at"), N_("when it is to be back")),
    moment("--at", "occurred_at", N_("Happened at"), N_("when it happened, if not now")),
    text("--note", "note", N_("a note that stays with the entry")),
    text("--id", "entry_id", N_("a UUID of your own: the same again changes nothing"), "UUID"),
)
"""What every act may be told whose service takes it."""

"""What a report says computed anew from its entries: they fill a register in memory, the very functions that gather the
report are asked there the same again, and what they answer is held against what the paper says.

What no entry holds is not compared: personal values, what documents contain, what a file of a country's law says at the
company, and who made the paper when. Which of them a paper has is told as a note.
"""

import dataclasses
import datetime as dt
import json
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

from registry_app import BUILD
from registry_app.domain.actor import Actor
from registry_app.domain.entry import canonical
from registry_app.domain.errors import Damaged, Finding, Refused, note, refuse, warn
from registry_app.domain.replay import Replay
from registry_app.domain.signing import Key
from registry_app.i18n import N_
from registry_app.persistence.replayed import Replayed
from registry_app.reports import package
from registry_app.reports.listed import Form, Listed
from registry_app.reports.oversight import OVERSIGHT
from registry_app.services.compared import Comparison, Words
from registry_app.services.frame import Asked
from registry_app.services.report_table import REPORTS
from registry_app.services.withheld import Marks

INVENTORY = "inventory"
_INVENTORY_FORMAT = "armarium-inventory-return/1"
_NOT_COMPARED = frozenset({"format", "made", "proof", "carried"})
"""Who made it when, and what is judged elsewhere: proof and entries."""
_SUMMED = frozenset({
    "number", "figures", "reconciliation", "sites", "calibres", "company", "entries", "firearms", "lots",
})  # fmt: skip
"""What `services.recomputed` sums up by itself."""
_RESTORATIONS = "restorations"
_OF_LAW = {"loss": ("about", "rule", N_("the law that sets the term"))}
"""What comes from a file of a country's law, which anybody may edit."""
_BY_NAME = {"people": ("people", "arms")}
"""Lists that are ordered by the names of people."""
_NOBODY = Actor(0, 0, "", "", Key(bytes(32)))
_OF_RECORD = ("loss", "discharge", "firearm")
_BY_HAND = {
    "events": N_("Annex C: matters to note"), "founders": N_("User of the set-up, entered without a witness"),
}  # fmt: skip
"""Lists of inventory returns that no declaration names."""
_FOUNDERS = {"user": N_("User"), "person": N_("Full name")}
_FRAME = {
    "number": N_("Number"), "as_of.day": N_("As of"), "as_of.moment": N_("As of"), "period.from_on": N_("From day"),
    "period.until_on": N_("Up to day"),
}  # fmt: skip
_SINCE_RELEASE_4 = frozenset({"users", "proof", "carried"})
"""Inventory returns of releases before 0.4.0 have none of these keys; every later one has the first."""


def name_of(format_: str) -> str:
    """The name of the report whose data have this format; ``""`` for another paper."""
    if format_ == _INVENTORY_FORMAT:
        return INVENTORY
    return next((name for name, form in package.FORMS.items() if form.format == format_), "")


def differing(content: Mapping[str, Any], register: Replayed, replay: Replay) -> list[Finding]:
    """What the paper says otherwise than its entries come to; `replay` is what they lead to, all of them."""
    name, marks = name_of(content["format"]), Marks()
    register.fill(replay, personal=lambda _commit: marks.new(), content=lambda _hash: f'{{"method":"{marks.new()}"}}')
    try:
        with register.reading(now=_moment(content)) as session:
            wanted = json.loads(canonical(REPORTS[name].content(session, _asked(name, content))))
    except (Refused, Damaged) as problem:
        return [refuse("paper_not_possible", codes=tuple(each.code for each in problem.findings))]
    told, wanted = _comparable(name, content), _comparable(name, wanted)
    restored = list(_restorations(told, wanted))
    words, absent = _words(name), _absent(name, content, wanted)
    found = list(Comparison(marks, words, _BY_NAME.get(name, ())).differing(told, _without(wanted, absent)))
    labels = dict.fromkeys([*_lawful(name, content), *_marked(words, marks.has, wanted)])
    not_told = [note("not_in_entries", fields=tuple(labels))] if labels else []
    return [*restored, *_absence(words, absent), *_judged(name, content, found), *not_told]


def _restorations(told: dict[str, Any], wanted: dict[str, Any]) -> Iterator[Finding]:
    """Restorations that are left out, invented or told otherwise, taken out of both: no release may do that, so this
    weighs as it is."""
    rows, ours = told.pop(_RESTORATIONS, []), wanted.pop(_RESTORATIONS, [])
    if rows != ours:
        others = [row for row in (*rows, *ours) if row not in rows or row not in ours]
        yield refuse("restorations_differ", entries=tuple(sorted({row["entry"] for row in others or rows})))


def _moment(content: Mapping[str, Any]) -> int:
    """When it was made, UTC ms."""
    at = dt.datetime.fromisoformat(content["made"]["moment"])
    return int(at.timestamp()) * 1000 + at.microsecond // 1000


def _asked(name: str, content: Mapping[str, Any]) -> Asked:
    """What was asked of the function that gathered the content."""
    period, known, as_of = content.get("period", {}), content.get("known_at"), content.get("as_of", {})
    asked = Asked(
        _NOBODY, as_of=as_of.get("day", ""), known_at=str(known["size"]) if known else "",
        from_on=period.get("from_on", ""), until_on=period.get("until_on", ""),
        addressee=content.get("addressee", {}).get("code", ""), within=content.get("about", {}).get("within"),
    )  # fmt: skip
    of = REPORTS[name].of
    if of in _OF_RECORD:
        return dataclasses.replace(asked, record=_number_in(content))
    return dataclasses.replace(asked, entry=_number_in(content)) if of == "delivery" else asked


def _number_in(content: Mapping[str, Any]) -> int:
    """The record or entry that a paper is about, as its own number says; 0 for none."""
    part = content["number"].partition("-")[2].partition("-")[0]
    return int(part) if part.isascii() and part.isdigit() and len(part) < 16 else 0  # noqa: PLR2004


def _comparable(name: str, content: Mapping[str, Any]) -> dict[str, Any]:
    """A content without what is not compared."""
    left_out = _NOT_COMPARED | (_SUMMED if name == INVENTORY else frozenset())
    found = {key: value for key, value in content.items() if key not in left_out}
    if name in _OF_LAW:
        part, field, _label = _OF_LAW[name]
        found[part] = {key: value for key, value in found[part].items() if key != field}
    return found


def _is_older(name: str, content: Mapping[str, Any]) -> bool:
    """Whether it is an inventory return of a release before 0.4.0, by its keys."""
    return name == INVENTORY and not _SINCE_RELEASE_4 & content.keys()


def _absent(name: str, content: Mapping[str, Any], wanted: Mapping[str, Any]) -> list[str]:
    """The parts that an inventory return lacks as those of releases before 0.4.0 do."""
    if not _is_older(name, content):
        return []
    return [each.key for each in OVERSIGHT if each.key in wanted and each.key not in content]


def _without(wanted: Mapping[str, Any], absent: Collection[str]) -> dict[str, Any]:
    """What an earlier release would have told: no running number either."""
    left = {key: value for key, value in wanted.items() if key not in absent}
    if absent and "addressee" in left:
        left["addressee"] = {key: value for key, value in left["addressee"].items() if key != "sequence"}
    return left


def _absence(words: Words, absent: Collection[str]) -> Iterator[Finding]:
    if absent:
        yield warn("sections_absent", fields=tuple(words.list(key) for key in absent))


def _judged(name: str, content: Mapping[str, Any], found: list[Finding]) -> list[Finding]:
    """The findings as they weigh: what another release computed otherwise accuses nobody."""
    build = content["made"]["build"]
    if found and (build != BUILD or _is_older(name, content)):
        return [warn("other_release", value=build[:40], n=len(found))]
    return found


# What the parts of papers are called.


def _words(name: str) -> Words:
    lists = {each.key: each for each in _lists(name)}
    titles = {key: each.title for key, each in lists.items()} | _BY_HAND
    columns = {key: {field.name: field.label for field in each.fields} for key, each in lists.items()}
    form = package.FORMS.get(name)
    return Words(_values(form) if form else _FRAME, titles, columns | {"founders": _FOUNDERS})


def _lists(name: str) -> Sequence[Listed]:
    form = package.FORMS.get(name)
    return form.lists if form else OVERSIGHT


def _values(form: Form) -> dict[str, str]:
    parts = (("about", form.about), ("figures", form.figures))
    return _FRAME | {f"{part}.{field.name}": field.label for part, fields in parts for field in fields}


def _lawful(name: str, content: Mapping[str, Any]) -> list[str]:
    """What a paper says that comes from the file of a law."""
    part, field, label = _OF_LAW.get(name, ("", "", ""))
    return [label] if field in content.get(part, {}) else []


def _marked(words: Words, is_open: Callable[[Any], bool], wanted: Mapping[str, Any], way: str = "") -> Iterator[str]:
    for key, value in wanted.items():
        here = f"{way}.{key}" if way else key
        if isinstance(value, Mapping):
            yield from _marked(words, is_open, value, here)
        elif isinstance(value, list):
            names = dict.fromkeys(name for row in value for name, each in row.items() if is_open(each))
            yield from (words.column(key, name) for name in names)
        elif is_open(value):
            yield words.value(here)

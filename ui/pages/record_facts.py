"""The fields of any record in groups, as they stand, as they were first entered, or both."""

import datetime as dt
from collections.abc import Mapping, Sequence

from registry_app.domain.declare import entered_fields
from registry_app.domain.fields import Field, Value
from registry_app.domain.records import RECORDS
from registry_app.i18n import _, n_, number
from ui.pages.life import value_text
from ui.pages.whole import Whole
from ui.parts.due_day import SOON_DAYS
from ui.parts.facts import Fact, Facts
from ui.when import today

Groups = Mapping[str, Sequence[str]]
"""Titles (msgids) with the names of fields; what is in no group stands at the end."""


class RecordFacts(Facts):
    """Says every field of a record of `kind`; `above` are further facts at the top, which a subclass fills.

    Fields that only some kinds of the record have are shown where they belong to it.
    """

    def __init__(self, kind: str, groups: Groups, above: Sequence[Fact] = ()) -> None:
        self.fields = entered_fields(RECORDS[kind])
        super().__init__([*above, *_facts(self.fields, groups)])

    def show_whole(self, whole: Whole, view: str) -> None:
        """Write all values in the reader's language, as one of `whole.VIEWS` has them."""
        first, kind = whole.first_values(), str(whole.values.get("kind") or "")
        for name, field in self.fields.items():
            now, before = (_text(field, whole, values.get(name)) for values in (whole.values, first))
            self.show_fact(name, *_seen(name, now, before, view, whole.values))
            self.show_line(name, is_shown=not field.only_for or kind in field.only_for)


def _facts(fields: Mapping[str, Field], groups: Groups) -> list[Fact]:
    facts: list[Fact] = []
    for title, names in groups.items():
        facts += [("", "", title), *((name, "", fields[name].label) for name in names)]
    grouped = {name for names in groups.values() for name in names}
    return [*facts, *((name, "", field.label) for name, field in fields.items() if name not in grouped)]


def _text(field: Field, whole: Whole, value: Value) -> str:
    if field.kind == "reference" and value:
        return whole.called.get(int(value), (f"#{value}", ""))[0]
    return value_text(field, value)


def _seen(name: str, now: str, before: str, view: str, values: Mapping[str, Value]) -> tuple[str, str]:
    """Text and tone of a field in a view."""
    if view == "original":
        return before, ""
    said, tone = _last_day(now, str(values.get(name) or "")) if name.endswith("expires_on") else (now, "")
    if view == "both" and now != before and before:
        return _("{now}, first entered as {before}").format(now=said or "—", before=before), tone or "blue"
    return said, tone


def _last_day(told: str, day: str) -> tuple[str, str]:
    """The last day of a paper with a word for what it means today, and the tone that goes with the word."""
    if not day:
        return told, ""
    left = (dt.date.fromisoformat(day) - dt.date.fromisoformat(today())).days
    if left < 0:
        return _("{day}, expired").format(day=told), "red"
    if left <= SOON_DAYS:
        return n_("{day}, {n} day left", "{day}, {n} days left", left).format(day=told, n=number(left)), "amber"
    return _("{day}, valid").format(day=told), "green"

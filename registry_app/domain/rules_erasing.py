"""Rules of erasing: only what an earlier entry named, under two names, and never of somebody who has things in hand."""

from collections.abc import Iterable, Iterator

from registry_app.domain.case import Case
from registry_app.domain.entry import Ref
from registry_app.domain.errors import Finding, refuse
from registry_app.domain.projection import erasable

SHOWN = 16
"""Digits of a hash that a finding names."""


def erasing_is_an_act_of_its_own(case: Case) -> Iterator[Finding]:
    """No other act says in passing that a value was erased."""
    if case.entry.kind != "erase" and case.refs("erased"):
        yield refuse("erased_in_passing", kind=case.entry.kind)


def erasures_name_what_stood(case: Case) -> Iterator[Finding]:
    """What is erased stood in an earlier entry that is named, and the records it belonged to are named too.

    So nobody says beforehand that a content will be gone, and the life of a record tells what was taken from it.
    """
    if case.entry.kind != "erase":
        return
    gone = {ref.value for ref in case.refs("erased")}
    stood = [(value, record) for ref in case.refs("entry") for value, record in _erasable(case, ref) if value in gone]
    if unknown := gone - {value for value, _record in stood}:
        yield refuse("erased_unknown", values=tuple(value[:SHOWN] for value in sorted(unknown)))
    elif {record for _value, record in stood} - {0} != {ref.number() for ref in case.refs("about")}:
        yield refuse("erased_of_whom")


def _erasable(case: Case, ref: Ref) -> Iterable[tuple[str, int]]:
    earlier = case.facts.entry(ref.number())
    return erasable(earlier).items() if earlier else ()


def holders_keep_their_names(case: Case) -> Iterator[Finding]:
    """Of somebody who has anything of the company nothing is erased: who would have it then?"""
    for ref in case.refs("about") if case.entry.kind == "erase" else ():
        person = case.known(ref.number())
        if person.kind == "person" and list(case.facts.held_items(person.id)):
            yield refuse("erased_of_holder", person=person.text("code"), person_id=person.id)


ERASING_RULES = (erasing_is_an_act_of_its_own, erasures_name_what_stood, holders_keep_their_names)

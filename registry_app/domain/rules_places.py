"""Rules of places: a tree under the company, in which nothing changes hands by moving or renaming a place."""

from collections.abc import Iterator

from registry_app.domain.acts import zone_of
from registry_app.domain.case import Case
from registry_app.domain.choices import FIELD_PLACES, INSIDE, STORES
from registry_app.domain.entry import Change
from registry_app.domain.errors import Finding, refuse

SINGLE = ("company", "transit", "expended", "lost", "destroyed")
"""Kinds of place that exist once, made by the set-up."""


def places_form_a_tree(case: Case) -> Iterator[Finding]:
    """A place never lies, however far up, in itself; inside the company everything hangs under the company."""
    for change in _placed(case):
        place = case.will_be(change.record)
        if _is_ring(case, change.record):
            yield refuse("place_in_itself", item=case.name(change.record))
        elif not _may_lie(case, place.text("kind"), place.number("parent_id")):
            yield refuse("place_not_there", item=place.text("name"), kind=place.text("kind"))


def _is_ring(case: Case, place: int) -> bool:
    upwards = case.upwards(place)
    return bool(upwards) and case.will_be(upwards[-1]).number("parent_id") != 0


def _placed(case: Case) -> Iterator[Change]:
    """The changes that say where a place lies, or what it is."""
    for change in case.entry.records:
        if change.kind == "place" and change.new.keys() & {"parent_id", "kind"}:
            yield change


def _may_lie(case: Case, kind: str, parent: int) -> bool:
    """The company and what lies outside it stand alone; stores, clients and posts lie in something of the company."""
    if not parent:
        return kind == "company" or kind not in {**STORES, **FIELD_PLACES}
    above = case.will_be(parent).text("kind")
    return above in INSIDE and kind != "company" if kind in INSIDE else above == kind


def places_stay_what_they_are(case: Case) -> Iterator[Finding]:
    """A place's kind may be put right only among kinds that mean the same to the rules; some places exist once."""
    for change in _placed(case):
        kind = str(change.new.get("kind", ""))
        if not change.old and kind in SINGLE and case.entry.seq:
            yield refuse("place_exists_once", kind=kind)
        elif change.old and "kind" in change.old and not _is_alike(str(change.old["kind"]), kind):
            yield refuse("place_kind_fixed", item=case.name(change.record), kind=str(change.old["kind"]))


def _is_alike(one: str, other: str) -> bool:
    return one == other or ({one, other}.isdisjoint(SINGLE) and zone_of(one, 0) == zone_of(other, 0))


def stores_do_not_wander(case: Case) -> Iterator[Finding]:
    """A store that was ever used stays in its armoury: what lies in it moves by transfer, not with the tree."""
    for change in _placed(case):
        before = change.old.get("parent_id")
        if not isinstance(before, int) or case.known(change.record).text("kind") not in STORES:
            continue
        is_elsewhere = _armoury(case, before) != _armoury(case, case.will_be(change.record).number("parent_id"))
        if is_elsewhere and _was_used(case, change.record):
            yield refuse("place_was_used", item=case.name(change.record))


def _armoury(case: Case, place: int) -> int:
    return next((p for p in case.upwards(place) if case.will_be(p).text("kind") == "armoury"), 0)


def _was_used(case: Case, place: int) -> bool:
    """Whether any entry that stands moved something here, or put another place into this one."""
    entries = (case.facts.entry(seq) for seq in case.facts.mentions_after(place, -1) if seq != case.entry.corrects)
    return any(e.lines or any(c.record != place for c in e.records) for e in entries if e)


PLACE_RULES = (places_form_a_tree, places_stay_what_they_are, stores_do_not_wander)

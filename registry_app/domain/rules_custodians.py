"""Rules of custodians: an armoury changes hands by an act that the new one acknowledges, and its keys go along."""

from collections.abc import Iterator

from registry_app.domain.case import Case
from registry_app.domain.entry import Change
from registry_app.domain.errors import Finding, refuse


def custodians_change_by_hand_over(case: Case) -> Iterator[Finding]:
    """Who answers for an armoury is said when it is described, and changed by handing it over only."""
    for change in case.entry.records if case.entry.kind != "hand_over" and not case.is_undoing else ():
        if change.kind == "place" and change.old and "custodian_id" in change.new:
            yield refuse("custodian_by_hand_over", item=case.name(change.record))


def hand_overs_are_whole(case: Case) -> Iterator[Finding]:
    """A hand-over gives armouries to the one person who acknowledges it, and moves nothing but keys."""
    if case.entry.kind != "hand_over":
        return
    changes = [c for c in case.entry.records if c.kind == "place" and c.old]
    if not changes:
        yield refuse("hand_over_of_nothing")
    for change in changes:
        if change.new.get("custodian_id") != case.entry.acknowledged_by:
            yield refuse("custodian_not_acknowledged", item=case.name(change.record))
        elif change.new == change.old:
            yield refuse("amend_nothing", record=change.record)
        yield from _keys_left(case, change)
    for line in case.entry.lines:
        if case.known(line.item).text("kind") != "key" or line.target.person not in (0, case.entry.acknowledged_by):
            yield refuse("hand_over_moves_keys", item=case.name(line.item))


def _keys_left(case: Case, change: Change) -> Iterator[Finding]:
    """The keys of the armoury that the earlier custodian would keep."""
    before = change.old.get("custodian_id")
    handed = {line.item for line in case.entry.lines}
    for item in case.facts.held_items(before) if isinstance(before, int) else ():
        opens = case.known(item).number("opens_id")
        if item not in handed and opens and change.record in case.upwards(opens):
            yield refuse("keys_stay_behind", item=case.name(item), person=case.known(int(str(before))).text("code"))


CUSTODIAN_RULES = (custodians_change_by_hand_over, hand_overs_are_whole)

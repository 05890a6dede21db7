"""Rules of form: does the entry hang together at all? The other rules run only when these find nothing."""

import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo, available_timezones

from registry_app.domain.acts import ACTS, StateRule
from registry_app.domain.case import Case
from registry_app.domain.choices import HELD_STATES, REASONS, STATES
from registry_app.domain.entry import NONE, Line, Position
from registry_app.domain.errors import Finding, refuse
from registry_app.domain.fields import HEX_32, is_plain
from registry_app.domain.records import ITEMS
from registry_app.domain.vouched import LAST_MOMENT

ZONES = frozenset(available_timezones())
MOST_AT_ONCE = 10_000_000
"""No line moves more rounds: a larger number is a bar code that was read into the wrong field."""
LONGEST_TEXT = 200
_UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def kind_is_known(case: Case) -> Iterator[Finding]:
    """The kind of entry is one of the table of acts, and the set-up comes first and once."""
    if case.entry.kind not in case.acts and case.entry.kind in ACTS:
        yield refuse("act_of_later_edition", kind=case.entry.kind)
    elif case.entry.kind not in ACTS or (case.entry.kind == "set_up") != (case.entry.seq == 0):
        yield refuse("kind_unknown", kind=case.entry.kind)


def names_have_their_form(case: Case) -> Iterator[Finding]:
    """Ids are UUIDs in lower case, hashes 32 bytes in hex, and free texts short and printable."""
    entry = case.entry
    ids = [entry.id, *filter(None, [entry.batch])]
    hashes = [entry.prior_root, *filter(None, [entry.note_commit])]
    if not all(map(_UUID.fullmatch, ids)) or not all(map(HEX_32.fullmatch, hashes)):
        yield refuse("id_malformed", id=entry.id[:LONGEST_TEXT])
    for text in (entry.origin, entry.build, *(part for ref in entry.refs for part in ref)):
        if not text or len(text) > LONGEST_TEXT or not is_plain(text):
            yield refuse("text_malformed", value=ascii(text)[:LONGEST_TEXT])


def zone_is_known(case: Case) -> Iterator[Finding]:
    """The time zone is an IANA name."""
    if case.entry.zone not in ZONES:
        yield refuse("zone_unknown", zone=case.entry.zone)


def reason_is_known(case: Case) -> Iterator[Finding]:
    """A reason is a code of the list; some acts need one."""
    reason = case.entry.reason_code
    if reason and reason not in REASONS:
        yield refuse("reason_unknown", reason=reason)
    if case.entry.kind in case.acts and case.act.needs_reason and not reason:
        yield refuse("reason_missing", kind=case.entry.kind)


def correction_names_an_entry(case: Case) -> Iterator[Finding]:
    """A correction, and nothing else, names an earlier entry."""
    if case.is_undoing != (case.entry.corrects != NONE) or (case.is_undoing and case.original is None):
        yield refuse("correction_of_nothing", entry=case.entry.corrects)


def something_is_done(case: Case) -> Iterator[Finding]:
    """An act that moves things has lines; one that does not has none, but changes records, or erases values."""
    if case.entry.kind not in case.acts or case.is_undoing:
        return
    if case.act.may_be_still and (case.entry.records or case.refs("erased")):
        return
    moves = bool(case.act.sources)
    if moves != bool(case.entry.lines) or not (case.entry.lines or case.entry.records):
        yield refuse("entry_empty", kind=case.entry.kind)


def lines_are_whole(case: Case) -> Iterator[Finding]:
    """Every line moves at least one of a known item between known positions; a firearm is one piece."""
    for line in case.entry.lines:
        yield from _line(case, line)


def _line(case: Case, line: Line) -> Iterator[Finding]:
    item = case.record(line.item)
    if item is None or item.kind not in ITEMS:
        yield refuse("item_unknown", item=line.item)
    elif case.is_one_piece(line.item) and line.quantity != 1:
        yield refuse("firearm_is_one", item=case.name(line.item), quantity=line.quantity)
    if line.quantity < 1:
        yield refuse("quantity_below_one", item=case.name(line.item), quantity=line.quantity)
    elif line.quantity > MOST_AT_ONCE:
        yield refuse("quantity_too_large", item=case.name(line.item), quantity=line.quantity, most=MOST_AT_ONCE)
    if line.source == line.target:
        yield refuse("moves_nowhere", item=case.name(line.item))
    for position in (line.source, line.target):
        yield from _position(case, position)


def _position(case: Case, position: Position) -> Iterator[Finding]:
    place = case.record(position.place)
    if place is None or place.kind != "place":
        yield refuse("place_unknown", place=position.place)
    if position.person:
        person = case.record(position.person)
        if person is None or person.kind != "person":
            yield refuse("person_unknown", person=position.person)
        elif not case.is_inside(position):
            yield refuse("person_outside", person=person.text("code"))
    if position.state not in STATES:
        yield refuse("state_unknown", state=position.state)


def acts_between_the_right_places(case: Case) -> Iterator[Finding]:
    """Lines lead between the zones of their act, and change the state only as the act does."""
    for line in case.fresh_lines if case.entry.kind in case.acts else ():
        act = case.act
        item = case.known(line.item)
        if item.kind not in act.items:
            yield refuse("act_not_for_item", kind=case.entry.kind, item=case.name(line.item))
        if case.zone(line.source) not in act.sources or not _is_target(case, line):
            yield refuse(
                "act_not_between", kind=case.entry.kind, source=case.where(line.source), target=case.where(line.target)
            )
        if not _is_state_right(act.state, line.source.state, line.target.state):
            yield refuse("state_not_so", kind=case.entry.kind, source=line.source.state, target=line.target.state)


def _is_target(case: Case, line: Line) -> bool:
    if case.act.is_same_place:
        return line.source[:2] == line.target[:2]
    if case.entry.kind == "receive" and case.entry.reason_code != "opening":
        return case.zone(line.target) == "store"
    return case.zone(line.target) in case.act.targets


def _is_state_right(rule: StateRule, before: str, after: str) -> bool:
    match rule:
        case "same":
            return before == after
        case "held":
            return after in HELD_STATES and before not in HELD_STATES
        case "ready":
            return after == "ready" and before in HELD_STATES
        case "opened":
            return before == "sealed" and after == "ready"
        case "any":
            return True


def times_are_right(case: Case) -> Iterator[Finding]:
    """Nothing happens in the future, and the ledger's own clock never runs back."""
    if not 0 < case.entry.occurred_at <= LAST_MOMENT or case.entry.recorded_at > LAST_MOMENT:
        yield refuse("time_out_of_range")
        return
    if case.entry.occurred_at > case.entry.recorded_at:
        yield refuse("future_date", at=case.entry.occurred_at, zone=_zone(case))
    if case.entry.recorded_at < case.facts.last_recorded_at():
        yield refuse("clock_behind", at=case.entry.recorded_at, last=case.facts.last_recorded_at(), zone=_zone(case))


def _zone(case: Case) -> str:
    return ZoneInfo(case.entry.zone).key if case.entry.zone in ZONES else "UTC"


FORM_RULES = (
    kind_is_known,
    names_have_their_form,
    zone_is_known,
    reason_is_known,
    correction_names_an_entry,
    something_is_done,
    times_are_right,
    lines_are_whole,
    acts_between_the_right_places,
)

"""Rules of custody: everything is where the ledger says, and nothing goes below zero."""

from collections import Counter
from collections.abc import Iterator

from registry_app.domain.acts import ENDLESS_ZONES, HANDING
from registry_app.domain.case import Case
from registry_app.domain.choices import USABLE_STATES
from registry_app.domain.entry import NONE, Line, Position
from registry_app.domain.errors import Finding, note, refuse

HOUR = 3_600_000
OPENING_DAYS = 30
"""So long after its set-up a register may still be told what was there when it began."""
ORDER_SLACK = 60_000
"""Forms ask for minutes, the ledger keeps milliseconds: within a minute the order of two acts is not questioned."""


def items_are_where_they_leave_from(case: Case) -> Iterator[Finding]:
    """Walks the lines in order: what leaves a position must be there."""
    moved: Counter[tuple[int, Position]] = Counter()
    for line in case.fresh_lines:
        if case.is_one_piece(line.item):
            yield from _firearm(case, line, moved)
        else:
            yield from _rounds(case, line, moved)
        moved[line.item, line.source] -= line.quantity
        moved[line.item, line.target] += line.quantity


def _firearm(case: Case, line: Line, moved: Counter[tuple[int, Position]]) -> Iterator[Finding]:
    now = Counter(dict(case.facts.positions(line.item)))
    now.update({position: n for (item, position), n in moved.items() if item == line.item})
    present = [position for position, quantity in now.items() if quantity > 0]
    is_new = not present and case.zone(line.source) in {*ENDLESS_ZONES, "authority"}
    if present == [line.source] or is_new:
        return
    if present and case.zone(present[0]) == "destroyed":
        yield refuse("item_destroyed", item=case.name(line.item), item_id=line.item)
    else:
        yield _elsewhere(case, line, present)


def _elsewhere(case: Case, line: Line, present: list[Position]) -> Finding:
    if not present:
        return refuse("item_nowhere", item=case.name(line.item), item_id=line.item)
    return refuse(
        "item_not_there",
        item=case.name(line.item),
        item_id=line.item,
        said=case.where(line.source),
        said_state=line.source.state,
        found=case.where(present[0]),
        found_state=present[0].state,
        person_id=present[0].person,
        holder=case.name(present[0].person) if present[0].person else "",
    )


def _rounds(case: Case, line: Line, moved: Counter[tuple[int, Position]]) -> Iterator[Finding]:
    here = case.facts.positions(line.item).get(line.source, 0) + moved[line.item, line.source]
    if here >= line.quantity or case.zone(line.source) in ENDLESS_ZONES:
        return
    is_return = case.entry.kind in ("take_back", "expend", "relieve") and line.source.person
    yield refuse(
        "more_than_issued" if is_return else "below_zero", item=case.name(line.item), item_id=line.item,
        wanted=line.quantity, there=here, place=case.where(line.source), state=line.source.state,
    )  # fmt: skip


_MAY_GO = {**dict.fromkeys(HANDING, USABLE_STATES), "send": (*USABLE_STATES, "sealed")}


def usable_when_issued(case: Case) -> Iterator[Finding]:
    """Held, reserved, blocked or sealed items are not issued or sent away."""
    allowed = _MAY_GO.get(case.entry.kind)
    for line in case.fresh_lines if allowed else ():
        if allowed and line.source.state not in allowed:
            yield not_usable(case, line.item, line.source.state)


_STOPS = {
    "reserved": "item_reserved", "blocked": "item_blocked", "held:evidence": "item_evidence",
    "held:quarantine": "item_quarantine",
}  # fmt: skip


def not_usable(case: Case, item: int, state: str) -> Finding:
    """That an item in this state does not go out, each state in its own words."""
    return refuse(_STOPS.get(state, "item_not_usable"), item=case.name(item), item_id=item, state=state)


def permits_are_valid(case: Case) -> Iterator[Finding]:
    """A firearm whose permit has expired is not issued."""
    if case.entry.kind not in HANDING or not case.policy.number("permit_checked"):
        return
    for _line, firearm in case.items("firearm"):
        until = firearm.text("permit_expires_on")
        if not until:
            yield note("permit_unknown", item=firearm.text("serial"), item_id=firearm.id)
        elif until < case.day:
            yield refuse(
                "permit_expired", item=firearm.text("serial"), item_id=firearm.id, until=until, day=case.day,
                permit=firearm.text("permit_number"),
            )  # fmt: skip


def rounds_fit_the_firearms(case: Case) -> Iterator[Finding]:
    """Rounds are issued only to whoever has, or is handed with them, a firearm of that calibre."""
    if case.entry.kind not in HANDING:
        return
    handed = {line.target.person: set[str]() for line in case.fresh_lines}
    for line, firearm in case.items("firearm"):
        handed[line.target.person].add(firearm.text("calibre"))
    for line, lot in case.items("lot"):
        person = line.target.person
        calibres = handed[person] | {_calibre(case, item) for item in case.facts.held_items(person)}
        if lot.text("calibre") not in calibres:
            yield refuse(
                "calibre_does_not_fit", item=lot.text("lot_number"), item_id=lot.id, calibre=lot.text("calibre"),
                person=case.name(person), person_id=person, calibres=tuple(sorted(calibres - {""})),
            )  # fmt: skip


def _calibre(case: Case, item: int) -> str:
    found = case.known(item)
    return found.text("calibre") if found.kind == "firearm" else ""


def only_rounds_are_used_up(case: Case) -> Iterator[Finding]:
    """Rounds that come back as used need a reason; a firearm is never used up."""
    for line in case.fresh_lines if case.entry.kind == "take_back" else ():
        if case.zone(line.target) != "expended":
            continue
        if case.known(line.item).kind != "lot":
            yield refuse("act_not_for_item", kind="expend", item=case.name(line.item))
        elif not case.entry.reason_code:
            yield refuse("reason_missing", kind="expend")


def firearms_move_in_order(case: Case) -> Iterator[Finding]:
    """A firearm, or an article of one piece, does not move before it last moved: it was in one place all along."""
    for line in filter(lambda line: case.is_one_piece(line.item), case.fresh_lines):
        last = _last_moved_at(case, line.item) if case.entry.occurred_at < case.entry.recorded_at else 0
        if case.entry.occurred_at < last - ORDER_SLACK:
            yield refuse(
                "moved_since", item=case.name(line.item), item_id=line.item, at=case.entry.occurred_at, last=last,
                zone=case.entry.zone,
            )  # fmt: skip


def _last_moved_at(case: Case, item: int) -> int:
    entries = (case.facts.entry(seq) for seq in reversed(case.facts.mentions_after(item, NONE)))
    return next((e.occurred_at for e in entries if e and any(line.item == item for line in e.lines)), 0)


def late_entries_are_noted(case: Case) -> Iterator[Finding]:
    """An entry recorded long after it happened is noted as late, and so is what was there from the beginning, when it
    is entered long after the register began."""
    hours = (case.entry.recorded_at - case.entry.occurred_at) // HOUR
    days = _opened_after(case)
    if days >= OPENING_DAYS:
        yield note("opening_late", days=days)
    elif days < 0 and hours >= case.policy.number("late_after_hours"):
        yield note("late_entry", hours=hours)


def _opened_after(case: Case) -> int:
    """How many days after the set-up an opening balance is entered; -1 for what is none."""
    if case.entry.reason_code != "opening" or case.entry.kind not in ("describe", "receive"):
        return -1
    first = case.facts.entry(0) or case.entry
    return (case.entry.recorded_at - first.recorded_at) // (24 * HOUR)


CUSTODY_RULES = (
    items_are_where_they_leave_from,
    usable_when_issued,
    permits_are_valid,
    rounds_fit_the_firearms,
    only_rounds_are_used_up,
    firearms_move_in_order,
    late_entries_are_noted,
)

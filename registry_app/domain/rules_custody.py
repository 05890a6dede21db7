"""Rules of custody: everything is where the ledger says, and nothing goes below zero."""

from collections import Counter
from collections.abc import Iterator

from registry_app.domain.case import Case
from registry_app.domain.choices import USABLE_STATES
from registry_app.domain.entry import NONE, Line, Position
from registry_app.domain.errors import Finding, note, refuse

ENDLESS_ZONES = frozenset({"supplier", "buyer"})
"""Where things come from without having been there: the only positions that may go below zero."""


def items_are_where_they_leave_from(case: Case) -> Iterator[Finding]:
    """Walks the lines in order: what leaves a position must be there."""
    moved: Counter[tuple[int, Position]] = Counter()
    is_undoing = case.entry.kind == "correct"
    for line in case.entry.lines:
        here = case.facts.positions(line.item).get(line.source, 0) + moved[line.item, line.source]
        if case.known(line.item).kind == "firearm":
            yield from _firearm(case, line, moved, is_undoing=is_undoing)
        elif here < line.quantity and case.zone(line.source) not in ENDLESS_ZONES:
            yield from [_used(case, line)] if is_undoing else _short(case, line, here)
        moved[line.item, line.source] -= line.quantity
        moved[line.item, line.target] += line.quantity


def _firearm(
    case: Case, line: Line, moved: Counter[tuple[int, Position]], *, is_undoing: bool
) -> Iterator[Finding]:
    now = Counter(dict(case.facts.positions(line.item)))
    now.update({position: n for (item, position), n in moved.items() if item == line.item})
    present = [position for position, quantity in now.items() if quantity > 0]
    is_new = not present and case.zone(line.source) in {*ENDLESS_ZONES, "authority"}
    if present == [line.source] or is_new:
        return
    if is_undoing:
        yield _used(case, line)
    elif present and case.zone(present[0]) == "destroyed":
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
    )


def _short(case: Case, line: Line, here: int) -> Iterator[Finding]:
    is_return = case.entry.kind in ("take_back", "expend") and line.source.person
    code = "more_than_issued" if is_return else "below_zero"
    yield refuse(
        code, item=case.name(line.item), item_id=line.item, wanted=line.quantity, there=here,
        place=case.where(line.source), state=line.source.state,
    )  # fmt: skip


def _used(case: Case, line: Line) -> Finding:
    later = case.facts.mentions_after(line.item, case.entry.corrects)
    return refuse("correction_used_since", item=case.name(line.item), entries=tuple(later[:20]))


def correction_undoes_exactly(case: Case) -> Iterator[Finding]:
    """A correction consists of the lines and changes that undo the entry it names, once only."""
    original = case.original
    if case.entry.kind != "correct" or original is None:
        return
    if original.kind in ("correct", "set_up", "user", "policy"):
        yield refuse("correction_not_for", entry=original.seq, kind=original.kind)
        return
    if (earlier := case.facts.corrected_by(original.seq)) != NONE:
        yield refuse("corrected_already", entry=original.seq, by=earlier)
    undone = tuple(change.reversed() for change in reversed(original.records))
    if case.entry.lines != case.undoing or case.entry.records != undone:
        yield refuse("correction_differs", entry=original.seq)
    yield from _settled_since(case)


def _settled_since(case: Case) -> Iterator[Finding]:
    """What was sent and has been accepted or rejected since is not unsent, even when it lies in transit again."""
    original = case.original
    if original is None or original.kind != "send":
        return
    for line in original.lines:
        if case.facts.unsettled(original.seq, line.item) < line.quantity:
            yield _used(case, line)


def usable_when_issued(case: Case) -> Iterator[Finding]:
    """Held, reserved, blocked or sealed items are not issued or sent away."""
    allowed = {"issue": USABLE_STATES, "send": (*USABLE_STATES, "sealed")}.get(case.entry.kind)
    for line in case.fresh_lines if allowed else ():
        if allowed and line.source.state not in allowed:
            yield refuse("item_not_usable", item=case.name(line.item), item_id=line.item, state=line.source.state)


def permits_are_valid(case: Case) -> Iterator[Finding]:
    """A firearm whose permit has expired is not issued."""
    if case.entry.kind != "issue" or not case.policy.number("permit_checked"):
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
    if case.entry.kind != "issue":
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
        if case.known(line.item).kind == "firearm":
            yield refuse("act_not_for_item", kind="expend", item=case.name(line.item))
        elif not case.entry.reason_code:
            yield refuse("reason_missing", kind="expend")


def deliveries_settle_what_was_sent(case: Case) -> Iterator[Finding]:
    """Accept and reject name the entry that sent the items, and settle no more than is still under way."""
    if case.entry.kind not in ("accept", "reject"):
        return
    seq = case.entry.settles()
    sent = case.facts.entry(seq) if seq != NONE else None
    if sent is None or sent.kind != "send":
        yield refuse("delivery_unknown", entry=seq)
        return
    for item, quantity in _totals(case.entry.lines).items():
        if (open_quantity := case.facts.unsettled(seq, item)) < quantity:
            yield refuse("delivery_settled", item=case.name(item), entry=seq, wanted=quantity, there=open_quantity)
    yield from _arrives_where_meant(case, sent.lines)


def _totals(lines: tuple[Line, ...]) -> Counter[int]:
    totals: Counter[int] = Counter()
    for line in lines:
        totals[line.item] += line.quantity
    return totals


def _arrives_where_meant(case: Case, sent: tuple[Line, ...]) -> Iterator[Finding]:
    """What is rejected goes back to where it was sent from."""
    origins = {(line.item, line.source) for line in sent}
    for line in case.entry.lines if case.entry.kind == "reject" else ():
        if (line.item, line.target) not in origins:
            yield refuse("rejected_elsewhere", item=case.name(line.item), target=case.where(line.target))


def late_or_out_of_order(case: Case) -> Iterator[Finding]:
    """An entry recorded long after it happened is noted as late."""
    hours = (case.entry.recorded_at - case.entry.occurred_at) // 3_600_000
    if case.entry.reason_code != "opening" and hours >= (case.policy.number("late_after_hours") or 24):
        yield note("late_entry", hours=hours)


CUSTODY_RULES = (
    correction_undoes_exactly,
    items_are_where_they_leave_from,
    usable_when_issued,
    permits_are_valid,
    rounds_fit_the_firearms,
    only_rounds_are_used_up,
    deliveries_settle_what_was_sent,
    late_or_out_of_order,
)

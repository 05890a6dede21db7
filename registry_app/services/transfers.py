"""Moving items between the company's armouries: sent, on their way, and accepted or rejected at the other end.

As in `custody`: one entry each, `by` is the user at work, `Refused` says why not.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.draft import Draft
from registry_app.domain.entry import Line, Position, Ref
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.facts import Facts
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import ledger, whereabouts
from registry_app.services.ledger import Posted
from registry_app.services.once import once

Items = Iterable[int] | Mapping[int, int]
"""Record numbers, or quantities by record number."""


@once
def send(
    session: Session, *, items: Mapping[int, int], source: int = 0, position: Position | None = None,
    destination: int, note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Send items (quantity by item) on their way to the armoury `destination`, from where they are in store: from the
    armoury of `source`, or from this very `position`."""
    transit = whereabouts.place_of_kind(session, "transit")
    lines = []
    for item, quantity in items.items():
        here = position or whereabouts.best_in_store(session, item, quantity, source)
        lines.append(Line(item, quantity, here, Position(transit, 0, here.state)))
    refs = (Ref("destination", str(destination)),)
    draft = Draft("send", tuple(lines), note=note, refs=refs, occurred_at=occurred_at, id=entry_id)
    return ledger.post(session, draft, by=by)


@once
def accept(
    session: Session, *, sent: int, to: int, items: Items = (), occurred_at: int = 0, entry_id: str = "",
    by: Actor,
) -> Posted:  # fmt: skip
    """Take delivery of what is still under way of entry `sent`, or of some `items` of it, into the place `to`.

    Quantities are named where only a part arrived; so too when rejecting. What was held on its way arrives held.
    """
    lines = tuple(
        Line(line.item, line.quantity, line.target, Position(to, 0, line.target.state))
        for line in _under_way(RegisterFacts(session), _sent(session, sent, items))
    )
    draft = Draft("accept", lines, refs=(Ref("entry", str(sent)),), occurred_at=occurred_at, id=entry_id)
    return ledger.post(session, draft, by=by)


@once
def reject(
    session: Session, *, sent: int, reason: str, items: Items = (), note: str = "", occurred_at: int = 0,
    entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Refuse delivery of what is still under way of entry `sent`, or of some `items`: it goes back to where it was."""
    lines = tuple(line.reversed() for line in _sent(session, sent, items))
    draft = Draft(
        "reject", lines, reason_code=reason, note=note, refs=(Ref("entry", str(sent)),), occurred_at=occurred_at,
        id=entry_id,
    )  # fmt: skip
    return ledger.post(session, draft, by=by)


def _sent(session: Session, seq: int, items: Items) -> list[Line]:
    """The lines of entry `seq` that are still under way, of some items only where any are named."""
    items = items if isinstance(items, Mapping) else list(items)
    facts = RegisterFacts(session)
    sent = facts.entry(seq)
    if sent is None or sent.kind != "send":
        raise Refused(refuse("delivery_unknown", entry=seq))
    left = {line.item: facts.unsettled(seq, line.item) for line in sent.lines}
    if strange := set(items) - set(left):
        raise Refused(*(refuse("item_not_sent", item_id=item, entry=seq) for item in sorted(strange)))
    if isinstance(items, Mapping):
        return list(_cut(sent.lines, items))
    named = items or [item for item, quantity in left.items() if quantity] or list(left)
    return list(_cut(sent.lines, {item: left[item] or 1 for item in named}))


def _cut(lines: Sequence[Line], wanted: Mapping[int, int]) -> Iterator[Line]:
    """The lines, cut down to the quantities wanted; what is too much is asked of the last one, for the judge to see."""
    left, last = dict(wanted), {line.item: line for line in lines}
    for line in lines:
        most = left.get(line.item, 0)
        part = most if line is last[line.item] else min(most, line.quantity)
        if part:
            left[line.item] = most - part
            yield line._replace(quantity=part)


def _under_way(facts: Facts, lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with the positions that the items have under way now: some may have been held there meanwhile."""
    pools: dict[int, Counter[Position]] = {}
    for line in lines:
        pool = pools.setdefault(line.item, Counter(dict(facts.positions(line.item))))
        there = [line.target, *(p for p in pool if p.place == line.target.place and p != line.target)]
        if sum(pool[p] for p in there) < line.quantity:
            yield line
            continue
        wanted = line.quantity
        for here in there:
            part = min(wanted, pool[here])
            pool[here] -= part
            wanted -= part
            if part:
                yield line._replace(quantity=part, target=here)

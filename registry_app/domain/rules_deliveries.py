"""Rules of deliveries: what was sent arrives where it was sent, or goes back to where it came from, once."""

from collections import Counter
from collections.abc import Iterator

from registry_app.domain.case import Case
from registry_app.domain.choices import STORES
from registry_app.domain.entry import NONE, Entry
from registry_app.domain.errors import Finding, refuse


def deliveries_have_a_destination(case: Case) -> Iterator[Finding]:
    """What is sent is sent to a store of the company."""
    if case.entry.kind != "send":
        return
    destination = case.record(case.entry.destination())
    if destination is None or destination.text("kind") not in STORES:
        yield refuse("destination_unknown")


def deliveries_settle_what_was_sent(case: Case) -> Iterator[Finding]:
    """Accept and reject name the entry that sent the items, and settle no more than is still under way."""
    if case.entry.kind not in ("accept", "reject"):
        return
    seq = case.entry.settles()
    sent = case.facts.entry(seq) if seq != NONE else None
    if sent is None or sent.kind != "send":
        yield refuse("delivery_unknown", entry=seq)
        return
    for item, quantity in _totals(case.entry).items():
        if (under_way := case.facts.unsettled(seq, item)) < quantity:
            yield refuse("delivery_settled", item=case.name(item), entry=seq, wanted=quantity, there=under_way)
    yield from _accepted_elsewhere(case, sent) if case.entry.kind == "accept" else _rejected_elsewhere(case, sent)


def _totals(entry: Entry) -> Counter[int]:
    totals: Counter[int] = Counter()
    for line in entry.lines:
        totals[line.item] += line.quantity
    return totals


def _accepted_elsewhere(case: Case, sent: Entry) -> Iterator[Finding]:
    """What is accepted lies at the destination from then on, or in a safe, rack or slot of it."""
    for line in case.entry.lines:
        if sent.destination() not in case.upwards(line.target.place):
            yield refuse(
                "delivered_elsewhere", item=case.name(line.item), target=case.where(line.target),
                destination=case.name(sent.destination()),
            )  # fmt: skip


def _rejected_elsewhere(case: Case, sent: Entry) -> Iterator[Finding]:
    """What is rejected goes back to where it was sent from."""
    origins = {(line.item, line.source) for line in sent.lines}
    for line in case.entry.lines:
        if (line.item, line.target) not in origins:
            yield refuse("rejected_elsewhere", item=case.name(line.item), target=case.where(line.target))


DELIVERY_RULES = (deliveries_have_a_destination, deliveries_settle_what_was_sent)

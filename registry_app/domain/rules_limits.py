"""Rules of limits that the policy in force sets: papers of people, and how much a company may have, buy and hand out.

What a person may not be handed is refused. What the company has beyond its limits is entered all the same, with a
reason: a register that refuses what lies in the safe would only hide it.
"""

from collections import Counter
from collections.abc import Iterator

from registry_app.domain.acts import ARMING, ENDLESS_ZONES
from registry_app.domain.case import Case
from registry_app.domain.errors import Finding, refuse, warn
from registry_app.domain.facts import RecordFacts
from registry_app.domain.records import COMPANY


def receivers_are_fit_and_in_service(case: Case) -> Iterator[Finding]:
    """Who is handed anything has not left; who is handed arms is fit, where the policy asks for it.

    Nor does an armoury go to somebody who has left.
    """
    if case.entry.kind not in (*ARMING, "hand_over"):
        return
    armed = {line.target.person for kind in ("firearm", "lot") for line, _item in case.items(kind)}
    custodian = case.entry.acknowledged_by if case.entry.kind == "hand_over" else 0
    for person_id in sorted({custodian, *(line.target.person for line in case.fresh_lines)} - {0}):
        person = case.known(person_id)
        left, fit = person.text("left_on"), person.text("fitness_expires_on")
        if left and left <= case.day:
            yield refuse("person_left", person=person.text("code"), person_id=person_id, day=left)
        if person_id in armed and case.policy.number("fitness_checked") and fit and fit < case.day:
            yield refuse("fitness_expired", person=person.text("code"), person_id=person_id, until=fit, day=case.day)


def nobody_carries_too_many_rounds(case: Case) -> Iterator[Finding]:
    """What a person has after an issue is not more than one person may carry."""
    most = case.policy.number("rounds_carried")
    if not most or case.entry.kind not in ARMING:
        return
    carried = _net(case)
    for person in sorted({line.target.person for line, _lot in case.items("lot")} - {0}):
        has = carried[person] + sum(_rounds_of(case, item, person) for item in case.facts.held_items(person))
        if has > most:
            yield refuse("carries_too_much", person=case.known(person).text("code"), wanted=has, most=most)


def _net(case: Case) -> Counter[int]:
    """How many more rounds each person has by the entry."""
    net: Counter[int] = Counter()
    for line, _lot in case.items("lot"):
        net[line.target.person] += line.quantity
        net[line.source.person] -= line.quantity
    return net


def _rounds_of(case: Case, item: int, person: int) -> int:
    if case.known(item).kind != "lot":
        return 0
    return sum(n for position, n in case.facts.positions(item).items() if position.person == person)


def firearms_are_authorised(case: Case) -> Iterator[Finding]:
    """After a receipt the company has no more firearms than its licence, or its guards, allow."""
    more = _received(case, "firearm", *ENDLESS_ZONES, "authority")
    most, guards_each = (case.policy.number(n) for n in ("firearms_authorised", "guards_per_firearm"))
    if not more or not (most or guards_each):
        return
    has = case.facts.count_inside("firearm") + more
    if most and has > most:
        yield warn("more_firearms_than_authorised", there=has, most=most)
    if guards_each and has > (may := case.facts.people_licensed(case.day) // guards_each):
        yield warn("more_firearms_than_guards", there=has, most=may, each=guards_each)


def rounds_are_authorised(case: Case) -> Iterator[Finding]:
    """After a receipt the company has, and has bought in the month, no more rounds than it may."""
    more = _received(case, "lot", *ENDLESS_ZONES, "authority")
    most, each = (case.policy.number(n) for n in ("rounds_authorised", "rounds_per_firearm"))
    if more and most and (has := case.facts.count_inside("lot") + more) > most:
        yield warn("more_rounds_than_authorised", there=has, most=most)
    new = _received(case, "lot", *ENDLESS_ZONES)
    if new and each and case.entry.reason_code != "opening":
        bought = case.facts.rounds_received(*case.month()) + new
        may = each * case.facts.count_inside("firearm")
        if bought > may:
            yield warn("more_rounds_than_a_month", there=bought, most=may, each=each)


def _received(case: Case, kind: str, *zones: str) -> int:
    """How much of a kind of item comes in by a receipt from these zones outside."""
    if case.entry.kind != "receive":
        return 0
    return sum(line.quantity for line, _item in case.items(kind) if case.zone(line.source) in zones)


def calibres_are_allowed(case: Case) -> Iterator[Finding]:
    """A firearm or lot of a calibre that the company may not have is received for a reason only."""
    allowed = case.policy.text("calibres_allowed").split()
    for item in _items_received(case) if allowed else ():
        if item.text("calibre") not in allowed:
            yield warn("calibre_not_allowed", item=case.name(item.id), item_id=item.id, calibre=item.text("calibre"))


def _items_received(case: Case) -> Iterator[RecordFacts]:
    if case.entry.kind == "receive":
        yield from (item for kind in ("firearm", "lot") for _line, item in case.items(kind))


def who_ceased_work_arms_nobody(case: Case) -> Iterator[Finding]:
    """From the day on which the company ceased work nobody is handed firearms or rounds, and more of them come from
    outside for a reason only; whatever brings them back, or takes them to the authority, is free."""
    closing = case.known(COMPANY).text("closing_on")
    if not closing or case.day < closing:
        return
    armed = [line for kind in ("firearm", "lot") for line, _item in case.items(kind)]
    if case.entry.kind in ARMING and any(line.target.person for line in armed):
        yield refuse("company_ceased", day=closing)
    if case.entry.kind == "receive" and any(case.zone(line.source) in ENDLESS_ZONES for line in armed):
        yield warn("comes_in_after_ceasing", day=closing)


def who_leaves_hands_in(case: Case) -> Iterator[Finding]:
    """Somebody who leaves with things in hand does so for a reason that is written down."""
    for change in case.entry.records:
        if change.kind == "person" and change.new.get("left_on") and list(case.facts.held_items(change.record)):
            yield warn("leaves_with_items", person=case.known(change.record).text("code"), person_id=change.record)


LIMIT_RULES = (
    receivers_are_fit_and_in_service,
    nobody_carries_too_many_rounds,
    firearms_are_authorised,
    rounds_are_authorised,
    calibres_are_allowed,
    who_ceased_work_arms_nobody,
    who_leaves_hands_in,
)

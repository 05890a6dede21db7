"""What the rules' prose says of an act that is asked for: whether papers, cases, deliveries and shots allow it."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

from tests.machine.model import EVIDENCE, EXPENDED, LOST, PERSON, TRANSIT, Done, Flow, Model, Moved

FIRST_HOUR = 8
"""It is eight in the morning of the first day where the company is when the machine begins."""


def day(hour: int) -> str:
    """The company's day at an hour of the machine."""
    return (dt.date(2026, 1, 1) + dt.timedelta(days=(FIRST_HOUR + hour) // 24)).isoformat()


def is_in_order(model: Model, act: Done) -> bool:
    """One piece does not move before it last moved, by what stands."""
    return all(_last_moved(model, flow.item) <= act.hour for flow in act.flows or () if _is_single(model, flow.item))


def _is_single(model: Model, item: int) -> bool:
    return item in model.items and model.items[item].is_single


def _last_moved(model: Model, item: int) -> int:
    hours = [act.hour for act in model.standing() if any(line.item == item for line in act.moved)]
    return hours[-1] if hours else 0


def is_valid(until: object, hour: int) -> bool:
    """Whether a paper has no last day on record, or one that has not passed."""
    return until in (None, "") or str(until) >= day(hour)


def may_be_armed(model: Model, person: int, flows: Iterable[Flow], hour: int) -> bool:
    """Who is handed arms has a licence, the firearms have permits, rounds fit what he has, and are not too many."""
    kinds = {flow.item: model.items[flow.item] for flow in flows}
    guns = [item for item, about in kinds.items() if about.kind == "firearm"]
    rounds = {flow.item: flow.quantity for flow in flows if kinds[flow.item].kind == "lot"}
    if not guns and not rounds:
        return True
    fitting = {model.items[gun].calibre for gun in [*guns, *guns_with(model, person)]}
    return (
        is_valid(model.told.get(("licence", person)), hour)
        and all(is_valid(model.told.get(("permit", gun)), hour) for gun in guns)
        and all(model.items[lot].calibre in fitting for lot in rounds)
        and (not rounds or may_carry(model, person, sum(rounds.values())))
    )


def guns_with(model: Model, person: int) -> list[int]:
    """The firearms that a person has."""
    return [gun for gun in model.of("firearm") if model.with_person(gun, person)]


def carried(model: Model, person: int) -> Counter[int]:
    """The rounds that a person has, by lot."""
    return +Counter({lot: sum(model.with_person(lot, person).values()) for lot in model.of("lot")})


def may_carry(model: Model, person: int, more: int) -> bool:
    """Whether a person may have so many rounds more."""
    return not model.carry or carried(model, person).total() + more <= model.carry


def is_evidence_spared(flows: Iterable[Flow] | None) -> bool:
    """Whether nothing that is held as evidence leaves."""
    return all(spot.state != EVIDENCE for flow in flows or () for spot in flow.sources)


def missing(model: Model, case: int) -> Counter[int]:
    """What was lost in a case and not found since, by item."""
    left: Counter[int] = Counter()
    for act in model.standing("lose", "find"):
        for line in act.moved if act.case == case else ():
            left[line.item] += line.quantity if act.kind == "lose" else -line.quantity
    return left


def lost_in(model: Model, case: int) -> set[int]:
    """The items that were ever lost in a case, by acts that stand."""
    return {line.item for act in model.standing("lose") if act.case == case for line in act.moved}


def cases_of(model: Model, wanted: Mapping[int, int]) -> list[int]:
    """The cases in which so much of all these items is missing."""
    left = {act.case: missing(model, act.case) for act in model.standing("lose")}
    return [case for case, there in left.items() if all(there[item] >= n for item, n in wanted.items())]


def is_still_missing(model: Model, case: int) -> bool:
    """Whether anything of a case is lost now: a piece that lies there, rounds that did not come back to the case."""
    left = missing(model, case)
    return any(
        model.at(item, {LOST}) and (left[item] > 0 or model.items[item].is_single) for item in lost_in(model, case)
    )


def unsettled(model: Model, sent: Done) -> Counter[int]:
    """What of a delivery neither arrived nor went back; of one piece nothing that was sent anew since."""
    left = Counter({line.item: line.quantity for line in sent.moved if sent.stands})
    for act in model.standing("accept", "reject"):
        left.subtract({line.item: line.quantity for line in act.moved if act.entry == sent.seq})
    for act in model.standing("send"):
        for line in act.moved if act.seq > sent.seq else ():
            left[line.item] *= not _is_single(model, line.item)
    return +left


def on_any_way(model: Model, item: int) -> int:
    """How much of an item is on any way."""
    return sum(model.at(item, {TRANSIT}).values())


def used_up(act: Done) -> list[Moved]:
    """The rounds that an act used up."""
    return [line for line in act.moved if line.target.zone == EXPENDED]


def used_by(model: Model, earlier: Done, person: int, calibre: str) -> int:
    """How many rounds of a calibre an act that stands used up of a person, and no discharge has claimed."""
    if not earlier.stands:
        return 0
    fitting = [line for line in used_up(earlier) if model.items[line.item].calibre == calibre]
    return sum(n.quantity for n in fitting if n.source.person in (0, person)) - claimed(model, earlier)


def claimed(model: Model, earlier: Done) -> int:
    """How many of the rounds that an act used up some discharge tells of."""
    told = [act for act in model.standing("discharge") if act.entry == earlier.seq]
    return sum(act.fired - sum(line.quantity for line in act.moved) for act in told)


def keys_with(model: Model, custodians: Iterable[object], armouries: Iterable[int]) -> list[int]:
    """The keys of some armouries that some people have."""
    mine, theirs = set(armouries), set(custodians) - {0, None}
    return [
        key for key in model.of("key")
        if model.items[key].opens in mine and any(s.zone == PERSON and s.person in theirs for s in model.held[key])
    ]  # fmt: skip

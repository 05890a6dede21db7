"""The figures of a return: what is held and how, and the accounts that lead from the opening to the closing stock."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.acts import zone_of
from registry_app.domain.choices import FIELD_PLACES, FIREARM_KINDS, HELD_STATES, OUTSIDE, STORES
from registry_app.domain.errors import Damaged, Refused, refuse
from registry_app.domain.records import Firearm, Lot
from registry_app.services import holdings, past
from registry_app.services.cuts import Cut
from registry_app.services.holdings import FLOWS_IN, FLOWS_OUT, Crossing, Held

ZONES = {
    "store": "in_store", "person": "with_persons", "transit": "in_transit", "workshop": "in_workshop",
    "field": "at_posts",
}  # fmt: skip
"""The zones inside the company (`domain.acts.zone_of`), each with the figure that counts it."""

GONE = {"lost": "lost", "destroyed": "destroyed", "expended": "expended"}
"""Where an item is that has left the company; supplier, buyer and authority count as disposed of."""

Figures = dict[str, int]


@dataclass(frozen=True)
class Spot:
    """A place with the site that it belongs to: the uppermost place below the company itself."""

    code: str
    name: str
    kind: str
    site: int

    @property
    def rank(self) -> tuple[bool, bool, str]:
        """Armouries come before clients, these before workshop and transit; then by code."""
        return self.kind not in STORES, self.kind not in FIELD_PLACES, self.code


@dataclass
class Stock:
    """All positions and border crossings as of one cut, and the places and items that they speak of."""

    spots: Mapping[int, Spot]
    inside: list[Held]
    outside: list[Held]
    crossings: list[Crossing]
    firearm_kinds: Mapping[int, str]
    lots: Mapping[int, str]
    cut: Cut
    flows: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    def __post_init__(self) -> None:
        for crossing in self.crossings:
            self.flows[crossing.item][crossing.flow] += crossing.quantity

    @cached_property
    def held_of(self) -> Mapping[int, list[Held]]:
        """The positions inside the company, by item."""
        found: dict[int, list[Held]] = defaultdict(list)
        for position in self.inside:
            found[position.item].append(position)
        return found

    def zone(self, position: Held) -> str:
        """The zone of a position."""
        return zone_of(self.spots[position.place].kind, position.person)


def take(session: Session, cut: Cut, zone: str) -> Stock:
    """Sum the lines as of the cut. Raises `Damaged` when they contradict the balances, `Refused` when the times that
    people gave contradict each other as of that moment."""
    if differing := holdings.differing_from_balances(session):
        raise Damaged(refuse("balances_differ", items=_names(session, differing)))
    spots = _spots(session, cut)
    positions = holdings.held(session, cut)
    inside = [p for p in positions if spots[p.place].kind not in OUTSIDE]
    if negative := sorted({p.item for p in inside if p.quantity < 0}):
        raise Refused(refuse("as_of_contradictory", at=cut.moment, zone=zone, items=_names(session, negative)))
    return Stock(
        spots=spots,
        inside=inside,
        outside=[p for p in positions if spots[p.place].kind in OUTSIDE and p.quantity > 0],
        crossings=list(holdings.crossings(session, cut)),
        firearm_kinds=_known(session, cut, "firearm", "kind"),
        lots=_known(session, cut, "lot", "calibre"),
        cut=cut,
    )


def _names(session: Session, items: list[int]) -> tuple[str, ...]:
    """What people call some items, a few at most."""
    few = items[:20]
    serials = session.execute(select(Firearm.serial).where(Firearm.id.in_(few))).scalars()
    return (*serials, *session.execute(select(Lot.lot_number).where(Lot.id.in_(few))).scalars())


def _known(session: Session, cut: Cut, kind: str, name: str) -> dict[int, str]:
    """One field of every record of a kind, as far as is known."""
    return {n: str(v[name]) for n, v in past.records(session, kind, cut.known(), names=(name,)).items()}


def _spots(session: Session, cut: Cut) -> dict[int, Spot]:
    rows: dict[int, Any] = dict(
        past.records(session, "place", cut.known(), names=("code", "name", "kind", "parent_id"))
    )

    def site(number: int) -> int:
        parent = rows[number]["parent_id"]
        while parent and rows[parent]["kind"] != "company":
            number, parent = parent, rows[parent]["parent_id"]
        return number

    return {n: Spot(row["code"], row["name"], row["kind"], site(n)) for n, row in rows.items()}


WHERE = ("total", *ZONES.values(), "held")


def where(stock: Stock, positions: Iterable[Held]) -> Figures:
    """How much of some positions inside the company is in which zone, and of that in a held state."""
    found: Counter[str] = Counter()
    for position in positions:
        found[ZONES[stock.zone(position)]] += position.quantity
        found["total"] += position.quantity
        found["held"] += position.quantity if position.state in HELD_STATES else 0
    return {name: found[name] for name in WHERE}


def figures(stock: Stock, items: Container[int], gone: tuple[str, ...]) -> Figures:
    """How much of some items is where: in the company by zone, and outside it."""
    found = where(stock, (p for p in stock.inside if p.item in items))
    left: Counter[str] = Counter()
    for position in stock.outside:
        if position.item in items:
            left[GONE.get(stock.spots[position.place].kind, "disposed")] += position.quantity
    return found | {name: left[name] for name in gone}


def account(stock: Stock, items: Iterable[int], columns: tuple[str, ...]) -> Figures:
    """Opening, flows and closing of some items. `Damaged` when the flows do not lead to what is held."""
    flows: Counter[str] = Counter()
    closing = 0
    for item in items:
        flows.update(stock.flows.get(item, {}))
        closing += sum(p.quantity for p in stock.held_of.get(item, ()))
    led = sum(flows[f] for f in FLOWS_IN) - sum(flows[f] for f in FLOWS_OUT)
    if led != closing:
        raise Damaged(refuse("return_does_not_add_up", wanted=led, there=closing))
    return {name: flows[name] for name in columns} | {"closing": closing}


FIREARMS_GONE = ("disposed", "lost", "destroyed")
ROUNDS_GONE = ("expended", *FIREARMS_GONE)
FIREARM_COLUMNS = (*FLOWS_IN, *FIREARMS_GONE)
ROUND_COLUMNS = (*FLOWS_IN, *ROUNDS_GONE)


def reconciliation(stock: Stock) -> dict[str, Any]:
    """The account of firearms by kind, in the order of the list of kinds, and the account of all of them."""
    by_kind: dict[str, list[int]] = defaultdict(list)
    for item in stock.flows:
        if item in stock.firearm_kinds:
            by_kind[stock.firearm_kinds[item]].append(item)
    order = [kind for kind in FIREARM_KINDS if kind in by_kind]
    rows = [{"kind": kind} | account(stock, by_kind[kind], FIREARM_COLUMNS) for kind in order]
    every = [item for items in by_kind.values() for item in items]
    return {"by_kind": rows, "total": account(stock, every, FIREARM_COLUMNS)}


def sites(stock: Stock) -> list[dict[str, Any]]:
    """For each site that holds any: firearms, those of them with persons, and rounds; articles are not told of."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for position in stock.inside:
        counts = found[stock.spots[position.place].site]
        if position.item in stock.lots:
            counts["rounds"] += position.quantity
        elif position.item in stock.firearm_kinds:
            counts["firearms"] += position.quantity
            counts["with_persons"] += position.quantity if position.person else 0
    order = sorted((site for site, counts in found.items() if counts), key=lambda site: stock.spots[site].rank)
    return [_site(stock.spots[site], found[site]) for site in order]


def _site(spot: Spot, counts: Counter[str]) -> dict[str, Any]:
    numbers = {name: counts[name] for name in ("firearms", "with_persons", "rounds")}
    return {"code": spot.code, "name": spot.name, "kind": spot.kind} | numbers


def calibres(stock: Stock, firearm_calibres: Mapping[int, str]) -> list[dict[str, Any]]:
    """For each calibre in the company: firearms and rounds, the most firearms first."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for position in stock.inside:
        if position.item in stock.lots:
            found[stock.lots[position.item]]["rounds"] += position.quantity
        elif position.item in firearm_calibres:
            found[firearm_calibres[position.item]]["firearms"] += position.quantity
    order = sorted(found, key=lambda code: (-found[code]["firearms"], -found[code]["rounds"], code))
    return [{"calibre": c, "firearms": found[c]["firearms"], "rounds": found[c]["rounds"]} for c in order]

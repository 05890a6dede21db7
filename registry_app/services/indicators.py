"""The indicators, computed once for the screen and for every return (`domain.indicator` says what each one is).

As of a cut: what is held comes from the lines that count, records are as they were known. Whatever cannot be told is
absent.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry_app.domain.indicator import MEASURES, Figure, Indicators, count, rate
from registry_app.domain.rows import EntryRow, LineRow
from registry_app.services import clock, cuts, indicators_cases, past, return_figures, sightings
from registry_app.services.cuts import Cut
from registry_app.services.past import Values
from registry_app.services.return_figures import Stock

DAY = 86_400_000
HOUR = 3_600_000
YEAR = 365
AT_ONCE = 500
_MARKED_AGAIN = ("secondary", "import")


def compute(
    session: Session,
    cut: Cut,
    zone: str,
    *,
    stock: Stock | None = None,
    sighted: Mapping[int, str] | None = None,
) -> Indicators:
    """Every indicator that can be told as of a cut; days are those of `zone`, the company's.

    `stock` is given by whoever has summed the lines already. `sighted` are ISO days on which firearms were in hand
    in a count, by number, where they are not those of the audits: the later of it and the last inspection verifies one.
    Raises as `return_figures.take`.
    """
    day = dt.datetime.fromtimestamp(cut.moment / 1000, ZoneInfo(zone)).date()
    if sighted is None:
        sighted = sightings.last_days(session, cut, zone)
    look = Look(session, cut, day, stock or return_figures.take(session, cut, zone), sighted)
    figures = [*_firearms(look), *_people(look), *_custody(look), *indicators_cases.figures(session, cut, day, zone)]
    order = list(MEASURES)
    told = sorted((figure for figure in figures if figure), key=lambda figure: order.index(figure.code))
    return Indicators(day.isoformat(), tuple(told))


def told(session: Session, *, as_of: str = "", known_at: str = "") -> Indicators:
    """The indicators as of the end of a day, or now, and as known at a head, as `cuts.asked` reads both. Raises
    `Refused` as it does, and as `compute`."""
    _day, cut = cuts.asked(session, as_of=as_of, known_at=known_at)
    return compute(session, cut, clock.zone(session))


@dataclass(frozen=True)
class Look:
    """What the indicators are computed from."""

    session: Session
    cut: Cut
    day: dt.date
    stock: Stock
    sighted: Mapping[int, str]

    def records(self, kind: str, *names: str) -> dict[int, Values]:
        """Some fields of the records of a kind."""
        return past.records(self.session, kind, self.cut, names=names)

    def ago(self, days: int) -> str:
        """The ISO day so many days before."""
        return (self.day - dt.timedelta(days=days)).isoformat()

    @cached_property
    def inside(self) -> dict[int, Values]:
        """The firearms in the company, with the fields that are looked at."""
        here = {p.item for p in self.stock.inside if p.item in self.stock.firearm_kinds}
        fields = self.records("firearm", "inspected_on", "permit_expires_on")
        empty: Values = {"inspected_on": None, "permit_expires_on": None}
        return {number: fields.get(number, empty) for number in here}

    @cached_property
    def policy(self) -> Values:
        """The policy that was the newest."""
        found = self.records("policy", "shift_hours")
        return found[max(found)] if found else {"shift_hours": None}

    def share(self, code: str, firearms: Callable[[int, Values], bool]) -> Figure | None:
        """How many of the firearms in the company are so."""
        return rate(code, sum(firearms(number, values) for number, values in self.inside.items()), len(self.inside))


def _firearms(look: Look) -> Iterator[Figure | None]:
    """What is known of each firearm in the company."""

    def is_verified(since: str) -> Callable[[int, Values], bool]:
        return lambda number, values: max(str(values["inspected_on"] or ""), look.sighted.get(number, "")) >= since

    marks = look.records("mark", "firearm_id", "kind", "photo_id").values()
    papers = look.records("document", "subject_id", "kind").values()
    pictured = {p["subject_id"] for p in papers if p["kind"] == "photo_marks"}
    pictured |= {mark["firearm_id"] for mark in marks if mark["photo_id"]}
    again = {mark["firearm_id"] for mark in marks if mark["kind"] in _MARKED_AGAIN}
    yield look.share("verified_90", is_verified(look.ago(90)))
    yield look.share("verified_365", is_verified(look.ago(YEAR)))
    yield look.share("marks_photographed", lambda number, _values: number in pictured)
    yield look.share("marked_again", lambda number, _values: number in again)
    expired = sum(str(values["permit_expires_on"] or "9") < look.ago(0) for values in look.inside.values())
    yield count("permits_expired", expired, len(look.inside))


def _people(look: Look) -> Iterator[Figure | None]:
    """Guards, their papers, and the company's."""
    today = look.ago(0)
    everybody = look.records("person", "licence_expires_on", "fitness_expires_on", "left_on").values()
    staying = [values for values in everybody if str(values["left_on"] or "9") > today]
    guards = sum(str(values["licence_expires_on"] or "") >= today for values in staying)
    yield rate("firearms_per_guard", len(look.inside), guards)
    for code, name in (("licences_expired", "licence_expires_on"), ("fitness_expired", "fitness_expires_on")):
        yield count(code, sum(str(values[name] or "9") < today for values in staying), len(staying))
    for company in look.records("company", "licence_expires_on").values():
        if until := company["licence_expires_on"]:
            yield count("company_licence_expired", int(str(until) < today))


def _custody(look: Look) -> Iterator[Figure | None]:
    """What went out of hand: firearms and rounds lost, and firearms out for too long."""
    stock = look.stock
    lost = _lost_at(look)
    yield count("unaccounted", len(lost))
    since = look.cut.moment - YEAR * DAY
    yield rate("unaccounted_rate", sum(at > since for at in lost.values()), _firearm_days(look, since))
    flows = _flows(stock, stock.firearm_kinds)
    yield rate("recovered", flows["found"], flows["lost"])
    rounds = _flows(stock, stock.lots)
    yield rate("lot_variance", rounds["lost"] - rounds["found"], rounds["opening"] + rounds["received"])
    yield from _out(look)


def _flows(stock: Stock, items: Mapping[int, str]) -> dict[str, int]:
    names = ("opening", "received", "found", "lost")
    return {name: sum(flows[name] for item, flows in stock.flows.items() if item in items) for name in names}


def _lost_at(look: Look) -> dict[int, int]:
    """When each firearm was lost that is unaccounted for."""
    spots, kinds = look.stock.spots, look.stock.firearm_kinds
    gone = [p.item for p in look.stock.outside if p.item in kinds and spots[p.place].kind == "lost"]
    places = [number for number, spot in spots.items() if spot.kind == "lost"]
    return _last(look, gone, LineRow.target_place.in_(places))


def _out(look: Look) -> Iterator[Figure]:
    """Nothing where the policy knows no shift."""
    hours = look.policy["shift_hours"]
    if isinstance(hours, int):
        held = [p.item for p in look.stock.inside if p.person and p.item in look.stock.firearm_kinds]
        handed = _last(look, held, LineRow.target_person > 0, LineRow.target_person != LineRow.source_person)
        late = look.cut.moment - hours * HOUR
        yield count("out_over_shift", sum(at < late for at in handed.values()), len(held))


def _last(look: Look, firearms: Sequence[int], *how: Any) -> dict[int, int]:
    """When each firearm last made such a move; one firearm's moments never decrease."""
    moves = (
        select(LineRow.item_id, func.max(EntryRow.occurred_at))
        .join(EntryRow, EntryRow.seq == LineRow.seq)
        .where(look.cut.counts(), *how)
        .group_by(LineRow.item_id)
    )
    found: dict[int, int] = {}
    for some in _some(firearms):
        found |= {row[0]: row[1] for row in look.session.execute(moves.where(LineRow.item_id.in_(some)))}
    return found


def _firearm_days(look: Look, since: int) -> int:
    """The days that firearms spent in the company from a moment on (UTC ms), all together, rounded down."""
    stock = look.stock
    crossed = [c for c in stock.crossings if c.item in stock.firearm_kinds]
    happened = _happened(look, [c.seq for c in crossed], since)
    outwards = {"expended", "disposed", "lost", "destroyed"}
    spent = len(look.inside) * (look.cut.moment - since)
    for crossing in crossed:
        later = happened.get(crossing.seq, since) - since
        spent += later if crossing.flow in outwards else -later
    return spent // DAY


def _happened(look: Look, entries: Sequence[int], since: int) -> dict[int, int]:
    """When those of some entries happened that happened after a moment."""
    found: dict[int, int] = {}
    for some in _some(entries):
        query = select(EntryRow.seq, EntryRow.occurred_at).where(EntryRow.seq.in_(some), EntryRow.occurred_at > since)
        found |= {row.seq: row.occurred_at for row in look.session.execute(query)}
    return found


def _some(numbers: Sequence[int]) -> Iterator[list[int]]:
    """The numbers in handfuls that one statement takes."""
    left = iter(numbers)
    while some := list(islice(left, AT_ONCE)):
        yield some

"""The end of a company: the day on which it ceased work, the term for the deposit, and what it still has to hand in.

Companies that close without handing in what they have are where most firearms are lost from sight. From `begin` on
nobody is handed arms any more (`domain.rules_limits`); the board counts the working days; `closure_packs` hands all
books over. Read only but for `begin`.
"""

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.acts import zone_of
from registry_app.domain.choices import HELD_STATES, OUTSIDE
from registry_app.domain.declare import entered_fields
from registry_app.domain.records import Article, Company, Firearm, Lot, Person, Place
from registry_app.domain.rows import BalanceRow
from registry_app.services import away, clock, company, discharges, losses, rulebook
from registry_app.services.away import Away
from registry_app.services.discharges import DischargeRow
from registry_app.services.jurisdictions import working_days_after, working_days_between
from registry_app.services.ledger import Posted
from registry_app.services.losses import CaseRow
from registry_app.services.rulebook import Limit

DUE = ("firearm", "lot")
"""The kinds of item that must go to the authority; articles stay the company's."""
_DAY = entered_fields(Company)["closing_on"]


@dataclass(frozen=True)
class Remaining:
    """Pieces or rounds of an item that are still in the company: where, with whom, how. `zone` is as in the acts.

    `model` of an article is its description; numbers are those of records, 0 for nobody.
    """

    item: int
    kind: str
    name: str
    maker: str
    model: str
    calibre: str
    quantity: int
    place: int
    place_code: str
    place_name: str
    zone: str
    state: str
    person: int
    person_code: str
    person_name: str


@dataclass(frozen=True)
class Closure:
    """How far a closing has come, of one moment; days are the company's, `""` where there is none.

    `days` is the term in working days, 0 where the policy sets none; `source` is where it comes from, `""` where that
    is the policy alone. `days_left` counts to `until_on` and is below zero once that has passed, as are the working
    days. `lying` is with an authority already.
    """

    today: str
    closing_on: str
    days: int
    until_on: str
    days_left: int
    working_days_left: int
    source: str
    is_verified: bool
    inside: tuple[Remaining, ...]
    lying: tuple[Away, ...]
    cases: tuple[CaseRow, ...]
    discharges: tuple[DischargeRow, ...]

    @property
    def is_begun(self) -> bool:
        """Whether the company has ceased work, or will on a day that is known."""
        return bool(self.closing_on)

    @property
    def is_empty(self) -> bool:
        """Whether no firearm and no round is left in the company."""
        return not any(self.count(kind) for kind in DUE)

    @property
    def is_late(self) -> bool:
        """Whether the term has passed and something is left."""
        return bool(self.until_on) and self.days_left < 0 and not self.is_empty

    def count(self, kind: str) -> int:
        """How many pieces or rounds of a kind of item are left."""
        return sum(each.quantity for each in self.inside if each.kind == kind)

    def where(self, kind: str) -> Mapping[str, int]:
        """How many of a kind of item are in which zone; under `held` those that are held, whatever the zone."""
        found: Counter[str] = Counter()
        for each in self.inside:
            if each.kind == kind:
                found[each.zone] += each.quantity
                found["held"] += each.quantity if each.state in HELD_STATES else 0
        return +found

    def handed_in(self, kind: str) -> int:
        """How many pieces or rounds of a kind of item lie with an authority."""
        return sum(each.quantity for each in self.lying if each.kind == kind)


def begin(
    session: Session, *, on: str = "", reason: str = "closure", note: str = "", entry_id: str = "", by: Actor
) -> Posted:
    """Enter the day from which the company has ceased work, today when empty; one that is to come is announced so.

    Whatever brings arms back, and takes them to the authority, stays free. A company that works on after all has the
    day taken out of its record (`company.complete`). Raises `Refused`.
    """
    day = _DAY.parse(on) or clock.today(session)
    return company.complete(session, values={"closing_on": day}, reason=reason, note=note, entry_id=entry_id, by=by)


def state(session: Session) -> Closure:
    """How far the closing has come, whether it has begun or not. Raises `Damaged` when there is no policy."""
    today = clock.today(session)
    closing_on = session.execute(select(Company.closing_on)).scalar() or ""
    rules = rulebook.in_force(session)
    limit = next((each for each in rules.limits if each.field.name == "closure_days"), None)
    days = limit.value if limit and isinstance(limit.value, int) else 0
    until = ""
    left = working = 0
    if closing_on and days:
        last = working_days_after(dt.date.fromisoformat(closing_on), days, rules.jurisdiction)
        now = dt.date.fromisoformat(today)
        until, left = last.isoformat(), (last - now).days
        working = working_days_between(now, last, rules.jurisdiction)
    return Closure(
        today, closing_on, days, until, left, working, *_source(limit), tuple(inside(session)),
        tuple(away.at(session, "authority")), tuple(losses.cases(session, open_only=True)),
        tuple(discharges.discharges(session, open_only=True)),
    )  # fmt: skip


def _source(limit: Limit | None) -> tuple[str, bool]:
    """Where the term comes from, and whether it was compared with the text of a law."""
    if limit is None or limit.provision is None or not limit.is_stated:
        return "", False
    return limit.provision.source, limit.is_verified


def inside(session: Session) -> list[Remaining]:
    """Everything that is in the company: by place, firearms before rounds before articles, then by name."""
    found = [_remaining(**row) for row in session.execute(_inside()).mappings()]
    return sorted(found, key=lambda each: (each.place_code, _ORDER[each.kind], each.name, each.item, each.person))


def _remaining(*, place_kind: str, **row: Any) -> Remaining:
    return Remaining(zone=zone_of(place_kind, row["person"]), **row)


_ORDER = {"firearm": 0, "lot": 1, "article": 2}


def _inside() -> Select[*tuple[Any, ...]]:
    kind = case((Firearm.id.is_not(None), "firearm"), (Lot.id.is_not(None), "lot"), else_="article")
    told = {
        "item": BalanceRow.item_id, "kind": kind, "name": func.coalesce(Firearm.serial, Lot.lot_number, Article.code),
        "maker": func.coalesce(Firearm.maker, Lot.maker, Article.maker, ""),
        "model": func.coalesce(Firearm.model, Article.name, ""),
        "calibre": func.coalesce(Firearm.calibre, Lot.calibre, Article.calibre, ""), "quantity": BalanceRow.quantity,
        "place": Place.id, "place_code": Place.code, "place_name": Place.name, "place_kind": Place.kind,
        "state": BalanceRow.state, "person": BalanceRow.person_id, "person_code": func.coalesce(Person.code, ""),
        "person_name": func.coalesce(Person.name, ""),
    }  # fmt: skip
    return (
        select(*(column.label(name) for name, column in told.items()))
        .join(Place, Place.id == BalanceRow.place_id)
        .outerjoin(Person, Person.id == BalanceRow.person_id)
        .outerjoin(Firearm, Firearm.id == BalanceRow.item_id)
        .outerjoin(Lot, Lot.id == BalanceRow.item_id)
        .outerjoin(Article, Article.id == BalanceRow.item_id)
        .where(BalanceRow.quantity > 0, Place.kind.not_in(OUTSIDE))
    )  # fmt: skip

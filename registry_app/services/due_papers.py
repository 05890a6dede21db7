"""Papers that run out: of the company, its contracts, firearms, people, articles and lots; and the company's end."""

import datetime as dt
from typing import Any

from sqlalchemy import Row, and_, case, func, or_, select

from registry_app.domain.due import Found
from registry_app.domain.records import COMPANY, Article, Company, Firearm, Lot, Person, Place
from registry_app.domain.rows import BalanceRow
from registry_app.persistence.facts import RegisterFacts
from registry_app.services.due_dates import TODAY, WITH_SOMEBODY, Column, Rows, by_day, is_inside
from registry_app.services.due_outlook import Outlook
from registry_app.services.jurisdictions import working_days_after

FIREARM = Firearm.id, Firearm.maker, Firearm.model, Firearm.serial
_PEOPLE = select(Person.id, Person.code, func.coalesce(Person.name, Person.code).label("name"))
_NEVER = "9999-12-31"


def company_licence(outlook: Outlook) -> Found:
    """The company's own licence."""
    return _COMPANY_LICENCE.find(outlook)


def contracts(outlook: Outlook) -> Found:
    """Contracts that end, and those that have ended while something still lies at their posts."""
    return _CONTRACTS.find(outlook)


def permits(outlook: Outlook) -> Found:
    """Permits of the firearms in the company."""
    return _PERMITS.find(outlook)


def valid_permits(outlook: Outlook) -> Found:
    """Those of them that have not run out."""
    return _VALID_PERMITS.find(outlook)


def licences(outlook: Outlook) -> Found:
    """Licences of people who have not left."""
    return _LICENCES.find(outlook)


def courses(outlook: Outlook) -> Found:
    """Courses of people who have not left."""
    return _COURSES.find(outlook)


def fitness(outlook: Outlook) -> Found:
    """Certificates of fitness of people who have not left."""
    return _FITNESS.find(outlook)


def armed(outlook: Outlook) -> Found:
    """People who have a firearm although one of their papers has expired."""
    return _ARMED.find(outlook)


def articles(outlook: Outlook) -> Found:
    """Vests, permit cards and other articles with an end date, while any of them is in the company."""
    return _ARTICLES.find(outlook)


def lots(outlook: Outlook) -> Found:
    """Lots of ammunition past their best-before day, while any round is in the company."""
    return _LOTS.find(outlook)


def firearm(row: Row[Any]) -> dict[str, Any]:
    """What a row with the columns `FIREARM` says of one."""
    return {"kind": "firearm", "record": row.id, "name": f"{row.maker} {row.model} {row.serial}", "key": row.serial}


def _person(row: Row[Any]) -> dict[str, Any]:
    told = {"kind": "person", "record": row.id, "name": row.name, "key": row.code}
    return told | {"owner": row.id, "owner_code": row.code}


def _armed(row: Row[Any]) -> dict[str, Any]:
    return _person(row) | {"facts": {"firearm": row.firearm}}


def _company(row: Row[Any]) -> dict[str, Any]:
    return {"kind": "company", "record": row.id, "name": row.name, "key": ""}


def _place(row: Row[Any]) -> dict[str, Any]:
    return {"kind": "place", "record": row.id, "name": row.name, "key": row.code}


def _article(row: Row[Any]) -> dict[str, Any]:
    return {"kind": "article", "record": row.id, "name": f"{row.name} {row.code}", "key": row.code}


def _lot(row: Row[Any]) -> dict[str, Any]:
    return {"kind": "lot", "record": row.id, "name": row.lot_number, "key": row.lot_number}


def _contracts() -> Rows:
    ended = select(Place.id, Place.id.label("contract")).where(Place.ends_on < TODAY).cte("ended", recursive=True)
    tree = ended.union_all(select(Place.id, ended.c.contract).join(ended, Place.parent_id == ended.c.id))
    used = select(tree.c.contract).join(BalanceRow, BalanceRow.place_id == tree.c.id).where(BalanceRow.quantity > 0)
    return select(Place.id, Place.name, Place.code).where(or_(Place.ends_on >= TODAY, Place.id.in_(used)))


_PAPERS = Person.licence_expires_on, Person.course_expires_on, Person.fitness_expires_on


def _first_to_expire() -> Column:
    one, two, three = (func.coalesce(day, _NEVER) for day in _PAPERS)
    return case((and_(one <= two, one <= three), one), (two <= three, two), else_=three)


def _armed_people() -> Rows:
    """People with an expired paper and a firearm in hand, one of which is named."""
    held = (
        select(func.min(Firearm.id))
        .join(BalanceRow, BalanceRow.item_id == Firearm.id)
        .where(BalanceRow.person_id == Person.id, WITH_SOMEBODY, BalanceRow.quantity > 0)
        .correlate(Person)
        .scalar_subquery()
    )
    return _PEOPLE.add_columns(held.label("firearm")).where(or_(*(day < TODAY for day in _PAPERS)), held.is_not(None))


_STAYING = _PEOPLE.where(or_(Person.left_on.is_(None), Person.left_on > TODAY))
_HERE = select(*FIREARM).where(is_inside(Firearm.id))
_ARTICLES_HERE = select(Article.id, Article.code, Article.name).where(is_inside(Article.id))
_LOTS_HERE = select(Lot.id, Lot.lot_number).where(is_inside(Lot.id))

_COMPANY_LICENCE = by_day(
    "company_licence", select(Company.id, Company.name), _company, Company.licence_expires_on
)  # fmt: skip
_CONTRACTS = by_day("contract", _contracts(), _place, Place.ends_on)
_PERMITS = by_day("permit", _HERE, firearm, Firearm.permit_expires_on)
_VALID_PERMITS = by_day(
    "permit", _HERE.where(Firearm.permit_expires_on >= TODAY), firearm, Firearm.permit_expires_on
)  # fmt: skip
_LICENCES = by_day("licence", _STAYING, _person, Person.licence_expires_on)
_COURSES = by_day("course", _STAYING, _person, Person.course_expires_on)
_FITNESS = by_day("fitness", _STAYING, _person, Person.fitness_expires_on)
_ARMED = by_day("armed", _armed_people(), _armed, _first_to_expire())
_ARTICLES = by_day("article", _ARTICLES_HERE, _article, Article.expires_on)
_LOTS = by_day("lot", _LOTS_HERE, _lot, Lot.best_before)


def closure(outlook: Outlook) -> Found:
    """The working days in which a company that has ceased work must deposit what it has; none once nothing is left."""
    closing_on = outlook.session.execute(select(Company.closing_on)).scalar()
    days, facts = outlook.number("closure_days"), RegisterFacts(outlook.session)
    if not closing_on or not days:
        return Found()
    left = {"firearms": facts.count_inside("firearm"), "rounds": facts.count_inside("lot")}
    if not any(left.values()):
        return Found()
    name = outlook.session.execute(select(Company.name)).scalar_one()
    until = working_days_after(dt.date.fromisoformat(closing_on), days, str(outlook.policy["jurisdiction"]))
    told = outlook.due(
        "closure", due_on=until.isoformat(), kind="company", record=COMPANY, name=name, key="",
        facts={**left, "day": closing_on, "days": (until - outlook.today).days},
    )  # fmt: skip
    return outlook.counted([told])

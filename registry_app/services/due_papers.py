"""Papers that run out: of the company, its contracts, firearms, people, articles and lots; and the company's end."""

import datetime as dt
from typing import Any

from sqlalchemy import Row, and_, case, func, or_, select

from registry_app.domain.due import Found
from registry_app.domain.records import COMPANY, Article, Company, Firearm, Lot, Person, Place
from registry_app.domain.rows import BalanceRow
from registry_app.persistence.facts import RegisterFacts
from registry_app.services.due_dates import WITH_SOMEBODY, Column, Dates, is_inside
from registry_app.services.due_outlook import Outlook
from registry_app.services.jurisdictions import working_days_after

FIREARM = Firearm.id, Firearm.maker, Firearm.model, Firearm.serial
_PEOPLE = select(Person.id, Person.code, func.coalesce(Person.name, Person.code).label("name"))
_NEVER = "9999-12-31"


def firearm(row: Row[Any]) -> dict[str, Any]:
    """What a row with the columns `FIREARM` says of one."""
    return {"kind": "firearm", "record": row.id, "name": f"{row.maker} {row.model} {row.serial}", "key": row.serial}


def _person(row: Row[Any]) -> dict[str, Any]:
    told = {"kind": "person", "record": row.id, "name": row.name, "key": row.code}
    return told | {"owner": row.id, "owner_code": row.code}


def _company(row: Row[Any]) -> dict[str, Any]:
    return {"kind": "company", "record": row.id, "name": row.name, "key": ""}


def company_licence(outlook: Outlook) -> Found:
    """The company's own licence."""
    rows = select(Company.id, Company.name)
    return Dates(outlook, "company_licence", rows, _company).by(Company.licence_expires_on)


def contracts(outlook: Outlook) -> Found:
    """Contracts that end, and those that have ended while something still lies at their posts."""
    today = outlook.today.isoformat()
    ended = select(Place.id, Place.id.label("contract")).where(Place.ends_on < today).cte("ended", recursive=True)
    below = select(Place.id, ended.c.contract).join(ended, Place.parent_id == ended.c.id)
    tree = ended.union_all(below)
    used = select(tree.c.contract).join(BalanceRow, BalanceRow.place_id == tree.c.id).where(BalanceRow.quantity > 0)
    rows = select(Place.id, Place.name, Place.code).where(or_(Place.ends_on >= today, Place.id.in_(used)))
    return Dates(outlook, "contract", rows, _place).by(Place.ends_on)


def _place(row: Row[Any]) -> dict[str, Any]:
    return {"kind": "place", "record": row.id, "name": row.name, "key": row.code}


def permits(outlook: Outlook, *which: Column) -> Found:
    """Permits of the firearms in the company, or of some of them."""
    rows = select(*FIREARM).where(is_inside(Firearm.id), *which)
    return Dates(outlook, "permit", rows, firearm).by(Firearm.permit_expires_on)


def licences(outlook: Outlook) -> Found:
    """Licences of people who have not left."""
    return _papers(outlook, "licence")


def courses(outlook: Outlook) -> Found:
    """Courses of people who have not left."""
    return _papers(outlook, "course")


def fitness(outlook: Outlook) -> Found:
    """Certificates of fitness of people who have not left."""
    return _papers(outlook, "fitness")


def _papers(outlook: Outlook, code: str) -> Found:
    stays = or_(Person.left_on.is_(None), Person.left_on > outlook.today.isoformat())
    return Dates(outlook, code, _PEOPLE.where(stays), _person).by(getattr(Person, f"{code}_expires_on"))


def armed(outlook: Outlook) -> Found:
    """People who have a firearm although one of their papers has expired."""
    today = outlook.today.isoformat()
    days = Person.licence_expires_on, Person.course_expires_on, Person.fitness_expires_on
    one, two, three = (func.coalesce(day, _NEVER) for day in days)
    earliest = case((and_(one <= two, one <= three), one), (two <= three, two), else_=three)
    held = (
        select(func.min(Firearm.id))
        .join(BalanceRow, BalanceRow.item_id == Firearm.id)
        .where(BalanceRow.person_id == Person.id, WITH_SOMEBODY, BalanceRow.quantity > 0)
        .correlate(Person)
        .scalar_subquery()
    )
    rows = _PEOPLE.add_columns(held.label("firearm")).where(or_(*(day < today for day in days)), held.is_not(None))
    return Dates(outlook, "armed", rows, _armed).by(earliest)


def _armed(row: Row[Any]) -> dict[str, Any]:
    return _person(row) | {"facts": {"firearm": row.firearm}}


def articles(outlook: Outlook) -> Found:
    """Vests, permit cards and other articles with an end date, while any of them is in the company."""
    rows = select(Article.id, Article.code, Article.name).where(is_inside(Article.id))
    return Dates(outlook, "article", rows, _article).by(Article.expires_on)


def _article(row: Row[Any]) -> dict[str, Any]:
    return {"kind": "article", "record": row.id, "name": f"{row.name} {row.code}", "key": row.code}


def lots(outlook: Outlook) -> Found:
    """Lots of ammunition past their best-before day, while any round is in the company."""
    rows = select(Lot.id, Lot.lot_number).where(is_inside(Lot.id))
    return Dates(outlook, "lot", rows, _lot).by(Lot.best_before)


def _lot(row: Row[Any]) -> dict[str, Any]:
    return {"kind": "lot", "record": row.id, "name": row.lot_number, "key": row.lot_number}


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

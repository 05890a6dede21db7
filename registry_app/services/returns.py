"""The reports that leave the company: gathered from the ledger as plain values, then handed to `reports` for paper."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry_app import BUILD
from registry_app.domain.actor import Actor
from registry_app.domain.errors import Damaged, Refused, refuse
from registry_app.domain.head import Head
from registry_app.domain.records import Company, Person, Place, Policy, User
from registry_app.domain.rows import EntryRow
from registry_app.domain.rules_people import SET_UP_USERS
from registry_app.services import (
    cuts,
    filings,
    frame,
    indicators,
    ledger,
    oversight,
    return_differences,
    return_figures,
    return_lists,
)
from registry_app.services.cuts import Cut
from registry_app.services.frame import Asked
from registry_app.services.return_figures import FIREARMS_GONE, ROUNDS_GONE, Stock
from registry_app.services.return_lists import filled, local, text

FORMAT = "armarium-inventory-return/1"
_COMPANY = ("name", "tax_id", "licence_number", "licence_expires_on", "address")


def content(session: Session, asked: Asked) -> dict[str, Any]:
    """The inventory return of what is asked, with how the register was kept, and its running number there."""
    told = inventory(session, as_of=asked.as_of, known_at=asked.known_at, addressee=asked.addressee, by=asked.by)
    taken = frame.of_a_moment(session, asked)
    if asked.addressee:
        told["addressee"]["sequence"] = filings.next_number(session, addressee=taken.addressee)
    more = {
        "restorations": oversight.restorations(taken), "late": oversight.late(taken), "users": oversight.users(taken),
    }  # fmt: skip
    return told | {name: rows for name, rows in more.items() if rows}


def inventory(
    session: Session, *, as_of: str = "", known_at: str = "", addressee: str = "", by: Actor
) -> dict[str, Any]:
    """The inventory return (`docs/formats/inventory-return-v1.md`) as plain values that `domain.entry.canonical` takes.

    `as_of` is a day: as of its end in the company's zone; empty is now. `known_at` is a head, as `cuts.head_of` reads
    it: as it was known then; empty is as known now. `addressee` is the code of a place of kind authority. Raises
    `Refused`, or `Damaged` when lines, balances and totals contradict each other.
    """
    company = session.execute(select(Company.__table__)).mappings().one()
    zone, now = company["zone"], int(session.info["clock"]())
    day, cut = cuts.asked(session, as_of=as_of, known_at=known_at, now=now)
    head, known = ledger.head(session), ledger.head(session, size=cut.head or None)
    stock = return_figures.take(session, cut, zone)
    listed, firearm_calibres = return_lists.firearms(session, stock)
    content = {
        "format": FORMAT,
        "number": _number(day, head, cut),
        "as_of": {"day": day, "moment": local(cut.moment, zone), "zone": zone},
        "made": _made(session, by, local(now, zone)),
        "company": filled({name: company[name] for name in _COMPANY}),
        "policy": _policy(session, zone),
        "founders": _founders(session),
        "head": {"origin": head.origin, "size": head.size, "root": head.root},
        "entries": _entries(session, cut, known.size),
        "figures": _figures(stock),
        "indicators": [figure.plain() for figure in indicators.compute(session, cut, zone, stock=stock).figures],
        "reconciliation": return_figures.reconciliation(stock),
        "sites": return_figures.sites(stock),
        "calibres": return_figures.calibres(stock, firearm_calibres),
        "firearms": listed,
        "lots": return_lists.lots(session, stock),
        "events": return_lists.events(session, cut, zone),
    }
    if cut.head:
        content["known_at"] = {"size": known.size, "root": known.root}
    if differences := return_differences.open_at(session, cut, zone):
        content["differences"] = differences
    if addressee:
        content["addressee"] = _addressee(session, addressee)
    _judge(content)
    return content


def _number(day: str, head: Head, cut: Cut) -> str:
    """What the return is called: two with the same number state the same."""
    known = f"-K{cut.head}" if cut.head else ""
    return f"IR-{day.replace('-', '')}-{head.size}-{head.root[:8].upper()}{known}"


def _made(session: Session, by: Actor, moment: str) -> dict[str, Any]:
    name = session.execute(select(Person.name).where(Person.id == by.person_id)).scalar()
    return filled({"moment": moment, "user": by.name, "roles": by.roles, "person": name, "build": BUILD})


def _policy(session: Session, zone: str) -> dict[str, Any]:
    """The policy in force, and since which entry."""
    names = ("jurisdiction", "edition", "licence_checked", "course_checked", "permit_checked", "late_after_hours")
    table = Policy.__table__
    query = select(table.c.described_seq, *(table.c[n] for n in names)).order_by(table.c.described_seq.desc())
    row = session.execute(query).mappings().first()
    if row is None:
        raise Damaged(refuse("policy_missing"))
    since = session.execute(select(EntryRow.occurred_at).where(EntryRow.seq == row["described_seq"])).scalar_one()
    return {n: row[n] for n in names} | {"entry": row["described_seq"], "since": local(since, zone)}


def _founders(session: Session) -> list[dict[str, Any]]:
    """The users that came with the set-up and needed no witness: every return names them."""
    query = (
        select(User.name, User.roles, User.described_seq, Person.code, Person.name)
        .join(Person, Person.id == User.person_id)
        .order_by(User.described_seq, User.id)
        .limit(SET_UP_USERS)
    )
    return [
        filled({"user": user, "roles": roles, "entry": seq, "person_code": code, "person": name})
        for user, roles, seq, code, name in session.execute(query)
    ]


def _entries(session: Session, cut: Cut, size: int) -> dict[str, int]:
    query = select(func.count()).select_from(EntryRow).where(EntryRow.corrects >= 0, EntryRow.seq < size)
    corrections = session.execute(query).scalar() or 0
    return {
        "total": size, "after": cuts.counted_after(session, cut), "corrections": corrections,
        "overrides": len(return_lists.overridden(session, cut)),
    }  # fmt: skip


def _figures(stock: Stock) -> dict[str, Any]:
    return {
        "firearms": return_figures.figures(stock, stock.firearm_kinds, FIREARMS_GONE),
        "rounds": return_figures.figures(stock, stock.lots, ROUNDS_GONE),
    }


def _addressee(session: Session, code: str) -> dict[str, str]:
    query = select(Place.code, Place.name).where(Place.kind == "authority").order_by(Place.code)
    known = {row.code: text(row.name) for row in session.execute(query)}
    if code.upper() not in known:
        raise Refused(refuse("addressee_unknown", value=code, choices=tuple(known)))
    return {"code": code.upper(), "name": known[code.upper()]}


def _judge(content: Mapping[str, Any]) -> None:
    """`Damaged` when list, account and figures of the finished return do not agree."""
    closing = content["reconciliation"]["total"]["closing"]
    firearms, rounds = content["figures"]["firearms"]["total"], content["figures"]["rounds"]["total"]
    by_lot = sum(lot["closing"] for lot in content["lots"])
    if not closing == firearms == len(content["firearms"]):
        raise Damaged(refuse("return_does_not_add_up", wanted=closing, there=len(content["firearms"])))
    if rounds != by_lot:
        raise Damaged(refuse("return_does_not_add_up", wanted=rounds, there=by_lot))

"""The papers of an audit as plain values: the audit report, and the list of differences that are followed up.

`docs/formats/audit-report-v1.md` says what each figure means. Nothing here counts anew: what was counted is
`services.counts`, judged by `domain.count`.
"""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app import BUILD, i18n
from registry_app.domain.actor import Actor
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.records import Audit, Company, Difference, Person
from registry_app.domain.rows import EntryRow, MentionRow
from registry_app.services import (
    audit_returns_figures,
    audit_returns_lists,
    audit_returns_names,
    audit_returns_people,
    audit_returns_visits,
    audit_trends,
    audits,
    clock,
    counts,
    draws,
    indicators,
    ledger,
)
from registry_app.services.audit_returns_lists import Frame
from registry_app.services.audit_returns_names import Names, Told
from registry_app.services.cuts import Cut
from registry_app.services.return_lists import filled, local

FORMAT = "armarium-audit-report/1"
DIFFERENCES = "armarium-difference-list/1"
SUFFIXES = (".pdf", ".json")
LIST_SUFFIXES = (".pdf", ".xlsx", ".json")
_COMPANY = ("name", "tax_id", "licence_number", "licence_expires_on", "address")
_AUDIT = ("code", "kind", "method", "basis", "head_size", "head_root", "counted_root", "outcome")
_SHOWN_TRENDS = 8


def make(
    session: Session, *, audit: int, suffix: str = ".pdf", paper: str = "a4", by: Actor, language: str = ""
) -> bytes:
    """The report of an audit as `.pdf` or `.json`, in the language in force unless one is named.

    Raises `Refused` for another suffix or paper. An audit that is open is told as it stands, and says that it is open.
    """
    return _written("audit", report(session, audit=audit, by=by), suffix, paper, language)


def make_differences(
    session: Session, *, audit: int = 0, suffix: str = ".pdf", paper: str = "a4", by: Actor, language: str = ""
) -> bytes:
    """The list of the differences of an audit, or (0) of all that are not settled in any, as `make`."""
    content = differences(session, audit=audit, by=by)
    return _written("differences", content, suffix, paper, language, LIST_SUFFIXES)


def _written(
    name: str, content: Told, suffix: str, paper: str, language: str, suffixes: tuple[str, ...] = SUFFIXES
) -> bytes:
    from registry_app.reports import package

    if suffix not in suffixes:
        raise Refused(refuse("report_suffix", value=suffix, choices=suffixes))
    if paper not in package.PAPERS:
        raise Refused(refuse("report_paper", value=paper, choices=tuple(package.PAPERS)))
    return package.write(name, content, suffix, paper=paper, language=language or i18n.language())


def report(session: Session, *, audit: int, by: Actor) -> Told:
    """The audit report (`docs/formats/audit-report-v1.md`) as values that `domain.entry.canonical` takes."""
    found, names = session.get_one(Audit, audit), audit_returns_names.take(session)
    standing, zone = counts.standing(session, audit), clock.zone(session)
    frame = Frame(session, names, standing, zone, clock.today(session))
    account = audit_returns_figures.account(standing, names)
    content = _top(session, zone, by, FORMAT, f"AR-{found.code}")
    content |= {
        "audit": _audit(session, names, found, standing.until, zone),
        "team": audit_returns_people.team(session, names, found),
        "counted_by": audit_returns_people.counted_by(session, names, audit),
        "places": audit_returns_lists.tally_by_place(frame),
        "tally": {kind: n for kind, n in standing.tally.items() if n},
        "account": _account(names, account),
        "measures": audit_returns_figures.measures(standing, account).as_json(),
        "results": audit_returns_lists.results(frame, audit),
        "differences": audit_returns_lists.differences(session, names, zone, Difference.audit_id == audit),
        "not_entered": audit_returns_lists.not_entered(names, audits.left_to_enter(session, audit)),
        "not_seen": audit_returns_lists.not_seen(frame),
        "movements": audit_returns_lists.movements(frame),
        "papers": audit_returns_lists.papers(frame),
        "security": audit_returns_visits.security(session, names, found),
        "earlier": _earlier(session, names, zone, audit),
        "trend": [each.as_json() for each in audit_trends.trend(session, place=found.place_id, most=_SHOWN_TRENDS)],
        "indicators": _indicators(session, zone),
        "remarks": audit_returns_people.remarks(session, names, audit, zone),
    }
    return content | ({"sample": _sample(session, found, standing)} if found.size else {})


def differences(session: Session, *, audit: int = 0, by: Actor) -> Told:
    """The difference list: of an audit all of them, else those of every audit that are not settled."""
    names, zone = audit_returns_names.take(session), clock.zone(session)
    found = session.get_one(Audit, audit) if audit else None
    number = f"DF-{found.code}" if found else f"DF-{clock.today(session).replace('-', '')}"
    content = _top(session, zone, by, DIFFERENCES, number)
    which = Difference.audit_id == audit if audit else Difference.settled_on.is_(None)
    content["differences"] = audit_returns_lists.differences(session, names, zone, which)
    if found:
        content["audit"] = _audit(session, names, found, counts.standing(session, audit).until, zone)
        content["not_entered"] = audit_returns_lists.not_entered(names, audits.left_to_enter(session, audit))
    return content


def _top(session: Session, zone: str, by: Actor, name: str, number: str) -> Told:
    """What every paper begins with: number, company, head, who made it when."""
    company = session.execute(select(Company.__table__)).mappings().one()
    head, now = ledger.head(session), int(session.info["clock"]())
    person = session.execute(select(Person.name).where(Person.id == by.person_id)).scalar()
    return {
        "format": name,
        "number": f"{number}-{head.size}-{head.root[:8].upper()}",
        "as_of": {"day": local(now, zone)[:10], "moment": local(now, zone), "zone": zone},
        "made": filled(
            {"moment": local(now, zone), "user": by.name, "roles": by.roles, "person": person, "build": BUILD}
        ),
        "company": filled({each: company[each] for each in _COMPANY}),
        "head": {"origin": head.origin, "size": head.size, "root": head.root},
    }


def _audit(session: Session, names: Names, found: Audit, until: int, zone: str) -> Told:
    """Scope, basis, method, times and end of an audit."""
    entries = _entries(session, found.id)
    told = filled({name: getattr(found, name) for name in _AUDIT}) | names.place(found.place_id)
    begun = entries["audit"][0]
    told |= {"entry": begun.seq, "begun": local(begun.occurred_at, zone), "user": names.user(begun.actor_id)}
    if "differ" in entries or found.closed_at:
        told["counted_until"] = local(until, zone)
    if found.closed_at:
        closed = entries["conclude"][-1]
        told |= {"closing_entry": closed.seq, "closed": local(closed.occurred_at, zone)}
        told["closed_by"] = [names.user(closed.actor_id), names.user(closed.witness_id)]
    return told


def _entries(session: Session, audit: int) -> dict[str, list[Any]]:
    """The entries that began, ended and closed an audit, by kind."""
    query = (
        select(EntryRow.kind, EntryRow.seq, EntryRow.occurred_at, EntryRow.actor_id, EntryRow.witness_id)
        .join(MentionRow, MentionRow.seq == EntryRow.seq)
        .where(MentionRow.record_id == audit, EntryRow.kind.in_(("audit", "differ", "conclude")))
        .order_by(EntryRow.seq)
    )
    found: dict[str, list[Any]] = {}
    for row in session.execute(query):
        found.setdefault(row.kind, []).append(row)
    return found


def _account(names: Names, account: audit_returns_figures.Account) -> Told:
    pieces = [
        {"item_kind": item_kind, "kind": kind, **vars(each)} for (item_kind, kind), each in account.pieces.items()
    ]
    stocks = [names.item(item) | vars(each) for item, each in account.stocks.items()]
    stocks.sort(key=lambda row: (row.get("item_kind", "~") != "lot", row.get("calibre", ""), row["item"]))
    return {"pieces": pieces, "total": vars(account.total("firearm")), "stocks": stocks}


def _sample(session: Session, found: Audit, standing: counts.Standing) -> Told:
    """How the sample was drawn, and what it proves: what was not found as on record counts as wrong once counted."""
    size, word = found.size or 0, found.word or ""
    drawn = draws.draw(session, size=size, word=word, place=found.place_id, head=found.head_size)
    return draws.as_json(drawn, wrong=_wrong(standing, {each.number for each in drawn.drawn}) if standing.seen else 0)


def _wrong(standing: counts.Standing, drawn: set[int]) -> int:
    right = {each.item for each in standing.results if each.kind == "found"}
    return len(drawn - right)


def _earlier(session: Session, names: Names, zone: str, audit: int) -> list[Told]:
    """The differences of earlier audits that are not settled."""
    which = Difference.audit_id < audit, Difference.settled_on.is_(None)
    return audit_returns_lists.differences(session, names, zone, *which)


def _indicators(session: Session, zone: str) -> list[Told]:
    cut = Cut(int(session.info["clock"]()), is_now=True)
    return [figure.plain() for figure in indicators.compute(session, cut, zone).figures]

"""The people who have arms as of a moment: who has what, since when, until when, and whether the papers are valid."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from registry_app.services import frame, oversight, past
from registry_app.services.frame import Asked, Content, Frame
from registry_app.services.handovers import Book
from registry_app.services.past import Values
from registry_app.services.period_entries import Period
from registry_app.services.return_lists import filled
from registry_app.services.spans import Span, spans

NAME = "people"
PAPERS = {"licence": "licence_expires_on", "course": "course_expires_on", "fitness": "fitness_expires_on"}
"""The papers of a person, each with the field of its last day."""
_PERSON = ("code", "name", "document", "licence_number", "licence_class", *PAPERS.values())
_FIREARM = ("permit_number", "permit_kind", "permit_expires_on")
_TOLD = ("person_code", "person", "item_kind", "item", "maker", "model", "calibre", "entry", "out_at", "post", "due")


def content(session: Session, asked: Asked) -> Content:
    """The list as plain values (`docs/formats/papers-v1.md`). Raises `Refused` for a day or head that is none."""
    taken = frame.of_a_moment(session, asked)
    period = Period(taken)
    out = [span for span in spans(session, taken.cut) if span.left and _is_arm(period, span.item)]
    book = Book(period, period.numbered({span.came.entry for span in out}))
    arms, people = _arms(taken, book, out), _people(taken, period, out)
    return {
        **frame.top(taken, NAME, "PA"), "figures": _figures(arms, people, taken.minute(taken.until)),
        NAME: people, "arms": arms, **oversight.gather(taken),
    }  # fmt: skip


def _is_arm(period: Period, item: int) -> bool:
    return period.items.get(item, {}).get("item_kind") in ("firearm", "lot")


def _arms(taken: Frame, book: Book, out: Sequence[Span]) -> list[Content]:
    """A row for what each handover left with somebody, by person and moment."""
    permits = past.known(taken.session, "firearm", taken.cut, names=_FIREARM)
    rows = []
    for span in out:
        told, permit = book.out(span), permits.get(span.item, {})
        row = {name: told[name] for name in _TOLD if name in told} | {"quantity": span.left} | filled(permit)
        rows.append(row | _expired(["permit"] if _is_past(permit, "permit_expires_on", taken.day) else []))
    return sorted(rows, key=lambda row: (row.get("person", ""), row.get("out_at", ""), row["item"]))


def _people(taken: Frame, period: Period, out: Iterable[Span]) -> list[Content]:
    """A row for each person, with how much he or she has and the papers as of then."""
    known = past.known(taken.session, "person", taken.cut, names=_PERSON)
    by_person: dict[int, list[Span]] = defaultdict(list)
    for span in out:
        by_person[span.person].append(span)
    rows = []
    for number, theirs in by_person.items():
        values = dict(known.get(number, {}))
        told = {"person_code": values.pop("code", ""), "person": values.pop("name", ""), **values}
        expired = [paper for paper, day in PAPERS.items() if _is_past(values, day, taken.day)]
        rows.append(filled(told) | _has(period, theirs) | _expired(expired))
    return sorted(rows, key=lambda row: (row.get("person", ""), row["person_code"]))


def _has(period: Period, theirs: Iterable[Span]) -> dict[str, int]:
    sums = {"firearms": 0, "rounds": 0}
    for span in theirs:
        is_lot = period.items[span.item]["item_kind"] == "lot"
        sums["rounds" if is_lot else "firearms"] += span.left
    return sums


def _is_past(values: Values | Mapping[str, Any], name: str, day: str) -> bool:
    """Whether a paper ran out before a day; one without a last day never does."""
    return str(values.get(name) or day) < day


def _expired(papers: Sequence[str]) -> Content:
    return {"expired": " ".join(papers)} if papers else {}


def _figures(arms: Sequence[Content], people: Sequence[Content], now: str) -> dict[str, int]:
    return {
        "people": len(people), "firearms": sum(row["firearms"] for row in people),
        "rounds": sum(row["rounds"] for row in people), "overdue": sum(row.get("due", now) < now for row in arms),
        "people_expired": sum("expired" in row for row in people),
        "permits_expired": sum("expired" in row for row in arms),
    }  # fmt: skip

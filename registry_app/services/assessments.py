"""Checks of an armoury's physical security: answered question by question, scored by area, held against the last one.

An inspection and a self-assessment use the same list. As in `custody`: `by` is the user at work,
`Refused` says why not.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry_app.domain import checklist as checklists
from registry_app.domain import disk
from registry_app.domain.actor import Actor
from registry_app.domain.checklist import Checklist, Score
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import Value
from registry_app.domain.records import Answer
from registry_app.domain.rows import EntryRow
from registry_app.services import clock, documents, ledger
from registry_app.services.ledger import Posted
from registry_app.services.once import once

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "checklists"
"""One file for each list, named by its code: editable with any editor of text."""
USUAL = "armoury-1"


@dataclass(frozen=True)
class Given:
    """An answer: a code of `yes no partly na`, what was seen, what is done about it until when, a photo."""

    question: str
    answer: str
    evidence: str = ""
    action: str = ""
    due_on: str = ""
    photo: bytes = b""


@dataclass(frozen=True)
class Visit:
    """One check of an armoury: its answers by question (the last one each), and what they come to by area."""

    code: str
    place: int
    checklist: Checklist
    audit: int
    began_at: str
    """The minute on the company's clock."""
    answers: Mapping[str, Answer]
    scores: tuple[Score, ...]
    whole: Score


@cache
def load(code: str = USUAL) -> Checklist:
    """A checklist as its file says it. Raises `Refused`, which names file, key and remedy, and `Unavailable`."""
    file = FOLDER / f"{code}.toml"
    try:
        read = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        raise Refused(refuse("checklist_unknown", value=code)) from None
    except OSError as problem:
        raise disk.unreadable(problem, file) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise Refused(refuse("checklist_malformed", file=file.name, key="", value=str(problem)[:80])) from None
    found = checklists.parse(read, file.name)
    if found.code != code:
        raise Refused(refuse("checklist_malformed", file=file.name, key="code", value=found.code))
    return found


@once
def assess(
    session: Session, *, place: int, visit: str, answers: tuple[Given, ...], audit: int = 0, checklist: str = USUAL,
    note: str = "", entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Enter answers of a visit, which has an id of its own (`ledger.new_id`): one of them or all.

    A question that is answered again keeps both; the last answer counts. Raises `Refused` for a question that the list
    does not have, and for a "no" or "partly" without what is done about it.
    """
    known = {question.code for question in load(checklist).questions}
    for each in answers:
        if each.question not in known:
            raise Refused(refuse("question_unknown", value=each.question))
        if each.answer in ("no", "partly") and not each.action:
            raise Refused(refuse("answer_without_action", field=each.question))
    wishes: list[Wish] = []
    contents: dict[str, bytes] = {}
    for at, each in enumerate(answers, 1):
        wishes.append(Wish("answer", _values(each, place, visit, audit, checklist), placeholder=-at))
        if each.photo:
            photo = documents.paper(each.photo, subject=-at, kind="photo")
            wishes.append(photo.wish)
            contents |= photo.contents
    draft = Draft("assess", wishes=tuple(wishes), note=note, id=entry_id, contents=contents)
    return ledger.post(session, draft, by=by)


def _values(each: Given, place: int, visit: str, audit: int, checklist: str) -> Mapping[str, Value]:
    return {
        "place_id": place, "audit_id": audit or None, "visit": visit, "checklist": checklist,
        "question": each.question, "answer": each.answer, "evidence": each.evidence or None,
        "action": each.action or None, "due_on": each.due_on or None,
    }  # fmt: skip


@once
def follow_up(
    session: Session, *, record: int, action: str = "", due_on: str = "", is_done: bool = False, note: str = "",
    entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Enter what is done about an answer, until when, or that it is done as of today."""
    values: dict[str, Value] = {name: text for name, text in (("action", action), ("due_on", due_on)) if text}
    if is_done:
        values["done_on"] = clock.today(session)
    return ledger.post(
        session, Draft("assess", wishes=(Wish("answer", values, record),), note=note, id=entry_id), by=by
    )


def visits(session: Session, *, place: int = 0, audit: int = 0) -> list[Visit]:
    """The checks of an armoury, or those made with an audit, the latest first."""
    query = select(Answer.visit, Answer.place_id, Answer.checklist, func.min(EntryRow.occurred_at).label("began"))
    query = query.join(EntryRow, EntryRow.seq == Answer.described_seq)
    if place:
        query = query.where(Answer.place_id == place)
    if audit:
        query = query.where(Answer.audit_id == audit)
    query = query.group_by(Answer.visit, Answer.place_id, Answer.checklist).order_by(func.max(Answer.id).desc())
    return [_visit(session, row.visit, row.place_id, row.checklist, row.began) for row in session.execute(query)]


def _visit(session: Session, code: str, place: int, checklist: str, began: int) -> Visit:
    query = select(Answer).where(Answer.visit == code, Answer.place_id == place).order_by(Answer.id)
    answers = {each.question: each for each in session.execute(query).scalars()}
    known = load(checklist)
    told = {question: each.answer for question, each in answers.items()}
    audit = next((each.audit_id for each in answers.values() if each.audit_id), 0) or 0
    scored = tuple(checklists.scores(known, told))
    return Visit(
        code, place, known, audit, clock.minute(session, began), answers, scored, checklists.whole(known, told)
    )


@dataclass(frozen=True)
class Change:
    """A question that was answered otherwise than last time: both answers by code, empty where there was none."""

    question: str
    before: str
    now: str


def compared(now: Visit, before: Visit) -> list[Change]:
    """What changed since an earlier check, in the order of the list."""
    found = []
    for question in now.checklist.questions:
        old, new = before.answers.get(question.code), now.answers.get(question.code)
        was, is_ = (old.answer if old else ""), (new.answer if new else "")
        if was != is_:
            found.append(Change(question.code, was, is_))
    return found


def undone(session: Session) -> list[Answer]:
    """The answers about which something is still to be done, by the day on which it is due."""
    latest = select(func.max(Answer.id)).group_by(Answer.place_id, Answer.question)
    query = (
        select(Answer)
        .where(Answer.id.in_(latest), Answer.answer.in_(("no", "partly")), Answer.done_on.is_(None))
        .order_by(Answer.due_on.nulls_last(), Answer.id)
    )
    return list(session.execute(query).scalars())

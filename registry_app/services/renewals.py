"""Papers that run out, renewed: permits of firearms, licences of people, contracts; and the permits there were."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.acts import ACTS
from registry_app.domain.declare import entered_fields
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.entry import NONE, Entry, parse
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.fields import Field, Value
from registry_app.domain.projection import after
from registry_app.domain.records import RECORDS
from registry_app.domain.rows import EntryRow, MentionRow
from registry_app.persistence.facts import RegisterFacts
from registry_app.services import documents, ledger, papers
from registry_app.services.ledger import Posted
from registry_app.services.once import once

SCANS = {"firearm": "permit", "person": "licence", "company": "licence", "place": "contract", "article": "permit"}
"""What a scan of the new paper is, by the kind of record that it is about."""
_PERMIT = ("permit_number", "permit_kind", "permit_issued_on", "permit_expires_on")


@dataclass(frozen=True)
class Permit:
    """A permit that a firearm had: number, code of its kind, first and last day as far as known; the entry that
    brought it, when that happened (UTC ms), and the number of the paper that the entry rests on."""

    number: str
    kind: str
    issued_on: str
    expires_on: str
    seq: int
    occurred_at: int
    document: str


def fields(kind: str) -> tuple[Field, ...]:
    """The fields of a kind of record that a renewal may change."""
    return tuple(f for f in entered_fields(RECORDS[kind]).values() if f.name in ACTS["renew"].papers)


@once
def renew(
    session: Session, *, record: int, values: Mapping[str, Value], document: str, scan: bytes = b"", title: str = "",
    reason: str = "renewal", note: str = "", occurred_at: int = 0, entry_id: str = "", by: Actor,
) -> Posted:  # fmt: skip
    """Enter the new paper `document` (its number) of a firearm, person, company, place or article.

    `values` are its fields, of those that `fields` names; last days only move on. `scan` is the paper itself, kept as
    a document of the record. Raises `Refused`.
    """
    found = RegisterFacts(session).record(record)
    if found is None or found.kind not in SCANS:
        raise Refused(refuse("nothing_of_that_name", value=str(record)))
    wishes: tuple[Wish, ...] = (Wish(found.kind, values, record),)
    contents: dict[str, bytes] = {}
    if scan:
        paper = documents.paper(scan, subject=record, kind=SCANS[found.kind], title=title, number=document)
        wishes, contents = (*wishes, paper.wish), dict(paper.contents)
    draft = Draft(
        "renew", wishes=wishes, reason_code=reason, note=note, refs=papers.refs(document=document),
        occurred_at=occurred_at, id=entry_id, contents=contents,
    )  # fmt: skip
    return ledger.post(session, draft, by=by)


def permit_history(session: Session, *, firearm: int) -> list[Permit]:
    """Every permit that a firearm had, the newest first, as the entries that stand tell of them.

    An amendment that put one right stands beside it: both are what was on record.
    """
    corrected = select(EntryRow.corrects).where(EntryRow.corrects != NONE)
    query = (
        select(EntryRow.body)
        .join(MentionRow, MentionRow.seq == EntryRow.seq)
        .where(MentionRow.record_id == firearm, EntryRow.corrects == NONE, EntryRow.seq.not_in(corrected))
        .order_by(EntryRow.seq)
    )
    return list(_permits([parse(body) for body in session.execute(query).scalars()], firearm))[::-1]


def _permits(entries: list[Entry], firearm: int) -> Iterator[Permit]:
    values: dict[str, object] = {}
    for entry in entries:
        for change in (c for c in entry.records if c.record == firearm and not c.new.keys().isdisjoint(_PERMIT)):
            values = dict(after(values, change))  # type: ignore[arg-type]  # values of entries
            told = [str(values.get(name, "")) for name in _PERMIT]
            if any(told):
                paper = next((ref.value for ref in entry.refs if ref.kind == "document"), "")
                number, kind, issued, until = told
                yield Permit(number, kind, issued, until, entry.seq, entry.occurred_at, paper)

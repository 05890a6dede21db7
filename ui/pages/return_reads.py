"""What the page of returns reads and makes: a paper in its forms, for whom it can be, and what was sent."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from registry_app.domain import disk
from registry_app.domain.actor import Actor
from registry_app.domain.due import Due
from registry_app.domain.errors import Refused, refuse
from registry_app.services import filed_papers, filing_outlook, filings, paper_subjects, references
from registry_app.services.filing_outlook import Outlook
from registry_app.services.filings import Filed
from registry_app.services.ledger import Posted
from ui import files
from ui.job import Progress
from ui.parts.paper import Picture, photograph
from ui.parts.picker import Choice


@dataclass(frozen=True)
class Order:
    """A paper that is wanted: the report's name, and the arguments of `report_table.make`; `due_on` is the day on which
    it was due, where the board led here."""

    name: str
    arguments: Mapping[str, Any]
    due_on: str = ""

    @property
    def addressee(self) -> str:
        """The code of the authority that it goes to, ``""`` for nobody."""
        return str(self.arguments.get("addressee", ""))


@dataclass(frozen=True)
class Look:
    """The authorities of the company by their codes, and the outlook of the paper that is chosen."""

    authorities: Mapping[str, str]
    outlook: Outlook


@dataclass(frozen=True)
class Saved:
    """A paper that was written: where, its size in bytes, its SHA-256, and what was wanted."""

    path: Path
    size: int
    digest: str
    order: Order


@dataclass(frozen=True)
class Sent:
    """A return that was filed, the name of the authority, and whether the register keeps the file."""

    filed: Filed
    authority: str
    is_kept: bool


def make(session: Any, order: Order, suffix: str, by: Actor, progress: Progress | None = None) -> bytes:
    """The paper as a file's content; imports what makes paper, which takes a moment the first time."""
    from registry_app.services import report_table

    return report_table.make(session, name=order.name, suffix=suffix, by=by, progress=progress, **order.arguments)


def preview(session: Any, order: Order, by: Actor, progress: Progress | None = None) -> tuple[bytes, Picture]:
    """The paper as PDF, and its first page as pixels."""
    content = make(session, order, ".pdf", by, progress)
    return content, photograph(content)


def save(session: Any, order: Order, path: Path, by: Actor, progress: Progress | None = None) -> Saved:
    """Make the paper and write it; the ending of `path` says what it becomes."""
    content = make(session, order, path.suffix, by, progress)
    files.write(path, content)
    return saved(order, path, content)


def saved(order: Order, path: Path, content: bytes) -> Saved:
    """What is to be known of a file that was written."""
    return Saved(path, len(content), hashlib.sha256(content).hexdigest(), order)


def look(session: Any, report: str, addressee: str) -> Look:
    """For whom a report can be, and what the one that is chosen would be."""
    offered = {each.code: each.name for each in filings.authorities(session)}
    return Look(offered, filing_outlook.of(session, report=report, addressee=addressee))


def led(session: Any, due: Due) -> tuple[Look, str]:
    """The same for a report that is due, and the code of the authority that it is due to; ``""`` for none named."""
    code = next((each.code for each in filings.authorities(session) if each.place == due.record), "")
    return look(session, str(due.facts["report"]), code), code


def subjects(session: Any, kind: str, text: str) -> list[Choice]:
    """What a paper may be about."""
    return [Choice(*found) for found in paper_subjects.find(session, kind=kind, text=text)]


def enter(session: Any, *, saved: Saved, filed_on: str, entry_id: str, by: Actor) -> Posted:
    """Enter that the file was sent, as it lies there. Raises `Refused`, also when it is not what was saved or signed
    here any more, and `Unavailable`."""
    content = read(saved.path)
    if hashlib.sha256(content).hexdigest() != saved.digest:
        raise Refused(refuse("file_changed", path=str(saved.path)))
    return filed_papers.file(
        session, content=content, due_on=saved.order.due_on, filed_on=filed_on, entry_id=entry_id, by=by
    )  # fmt: skip


def read(path: Path) -> bytes:
    """The bytes of a file. Raises `Unavailable`."""
    with disk.reading(path):
        return path.read_bytes()


def sent(session: Any) -> Sequence[Sent]:
    """All that was filed, the newest first."""
    found, kept = filings.filed(session), filed_papers.kept(session)
    named = references.named(session, {each.addressee for each in found})
    return [Sent(each, named.get(each.addressee, (each.authority,))[0], each.id in kept) for each in found]


def again(session: Any, filing: int, path: Path) -> None:
    """Write what was sent once more, byte for byte. Raises as `filed_papers.content`, and `Unavailable`."""
    files.write(path, filed_papers.content(session, filing=filing))


def page_of(session: Any, filing: int, page: int) -> Picture:
    """A page of what was sent, as pixels."""
    return photograph(filed_papers.content(session, filing=filing), page)

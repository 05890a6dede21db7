"""The closure pack: everything that a register holds as open files, for the authority that takes the books over.

Its layout is told in `docs/formats/closure-pack-v1.md`. It is there whole or not at all; the same head and moment make
the same files. It holds personal values: hand it to nobody who must not read them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from registry_app import BUILD, i18n
from registry_app.domain import disk
from registry_app.domain.actor import Actor
from registry_app.domain.errors import Damaged, Refused, refuse
from registry_app.domain.head import Head
from registry_app.domain.records import Company
from registry_app.domain.rows import EntryRow, LineRow
from registry_app.i18n import LANGUAGES, _
from registry_app.persistence import bundles, sheet_files
from registry_app.persistence.bundles import Bundle
from registry_app.persistence.folder import SUFFIX as REGISTER
from registry_app.services import (
    books,
    clock,
    closures,
    deposit_lists,
    documents,
    ledger,
    ledger_files,
    pack_description,
    returns,
)
from registry_app.services.book_events import EVENT_BOOKS
from registry_app.services.books import RECORD_BOOKS, Book
from registry_app.services.ledger_files import Progress

FORMAT = "armarium-closure-pack/1"
TOP = "closure-pack"
"""The folder in which everything lies inside a zip file."""
ROWS = 100_000
"""Rows of a book that one workbook holds at most; the next ones follow in another."""
_LISTS = ("firearms", "lots", "events")
"""The lists of the inventory, whose rows are drawn and put into a workbook."""
BOOKS = (*RECORD_BOOKS, *EVENT_BOOKS)
_FORMATS = ("entry-v1.md", "ledger-file-v1.md", "closure-pack-v1.md", "inventory-return-v1.md")
_HERE = Path(__file__).resolve().parents[2]
_DESCRIBED = (_HERE / "resources" / "formats", _HERE / "docs" / "formats")
"""Where the descriptions of formats lie: in an installed program, and in a checkout."""


@dataclass(frozen=True)
class Packed:
    """What was written: where, how many files and bytes, and the head that it holds."""

    path: Path
    files: int
    size: int
    head: Head


def pack(
    session: Session, target: Path, *, by: Actor, addressee: str = "", paper: str = "a4", language: str = "",
    progress: Progress | None = None, moment: int = 0,
) -> Packed:  # fmt: skip
    """Write the pack as the folder `target`, or as a zip file where that is its suffix; never over anything.

    `addressee` is the code of an authority, the arms registry when empty; papers and workbooks are in the language in
    force unless one is named; `moment` (UTC ms) is now when 0. `progress` may raise to stop it, and then nothing is
    left. Raises `Refused`, `Unavailable`, and `Damaged` when entries, balances and hashes do not agree.
    """
    if any(folder.suffix == REGISTER for folder in target.resolve().parents):
        raise Refused(refuse("backup_inside", path=str(target)))
    with i18n.speaking(language or i18n.language()), clock.stopped(session, moment) as now:
        work = _Work(session, by, addressee or deposit_lists.usual_addressee(session), paper, now, progress)
        with bundles.whole(target, made_at=now, top=TOP) as bundle:
            work.fill(bundle)
            files = len(bundle.parts)
    return Packed(target, files, sum(part.size for part in bundle.parts), work.head)


class _Work:
    """Writes the files of one pack in their order: what proves the rest comes first."""

    def __init__(
        self, session: Session, by: Actor, addressee: str, paper: str, now: int, progress: Progress | None
    ) -> None:
        self._session, self._paper, self._now = session, paper, now
        self._progress = progress or (lambda _done, _all: None)
        self.head = ledger.head(session)
        self._inventory = returns.inventory(session, addressee=addressee, by=by)
        self._done, self._written = 0, 0
        self._all = _steps(session) + 2 * sum(len(self._inventory[name]) for name in _LISTS)
        self._names = books.names(session)

    def fill(self, bundle: Bundle) -> None:
        """Write everything, and the lists of it."""
        bundle.add("ledger/ledger.jsonl", self._counted(ledger_files.lines(self._session, self.head)))
        bundle.add("ledger/head.txt", [self.head.text()])
        bundle.add("ledger/personal.jsonl", ledger_files.personal(self._session))
        self._papers(bundle)
        for book in BOOKS:
            self._book(bundle, book)
        for path, content in books.contents(self._session):
            bundle.add(path, self._counted([_proven(path, content)]))
        for path, content in books.certificates(self._session):
            bundle.add(path, self._counted([_proven(path, content)]))
        self._describe(bundle)
        bundle.enlist({"format": FORMAT, **asdict(self.head), "made_at": self._now, "build": BUILD})
        self._progress(self._all, self._all)

    def _counted(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The chunks, with a word of progress now and then."""
        for chunk in chunks:
            self._done += 1
            if self._done % ledger_files.AT_ONCE == 0:
                self._progress(min(self._done, self._all), self._all)
            yield chunk
        self._progress(min(self._done, self._all), self._all)

    def _wrote(self, done: int, _all: int) -> None:
        """So many rows of the inventory are in the file that is being made."""
        self._written = done
        self._progress(min(self._done + done, self._all), self._all)

    def _papers(self, bundle: Bundle) -> None:
        from registry_app.reports import package

        language = i18n.language()
        for suffix in package.SUFFIXES:
            made = package.write(
                "inventory", self._inventory, suffix, paper=self._paper, language=language, progress=self._wrote
            )
            self._done, self._written = self._done + self._written, 0
            bundle.add(f"inventory/inventory-return{suffix}", self._counted([made]))
        listed = deposit_lists.content(closures.state(self._session), self._inventory)
        for suffix in deposit_lists.SUFFIXES:
            made = deposit_lists.write(listed, suffix, paper=self._paper, language=language, made_at=self._now)
            bundle.add(f"deposit/deposit-list{suffix}", self._counted([made]))

    def _book(self, bundle: Bundle, book: Book) -> None:
        names, columns = [column.name for column in book.columns], book.columns
        rows = (books.coded(columns, row) for row in book.rows(self._session, self._names))
        bundle.add(f"books/{book.name}.csv", self._counted(sheet_files.csv_lines(names, rows)))
        shown = (books.worded(book.told, row) for row in book.rows(self._session, self._names))
        for at, some in enumerate(_in_parts(shown), 1):
            self._done += len(some)
            made = sheet_files.xlsx(_(book.label), [_(c.label) for c in book.told], some, self._now)
            bundle.add(f"books/{book.name}{'' if at == 1 else f'-{at}'}.xlsx", self._counted([made]))

    def _describe(self, bundle: Bundle) -> None:
        for name in _FORMATS:
            bundle.add(f"formats/{name}", [_format(name)])
        for language in LANGUAGES:
            bundle.add(f"README-{language}.md", [pack_description.describe(BOOKS, self._about(language), language)])

    def _about(self, language: str) -> dict[str, Any]:
        company = self._session.execute(select(Company.name, Company.zone)).one()
        with i18n.speaking(language):
            moment = i18n.moment(self._now, company.zone)
        return {"company": company.name, "moment": moment, **asdict(self.head)}


def _steps(session: Session) -> int:
    """About how many lines and rows a pack has: the ledger once, each book as a list and as a workbook."""
    entries, lines = (
        session.execute(select(func.count()).select_from(rows)).scalar() or 0 for rows in (EntryRow, LineRow)
    )
    return 6 * entries + 2 * lines + len(BOOKS)


def _in_parts(rows: Iterator[list[str]]) -> Iterator[list[list[str]]]:
    """The rows, so many at a time; of no rows one empty part."""
    yield list(islice(rows, ROWS))
    while some := list(islice(rows, ROWS)):
        yield some


def _proven(path: str, content: bytes) -> bytes:
    """A content that is what its name says."""
    which = Path(path).stem
    if sha256(content).hexdigest() != which:
        raise Damaged(refuse("content_differs", row=which[: documents.SHOWN]))
    return content


def _format(name: str) -> bytes:
    """The description of a format."""
    file = next((folder / name for folder in _DESCRIBED if (folder / name).exists()), _DESCRIBED[0] / name)
    try:
        return file.read_bytes()
    except OSError as error:
        raise disk.unreadable(error, file) from error

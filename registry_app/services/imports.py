"""Importing lists of places, people, firearms and ammunition from spreadsheets.

    table = imports.read(path, "firearms")                                  no register needed; `Refused` when unusable
    planned = register.read(imports.plan, table, place=armoury, by=register.actor)        the dry run: nothing written
    done = imports.run(register, planned, progress=told)                    good rows go in, in short transactions
    imports.write_rejects(done, path)                                       the refused rows, with reasons

`plan` and `run` answer an `Outcome` alike: a verdict for each row, and every finding with its row, field and text.
`run` takes the register, not a session: it writes many short transactions, so call it off the window's thread and
not as one write. `progress(done, total)` is called between them; whatever it raises (a cancel) ends the import there,
with what was committed standing: importing the same file again goes on, `batches.drop` takes it back.
"""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.acts import role_for
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.wording import say
from registry_app.i18n import _
from registry_app.persistence import atomic, sheet_files
from registry_app.services import batches
from registry_app.services.batches import Progress
from registry_app.services.drafting import Pencil, new_id
from registry_app.services.import_items import CLERKS
from registry_app.services.import_lists import in_order, remarked
from registry_app.services.import_rows import RowVerdict, Verdict
from registry_app.services.import_tables import FIELDS, KINDS, REASONS_HEADING, Table, read, read_map
from registry_app.services.import_values import Parsed, Reader, RowFinding
from registry_app.services.ledger import Pen
from registry_app.services.register import Register

__all__ = ["FIELDS", "KINDS", "Outcome", "RowFinding", "RowVerdict", "Table", "as_json", "plan", "read", "read_map",
           "run", "write_rejects"]  # fmt: skip

_TOLD_EVERY = 100


@dataclass(frozen=True)
class Outcome:
    """What an import does, or did: `batch` is empty for a dry run; `place` is where items without a place go."""

    table: Table
    rows: tuple[RowVerdict, ...]
    place: int = 0
    batch: str = ""

    def count(self, verdict: Verdict) -> int:
        """How many rows have this verdict."""
        return sum(row.verdict == verdict for row in self.rows)

    @property
    def refused(self) -> tuple[RowVerdict, ...]:
        """The rows that stay out."""
        return tuple(row for row in self.rows if row.verdict == "refused")

    @property
    def findings(self) -> tuple[RowFinding, ...]:
        """Everything that is to be said: of the columns first, then row by row."""
        at = self.table.heading_row
        columns = (RowFinding(at, "", str(f.facts.get("heading", "")), f) for f in self.table.findings)
        return (*columns, *(finding for row in self.rows for finding in row.findings))


def as_json(outcome: Outcome) -> dict[str, Any]:
    """The outcome as `import --json` prints it; `reason` is left to the border, which knows the language."""
    return {
        "batch": outcome.batch or None,
        "rows": len(outcome.rows),
        "created": outcome.count("created"),
        "updated": outcome.count("updated"),
        "unchanged": outcome.count("unchanged"),
        "refused": outcome.count("refused"),
        "findings": [
            {"row": f.row, "field": f.field, "value": f.value, "code": f.finding.code} for f in outcome.findings
        ],
    }


def plan(session: Session, table: Table, *, place: int = 0, by: Actor, progress: Progress | None = None) -> Outcome:
    """What an import would do, row by row, judged by the judge; nothing is written.

    `place` is where items go that name none. Raises `Refused` for what concerns the whole list: nobody may import it,
    or it has new items and neither it nor `place` says where they are (`place_needed`).
    """
    _check_right(table, by)
    reader, pencil = Reader(table.kind), Pencil(session, by=by)
    parsed = remarked(session, table.kind, [reader.parse(row) for row in table.rows])
    batch = batches.unfinished_of(session, table.kind, table.file_hash)
    clerk = CLERKS[table.kind](session, pencil.facts, lambda d: pencil.draft(d).findings, batch, place)
    rows = []
    for done, each in enumerate(in_order(table.kind, parsed)):
        if progress and done % _TOLD_EVERY == 0:
            progress(done, len(parsed))
        rows.append(_placed(table, clerk.take(each)))
    return Outcome(table, tuple(sorted(rows, key=lambda row: row.row.number)), place)


def _placed(table: Table, row: RowVerdict) -> RowVerdict:
    """The row, unless it is about a new item and the list has no column that tells where it is."""
    if not table.has_place and any(each.finding.code == "place_missing" for each in row.told):
        raise Refused(refuse("place_needed", file=table.name))
    return row


def _check_right(table: Table, by: Actor) -> None:
    """One refusal for the whole list instead of one for each row."""
    act = "receive" if table.kind in ("firearms", "ammunition", "articles") else "describe"
    if not role_for(act, by.roles):
        raise Refused(refuse("role_may_not", user=by.name, roles=by.roles, kind=act))


def run(register: Register, planned: Outcome, *, progress: Progress | None = None) -> Outcome:
    """Enter what `planned` found good, each row as one entry of a batch; judged again, for others went on writing.

    A batch that was broken off on this very file is gone on with. Raises `Unavailable` when the file cannot be
    written any more; what was committed stands, and the batch stays unfinished.
    """
    table, wanted = planned.table, [row for row in planned.rows if row.verdict in ("created", "updated")]
    batch = register.read(batches.unfinished_of, table.kind, table.file_hash) or (new_id() if wanted else "")
    if not batch:
        return planned
    register.write(batches.begin, batch=batch, kind=table.kind, file_hash=table.file_hash, rows=len(table.rows))
    done: dict[int, RowVerdict] = {}
    for part in _parts(register, replace(planned, batch=batch), in_order(table.kind, [row.parsed for row in wanted])):
        done |= {each.row.number: each for each in part}
        if progress:
            progress(len(done), len(wanted))
    register.write(batches.end, batch=batch, state="finished")
    return replace(planned, batch=batch, rows=tuple(done.get(row.row.number, row) for row in planned.rows))


def _parts(register: Register, outcome: Outcome, rows: Sequence[Parsed]) -> Iterator[list[RowVerdict]]:
    """The verdicts, transaction by transaction, with a rest in between for whoever waits to write."""
    at = 0
    while at < len(rows):
        part = register.write(_enter, outcome=outcome, rows=rows[at : at + batches.CHUNK_ROWS])
        at += len(part)
        yield part
        time.sleep(batches.REST_S if at < len(rows) else 0)


def _enter(session: Session, *, outcome: Outcome, rows: Sequence[Parsed], by: Actor) -> list[RowVerdict]:
    """Enter rows until the transaction is long enough; at least one."""
    pen, until = Pen(session, by=by), time.monotonic() + batches.CHUNK_S
    facts = pen.pencil.facts
    clerk = CLERKS[outcome.table.kind](session, facts, lambda d: pen.enter(d).findings, outcome.batch, outcome.place)
    verdicts = []
    for parsed in rows:
        verdicts.append(clerk.take(parsed))
        if time.monotonic() > until:
            break
    pen.write()
    return verdicts


def write_rejects(outcome: Outcome, path: Path) -> int:
    """Write the refused rows to an XLSX file: the columns and texts of the file as they were, and a column of reasons
    in the language in force. Answers how many; with none no file is written. Raises `Unavailable`.
    """
    headings = [column.heading for column in outcome.table.columns]
    if outcome.refused:
        rows = [[*_texts(row, len(headings)), _reasons(row)] for row in outcome.refused]
        atomic.write(path, sheet_files.xlsx(_("Refused"), [*headings, _(REASONS_HEADING)], rows))
    return len(outcome.refused)


def _texts(row: RowVerdict, width: int) -> list[str]:
    cells = row.row.cells
    return [*cells, *[""] * (width - len(cells))][:width]


def _reasons(row: RowVerdict) -> str:
    return " ".join(say(each.finding) for each in row.findings if each.is_refusal)

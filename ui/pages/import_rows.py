"""The rows of an import as a table shows them, worked out off the window's thread."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from registry_app.domain.actor import Actor
from registry_app.i18n import N_, _
from ui.parts.columns import Column, Row

if TYPE_CHECKING:
    from registry_app.services.import_rows import RowVerdict
    from registry_app.services.imports import Outcome
    from ui.job import Progress

VERDICTS = {"created": N_("New"), "updated": N_("Changed"), "unchanged": N_("Unchanged"), "refused": N_("Refused")}
TONES = {"created": "green", "updated": "blue", "unchanged": "gray", "refused": "red"}
CELLS = 4
COLUMNS = (
    Column("row", N_("Row"), 4, "number"),
    Column("verdict", N_("Verdict"), 11, "chip", text=lambda value: _(VERDICTS[str(value)]),
           tone=lambda value: TONES[str(value)]),
    Column("record", N_("Record"), 30, "strong"),
    Column("why", N_("Findings"), 30, "muted", stretches=True, is_prose=True),
)  # fmt: skip


def planned(session: Any, path: Path, kind: str, place: int, by: Actor, progress: "Progress") -> "Outcome":
    """Read a file and say what an import would do."""
    from registry_app.services import imports

    return imports.plan(session, imports.read(path, kind), place=place, by=by, progress=progress)


def taken_in(register: Any, outcome: "Outcome", progress: "Progress") -> "Outcome":
    """Import what was found good."""
    from registry_app.services import imports

    return imports.run(register, outcome, progress=progress)


def rejected(outcome: "Outcome", path: Path) -> int:
    """Write the refused rows with their reasons; how many."""
    from registry_app.services import imports

    return imports.write_rejects(outcome, path)


def numbers(outcome: "Outcome", verdict: str, sort: str, descending: bool) -> list[int]:
    """The numbers of the rows with a verdict (any when empty), in the order of a column."""
    rows = [row for row in outcome.rows if not verdict or row.verdict == verdict]
    place = [column.key for column in COLUMNS].index(sort)
    if place:
        rows.sort(key=lambda row: str(_row(row)[place + 1]).casefold(), reverse=descending)
    else:
        rows.sort(key=lambda row: row.row.number, reverse=descending)
    return [row.row.number for row in rows]


def rows_of(outcome: "Outcome", ids: Sequence[int]) -> list[Row]:
    """The rows with these numbers."""
    wanted = set(ids)
    return [_row(row) for row in outcome.rows if row.row.number in wanted]


def _row(row: "RowVerdict") -> Row:
    from registry_app.domain.wording import say

    told = [cell for cell in row.row.cells if cell.strip()][:CELLS]
    why = " ".join(say(each.finding) for each in row.findings)
    return (row.row.number, row.row.number, row.verdict, " · ".join(told), why)

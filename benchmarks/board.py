"""The board of what is due at 100,000 firearms and 1,000,000 entries, against one bare look at every firearm."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks._company import fill
from benchmarks._registers import fresh, row, seconds
from registry_app.services import due
from registry_app.services.register import Register

LOOK = text(
    "SELECT count(*) FROM firearm f JOIN balance b ON b.item_id = f.id JOIN place p ON p.id = b.place_id "
    "WHERE b.quantity > 0 AND p.kind NOT IN ('supplier', 'lost', 'destroyed') AND f.permit_expires_on < f.cleaned_on"
)


def _look(session: Session) -> object:
    return session.execute(LOOK).scalar()


def _measure(register: Register) -> None:
    read = register.read
    bare = seconds(lambda: read(_look), 5)
    found = read(due.board)
    row("the whole board", seconds(lambda: read(due.board), 5), bare, "bare look")
    row("its counts alone", seconds(lambda: read(due.board, limit=0), 5), bare, "bare look")
    for code, counts in found.counts.items():
        row(f"  {code}", seconds(lambda code=code: read(due.board, only=[code]), 3), bare, "bare look")  # type: ignore[misc]
        print(f"    {counts.overdue} overdue, {counts.soon} soon, {counts.later} later")


def main(_arguments: list[str]) -> None:
    """Print the ratios."""
    with fresh() as register:
        register.opened.store.write(fill)
        _measure(register)

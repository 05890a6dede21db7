"""What the user of the window waits for on 100,000 and on 1,000,000 firearms, each in a process of its own.

Beside each figure the same of the barest thing there is, in the same run: for what is typed and sorted, one statement
in SQL that reads the numbers of all firearms, or looks through their serials; for the page, its rows and its memory, a
bare window with a bare table of as many rows. "Silent" is the longest that the window did not answer meanwhile.

Aims: the page opens in 1 s, a key is answered in 100 ms with the pause in which the next letter may come, a row
anywhere is seen in 100 ms, the window is never silent for more than 100 ms; 1,000,000 rows take 60 MB.
"""

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks._arms import fill
from benchmarks._registers import child, fresh, row, seconds
from registry_app.services.register import Register

SIZES = (100_000, 1_000_000)
MB = 1_000_000
SQL = {
    "typed": "SELECT id FROM firearm WHERE serial_normal LIKE '%471%'",
    "sort": "SELECT id FROM firearm ORDER BY serial_normal",
}
TYPED = ("search", "filter")


def _read(session: Session, statement: str) -> Any:
    return session.execute(text(statement)).all()


def _bare_window() -> int:
    """The memory of the window on a register with nothing in it, bytes."""
    with fresh() as register:
        register.close()
        return int(child("_hands", register.folder, "--bare")["listed"])


def _measure(register: Register, many: int, empty: int) -> None:
    bare = {name: seconds(lambda sql=sql: register.read(_read, sql), 3) for name, sql in SQL.items()}  # type: ignore[misc]
    register.close()
    table, ours = child("_bare_table", many), child("_hands", register.folder)
    for name, took in ours["took"].items():
        kind = "typed" if name.startswith(TYPED) else name
        baseline, what = (bare[kind], "bare SQL  ") if kind in bare else (table["took"][name], "bare table")
        row(f"{many:,} {name}", took, baseline, what)
    for name, took in ours["silent"].items():
        print(f"{f'{many:,} {name}':<34} silent for {took * 1000:9.2f} ms at most", flush=True)
    grown, bare_grown = (ours["listed"] - empty) / MB, (table["listed"] - table["empty"]) / MB
    print(
        f"{f'{many:,} memory':<34} {grown:6.1f} MB above the empty window, bare table {bare_grown:.1f} MB", flush=True
    )


def main(_arguments: list[str]) -> None:
    """Print the ratios."""
    empty = _bare_window()
    for many in SIZES:
        with fresh() as register:
            register.opened.store.write(fill, many)
            _measure(register, many, empty)

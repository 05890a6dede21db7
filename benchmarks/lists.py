"""List, search and filter row of 100,000 firearms, against the barest SQL that reads as many rows of the same file.

The rows are put into the file directly (`benchmarks._arms`): what is measured is reading, not receiving.
"""

from collections.abc import Sequence

from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks._arms import fill
from benchmarks._registers import fresh, row, seconds
from registry_app.domain.criterion import read as read_criterion
from registry_app.services import listing
from registry_app.services.listing_firearms import FIREARMS
from registry_app.services.register import Register

MANY = 100_000
PAGE = 128
SHOWN = (
    "tag",
    "firearm",
    "serial",
    "calibre",
    "status",
    "where",
    "place",
    "kind",
    "permit_number",
    "permit_expires_on",
)
FILTERS = (
    ("firearm", "t"), ("firearm", "tau"), ("firearm", "taurus"), ("firearm", "bersá"), ("serial", "47"),
    ("serial", "=AK004711"), ("calibre", "9 mm"), ("status", "in st"), ("tag", ">T0090000"),
    ("permit_number", "<>P1000"), ("year", "="),
)  # fmt: skip
"""What is typed into the filter row, key by key and whole."""


def _bare(session: Session, columns: str) -> Sequence[object]:
    return session.execute(text(f"SELECT {columns} FROM firearm ORDER BY serial_normal, id")).all()


def _scan(session: Session, part: str) -> Sequence[object]:
    sought = {"part": f"%{part}%"}
    return session.execute(text("SELECT id FROM firearm WHERE serial_normal LIKE :part"), sought).all()


def _page(session: Session, ids: Sequence[int]) -> Sequence[object]:
    listed = ",".join(str(n) for n in ids)
    return session.execute(text(f"SELECT * FROM firearm WHERE id IN ({listed})")).all()


def _measure(register: Register) -> None:
    read = register.read
    ids = read(listing.ids, FIREARMS)
    middle = ids[MANY // 2 : MANY // 2 + PAGE].tolist()
    bare = seconds(lambda: read(_bare, "id"), 5)
    row("all ids in order of serial", seconds(lambda: read(listing.ids, FIREARMS), 5), bare, "bare ids ")
    row("all ids in order of maker", seconds(lambda: read(listing.ids, FIREARMS, sort="maker"), 3), bare, "bare ids ")
    row("how many there are", seconds(lambda: read(listing.total, FIREARMS), 5), bare, "bare ids ")
    row("one page of rows", seconds(lambda: read(listing.rows, FIREARMS, middle, keys=SHOWN), 20),
        seconds(lambda: read(_page, middle), 20), "bare rows")  # fmt: skip
    scan = seconds(lambda: read(_scan, "4711"), 5)
    for name, sought in (("search 4 characters", "4711"), ("search a whole serial", "AK004711"),
                         ("search two words", "taurus 4711"), ("search 2 characters", "AK")):  # fmt: skip
        row(name, seconds(lambda sought=sought: read(listing.ids, FIREARMS, text=sought), 5), scan, "bare scan")  # type: ignore[misc]
    for key, typed in FILTERS:
        criteria = {key: criterion} if (criterion := read_criterion(FIREARMS.fields[key], typed)) else {}
        took = seconds(lambda criteria=criteria: read(listing.ids, FIREARMS, criteria=criteria), 5)  # type: ignore[misc]
        row(f"filter row {key}: {typed}", took, scan, "bare scan")


def main(_arguments: list[str]) -> None:
    """Print the ratios."""
    with fresh() as register:
        register.opened.store.write(fill, MANY)
        _measure(register)

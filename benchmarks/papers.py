"""Long papers beside what else writes such lists, by CPU time in one run: `python main.py bench papers [ROWS...]`.

The inventory return and the movements book are written whole, with data, schema, faces and all; the floor deflates the
same texts and files and does nothing else (`bench returns`). The others draw the same pages without data, wrapping or
tags: `drawString` of ReportLab for each cell, and, only to compare, `LongTable`, up to 10,000 rows since its time grows
with their square, and fpdf2, where it is installed (`python -m pip install fpdf2`; the program does not need it). Up to
2,000 rows our papers are tagged, which the others are not; so no aim is set beside those. Each list is written again in
Spanish, with accents in nearly every row.

Memory is that of a process of its own which writes the largest paper, above what it had after its imports. Then comes
what is done with a return: tagging, signing, verifying it.
"""

import datetime as dt
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from benchmarks import _drawings, _movements, returns
from benchmarks._registers import child
from benchmarks.returns import embedded, fastest, floor
from registry_app.domain.entry import canonical
from registry_app.domain.fields import Field
from registry_app.i18n import speaking
from registry_app.reports import certificates, inventory_lists, listed, movements_book, package, signing
from registry_app.reports.frame import TAGGED_ROWS
from registry_app.services import verifying

ROWS = (10_000, 100_000)
FEW = 10_000
"""Up to so many rows a figure is the least of several runs, and the slow ones are compared at all."""
FLOOR, DRAWN, MIB, SECOND = 2.5, 4.0, 150.0, 1.0
MOMENT = dt.datetime(2026, 7, 1, 14, tzinfo=dt.UTC)

Content = Mapping[str, Any]
Texts = Sequence[str]


@dataclass(frozen=True)
class Case:
    """A paper: its content of so many rows, and the titles and texts of its long list."""

    name: str
    content: Callable[[int], dict[str, Any]]
    texts: Callable[[Content], list[Texts]]
    titles: Texts
    language: str = "en"

    @property
    def label(self) -> str:
        """What its rows of the table are called."""
        return self.name if self.language == "en" else f"{self.name} in {self.language}, with accents"

    def write(self, content: Content) -> bytes:
        """The paper itself, as it leaves the program."""
        return package.write(self.name, content, ".pdf", paper="a4", language=self.language)

    def accented(self) -> "Case":
        """The same in Spanish, with places and people whose names have accents, longer ones."""

        def content(count: int) -> dict[str, Any]:
            said = canonical(self.content(count)).decode()
            for plain, accented in (("Ana Ruiz", "José Muñoz Peña"), ("Safe", "Armerillo de la estación")):
                said = said.replace(plain, accented)
            found: dict[str, Any] = json.loads(said)
            return found

        def texts(content: Content) -> list[Texts]:
            with speaking("es"):
                return self.texts(content)

        return replace(self, content=content, texts=texts, language="es")


def _firearms(content: Content) -> list[Texts]:
    memory = inventory_lists.Told()
    return [inventory_lists.firearm_row(each, str(at), memory) for at, each in enumerate(content["firearms"], 1)]


def _lines(content: Content) -> list[Texts]:
    each = movements_book.MOVEMENTS
    there = {name for row in content[each.key] for name in row}
    columns = [column for column in each.columns if column.name in there]
    usual = {column.name: partial(_value, column) for column in columns}
    tellers = [each.tellers.get(name, teller) for name, teller in usual.items()]
    return [(str(at), *(tell(row) for tell in tellers)) for at, row in enumerate(content[each.key], 1)]


def _value(column: Field, row: Mapping[str, Any]) -> str:
    return listed.value(column, row[column.name])


CASES = {
    "inventory": Case("inventory", returns.content, _firearms, inventory_lists.FIREARM_TITLES),
    "movements": Case(
        "movements", _movements.content, _lines,
        ("No.", "Entry", "Happened at", "Act", "Item", "Description", "Quantity", "From", "To", "User"),
    ),
}  # fmt: skip


def told(name: str, figure: str, aim: str = "", *, is_met: bool = True) -> None:
    """Print one row of the table."""
    verdict = f"{'met' if is_met else 'NOT MET'} ({aim})" if aim else "to compare"
    print(f"{name:<58} {figure:>12}   {verdict}", flush=True)


def _seconds(name: str, took: float) -> None:
    told(name, f"{took:.2f} s", f"under {SECOND:.0f} s", is_met=took < SECOND)


def _weigh(case: Case, count: int) -> None:
    found = child("_weights", case.name, count)
    name = f"{case.name} {count:,}: memory above the imports"
    told(name, f"{found['peak']:.0f} MiB", f"at most {MIB:.0f} MiB", is_met=found["peak"] <= MIB)
    told(f"{case.name} {count:,}: of that its data, before writing", f"{found['data']:.0f} MiB")


def _compare(case: Case, count: int) -> None:
    content = case.content(count)
    texts = case.texts(content)
    files = embedded(canonical(content), (package.SCHEMAS / f"{SCHEMAS[case.name]}-v1.json").read_bytes())
    works = [lambda: case.write(content), lambda: floor(texts, files)]
    works += [lambda: _drawings.draw_string(case.titles, texts)]
    ours, least, drawn = fastest(works, 5 if count <= FEW else 1)
    name = f"{case.label} {count:,}"
    told(f"{name}: ours", f"{ours:.2f} s")
    most, faster = (f"at most {FLOOR}", f"at least {DRAWN:.0f}") if count > TAGGED_ROWS else ("", "")
    told(f"{name}: ours, times the floor", f"{ours / least:.2f} x", most, is_met=ours / least <= FLOOR)
    told(f"{name}: drawString, times ours", f"{drawn / ours:.1f} x", faster, is_met=drawn / ours >= DRAWN)
    if count <= FEW and case.language == "en":
        _beside(name, case.titles, texts, ours)


SCHEMAS = {"inventory": "inventory-return", "movements": "movements"}


def _beside(name: str, titles: Texts, texts: Sequence[Texts], ours: float) -> None:
    """The slow ones, once."""
    (table,) = fastest([lambda: _drawings.long_table(titles, texts)], 1)
    told(f"{name}: LongTable, times ours", f"{table / ours:.1f} x")
    if not _drawings.has_fpdf2():
        told(f"{name}: fpdf2", "not installed")
        return
    (cells,) = fastest([lambda: _drawings.fpdf2(titles, texts)], 1)
    told(f"{name}: fpdf2, times ours", f"{cells / ours:.1f} x")


def _handled(count: int) -> None:
    """What is done with a return: tagged where it is so, signed, verified."""
    content = returns.content(count)
    above = certificates.found(company="Bench", licence="L-1", moment=MOMENT)
    person = certificates.certify(above, name="a", user="a", company="Bench", moment=MOMENT)
    file = CASES["inventory"].write(content)
    signed = signing.sign(file, person, moment=MOMENT, name="Marta Cano")
    wrong = [each.code for each in verifying.verify(signed).findings if each.severity == "refusal"]
    if wrong:
        raise ValueError(f"the return of the benchmark is no genuine one: {wrong}")
    written, sign, verify = fastest(
        [lambda: CASES["inventory"].write(content),
         lambda: signing.sign(file, person, moment=MOMENT, name="Marta Cano"), lambda: verifying.verify(signed)], 3,
    )  # fmt: skip
    if count <= TAGGED_ROWS:
        _seconds(f"inventory {count:,}, tagged: ours", written)
    _seconds(f"inventory {count:,}: signing", sign)
    told(f"inventory {count:,}: verifying", f"{verify:.2f} s")


def main(arguments: Sequence[str]) -> None:
    """Print the table; `arguments` are the counts of rows."""
    counts = [int(each) for each in arguments] or ROWS
    for case in CASES.values():
        _weigh(case, max(counts))
    for count in counts:
        for case in CASES.values():
            _compare(case, count)
        for case in CASES.values():
            _compare(case.accented(), count)
    for count in (1_000, 10_000):
        _handled(count)

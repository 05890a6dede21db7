"""Whatever somebody writes into the file, the check gives a verdict, and `intact` only when nothing differs."""

import json
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2 as sqlcipher
from hypothesis import given, settings
from hypothesis import strategies as st

from registry_app.domain.declare import Base
from registry_app.domain.entry import canonical
from tests.tamper.conftest import Victim
from tests.tamper.test_every_column import WORKING_NOTES

TABLES = [table for table in Base.metadata.sorted_tables if table.name not in WORKING_NOTES]
literals = st.sampled_from(
    ["NULL", "-1", "0", "9007199254740993", "-9223372036854775808", "1.5", "9e999", "''", "'x'", "X''", "X'00FF'",
     "CAST(X'C0AF' AS TEXT)", "'{}'", "'[1]'", "zeroblob(64)", "randomblob(32)", "char(0, 1114111)", "'٣'"]
)  # fmt: skip
values = st.sampled_from(["", "kind", "company", "x" * 300, "é", 0, -1, 2**53 - 1, [], {}, {"commit": "ab" * 32}])


def _dump(victim: Victim) -> list[str]:
    """Everything that the tables hold; contents that no text can show make it differ."""
    file = victim.raw()
    file.text_factory = bytes
    rows = [(table.name, row) for table in TABLES for row in file.execute(f'SELECT * FROM "{table.name}"')]
    file.close()
    return sorted(map(repr, rows))


@pytest.fixture(scope="session")
def workshop(lived_in: Victim, tmp_path_factory: pytest.TempPathFactory) -> tuple[Victim, Path]:
    """A victim that is put back as it was before each try."""
    folder = tmp_path_factory.mktemp("workshop")
    return Victim(folder / "victim.armarium", lived_in.key), lived_in.folder


def _fresh(workshop: tuple[Victim, Path]) -> Victim:
    victim, template = workshop
    shutil.rmtree(victim.folder, ignore_errors=True)
    shutil.copytree(template, victim.folder)
    return victim


quickly = settings(derandomize=True, max_examples=60, deadline=None)
at_length = settings(max_examples=3_000, deadline=None)


def _edit_a_cell(workshop: tuple[Victim, Path], data: st.DataObject) -> None:
    victim = _fresh(workshop)
    before = _dump(victim)
    table = data.draw(st.sampled_from(TABLES))
    column = data.draw(st.sampled_from(list(table.columns))).name
    keys = ", ".join(f'"{key.name}"' for key in table.primary_key)
    at = data.draw(st.integers(0, 9))
    which = f'({keys}) IN (SELECT {keys} FROM "{table.name}" ORDER BY {keys} LIMIT 1 OFFSET {at})'
    with suppress(sqlcipher.IntegrityError):
        victim.change(f'UPDATE "{table.name}" SET "{column}" = {data.draw(literals)} WHERE {which}')
    is_same = _dump(victim) == before
    assert victim.outcome() in (("intact",) if is_same else ("tampered", "damaged"))


def _ways(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [way, *(found for key, each in inner for found in _ways(each, (*way, key)))]


def _forge_a_body(workshop: tuple[Victim, Path], data: st.DataObject) -> None:
    victim = _fresh(workshop)
    file = victim.raw()
    bodies = [content for (content,) in file.execute("SELECT body FROM entry ORDER BY seq")]
    file.close()
    seq = data.draw(st.integers(0, len(bodies) - 1))
    body = json.loads(bodies[seq])
    way = data.draw(st.sampled_from([way for way in _ways(body) if way]))
    holder = body
    for key in way[:-1]:
        holder = holder[key]
    holder[way[-1]] = data.draw(values)
    forged = canonical(body)
    victim.change(f"UPDATE entry SET body = X'{forged.hex()}' WHERE seq = {seq}")
    assert victim.outcome() == ("intact" if forged == bodies[seq] else "tampered")


@quickly
@given(st.data())
def test_any_value_in_any_cell_gets_a_verdict(workshop: tuple[Victim, Path], data: st.DataObject) -> None:
    _edit_a_cell(workshop, data)


@quickly
@given(st.data())
def test_any_readable_body_gets_a_verdict(workshop: tuple[Victim, Path], data: st.DataObject) -> None:
    _forge_a_body(workshop, data)


@pytest.mark.long
@pytest.mark.timeout(3600)
@at_length
@given(st.data())
def test_thousands_of_edits_get_their_verdicts(workshop: tuple[Victim, Path], data: st.DataObject) -> None:
    _edit_a_cell(workshop, data)
    _forge_a_body(workshop, data)

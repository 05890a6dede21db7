"""Contents that no program of ours would write: texts that are no texts, other tables, a search that leads astray."""

import json

import pytest
from sqlalchemy import String

from registry_app.domain.declare import Base
from registry_app.domain.errors import Damaged
from registry_app.persistence.seals import SEARCHED
from tests.tamper.conftest import Changed, Victim
from tests.tamper.test_every_column import COLUMNS, _columns

TEXTS = [column for column in COLUMNS if isinstance(column.type, String)]
LAST = "(SELECT max(seq) FROM entry)"
ADDED = f"INSERT INTO firearm_search(rowid, {', '.join(SEARCHED)}) SELECT id, {', '.join(SEARCHED)} FROM firearm"
TAKEN = (
    f"INSERT INTO firearm_search(firearm_search, rowid, {', '.join(SEARCHED)}) "
    f"SELECT 'delete', id, {', '.join(SEARCHED)} FROM firearm WHERE serial = 'LATE'"
)


@pytest.mark.parametrize("column", TEXTS, ids=str)
def test_a_text_that_is_no_utf8_is_found_where_it_is(after: Changed, column: "Base") -> None:
    table, name = column.table.name, column.name  # type: ignore[attr-defined]
    keys = ", ".join(f'"{key.name}"' for key in Base.metadata.tables[table].primary_key)
    last = f'({keys}) = (SELECT {keys} FROM "{table}" ORDER BY {keys} DESC LIMIT 1)'
    verdict = after(f'UPDATE "{table}" SET "{name}" = CAST(X\'41FF42\' AS TEXT) WHERE {last}')
    assert verdict.verdict == "tampered"
    assert {finding.facts.get("table", "personal") for finding in verdict.findings} & {table}


@pytest.mark.parametrize(
    "statement",
    [
        f"INSERT INTO mention VALUES ('here', {LAST})",
        "INSERT INTO mention VALUES (1, 'now')",
        f"INSERT INTO line SELECT 'now', {_columns('line')} FROM line LIMIT 1",
        "INSERT INTO balance SELECT item_id, 'nowhere', person_id, state, quantity FROM balance LIMIT 1",
        "UPDATE balance SET quantity = 1.5 WHERE item_id = (SELECT id FROM lot LIMIT 1) AND quantity > 0",
        "UPDATE lot SET year = X'07E8'",
        "UPDATE entry SET seq = -5 WHERE seq = 3",
        "UPDATE entry SET seq = 5000 WHERE seq = 3",
    ],
)
def test_values_of_strange_types_and_numbers_are_found(after: Changed, statement: str) -> None:
    assert after(statement).verdict == "tampered"


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE firearm_search_kept AS SELECT * FROM person",
        "ALTER TABLE lot ADD COLUMN remark TEXT",
        "ALTER TABLE lot ADD COLUMN half INTEGER GENERATED ALWAYS AS (year / 2)",
        "DROP INDEX ix_line_item_id_seq",
    ],
)
def test_tables_that_are_not_ours_are_found(after: Changed, statement: str) -> None:
    verdict = after(statement)
    assert verdict.verdict == "tampered"
    assert "table_differs" in {finding.code for finding in verdict.findings}


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE VIEW armed AS SELECT * FROM firearm",),
        ("ALTER TABLE lot RENAME TO lot_kept", "CREATE VIEW lot AS SELECT * FROM lot_kept"),
    ],
)
def test_a_view_keeps_the_register_closed(after: Changed, statements: tuple[str, ...]) -> None:
    with pytest.raises(Damaged, match="seals_broken"):
        after(*statements)


@pytest.mark.parametrize(
    "statements",
    [
        (TAKEN,),
        (TAKEN, f"{ADDED} WHERE serial = 'SLX-1' LIMIT 1"),
        (ADDED + " WHERE serial = 'LATE'",),
        ("DELETE FROM firearm_search_docsize",),
        (TAKEN, "UPDATE firearm SET maker = 'Rossi' WHERE serial = 'LATE'", f"{ADDED} WHERE serial = 'LATE'",
         "UPDATE firearm SET maker = 'Taurus' WHERE serial = 'LATE'"),
    ],
)  # fmt: skip
def test_a_search_that_leads_astray_is_found_and_accuses_nobody(after: Changed, statements: tuple[str, ...]) -> None:
    verdict = after(*statements)
    assert (verdict.verdict, {f.code for f in verdict.findings} - {"batch_unfinished"}) == (
        "damaged", {"search_differs"}
    )  # fmt: skip


@pytest.mark.parametrize("key", ["zz" * 32, "AB" * 32, "", "٣" * 64, "ab" * 31])
def test_a_key_that_is_none_is_found(victim: Victim, key: str) -> None:
    file = victim.raw()
    (content,) = file.execute("SELECT body FROM entry WHERE seq = 0").fetchone()
    file.close()
    user = next(change for change in json.loads(content)["records"] if change["kind"] == "user")
    forged = content.replace(user["new"]["public_key"].encode(), key.encode())
    victim.change(f"UPDATE entry SET body = X'{forged.hex()}' WHERE seq = 0")
    assert "signature_wrong" in {finding.code for finding in victim.checked().findings}


def test_the_entries_around_one_that_cannot_be_read_are_still_looked_at(after: Changed) -> None:
    verdict = after(
        "UPDATE entry SET body = X'7B' WHERE seq = 5",
        "UPDATE entry SET kind = 'lose' WHERE seq = 9",
        "DELETE FROM entry WHERE seq = 12",
    )
    told = {(finding.code, finding.facts.get("entry", finding.facts.get("row"))) for finding in verdict.findings}
    assert {("entry_unreadable", 5), ("column_differs", "9"), ("entry_missing", 12)} <= told
    assert not {entry for code, entry in told if code in ("root_differs", "judge_forbids")} - {6}
    assert verdict.entries > 12


def test_an_edit_is_told_once_and_not_at_every_later_entry(victim: Victim) -> None:
    victim.change("UPDATE entry SET peaks = zeroblob(length(peaks)) WHERE seq = 4")
    told = [(f.code, f.facts.get("column")) for f in victim.checked().findings if f.severity == "refusal"]
    assert told == [("column_differs", "peaks"), ("root_differs", None), ("column_differs", "peaks")]


def test_no_finding_tells_a_personal_value(after: Changed) -> None:
    verdict = after(
        "UPDATE person SET name = 'Luz Marina', document = '4711', licence_number = 'L-4711'",
        "UPDATE personal SET value = 'Luz Marina 4711'",
    )
    assert verdict.verdict == "tampered"
    assert not any(word in str(verdict.findings) for word in ("Luz", "4711", "Guard G-1", "Ana Ruiz"))


def test_an_edit_is_told_with_what_was_found_and_expected(after: Changed) -> None:
    verdict = after("UPDATE firearm SET model = 'G9' WHERE serial = 'LATE'")
    (told,) = [f.facts for f in verdict.findings if f.code == "column_differs"]
    assert (told["table"], told["column"], told["found"], told["expected"]) == ("firearm", "model", "G9", "G3")


def test_a_flipped_bit_in_any_page_is_damage_and_accuses_nobody(victim: Victim) -> None:
    path = victim.folder / "register.db"
    content = path.read_bytes()
    for at in range(0, len(content), 4096 * 3):
        path.write_bytes(content[: at + 100] + bytes([content[at + 100] ^ 1]) + content[at + 101 :])
        assert victim.outcome() == "damaged"

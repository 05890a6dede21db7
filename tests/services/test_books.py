"""The books in a pack: whoever has it, and nothing else, can check it and say where everything is."""

import base64
import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from registry_app.i18n import LANGUAGES
from registry_app.services import ledger
from registry_app.services.closure_packs import BOOKS
from tests.domain import independent
from tests.make import PHOTO, Make, copied
from tests.packs import GONE, MOMENT, SERIALS, book, files, headings, lived, packed, sql


@pytest.fixture(scope="module")
def company(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Make]:
    make = copied(template, tmp_path_factory.mktemp("closing") / "closing.armarium")
    lived(make)
    yield make
    make.register.close()


@pytest.fixture(scope="module")
def pack(company: Make) -> Path:
    """The pack of that company as a folder."""
    return packed(company, company.folder.parent / "pack").path


def test_the_ledger_in_it_is_verified_by_a_stranger(pack: Path) -> None:
    head, *entries = [json.loads(line) for line in (pack / "ledger/ledger.jsonl").read_text("ascii").splitlines()]
    pairs = [(e["body"].encode(), base64.b64decode(e["signatures"])) for e in entries]
    assert independent.verify(pairs) == []
    root = independent.root([independent.leaf_hash(*pair) for pair in pairs]).hex()
    assert (pack / "ledger/head.txt").read_text() == f"{head['origin']}\n{len(entries)}\n{root}\n"


def test_the_page_on_the_file_has_a_program_that_checks_it(pack: Path) -> None:
    page = Path(__file__).parents[2].joinpath("docs/formats/ledger-file-v1.md").read_text("utf-8")
    program, content = (
        re.findall(r"```python\n(.*?)```", page, re.DOTALL)[0],
        (pack / "ledger/ledger.jsonl").read_bytes(),
    )
    said = [
        subprocess.run([sys.executable, "-I", "-c", program], input=given, capture_output=True, check=False)
        for given in (content, content.replace(b"0012-3", b"0012-4", 1), content[: content.rindex(b"\n", 0, -1) + 1])
    ]
    assert [each.returncode for each in said] == [0, 1, 1]


def test_the_manifest_is_what_lies_there(pack: Path) -> None:
    told, there = json.loads((pack / "manifest.json").read_text()), files(pack)
    wanted = [
        {"path": path, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for path, content in sorted(there.items()) if path not in ("manifest.json", "SHA256SUMS")
    ]  # fmt: skip
    assert (told["format"], told["files"], told["made_at"]) == ("armarium-closure-pack/1", wanted, MOMENT)
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", "SHA256SUMS"], cwd=pack, check=True)


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("company", "company"), ("places", "place"), ("people", "person"), ("users", "user"), ("policies", "policy"),
        ("firearms", "firearm"), ("marks", "mark"), ("lots", "lot"), ("articles", "article"), ("losses", "loss"),
        ("documents", "document"), ("discharges", "discharge"), ("filings", "filing"), ("positions", "balance"),
        ("entries", "entry"), ("movements", "line"),
    ],
)  # fmt: skip
def test_each_book_has_every_row_of_the_register(company: Make, pack: Path, name: str, table: str) -> None:
    (found,) = sql(company, f"SELECT count(*) FROM {table}")
    assert len(book(pack, name)) == found[0]


def test_serials_come_back_as_they_are_marked(company: Make, pack: Path) -> None:
    assert [row["serial"] for row in book(pack, "firearms")] == list(SERIALS)
    assert {row["item"] for row in book(pack, "movements") if row["item_kind"] == "firearm"} == {*SERIALS, "DUP"}
    sheet = openpyxl.load_workbook(pack / "books/firearms.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet["A"][1:]] == list(SERIALS)
    assert {cell.data_type for cell in sheet["A"]} == {"s"}


def test_every_value_of_a_record_is_in_its_book(company: Make, pack: Path) -> None:
    (stored,) = sql(company, "SELECT * FROM firearm WHERE serial = '0012-3'")
    (told,) = [row for row in book(pack, "firearms") if row["serial"] == "0012-3"]
    wanted = {n: "" if v is None else str(v) for n, v in stored._mapping.items() if n in told}
    assert {name: told[name] for name in wanted} == wanted
    assert len(wanted) == 28
    assert (told["place"], told["state"], told["changed_in"]) == ("ARM-1", "ready", str(stored.changed_seq))


def test_where_everything_is_can_be_added_up_with_nothing_but_the_pack(company: Make, pack: Path) -> None:
    program = """
import collections, csv, json, sys
balance = collections.Counter()
sides = lambda row, side: (row["item_id"], row[f"{side}_place_id"], row[f"{side}_person_id"], row[f"{side}_state"])
for row in csv.DictReader(open("books/movements.csv", encoding="utf-8-sig", newline="")):
    balance[sides(row, "from")] -= int(row["quantity"])
    balance[sides(row, "to")] += int(row["quantity"])
json.dump([[*at, n] for at, n in balance.items() if n], sys.stdout)
"""
    done = subprocess.run([sys.executable, "-I", "-c", program], cwd=pack, capture_output=True, check=True)
    added = {(*map(str, row[:4]), row[4]) for row in json.loads(done.stdout)}
    listed = {
        (r["item_id"], r["place_id"], r["person_id"], r["state"], int(r["quantity"])) for r in book(pack, "positions")
    }
    balances = (
        "SELECT item_id, place_id, CASE person_id WHEN 0 THEN '' ELSE person_id END, state, quantity FROM balance"
    )
    stored = {(*map(str, row[:4]), row[4]) for row in sql(company, balances)}
    assert added == listed == stored
    assert ("007", "G-1") in {(row["item"], row["person"]) for row in book(pack, "positions")}


def test_corrections_stand_beside_what_they_undo(pack: Path) -> None:
    told = [(row["corrected_kind"], row["reason"]) for row in book(pack, "corrections")]
    assert told == [("issue", "wrong_person"), ("receive", "duplicate")]
    undone = {row["corrects"] for row in book(pack, "corrections")}
    assert {row["entry"] for row in book(pack, "entries") if row["corrected_by"]} == undone


def test_changes_tell_both_sides_and_what_was_withdrawn(pack: Path) -> None:
    changes = book(pack, "changes")
    assert [(r["before"], r["after"]) for r in changes if r["field"] == "permit_number" and r["kind"] == "amend"] == [
        ("P-1", "P|9")
    ]
    duplicate = [r for r in changes if (r["record"], r["field"]) == ("DUP", "serial")]
    assert [(r["kind"], r["before"], r["after"]) for r in duplicate] == [
        ("receive", "", "DUP"), ("correct", "DUP", ""),
    ]  # fmt: skip


def test_what_was_erased_is_nowhere(pack: Path) -> None:
    assert [path for path, content in files(pack).items() if GONE.encode() in content or b"CC 77" in content] == []
    (gone,) = [row for row in book(pack, "people") if row["code"] == "G-2"]
    assert (gone["name"], gone["document"], gone["card"]) == ("", "", "C-2")
    assert {"the night shift"} <= {row["note"] for row in book(pack, "entries")}
    assert "Íñigo Quispe" in (pack / "books/people.csv").read_text("utf-8-sig")


def test_documents_lie_under_their_hash_until_they_are_erased(pack: Path) -> None:
    which = hashlib.sha256(PHOTO).hexdigest()
    assert {p.name: p.read_bytes() for p in (pack / "documents").iterdir()} == {f"{which}.jpg": PHOTO}
    assert [row["file"] for row in book(pack, "documents")] == [f"documents/{which}.jpg", ""]


def test_the_papers_in_it_are_of_its_head_and_moment(company: Make, pack: Path) -> None:
    head = company.register.read(ledger.head)
    inventory = json.loads((pack / "inventory/inventory-return.json").read_text())
    listed = json.loads((pack / "deposit/deposit-list.json").read_text())
    for told in (inventory, listed):
        assert (told["head"]["size"], told["head"]["root"]) == (head.size, head.root)
        assert told["made"]["moment"].startswith("2026-01-02T19:26:40")
    assert [f["serial"] for f in listed["firearms"]] == [f["serial"] for f in inventory["firearms"]]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_file_column_and_code_is_described(pack: Path, language: str) -> None:
    page = (pack / f"README-{language}.md").read_text("utf-8")
    for path in files(pack):
        assert path.split("/")[0] in page or path.startswith("README"), path
    for each in BOOKS:
        assert f"`books/{each.name}.csv`" in page
        assert all(f"| `{column}` |" in page for column in headings(pack, each.name))
    for code in ("held:evidence", "wrong_person", "permit_card", "receive", "9x19"):
        assert f"- `{code}`" in page or f"`{code}` (" in page, code


def test_the_description_is_a_table_that_holds_whatever_is_in_it(pack: Path) -> None:
    page = (pack / "README-en.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {3, 4}


def test_the_formats_go_along(pack: Path) -> None:
    for name in ("entry-v1.md", "ledger-file-v1.md", "closure-pack-v1.md", "inventory-return-v1.md"):
        assert (pack / "formats" / name).read_bytes() == Path(__file__).parents[2].joinpath(
            "docs/formats", name
        ).read_bytes()

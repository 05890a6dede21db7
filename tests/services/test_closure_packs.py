"""The pack of all books: whoever has it, and nothing else, can check it and say where everything is."""

import base64
import csv
import hashlib
import io
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import text

from registry_app.i18n import LANGUAGES
from registry_app.persistence.sheet_files import unquoted
from registry_app.services import (
    closure_packs,
    closures,
    corrections,
    custody,
    deposits,
    documents,
    erasing,
    filings,
    ledger,
    losses,
    records,
)
from registry_app.services.closure_packs import BOOKS, Packed
from tests.domain import independent
from tests.make import PHOTO, SCAN, Make, copied
from tests.persistence.trouble import no_file_beyond, refused
from tests.tamper.conftest import Victim

MOMENT = 1_767_400_000_000
GONE = "Somebody Forgotten"
SERIALS = ("007", "0012-3", "=1+1", "'=A1", "6.37702E+15", "1-2")


def _guards(make: Make) -> tuple[int, int]:
    guard, gone = make.person("G-1", name="Íñigo Quispe"), make.person("G-2", name=GONE, document="CC 77", card="C-2")
    make.do(erasing.values, record=gone, witness=make.witness)
    return guard, gone


def _lived(make: Make) -> None:
    """Serials that spreadsheets spoil, somebody erased, a document erased, a loss, a deposit, a correction, a return."""
    guard, _gone = _guards(make)
    guns = {serial: make.firearm(serial, tag=f"T-{at}") for at, serial in enumerate(SERIALS)}
    lot = make.lot("AB12", rounds=60, pack_size=20)
    make.article("MAG-1", "magazine", pieces=9, is_single=0, at=make.place("ARM-2"))
    make.issued(guns["007"], to=guard, rounds={lot: 20}, note="the night shift")
    wrong = make.issued(guns["1-2"], to=guard)
    make.do(corrections.correct, seq=wrong.seq, reason="wrong_person", witness=make.witness)
    make.do(corrections.correct, seq=make.entry(_described(make, "DUP")).seq, reason="duplicate", witness=make.witness)
    _papers(make, guns["0012-3"])
    make.do(losses.report, items={guns["=1+1"]: 1}, values={"circumstances": "At night"}, reason="theft",
            witness=make.witness)  # fmt: skip
    make.do(closures.begin)
    make.do(deposits.deposit, items={guns["'=A1"]: 1, lot: 15}, document="ACTA-7", reason="closure",
            witness=make.witness)  # fmt: skip


def _described(make: Make, serial: str) -> int:
    """The entry of a firearm that was entered by mistake."""
    make.firearm(serial)
    return make.register.read(ledger.head).size - 1


def _papers(make: Make, gun: int) -> None:
    photo = make.do(documents.attach, subject=gun, content=PHOTO, kind="photo_marks").records[0]
    make.described("mark", firearm_id=gun, kind="secondary", text="SV-1", photo_id=photo)
    again = make.do(documents.attach, subject=gun, content=SCAN, kind="permit").records[0]
    make.do(documents.erase, document=again, witness=make.witness)
    head, authority = make.register.read(ledger.head), make.outside("authority")
    make.do(filings.file, addressee=authority, report="inventory", until_on="2025-12-31", head=head, content=b"x")
    make.do(records.amend, kind="firearm", record=gun, values={"permit_number": "P|9"})


@pytest.fixture(scope="module")
def company(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Make]:
    make = copied(template, tmp_path_factory.mktemp("closing") / "closing.armarium")
    _lived(make)
    yield make
    make.register.close()


@pytest.fixture(scope="module")
def pack(company: Make) -> Path:
    """The pack of that company as a folder."""
    return packed(company, company.folder.parent / "pack").path


def packed(make: Make, target: Path, **given: Any) -> Packed:
    wanted = {"by": make.register.actor, "moment": MOMENT, **given}
    made: Packed = make.register.read(closure_packs.pack, target, **wanted)
    return made


def book(pack: Path, name: str) -> list[dict[str, str]]:
    """A book as anybody reads it, with the apostrophes taken off that the description tells of."""
    with (pack / "books" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return [{key: unquoted(cell) for key, cell in row.items()} for row in csv.DictReader(file)]


def files(pack: Path) -> dict[str, bytes]:
    return {p.relative_to(pack).as_posix(): p.read_bytes() for p in pack.rglob("*") if p.is_file()}


def sql(make: Make, statement: str) -> list[Any]:
    return make.register.read(lambda session: list(session.execute(text(statement))))


# What is in it.


def test_the_ledger_in_it_is_verified_by_a_stranger(pack: Path) -> None:
    head, *entries = [json.loads(line) for line in (pack / "ledger/ledger.jsonl").read_text("ascii").splitlines()]
    pairs = [(e["body"].encode(), base64.b64decode(e["signatures"])) for e in entries]
    assert independent.verify(pairs) == []
    root = independent.root([independent.leaf_hash(*pair) for pair in pairs]).hex()
    assert (pack / "ledger/head.txt").read_text() == f"{head['origin']}\n{len(entries)}\n{root}\n"


def test_the_page_on_the_file_has_a_program_that_checks_it(pack: Path) -> None:
    page = Path(__file__).parents[2].joinpath("docs/formats/ledger-file-v1.md").read_text("utf-8")
    program, content = re.findall(r"```python\n(.*?)```", page, re.DOTALL)[0], (pack / "ledger/ledger.jsonl").read_bytes()
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
    (found,) = sql(company, f"SELECT count(*) FROM {table}")  # noqa: S608 - names of this test
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
    assert len(wanted) == 27
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
    listed = {(r["item_id"], r["place_id"], r["person_id"], r["state"], int(r["quantity"])) for r in book(pack, "positions")}
    balances = "SELECT item_id, place_id, CASE person_id WHEN 0 THEN '' ELSE person_id END, state, quantity FROM balance"
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
    assert [(r["kind"], r["before"], r["after"]) for r in changes if (r["record"], r["field"]) == ("DUP", "serial")] == [
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
        assert all(f"| `{column}` |" in page for column in book_headings(pack, each.name))
    for code in ("held:evidence", "wrong_person", "permit_card", "receive", "9x19"):
        assert f"- `{code}`" in page or f"`{code}` (" in page, code


def book_headings(pack: Path, name: str) -> list[str]:
    with (pack / "books" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


def test_the_description_is_a_table_that_holds_whatever_is_in_it(pack: Path) -> None:
    page = (pack / "README-en.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    assert {line.replace("\\|", "").count("|") for line in rows} == {3, 4}


def test_the_formats_go_along(pack: Path) -> None:
    for name in ("entry-v1.md", "ledger-file-v1.md", "closure-pack-v1.md", "inventory-return-v1.md"):
        assert (pack / "formats" / name).read_bytes() == Path(__file__).parents[2].joinpath("docs/formats", name).read_bytes()


# How it is written.


def test_the_same_head_and_moment_make_the_same_bytes(company: Make, pack: Path, tmp_path: Path) -> None:
    one, other = (packed(company, tmp_path / name).path.read_bytes() for name in ("a.zip", "b.zip"))
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as zipped:
        there = {name.removeprefix("closure-pack/"): zipped.read(name) for name in zipped.namelist()}
    assert there == files(pack)


def test_papers_and_workbooks_are_in_the_language_that_is_asked_for(company: Make, tmp_path: Path) -> None:
    folder = packed(company, tmp_path / "pack", language="es").path
    sheet = openpyxl.load_workbook(folder / "books/places.xlsx").active
    assert sheet is not None
    assert sheet["B1"].value == "Nombre del lugar"
    assert book_headings(folder, "places")[2] == "name"


def test_a_long_book_is_in_several_workbooks(company: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(closure_packs, "ROWS", 4)
    folder = packed(company, tmp_path / "pack").path
    sheets = [openpyxl.load_workbook(folder / f"books/firearms{part}.xlsx").active for part in ("", "-2")]
    told = [[cell.value for cell in sheet["A"][1:]] for sheet in sheets if sheet is not None]
    assert told == [list(SERIALS[:4]), list(SERIALS[4:])]
    assert not (folder / "books/firearms-3.xlsx").exists()


@pytest.mark.parametrize("name", ["pack", "pack.zip"])
@pytest.mark.parametrize("steps", [1, 12, 40])
def test_what_is_stopped_leaves_nothing(company: Make, tmp_path: Path, name: str, steps: int) -> None:
    told = []

    def stop(done: int, all_: int) -> None:
        told.append((done, all_))
        if len(told) == steps:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        packed(company, tmp_path / name, progress=stop)
    assert list(tmp_path.iterdir()) == []
    assert told == sorted(told)


def test_progress_comes_to_its_end_and_the_clock_goes_on(company: Make, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    made = packed(company, tmp_path / "pack", progress=lambda *done: told.append(done), moment=0)
    assert told[-1][0] == told[-1][1] > 0
    assert made.files == len(files(made.path))
    assert made.size == sum(map(len, files(made.path).values()))
    before = company.clock.now
    assert company.clock() > before


def test_a_disk_that_is_full_leaves_nothing(company: Make, tmp_path: Path) -> None:
    with no_file_beyond(3_000), refused("disk_full"):
        packed(company, tmp_path / "pack")
    assert list(tmp_path.iterdir()) == []


def test_it_is_never_written_over_anything_or_into_a_register(company: Make, pack: Path) -> None:
    with refused("folder_exists"):
        packed(company, pack)
    with refused("backup_inside"):
        packed(company, company.folder / "pack")
    with refused("addressee_unknown"):
        packed(company, pack.parent / "other", addressee="NOBODY")
    assert not (pack.parent / "other").exists()


def test_a_register_that_contradicts_itself_is_not_handed_over(make: Make, tmp_path: Path) -> None:
    make.lot(rounds=50)
    make.do(documents.attach, subject=make.firearm(), content=PHOTO, kind="photo")
    victim = Victim(make.folder, make.register.database_key.reveal())
    for statement, code in (
        ("UPDATE content SET bytes = CAST('x' AS BLOB)", "content_differs"),
        ("UPDATE balance SET quantity = quantity + 1 WHERE quantity = 50", "balances_differ"),
    ):
        victim.change(statement)
        with refused(code):
            packed(make, tmp_path / "pack")
    assert not (tmp_path / "pack").exists()


def test_who_may_only_read_may_hand_the_books_over(make: Make, tmp_path: Path) -> None:
    make.issued(make.firearm("007"), to=make.person())
    make.user("vera", "reader")
    with make.unlocked("vera") as register:
        made = register.read(closure_packs.pack, tmp_path / "pack", by=register.actor)
    assert book(made.path, "firearms")[0]["serial"] == "007"
    assert custody

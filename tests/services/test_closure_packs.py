"""How the pack of all books is written: whole or not at all, the same each time, and only from a sound register."""

import io
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import openpyxl
import pytest

from registry_app.domain.records import COMPANY
from registry_app.services import certificates, closure_packs, documents, records
from tests.make import PHOTO, Make, copied
from tests.packs import SERIALS, book, files, headings, lived, packed
from tests.persistence.trouble import no_file_beyond, refused
from tests.tamper.conftest import Victim


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
    assert headings(folder, "places")[2] == "name"


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
    assert told == sorted(told)
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


def test_certificates_are_in_the_pack_and_no_key(make: Make, tmp_path: Path) -> None:
    make.do(records.amend, kind="company", record=COMPANY, values={"licence_number": "L-1"})
    make.do(certificates.found, witness=make.witness)
    make.do(certificates.certify)
    folder = packed(make, tmp_path / "pack").path
    held = {each.fingerprint for each in make.register.read(certificates.listed)}
    assert {file.stem for file in (folder / "certificates").iterdir()} == held
    assert all(sha256(file.read_bytes()).hexdigest() == file.stem for file in (folder / "certificates").iterdir())
    assert [row["content_hash"] in held for row in book(folder, "certificates")] == [True, True]

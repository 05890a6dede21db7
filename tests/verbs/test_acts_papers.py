"""Papers, custodians and people's data, from the command line."""

from pathlib import Path
from typing import Any

import pytest

from registry_app.domain.document import LARGEST_DOCUMENT
from registry_app.services import custodians, documents, filings, ledger, marks
from registry_app.services.history import detail
from tests.make import PHOTO, Make
from tests.verbs.conftest import Act

PDF = b"%PDF-1.7\n"


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    file = tmp_path / "permit.pdf"
    file.write_bytes(PDF)
    return file


def _codes(told: dict[str, Any]) -> list[str]:
    return [finding["code"] for finding in told["findings"]]


def test_a_permit_is_renewed_with_its_scan(make: Make, act: Act, scan: Path) -> None:
    gun = make.firearm("A-1", permit="2027-01-01")
    new = ("--set", "permit_number=P-2", "--set", "permit_expires_on=31/12/2031", "--document", "P-2")
    assert act("renew", "firearm", "A-1", *new, "--scan", scan)["status"] == 0
    assert make.register.read(detail, kind="firearm", record=gun)["permit_expires_on"] == "2031-12-31"
    assert [d.kind for d in make.register.read(documents.of, subject=gun)] == ["permit"]
    assert _codes(act("renew", "firearm", "A-1", "--set", "year=2020", "--document", "P-3")) == ["field_not_for_act"]


def test_an_armoury_gets_a_new_custodian(make: Make, act: Act) -> None:
    armoury, keeper = make.place("ARM-1"), make.person("G-9")
    assert act("hand-over", "ARM-1", "--to", "G-9", witness=True)["status"] == 0
    found = {c.armoury: c.person for c in make.register.read(custodians.custodians)}
    assert found[armoury] == keeper


def test_a_photo_is_kept_about_whatever_it_shows(make: Make, act: Act, scan: Path) -> None:
    guard, lot = make.person("G-1"), make.lot("L-1")
    told = act("attach", "g-1", scan, "--kind", "licence", "--number", "L-77", "--dated", "2026-01-01")
    assert told["status"] == 0
    assert [d.number for d in make.register.read(documents.of, subject=guard)] == ["L-77"]
    assert act("attach", f"#{lot}", scan, "--kind", "invoice")["status"] == 0
    assert act("attach", "G-1", scan.with_name("none.pdf"), "--kind", "licence")["status"] == 2
    assert _codes(act("attach", "NOBODY", scan, "--kind", "licence")) == ["nothing_of_that_name"]


def test_a_file_is_erased_and_its_hash_stays(make: Make, act: Act, scan: Path) -> None:
    guard = make.person("G-1")
    (paper,) = act("attach", "G-1", scan, "--kind", "licence")["records"]
    assert act("erase-file", paper, witness=True)["status"] == 0
    assert [d.is_there for d in make.register.read(documents.of, subject=guard)] == [False]


def test_personal_values_and_notes_are_erased(make: Make, act: Act) -> None:
    guard = make.person("G-1", document="44 100 200")
    noted = act("amend", "person", "G-1", "--set", "licence_class=B", "--note", "Rosa called")["entry"]
    assert act("erase", "G-1", "--field", "document", witness=True)["status"] == 0
    told = make.register.read(detail, kind="person", record=guard)
    assert (told["document"], told["name"]) == (None, "Guard G-1")
    assert act("erase-note", noted, witness=True)["status"] == 0
    assert act("erase-note", noted, witness=True)["status"] == 2


def test_the_receipt_of_a_return_is_entered(make: Make, act: Act) -> None:
    place, head = make.outside("authority"), make.register.read(ledger.head)
    facts = {"addressee": place, "report": "inventory", "until_on": "2025-12-31", "head": head, "content": PDF}
    filing = make.do(filings.file, **facts).records[0]
    assert act("receipt", f"#{filing}", "--number", "R-5", "--dated", "2026-01-02")["status"] == 0
    (filed,) = make.register.read(filings.filed)
    assert (filed.receipt_number, filed.receipted_on) == ("R-5", "2026-01-02")


def test_a_mark_is_described_with_its_photo(make: Make, act: Act, scan: Path) -> None:
    gun, photo = make.firearm("A-1"), scan.with_name("mark.jpg")
    photo.write_bytes(PHOTO)
    words = ("--set", "kind=Import mark", "--set", "text=IMPO 2020", "--set", "spot=barrel", "--photo", photo)
    assert len(act("mark", "A-1", *words)["records"]) == 2
    (mark,) = make.register.read(marks.of, firearm=gun)
    assert (mark.kind, mark.text, mark.is_there) == ("import", "IMPO 2020", True)


def test_a_return_is_filed_under_the_head_that_it_carries(make: Make, act: Act, scan: Path) -> None:
    make.outside("authority")
    head = make.register.read(ledger.head)
    words = ("AUTHORITY", "inventory", scan, "--until", "2025-12-31", "--from", "2025-12-01", "--due-on", "2026-01-05")
    assert _codes(act("file", *words, "--head", f"{head.size}:{'0' * 8}")) == ["head_differs"]
    assert act("file", *words, "--head", f"{head.size}:{head.root[:8]}")["status"] == 0
    assert _codes(act("file", *words, "--head", str(head.size))) == ["filed_before"]
    (filed,) = make.register.read(filings.filed)
    assert (filed.authority, filed.number, filed.head_root, filed.due_on) == ("AUTHORITY", 1, head.root, "2026-01-05")


def test_a_file_that_is_too_large_is_not_even_read(act: Act, tmp_path: Path) -> None:
    with (tmp_path / "film.jpg").open("wb") as film:
        film.truncate(LARGEST_DOCUMENT + 1)
    assert _codes(act("attach", "#1", tmp_path / "film.jpg", "--kind", "photo")) == ["content_too_large"]

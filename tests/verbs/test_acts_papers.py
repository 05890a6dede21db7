"""Papers, marks, hand-overs, filings and erasing from the command line."""

from pathlib import Path
from typing import Any

import pytest

from registry_app.domain.document import LARGEST_DOCUMENT
from registry_app.services import custodians, documents, filings, ledger, marks
from registry_app.services.history import detail
from tests.make import PHOTO, SCAN, Make
from tests.verbs.conftest import Act


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.jpg"
    path.write_bytes(PHOTO)
    return path


def _codes(told: dict[str, Any]) -> list[str]:
    return [finding["code"] for finding in told["findings"]]


def test_a_permit_is_renewed_with_its_scan(make: Make, act: Act, photo: Path) -> None:
    gun = make.firearm("A-1")
    words = ("--set", "permit_number=P-2", "--set", "permit_expires_on=2035-01-01", "--document", "RES-7")
    assert act("renew", "A-1", *words, "--scan", photo)["status"] == 0
    assert make.register.read(detail, kind="firearm", record=gun)["permit_expires_on"] == "2035-01-01"
    assert [each.kind for each in make.register.read(documents.of, subject=gun)] == ["permit"]


@pytest.mark.parametrize(("name", "pair"), [
    ("G-1", "licence_expires_on=2035-01-01"), ("company", "licence_number=LF-2"), ("V-1", "expires_on=2035-01-01"),
    ("CL-1", "contract_number=C-2"), ("#{gun}", "permit_kind=carry"),
])  # fmt: skip
def test_other_papers_are_renewed_by_the_name_of_what_they_are_of(make: Make, act: Act, name: str, pair: str) -> None:
    make.person("G-1")
    make.article("V-1")
    make.place("CL-1", "client")
    named = name.format(gun=make.firearm("A-1"))
    assert act("renew", named, "--set", pair, "--document", "RES-7")["status"] == 0


def test_a_name_that_means_nothing_is_told(make: Make, act: Act) -> None:
    for words in (("renew", "MOON", "--document", "D"), ("erase", "#999"), ("receipt", "7", "R-1")):
        assert _codes(act(*words)) == ["nothing_of_that_name"]


def test_an_armoury_is_handed_over(make: Make, act: Act) -> None:
    make.place("ARM-1")
    make.person("G-1")
    assert _codes(act("hand-over", "ARM-1", "--to", "G-1")) == ["witness_missing"]
    assert act("hand-over", "ARM-1", "--to", "G-1", witness=True)["status"] == 0
    assert [each.person_name for each in make.register.read(custodians.custodians)] == ["Guard G-1"]


def test_a_photo_is_attached_and_erased(make: Make, act: Act, photo: Path) -> None:
    gun = make.firearm("A-1")
    words = ("--kind", "photo_marks", "--title", "Frame", "--number", "F-1", "--dated", "2026-01-02")
    number = act("attach", "A-1", photo, *words)["records"][0]
    (kept,) = make.register.read(documents.of, subject=gun)
    assert (kept.id, kept.kind, kept.title, kept.number, kept.dated_on) == (
        number, "photo_marks", "Frame", "F-1", "2026-01-02"
    )  # fmt: skip
    assert act("erase-document", number, witness=True)["status"] == 0
    assert not make.register.read(documents.of, subject=gun)[0].is_there


def test_files_that_are_too_large_strange_or_not_there(make: Make, act: Act, tmp_path: Path) -> None:
    make.firearm("A-1")
    large, strange = tmp_path / "film.jpg", tmp_path / "film.gif"
    strange.write_bytes(b"GIF89a")
    with large.open("wb") as film:
        film.truncate(LARGEST_DOCUMENT + 1)
    kind = ("--kind", "photo")
    assert _codes(act("attach", "A-1", large, *kind)) == ["content_too_large"]
    assert _codes(act("attach", "A-1", strange, *kind)) == ["content_strange"]
    told = act("attach", "A-1", tmp_path / "none.jpg", *kind)
    assert (_codes(told), told["status"]) == (["cannot_read"], 2)


def test_a_mark_is_described_with_its_photo(make: Make, act: Act, photo: Path) -> None:
    gun = make.firearm("A-1")
    words = ("--set", "kind=Import mark", "--set", "text=IMPO 2020", "--set", "spot=barrel", "--photo", photo)
    assert len(act("mark", "A-1", *words)["records"]) == 2
    (mark,) = make.register.read(marks.of, firearm=gun)
    assert (mark.kind, mark.text, mark.is_there) == ("import", "IMPO 2020", True)


def test_a_return_is_filed_and_receipted(make: Make, act: Act, tmp_path: Path) -> None:
    arms = make.described("place", code="ARMS", name="Arms registry", kind="authority")
    paper = tmp_path / "return.pdf"
    paper.write_bytes(SCAN)
    head = make.register.read(ledger.head)
    words = ("ARMS", "inventory", paper, "--until", "2025-12-31", "--from", "2025-12-01", "--due-on", "2026-01-05")
    assert _codes(act("file", *words, "--head", f"{head.size}:{'0' * 8}")) == ["head_differs"]
    number = act("file", *words, "--head", f"{head.size}:{head.root[:8]}")["records"][0]
    assert act("receipt", number, "R-17", "--on", "2026-01-03")["status"] == 0
    last = make.register.read(filings.last, addressee=arms)
    assert (last.number, last.head_root, last.receipt_number, last.receipted_on) == (1, head.root, "R-17", "2026-01-03")


def test_personal_values_and_notes_are_erased(make: Make, act: Act) -> None:
    guard = make.person("G-1", document="CC 1")
    seq = make.issued(make.firearm(), to=make.person(), note="his brother called").seq
    assert act("erase", "G-1", "--field", "document", witness=True)["status"] == 0
    told = make.register.read(detail, kind="person", record=guard)
    assert (told["name"], told["document"]) == ("Guard G-1", None)
    assert act("erase", f"#{guard}", "--reason", "kept_long_enough", witness=True)["status"] == 0
    assert make.register.read(detail, kind="person", record=guard)["name"] is None
    assert act("erase-note", seq, witness=True)["status"] == 0

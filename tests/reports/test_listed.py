"""Declared papers: one declaration, and PDF, workbook and schema agree with it and with each other."""

import hashlib
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import jsonschema
import openpyxl
import page
import pytest

from registry_app import i18n
from registry_app.domain.entry import canonical
from registry_app.reports import listed_book, listed_paper, package
from registry_app.reports.listed import Form, value
from registry_app.reports.listed_schema import schema
from scripts.schemas import files
from tests.reports import given_listed, papers

FORMS = list(package.FORMS.values())
EACH = pytest.mark.parametrize("form", FORMS, ids=[form.name for form in FORMS])
DOCS = Path(__file__).resolve().parents[2] / "docs" / "formats"


def _failures(file: bytes, profile: str) -> list[str]:
    report = page.validate_pdf_bytes(file, profile=profile)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


def _expect_whole(file: bytes) -> None:
    for number, shown in enumerate(papers.opened(file)):
        found = papers.boxes(file, number)
        assert list(papers.overlapping(found)) == []
        assert all(box.left > 41 and box.right < shown.get_width() - 41 and box.bottom > 10 for box in found)


# Data.


def test_every_schema_is_written_as_declared_in_both_places() -> None:
    assert [str(path) for path, made in files() if not path.exists() or path.read_bytes() != made] == []


@EACH
def test_the_schema_admits_full_rows_and_bare_ones_and_nothing_else(form: Form) -> None:
    declared = schema(form)
    jsonschema.Draft202012Validator.check_schema(declared)
    validator = jsonschema.Draft202012Validator(declared)
    full = given_listed.content(form)
    for stated in (full, given_listed.content(form, is_bare=True), given_listed.content(form, 0)):
        validator.validate(stated)
    assert not validator.is_valid(full | {"further": 1})
    first = form.lists[0].key
    assert not validator.is_valid(full | {first: [full[first][0] | {"further": 1}]})


@EACH
def test_every_list_is_described_for_who_reads_the_data(form: Form) -> None:
    told = (DOCS / "papers-v1.md").read_text("utf-8")
    assert f"## `{form.name}`" in told
    section = told.split(f"## `{form.name}`")[1].split("\n## ")[0]
    keys = [each.key for each in form.lists if f"`{each.key}`" not in section and f"`{each.key}`" not in _frame(told)]
    assert keys + [f.name for f in (*form.figures, *form.about) if f"`{f.name}`" not in section] == []


def _frame(told: str) -> str:
    return told.split("\n## `", maxsplit=1)[0]


# Paper.


@EACH
@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_it_is_an_archive_that_everybody_can_read(form: Form, profile: str) -> None:
    for stated in (given_listed.content(form, 30), given_listed.content(form, 0)):
        assert _failures(listed_paper.write(form, stated), profile) == []


@EACH
@pytest.mark.parametrize("sheet", ["a4", "letter"])
@pytest.mark.parametrize("language", ["en", "es", "qps"])
def test_nothing_is_cut_and_nothing_overlaps(form: Form, sheet: str, language: str) -> None:
    _expect_whole(listed_paper.write(form, given_listed.content(form, 12), paper=sheet, language=language))


@EACH
@pytest.mark.parametrize("text", [given_listed.LONG_MODEL, "W" * 40, "שלום " * 24, "=1+1"])
def test_whatever_things_are_called_all_of_it_is_printed(form: Form, text: str) -> None:
    assert len(given_listed.LONG_MODEL) == 125
    _expect_whole(listed_paper.write(form, given_listed.content(form, 2, text)))


@EACH
def test_the_data_lies_inside_and_its_digest_is_printed(form: Form) -> None:
    stated = given_listed.content(form)
    file = listed_paper.write(form, stated)
    assert papers.attachments(file)[form.data] == canonical(stated)
    assert hashlib.sha256(canonical(stated)).hexdigest() in papers.whole(file).replace(" ", "")
    assert listed_paper.write(form, stated) == file


@EACH
def test_there_is_an_empty_field_for_everybody_who_signs(form: Form) -> None:
    file = listed_paper.write(form, given_listed.content(form))
    assert [f"/T({name})".encode() in file for name, _title in form.signers] == [True] * len(form.signers)
    assert file.count(b"/FT/Sig") == len(form.signers)


@EACH
def test_what_lies_across_is_as_wide_as_the_paper_is_long(form: Form) -> None:
    (width, height), shown = (595.28, 841.89), papers.opened(listed_paper.write(form, given_listed.content(form, 1)))[0]
    wanted = (height, width) if form.is_wide else (width, height)
    assert shown.get_size() == pytest.approx(wanted, abs=0.01)


@EACH
def test_it_may_be_empty_and_says_so(form: Form) -> None:
    told = papers.whole(listed_paper.write(form, given_listed.content(form, 0)))
    assert told.count("None.") == sum(not each.is_optional for each in form.lists)


def test_the_cover_tells_what_a_return_continues_and_carries() -> None:
    form = FORMS[0]
    proof = {"size": 399, "root": "0123abcd" * 8, "hashes": []}
    carried = {"file": "entries.jsonl", "from": 399, "count": 13, "sha256": "0" * 64}
    addressee = {"code": "REG", "name": "Registro Nacional de Armas", "sequence": 4}
    told = papers.whole(listed_paper.write(form, given_listed.content(form) | {
        "proof": proof, "carried": carried, "addressee": addressee,
    }))  # fmt: skip
    assert "399 entries, root 0123abcd0123abcd" in told
    assert "carries 13 entries of the ledger" in told
    assert "Running number there 4" in told


# Workbook.


@EACH
def test_texts_of_the_workbook_stay_as_they_are_and_numbers_are_numbers(form: Form) -> None:
    stated = given_listed.content(form, 4, "007")
    book = openpyxl.load_workbook(BytesIO(listed_book.write(form, stated)))
    assert len(book.sheetnames) == len(form.lists) + 1
    for each, sheet in zip(form.lists, book, strict=False):
        titles, *rows = sheet.values
        assert titles == tuple(i18n._(field.label) for field in each.fields)
        for at, field in enumerate(each.fields):
            if field.name in each.tellers:
                continue
            if field.kind in ("integer", "text", "code", "reference"):
                cells = ["" if row[at] is None else row[at] for row in rows]
                assert cells == [row.get(field.name, "") for row in stated[each.key]]


@pytest.mark.parametrize("serial", ["007", "1-2", "6.37702E+15", "=1+1", "http://x.example"])
def test_a_cell_is_no_number_formula_or_link(serial: str) -> None:
    form = FORMS[0]
    sheet = openpyxl.load_workbook(BytesIO(listed_book.write(form, given_listed.content(form, 1, serial)))).worksheets[
        0
    ]
    found = [cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value == serial]
    assert found
    assert {(cell.data_type, cell.hyperlink) for cell in found} == {("s", None)}


@EACH
@pytest.mark.parametrize("language", ["en", "es", "pt", "fr", "qps"])
def test_sheets_have_names_of_their_own_in_every_language(form: Form, language: str) -> None:
    made = listed_book.write(form, given_listed.content(form, 1), language=language)
    names = openpyxl.load_workbook(BytesIO(made)).sheetnames
    assert len({name.casefold() for name in names}) == len(names) == len(form.lists) + 1


# Telling.


@EACH
def test_a_column_is_declared_once(form: Form) -> None:
    for each in form.lists:
        names = sorted(field.name for field in each.fields)
        assert all(one != other for one, other in pairwise(names))
        assert {*each.totals, *each.most, *each.tellers} <= set(names)
    assert {*form.alarms} <= {field.name for field in form.figures}


def test_values_are_told_in_words() -> None:
    form = package.FORMS["movements"]
    fields = {field.name: field for each in form.lists for field in each.fields}
    told = [value(fields[name], stored) for name, stored in (
        ("quantity", 1200), ("reason", "theft"), ("overrides", "licence_expired rounds_too_many"), ("reason", ""),
        ("calibre", "9x19"), ("is_active", 0),
    )]  # fmt: skip
    assert told[:2] == ["1,200", "Theft"]
    assert told[3:] == ["–", "9 × 19 mm", "No"]

"""The return on paper: valid, whole, the same each time, and the same as its data."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import hypothesis
import jsonschema
import page
import pytest
import zxingcpp
from hypothesis import settings
from hypothesis import strategies as st

from registry_app.domain.entry import canonical
from registry_app.reports import inventory_return
from tests.reports import given, papers
from tests.reports.given import Content

ROOT = Path(__file__).resolve().parents[2]


def _failures(file: bytes, profile: str) -> list[str]:
    report = page.validate_pdf_bytes(file, profile=profile)
    return [f"{failure.rule_id}: {failure.message}" for failure in report.failures]


@pytest.fixture(scope="module")
def file() -> bytes:
    return inventory_return.write(given.content(120))


# Form.


@pytest.mark.parametrize("profile", ["3a", "ua1"])
@pytest.mark.parametrize("stated", [given.content(120), given.hostile(), given.content(0, lots=[], events=[])],
                         ids=["plain", "hostile", "empty"])  # fmt: skip
def test_a_tagged_return_is_an_archive_that_everybody_can_read(profile: str, stated: Content) -> None:
    assert _failures(inventory_return.write(stated), profile) == []


def test_a_long_return_is_an_archive_without_tags() -> None:
    file = inventory_return.write(given.content(2_001, lots=[], events=[]))
    assert _failures(file, "3u") == []
    assert b"/StructTreeRoot" not in file


def test_the_same_content_gives_the_same_bytes_on_any_machine(file: bytes) -> None:
    program = (
        "import sys; from registry_app.reports import inventory_return; from tests.reports import given;"
        "sys.stdout.buffer.write(inventory_return.write(given.content(120)))"
    )
    settings = {"TZ": "Asia/Tokyo", "LANG": "de_DE.UTF-8", "PYTHONHASHSEED": "7", "RL_useA85": "1", "RL_invariant": "0"}
    made = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env={**os.environ, **settings}, capture_output=True, check=True
    )
    assert made.stdout == file


def test_another_content_has_another_identifier(file: bytes) -> None:
    other = inventory_return.write(given.content(119))
    ids = [data[data.rindex(b"/ID[") :][:40] for data in (file, other)]
    assert ids[0] != ids[1]


# Content.


def test_the_data_is_attached_as_it_is_with_its_schema(file: bytes) -> None:
    attached = papers.attachments(file)
    data = attached["inventory-return.json"]
    assert data == canonical(given.content(120))
    jsonschema.validate(json.loads(data), json.loads(attached["inventory-return-v1.schema.json"]))
    assert hashlib.sha256(data).hexdigest() in papers.whole(file).replace(" ", "")


def test_every_firearm_is_listed_once(file: bytes) -> None:
    words = papers.whole(file).split()
    assert [words.count(f"SN{at:05}") for at in range(1, 121)] == [1] * 120
    assert "End of the list: 120 firearms." in papers.whole(file)


@pytest.mark.parametrize("dpi", [150, 300])
def test_every_page_names_the_head_in_words_and_in_a_code(file: bytes, dpi: int) -> None:
    expected = f"{given.HEAD['origin']} 412 {given.HEAD['root']} {given.NUMBER}".upper()
    for number, shown in enumerate(papers.opened(file)):
        image = shown.render(scale=dpi / 72).to_pil()
        assert [code.text for code in zxingcpp.read_barcodes(image)] == [expected]
        assert str(given.HEAD["root"]) in papers.texts(file)[number]


def test_pages_are_numbered(file: bytes) -> None:
    pages = papers.texts(file)
    assert [f"Page {at} of {len(pages)}" in text for at, text in enumerate(pages, 1)] == [True] * len(pages)


def test_the_figures_on_paper_are_those_of_the_data(file: bytes) -> None:
    cover = papers.texts(file)[0]
    assert "Pistol 121 – – – 1 – 120" in papers.whole(file)
    assert "480" in cover
    assert "412, of these 1 correction" in cover
    assert "Ana Ruiz (ana, Director)" in cover


def test_the_cover_says_as_known_with_which_head() -> None:
    known = {"known_at": {"size": 399, "root": "0123abcd" * 8}, "number": f"{given.NUMBER}-K399"}
    file = inventory_return.write(given.content(3, **known))
    cover = papers.texts(file)[0]
    assert "As known with" in cover
    assert "399 entries, root 0123abcd0123abcd" in cover
    assert "As known with" not in papers.texts(inventory_return.write(given.content(3)))[0]
    _expect_whole(file)


def test_there_are_three_empty_fields_to_sign(file: bytes) -> None:
    assert file.count(b"/FT/Sig") == 3
    assert [name in file for name in (b"/T(armorer)", b"/T(witness)", b"/T(inspector)")] == [True] * 3
    assert b"/V " not in file


# Reading.


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr", "qps"])
@pytest.mark.parametrize("sheet", ["a4", "letter"])
@pytest.mark.parametrize("stated", [given.content(60), given.hostile()], ids=["plain", "hostile"])
def test_nothing_is_cut_and_nothing_overlaps(stated: Content, sheet: str, language: str) -> None:
    _expect_whole(inventory_return.write(stated, paper=sheet, language=language))


def _expect_whole(file: bytes) -> None:
    for number, shown in enumerate(papers.opened(file)):
        found = papers.boxes(file, number)
        assert list(papers.overlapping(found)) == []
        assert all(box.left > 41 and box.right < shown.get_width() - 41 and box.bottom > 10 for box in found)


def test_characters_that_cannot_be_drawn_are_said() -> None:
    told = papers.whole(inventory_return.write(given.hostile()))
    assert "[U+0661] and the like stand for characters that this document cannot draw" in told
    assert "stand for characters" not in papers.whole(inventory_return.write(given.content(3)))


def test_an_empty_company_has_a_return_too() -> None:
    told = papers.whole(inventory_return.write(given.content(0, lots=[], events=[])))
    assert told.count("None.") == 3


def test_many_sites_are_drawn_as_the_largest_and_the_others() -> None:
    sites = [{"code": f"S{at}", "name": f"Site {at}", "kind": "client", "firearms": at, "with_persons": at, "rounds": 0}
             for at in range(1, 21)]  # fmt: skip
    firearms = [given.firearm(1, site="S1")]
    told = papers.whole(inventory_return.write(given.content(firearms=firearms, sites=sites)))
    assert "Site 20" in told
    assert "13 others" in told


PIECES = st.sampled_from(["W", "i", "-", "/", " ", "ñ", "Ж", "武", "😀", "~", "A1-", "word "])
ODD = st.lists(PIECES, min_size=1, max_size=30).map(lambda pieces: "".join(pieces).strip() or "x")


@settings(max_examples=15, deadline=None)
@hypothesis.given(st.lists(ODD, min_size=6, max_size=6), st.data())
def test_whatever_things_are_called_nothing_is_cut_and_nothing_overlaps(names: list[str], data: st.DataObject) -> None:
    serial, maker, model, place, person, company = names
    called = given.firearm(
        serial=serial, maker=maker, model=model * 3, place_name=place * 3, person="G", person_name=person
    )
    stated = given.content(
        firearms=[called, given.firearm()], lots=[given.lot(serial, maker=maker)], company={"name": company * 3}
    )
    sheet, language = data.draw(st.sampled_from(["a4", "letter"])), data.draw(st.sampled_from(["en", "fr", "qps"]))
    _expect_whole(inventory_return.write(stated, paper=sheet, language=language))

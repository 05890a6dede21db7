"""A paper against the one that its data make: equal in every build of zlib, and with an earlier release's schema."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from registry_app import BUILD
from registry_app.reports import canvas, inventory_return, opened_paper, redrawn, schemas
from tests.reports import given, papers
from tests.tamper.papers.anatomy import Anatomy


def _differing(file: bytes) -> list[str]:
    paper = opened_paper.read(file)
    content: dict[str, Any] = json.loads(paper.attachments["inventory-return.json"].content)
    return [each.code for each in redrawn.differing(paper, content, b"")]


@pytest.fixture
def file() -> bytes:
    return inventory_return.write(given.content())


@pytest.mark.parametrize("language", ["en", "es", "pt", "fr"])
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_a_genuine_paper_is_the_one_that_its_data_make(language: str, paper: str) -> None:
    assert _differing(inventory_return.write(given.content(), paper=paper, language=language)) == []


@pytest.mark.parametrize("layout", inventory_return.LAYOUTS)
def test_every_layout_of_a_return_is_drawn_again(layout: int) -> None:
    content = given.content(addressee={"code": "DCCAE", "name": "Control de Armas", "sequence": 17})
    file = inventory_return.write(content, layout=layout)
    assert _differing(file) == []
    assert ("Number of the return with the addressee" in papers.whole(file)) == (layout >= inventory_return.NUMBERED)


def test_a_later_layout_is_not_judged() -> None:
    assert _differing(inventory_return.write(given.content(), layout=3)) == ["layout_unknown"]


def test_another_zlib_packs_the_same_paper(file: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as other:
        other.setattr(canvas, "LEVEL", 9)
        packed = inventory_return.write(given.content())
    assert packed != file
    assert _differing(packed) == []


def test_two_papers_are_not_the_same(file: bytes) -> None:
    assert redrawn.is_same(file, file)
    assert not redrawn.is_same(file, file.replace(b"armarium 0.1.0", b"armarium 0.1.1"))
    assert not redrawn.is_same(file, inventory_return.write(given.content(count=4)))
    assert not redrawn.is_same(file, b"noise")


@pytest.mark.parametrize(("build", "told"), [("armarium 0.1.0", ["drawn_by_other_release"]), (BUILD, None)])
def test_other_words_accuse_only_the_release_that_has_these(build: str, told: list[str] | None) -> None:
    """What an earlier release drew by other words is left open; this one's own papers are held to its words."""
    content = given.content() | {"made": {**given.content()["made"], "build": build}}
    paper = opened_paper.read(inventory_return.write(content | {"company": {**content["company"], "name": "Another"}}))
    found = [each.code for each in redrawn.differing(paper, content, b"")]
    assert (found == told) if told else (found and "drawn_by_other_release" not in found)


def _with_schema(file: bytes, schema: bytes) -> bytes:
    """The paper with another schema attached, as an earlier release would have done it."""
    anatomy = Anatomy(file)
    ours = schemas.ours("armarium-inventory-return/1")
    number = anatomy.one(ours[:60])
    anatomy.pour(number, lambda _content: schema)
    sums = hashlib.md5(ours, usedforsecurity=False).hexdigest().encode()
    anatomy.change(number, sums, hashlib.md5(schema, usedforsecurity=False).hexdigest().encode())
    anatomy.change(number, b"/Size %d" % len(ours), b"/Size %d" % len(schema))
    return anatomy.written()


def test_the_schema_of_an_earlier_release_is_no_change(
    file: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = b'{"title": "Inventory return, as an earlier release had it"}'
    assert _differing(_with_schema(file, earlier)) == ["schema_unknown"]
    for each in schemas.FOLDER.glob("*.json"):
        (tmp_path / each.name).write_bytes(each.read_bytes())
    told = f'[inventory-return-v1]\n"0.0.9" = "{hashlib.sha256(earlier).hexdigest()}"\n'
    (tmp_path / "earlier.toml").write_text(told, "utf-8")
    monkeypatch.setattr(schemas, "FOLDER", tmp_path)
    schemas._earlier.cache_clear()
    assert _differing(_with_schema(file, earlier)) == []
    schemas._earlier.cache_clear()


def test_earlier_schemas_are_known_by_their_sums() -> None:
    assert schemas.ours("armarium-inventory-return/1").startswith(b"{")
    for format_ in ("armarium-inventory-return/9", "armarium-../x/1", "none", ""):
        assert schemas.ours(format_) == b""
    assert len(schemas._earlier()["armarium-inventory-return/1"]) == 3


def test_data_that_no_layout_was_made_for_are_told(file: bytes) -> None:
    paper = opened_paper.read(file)
    assert [f.code for f in redrawn.differing(paper, {"format": "armarium-inventory-return/1"}, b"")] == [
        "cannot_be_drawn"
    ]

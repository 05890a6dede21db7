"""What stands on labels and cards, and which records get one."""

from typing import Any

import pytest

from registry_app.domain.errors import Refused
from registry_app.services import documents, labels, scans
from tests.make import Make
from tests.reports import papers
from tests.reports.test_photos import SECRETS, taken


def test_a_firearm_is_told_by_serial_maker_model_and_code(make: Make) -> None:
    pistol = make.firearm("SN-77")
    words = papers.whole(make.register.read(labels.make, kind="firearm", records=[pistol]))
    code = make.register.read(scans.code, "firearm", pistol)
    assert "SN-77" in words
    assert "Taurus G3" in words
    assert code in words.replace(" ", "")


def test_a_card_names_the_person_and_no_document_or_licence(make: Make) -> None:
    person = make.person("G-7", name="Rosa Quispe", document="DNI-44556677", licence_number="LIC-99881")
    words = papers.whole(make.register.read(labels.make, kind="person", records=[person]))
    assert "Rosa Quispe" in words
    assert "44556677" not in words
    assert "99881" not in words


def test_a_card_bears_the_newest_photo(make: Make) -> None:
    person = make.person()
    without = make.register.read(labels.make, kind="person", records=[person])
    make.do(documents.attach, subject=person, content=papers.photo(), kind="photo")
    assert b"/Subtype /Image" not in without
    assert b"/Subtype /Image" in make.register.read(labels.make, kind="person", records=[person])


def test_the_photo_in_the_register_stays_as_it_was_attached(make: Make) -> None:
    person, photo = make.person(), taken()
    attached = make.do(documents.attach, subject=person, content=photo, kind="photo").records[0]
    card = make.register.read(labels.make, kind="person", records=[person])
    assert papers.pictures(card)
    assert not any(secret in papers.unpacked(card) for secret in SECRETS)
    assert make.register.read(documents.content, document=attached) == photo


def test_lots_articles_and_places_have_labels(make: Make) -> None:
    made = {"lot": make.lot("L-1"), "article": make.article("V-1"), "place": make.place("SAFE-9", "safe")}
    for (kind, record), said in zip(made.items(), ("L-1", "V-1", "SAFE-9"), strict=True):
        assert said in papers.whole(make.register.read(labels.make, kind=kind, records=[record]))


def test_all_of_a_place_and_of_what_lies_in_it(make: Make) -> None:
    safe = make.place("SAFE-1", "safe", make.place())
    here, there = make.firearm(at=safe), make.firearm(at=make.place("ARM-2"))
    assert make.register.read(labels.lying, kind="firearm", place=make.place()) == [here]
    assert make.register.read(labels.called, kind="firearm", names=[f"#{there}"], place="ARM-1") == [there, here]
    assert make.register.read(labels.lying, kind="place", place=make.place()) == [make.place(), safe]


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("label_skip", {"skip": 24}), ("label_skip", {"skip": -1}), ("label_none", {"records": []}),
        ("label_layout", {"layout": "card-single"}), ("label_symbol", {"code": "ean"}),
        ("label_kind", {"kind": "user"}),
        ("label_shift", {"shift": (20.1, 0.0)}), ("label_shift", {"shift": (0.0, -21.0)}),
        ("nothing_of_that_name", {"records": [9_999]}),
    ],
)  # fmt: skip
def test_what_cannot_be_printed_is_refused(make: Make, code: str, changes: dict[str, object]) -> None:
    wanted: dict[str, Any] = {"kind": "firearm", "records": [make.firearm()], "layout": "a4-24", **changes}
    with pytest.raises(Refused) as caught:
        make.register.read(labels.make, **wanted)
    assert caught.value.findings[0].code == code


def test_the_calibration_sheet_needs_no_record(make: Make) -> None:
    assert "100" in papers.whole(make.register.read(labels.calibrate, kind="place", layout="a4-21")).split()


@pytest.mark.parametrize(("many", "skip", "sheets"), [(1, 0, 1), (24, 0, 1), (24, 1, 2), (1, 23, 1), (48, 1, 3)])
def test_so_many_labels_take_so_many_sheets(many: int, skip: int, sheets: int) -> None:
    assert labels.sheets("a4-24", many, skip) == sheets
    parts = [labels.of_sheet(range(many), "a4-24", skip, sheet) for sheet in range(sheets)]
    assert [record for part, _free in parts for record in part] == list(range(many))
    assert all(0 < free + len(part) <= 24 for part, free in parts)
    assert [free for _part, free in parts] == [skip, *[0] * (sheets - 1)]


def test_one_sheet_by_itself_is_the_same_as_among_all(make: Make) -> None:
    guns = [make.firearm(f"SN-{i:02}") for i in range(30)]
    whole = make.register.read(labels.make, kind="firearm", records=guns, layout="a4-24", skip=2)
    records, free = labels.of_sheet(guns, "a4-24", 2, 1)
    alone = make.register.read(labels.make, kind="firearm", records=records, layout="a4-24", skip=free)
    assert papers.texts(alone) == papers.texts(whole)[1:]


def test_without_a_code_the_one_that_suits_the_sheet_is_printed() -> None:
    assert labels.fit("firearm") == ("a4-21", "datamatrix")
    assert labels.fit("firearm", "a4-24") == ("a4-24", "qr")
    assert labels.fit("person", code="code128") == ("card-a4-10", "code128")


def test_bars_on_narrow_labels_say_that_they_want_a_fine_printer() -> None:
    assert labels.needs_fine("roll-62x29", "code128")
    assert not labels.needs_fine("roll-62x29", "datamatrix")
    assert not labels.needs_fine("roll-100x50", "code128")


def test_the_outlines_are_where_the_labels_lie() -> None:
    boxes = labels.outlines("letter-10", (2.159, 0.0))
    assert boxes[0] == pytest.approx((3.96875 / 215.9 + 0.01, 12.7 / 279.4, 101.6 / 215.9, 50.8 / 279.4))
    assert len(boxes) == 10

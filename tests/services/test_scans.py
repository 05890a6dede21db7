"""A scan finds exactly what it means, lists what it may mean, and looks nothing up that was misread."""

from typing import Any

import pytest

from registry_app.domain.codes import LETTERS, Code
from registry_app.domain.errors import Finding, Refused
from registry_app.domain.scan import read
from registry_app.services import records, scans
from tests.domain.test_scan import typed
from tests.make import Make


def found(make: Make, raw: str) -> list[tuple[str, int]]:
    hits: list[scans.Hit] = make.register.read(scans.resolve, read(raw))
    return [(hit.kind, hit.record) for hit in hits]


def refusal(make: Make, raw: str) -> Finding:
    with pytest.raises(Refused) as caught:
        found(make, raw)
    return caught.value.findings[0]


def code(make: Make, kind: str, record: int) -> str:
    text: str = make.register.read(scans.code, kind, record)
    return text


def test_every_kind_that_carries_a_label_is_found_by_its_code(make: Make) -> None:
    made = {"firearm": make.firearm(), "person": make.person(), "lot": make.lot(), "article": make.article(),
            "place": make.place()}  # fmt: skip
    assert {kind: found(make, code(make, kind, record)) for kind, record in made.items()} == {
        kind: [(kind, record)] for kind, record in made.items()
    }
    assert made.keys() == LETTERS.keys()


def test_a_code_stays_the_same_whatever_becomes_of_the_record(make: Make) -> None:
    gun = make.firearm("OLD-1", tag="T-1")
    before = code(make, "firearm", gun)
    make.do(records.amend, kind="firearm", record=gun, values={"tag": "T-2", "serial": "NEW-1"}, reason="other")
    assert code(make, "firearm", gun) == before


@pytest.mark.parametrize("raw", ["FA-04122\r", "fa-04122", "]C0FA-04122", " FA-04122 "])
def test_a_tag_is_found_whatever_the_scanner_adds(make: Make, raw: str) -> None:
    gun = make.firearm(tag="FA-04122")
    assert found(make, raw) == [("firearm", gun)]


def test_each_name_of_a_record_is_found(make: Make) -> None:
    guard, lot, vest = make.person("G-7", card="C0FFEE"), make.lot("LOT 9"), make.article("V-1")
    gun, place = make.firearm("SLX 0815"), make.place("ARM-1")
    sought = {"g-7": guard, "c0ffee": guard, "lot 9": lot, "LOT9": 0, "V-1": vest, "slx0815": gun, "arm-1": place}
    assert {raw: next((n for _kind, n in found(make, raw)), 0) for raw in sought} == sought


def test_a_serial_as_marked_hides_one_that_is_only_near(make: Make) -> None:
    exact, near = make.firearm("SL-123"), make.firearm("SL123", maker="Rossi")
    assert found(make, "SL-123") == [("firearm", exact)]
    assert sorted(found(make, "S.L.123")) == [("firearm", exact), ("firearm", near)]


def test_a_lot_is_told_apart_by_its_calibre_as_people_write_it(make: Make) -> None:
    make.lot("X1", maker="Indumil", calibre="38spl")
    (hit,) = make.register.read(scans.resolve, read("X1"))
    assert (hit.title, hit.detail) == ("X1", "Indumil .38 Special")


def test_several_that_it_may_mean_are_all_told(make: Make) -> None:
    one, other = make.firearm("X1", barcode="4006381333931"), make.firearm("X2", barcode="4006381333931")
    lot = make.lot("X1")
    assert found(make, "4006381333931") == [("firearm", one), ("firearm", other)]
    assert found(make, "X1") == [("lot", lot), ("firearm", one)]


@pytest.mark.parametrize("raw", ["036000291452", "]E00036000291452", "]C10100036000291452", "00036000291452"])
def test_a_makers_barcode_is_one_in_all_its_spellings(make: Make, raw: str) -> None:
    lot = make.lot(barcode="036000291452")
    assert found(make, raw) == [("lot", lot)]


def test_what_was_misread_is_never_looked_up(make: Make) -> None:
    gun = make.firearm()
    text = code(make, "firearm", gun)
    wrong = text[:-1] + ("0" if text[-1] != "0" else "1")
    make.firearm(tag=wrong)
    assert refusal(make, wrong).code == "scan_misread"


def test_the_label_of_another_register_names_nothing_here(make: Make) -> None:
    gun = make.firearm()
    assert refusal(make, Code("firearm", "ZZZ", gun).text).code == "scan_other_register"


def test_a_code_of_a_record_that_is_not_there_finds_nothing(make: Make) -> None:
    place = make.place()
    assert found(make, code(make, "firearm", place)) == []
    assert found(make, "NOTHING-1") == []


@pytest.mark.parametrize("keyboard", ["fr", "de", "es", "pt"])
def test_another_keyboard_is_named_and_not_called_unknown(make: Make, keyboard: str) -> None:
    make.firearm(tag="FA-04122")
    finding = refusal(make, typed("FA-04122", keyboard))
    assert finding.code == "scan_other_layout"


def test_a_hit_says_what_it_is_and_what_tells_it_apart(make: Make) -> None:
    gun, vest = make.firearm("SLX-1"), make.article("V-1")
    told: list[Any] = [make.register.read(scans.resolve, read(raw))[0] for raw in ("SLX-1", "V-1")]
    assert told == [scans.Hit("firearm", gun, "SLX-1", "Taurus G3"), scans.Hit("article", vest, "V-1", "Vest")]

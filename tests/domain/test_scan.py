"""A scan is cleaned and understood before anything is looked up."""

import pytest

from registry_app.domain.codes import Code
from registry_app.domain.keyboards import _PLAIN as PLAIN
from registry_app.domain.keyboards import _READ as READ
from registry_app.domain.keyboards import _SHIFT as SHIFT
from registry_app.domain.keyboards import KEYBOARDS, _swapped
from registry_app.domain.scan import problem, read, unknown

CODE = Code("firearm", "MAZ", 1234567)


def typed(text: str, keyboard: str, caps: str = "") -> str:
    """What a computer reads when a scanner sends the keys of `text`; `caps` is "letters" or "every"."""
    plain, shift = READ.get(keyboard, (PLAIN, SHIFT))
    read_as = dict(zip(PLAIN + SHIFT, shift + plain if caps == "every" else plain + shift, strict=True))
    told = "".join(read_as[c] for c in text)
    return "".join(map(_swapped, told)) if caps == "letters" else told


@pytest.mark.parametrize("raw", ["{}", "]C0{}", "{}\r\n", "\t{}\t", " {} \n", "]d1{}\r", "\x02{}\x03"])
@pytest.mark.parametrize("case", [str.upper, str.lower, str.swapcase])
def test_what_scanners_add_is_taken_off(raw: str, case: object) -> None:
    scan = read(raw.format(CODE.text.lower() if case is str.lower else CODE.text))
    assert (scan.state, scan.code, scan.text) == ("own", CODE, CODE.text)


def test_a_wrong_check_character_is_a_misread() -> None:
    scan = read(CODE.text[:-1] + ("0" if CODE.text[-1] != "0" else "1"))
    finding = problem(scan)
    assert scan.state == "misread"
    assert finding is not None
    assert finding.code == "scan_misread"


def test_capslock_on_the_right_keyboard_is_nothing_to_speak_of() -> None:
    assert read(CODE.text.swapcase()).code == CODE
    assert read("fa-04122").text == "FA-04122"


@pytest.mark.parametrize("caps", ["", "letters", "every"])
@pytest.mark.parametrize("text", [CODE.text, Code("person", "QWZ", 890).text])
def test_french_is_named_with_and_without_capslock(text: str, caps: str) -> None:
    scan = read(typed(text, "fr", caps))
    assert (scan.state, scan.keyboard) == ("layout", "fr")
    assert read(typed(text, "fr", caps), "fr").text == text


def test_german_is_named_where_it_changes_letters() -> None:
    code = Code("lot", "YZ1", 77).text
    assert (read(typed(code, "de")).state, read(typed(code, "de")).keyboard) == ("layout", "de")
    assert read(typed(code, "de"), "de").code == Code("lot", "YZ1", 77)


@pytest.mark.parametrize("keyboard", ["es", "pt"])
def test_spanish_and_portuguese_read_our_codes_as_they_are(keyboard: str) -> None:
    assert read(typed(CODE.text, keyboard)).code == CODE


def test_the_layout_is_told_by_the_computers_keyboard() -> None:
    finding = problem(read(typed("4006381333931", "fr")))
    assert finding is not None
    assert (finding.code, finding.facts["keyboard"]) == ("scan_other_layout", KEYBOARDS["fr"])


def test_a_learnt_keyboard_is_undone() -> None:
    assert read('\'àà-"_&"""ç"&', "fr").text == "4006381333931"
    assert read("FA'04122", "es").text == "FA-04122"


@pytest.mark.parametrize(
    ("raw", "one"),
    [("036000291452", "0036000291452"), ("4006381333931", "04006381333931"), ("]C10107612345678900", "7612345678900"),
     ("]d20104006381333931\x1d10AB", "4006381333931"), ("LOT 7", "LOT 7")],
)  # fmt: skip
def test_a_makers_barcode_has_several_spellings(raw: str, one: str) -> None:
    assert one in read(raw).barcodes


def test_nothing_is_nothing() -> None:
    scan = read("]C0 \r\n")
    finding = problem(scan)
    assert scan.state == "empty"
    assert finding is not None
    assert problem(read("FA-04122")) is None


def test_what_nobody_knows_is_quoted() -> None:
    assert unknown(read("fa-04122\r")).facts == {"value": "FA-04122"}

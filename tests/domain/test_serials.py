"""Serial numbers: as marked, normalised, folded."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.domain.serials import confusion_key, normalised


@given(st.text())
def test_normalising_and_folding_twice_is_doing_it_once(serial: str) -> None:
    assert normalised(normalised(serial)) == normalised(serial)
    assert confusion_key(confusion_key(serial)) == confusion_key(serial)
    assert confusion_key(normalised(serial)) == confusion_key(serial)


@pytest.mark.parametrize("spelling", ["SL 123-A", "sl123a", "ＳＬ１２３Ａ", "S.L./123\u00a0a", "Śĺ-123â"])
def test_spellings_of_one_serial_meet(spelling: str) -> None:
    assert normalised(spelling) == "SL123A"


@pytest.mark.parametrize("spelling", ["BKZ-0O15", "8KZ 0015", "BK2O0I5", "bkz0qls"])
def test_marks_that_look_alike_meet_when_folded(spelling: str) -> None:
    assert confusion_key(spelling) == "8K20015"


@pytest.mark.parametrize(("one", "other"), [("007", "7"), ("A1", "A10"), ("1-2", "1-3"), ("6E15", "6000000000000000")])
def test_different_serials_stay_different(one: str, other: str) -> None:
    assert confusion_key(one) != confusion_key(other)


def test_a_serial_without_latin_letters_or_digits_is_kept() -> None:
    assert normalised("ЖЩ") == "ЖЩ"
    assert normalised("---") == "---"

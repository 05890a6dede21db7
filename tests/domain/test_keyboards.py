"""What keyboards make of a scan can be undone, and a French one betrays itself."""

import pytest

from registry_app.domain.keyboards import KEYBOARDS, is_french, sent


@pytest.mark.parametrize(
    ("read", "keyboard"),
    [("FQ)à'&éé", "fr"), ("Fß04122", "de"), ("F'04122", "es"), ("F'04122", "pt"), ("FA-04122", "us")],
)
def test_the_usual_reading_comes_first(read: str, keyboard: str) -> None:
    expected = "F-04122" if keyboard in ("de", "es", "pt") else "FA-04122"
    assert next(sent(read, keyboard)) == expected


def test_capslock_is_undone_under_french() -> None:
    assert list(sent("q7,", "fr"))[2] == "A7M"
    assert list(sent("qÈ,", "fr"))[1] == "A7m"


@pytest.mark.parametrize("keyboard", KEYBOARDS)
def test_letters_and_digits_survive_every_keyboard(keyboard: str) -> None:
    kept = "BCDEFGHIJKLNOPRSTUVX"
    assert all(next(sent(c, keyboard)) == c for c in kept)


@pytest.mark.parametrize("text", ['\'àà-"_&"""ç"&', "FQ)à'&éé", "ÉÈÇ&", "&\"'(-&\"'"])
def test_digits_that_became_signs_are_french(text: str) -> None:
    assert is_french(text)


@pytest.mark.parametrize("text", ["FA-04122", "café", "O'Neil", "SL-1(A)", "", "12'34\"56(", "Muñoz", "------"])
def test_what_people_write_is_not(text: str) -> None:
    assert not is_french(text)

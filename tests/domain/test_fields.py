"""From a user's text to a stored value: any text gives a value that reads back as itself, or a refusal in words."""

import contextlib
import datetime as dt
import unicodedata

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from registry_app.domain.declare import entered_fields
from registry_app.domain.errors import Refused
from registry_app.domain.fields import Field, Value, clean, is_plain
from registry_app.domain.records import RECORDS, User
from registry_app.domain.wording import say
from registry_app.i18n import LANGUAGES, _, speaking

NAMED = {f"{r.KIND}.{name}": field for r in RECORDS.values() for name, field in entered_fields(r).items()}
FIELDS = list(NAMED.values())
BY_KIND = {f.kind: f for f in FIELDS}
typed = (
    st.text(max_size=30)
    | st.text("0123456789-/. +E,;x", max_size=12)
    | st.dates().map(str)
    | st.sampled_from([word for f in FIELDS for word in (*f.choices, *f.choices.values())])
)


@pytest.mark.parametrize("kind", BY_KIND)
@given(text=typed)
def test_every_field_parses_any_text_to_a_value_that_reads_back_as_itself(kind: str, text: str) -> None:
    for name, which in NAMED.items():
        with contextlib.suppress(Refused):
            value = which.parse(text) if which.kind == kind else None
            assert value is None or which.personal or which.may_hold(value), name
            assert value is None or _read_back(which, value) == value, name


def _read_back(which: Field, value: Value) -> Value:
    try:
        return which.parse(str(value))
    except Refused as refused:
        return f"refused: {refused}"


@pytest.mark.parametrize("kind", BY_KIND)
def test_nothing_is_nothing_and_refused_where_it_is_required(kind: str) -> None:
    for text in ("", "   ", "\n", "\u00a0"):
        assert Field("x", "X", BY_KIND[kind].kind).parse(text) is None  # type: ignore[index]
        with pytest.raises(Refused, match="field_required"):
            Field("x", "X", BY_KIND[kind].kind, required=True).parse(text)  # type: ignore[index]


@given(st.text(st.characters(max_codepoint=127)) | st.text(" a\t\x7f"))
def test_ascii_is_plain_as_all_other_text_is(text: str) -> None:
    """It is told by a shorter way."""
    assert is_plain(f"a{text}a") == is_plain(f"ñ{text}ñ")
    assert is_plain(text) == (is_plain(f"ñ{text}ñ") and text.strip() == text)


@given(st.text())
def test_clean_text_is_plain_and_stays_as_it_is(text: str) -> None:
    try:
        shown = clean(text)
    except Refused:
        return
    assert is_plain(shown)
    assert clean(shown) == shown


@pytest.mark.parametrize("text", ["a\x00b", "a\x1bb", "a\u202eb", "\ufeffa", "a\ue000b", "\ud800", "a\u200bb"])
def test_what_cannot_be_printed_is_refused(text: str) -> None:
    with pytest.raises(Refused, match="text_unprintable"):
        clean(text)


@pytest.mark.parametrize("which", [f for f in FIELDS if f.choices], ids=lambda f: f.name)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_choice_is_known_by_its_code_and_by_its_name_in_every_language(which: Field, language: str) -> None:
    for code, label in which.choices.items():
        with speaking(language):
            names = (code, code.upper(), _(label), _(label).upper(), f"  {_(label)} ")
        assert [which.parse(name) for name in names] == [code] * len(names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_several_roles_are_known_by_their_names(language: str) -> None:
    roles = entered_fields(User)["roles"]
    with speaking(language):
        named = ", ".join(_(roles.choices[code]) for code in ("compliance", "armorer"))
    assert roles.parse(named) == roles.parse("compliance armorer") == roles.parse("compliance;armorer;compliance")


@pytest.mark.parametrize("text", [",", " ; ", "director,king", "king"])
def test_no_role_is_made_of_nothing(text: str) -> None:
    with pytest.raises(Refused, match="field_not_choice"):
        entered_fields(User)["roles"].parse(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_country_is_known_by_its_name_in_every_language(language: str) -> None:
    which, names = BY_KIND["country"], Locale(language).territories
    for code in ("BR", "CO", "US", "TR", "AT", "DE", "CZ", "IL", "AR", "PH"):
        assert [which.parse(t) for t in (code, code.lower(), names[code], names[code].upper())] == [code] * 4


@pytest.mark.parametrize("text", ["EU", "ZZ", "UN", "XX", "Atlantis", "419", "world"])
def test_what_is_no_country(text: str) -> None:
    with pytest.raises(Refused, match="field_not_country"):
        BY_KIND["country"].parse(text)


@pytest.mark.parametrize(("text", "value"), [
    ("yes", 1), ("Sí", 1), ("SIM", 1), ("oui", 1), ("1", 1), ("x", 1), ("no", 0), ("não", 0), ("NON", 0), ("0", 0),
])  # fmt: skip
def test_yes_and_no_in_every_language(text: str, value: int) -> None:
    assert BY_KIND["boolean"].parse(text) == value


@pytest.mark.parametrize(("text", "day"), [
    ("2026-03-01", "2026-03-01"), ("2026-3-1", "2026-03-01"), ("01/03/2026", "2026-03-01"), ("1.3.2026", "2026-03-01"),
    ("29-02-2028", "2028-02-29"), ("31/12/1999", "1999-12-31"), ("0001-01-01", "0001-01-01"),
])  # fmt: skip
def test_days_as_they_are_written(text: str, day: str) -> None:
    assert BY_KIND["date"].parse(text) == day


@pytest.mark.parametrize("text", [
    "2026-02-29", "2026-13-01", "0000-01-01", "31/04/2026", "1/3/26", "March 1", "46082", "2026-03-01 10:00",
])  # fmt: skip
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(Refused, match="field_not_date"):
        BY_KIND["date"].parse(text)


@given(st.dates())
def test_every_day_reads_back(day: dt.date) -> None:
    assert BY_KIND["date"].parse(f"{day.day}/{day.month}/{day.year:04}") == day.isoformat()


YEAR = next(f for f in FIELDS if f.name == "year")


@pytest.mark.parametrize(("text", "code"), [
    ("1799", "field_out_of_range"), ("2201", "field_out_of_range"), ("1.5", "field_not_integer"),
    ("1e3", "field_not_integer"), ("0x7D0", "field_not_integer"), ("-", "field_not_integer"),
    ("٢٠٠٠", "field_not_integer"), ("9" * 5000, "field_too_long"), ("9" * 60, "field_out_of_range"),
])  # fmt: skip
def test_what_is_no_year(text: str, code: str) -> None:
    with pytest.raises(Refused, match=code):
        YEAR.parse(text)


def test_digits_may_be_grouped() -> None:
    assert (YEAR.parse("2 001"), YEAR.parse("+1999"), YEAR.parse("02000")) == (2001, 1999, 2000)


SHIFT = Field("right", "Shift", "tenths", least=-200, most=200)


@pytest.mark.parametrize(
    ("text", "tenths"), [("1.2", 12), ("-0,7", -7), ("\u22120.7", -7), ("3", 30), ("+0.5", 5), ("-20", -200), ("-0", 0)]
)
def test_a_number_with_one_decimal_is_kept_in_tenths(text: str, tenths: int) -> None:
    assert SHIFT.parse(text) == tenths
    assert SHIFT.may_hold(tenths)


@pytest.mark.parametrize(
    ("text", "said"),
    [("1.25", "Write it as 1.2 or 1,2"), ("x", "one decimal"), (".5", "one decimal"), ("20.1", "between -20 and 20")],
)
def test_what_is_no_number_with_one_decimal_says_how_to_write_it(text: str, said: str) -> None:
    with pytest.raises(Refused) as refused:
        SHIFT.parse(text)
    assert said in say(refused.value.findings[0])


@pytest.mark.parametrize("serial", ["007", "6.37702E+15", "1-2", "0", "1e5", "12/05/2024", "TRUE", "=1+1", "-5", "½"])
def test_a_serial_is_text_whatever_it_looks_like(serial: str) -> None:
    assert next(f for f in FIELDS if f.name == "serial").parse(serial) == serial


@pytest.mark.parametrize(("text", "code"), [("t-01", "T-01"), ("straße 1", "STRASSE 1"), ("ΐ", "\u03aa\u0301")])
def test_codes_are_capitals(text: str, code: str) -> None:
    value = BY_KIND["code"].parse(text)
    assert value == code
    assert unicodedata.is_normalized("NFC", str(value))


def test_a_code_that_grows_with_its_capitals_is_measured_again() -> None:
    with pytest.raises(Refused, match="field_too_long"):
        Field("tag", "Tag", "code", max_length=4).parse("ßßß")


@pytest.mark.parametrize(("text", "most"), [("x" * 41, 40)])
def test_what_is_too_long_is_said_with_its_limit(text: str, most: int) -> None:
    with pytest.raises(Refused) as refused:
        Field("serial", "Serial number", max_length=most).parse(text)
    assert [say(f) for f in refused.value.findings] == [f"Serial number: “{text}” is too long, at most 40 characters."]


COMMIT = {"commit": "ab" * 32}


@pytest.mark.parametrize(("kind", "value", "is_held"), [
    ("text", "Taurus", True), ("text", "", True), ("text", 5, False), ("text", None, False), ("text", COMMIT, False),
    ("date", "2026-03-01", True), ("date", "01.03.2026", False), ("date", "20260301", False),
    ("date", "2026-W09", False), ("integer", 5, True), ("integer", -1, False), ("integer", True, False),
    ("integer", "5", False), ("boolean", 2, False),
    ("country", "BR", True), ("country", "br", False), ("country", "Brazil", False), ("code", "T-1", True),
    ("code", "t-1", False), ("text", "a  b", False), ("text", "a\n", False), ("calibre", "any name", True),
])  # fmt: skip
def test_what_an_entry_may_carry(kind: str, value: object, is_held: bool) -> None:
    assert Field("x", "X", kind).may_hold(value) is is_held  # type: ignore[arg-type]


@pytest.mark.parametrize(("value", "is_held"), [
    (COMMIT, True), ("", True), ("Luz Mar", False), ({"commit": "AB" * 32}, False), ({"commit": "Luz Mar"}, False),
    ({**COMMIT, "salt": "x"}, False), ({}, False), (7, False),
])  # fmt: skip
def test_a_personal_value_is_a_commitment_and_nothing_else(value: object, is_held: bool) -> None:
    assert Field("name", "Name", personal=True).may_hold(value) is is_held

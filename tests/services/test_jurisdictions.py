"""The files that ship: each loads, names its sources, and claims no more than was verified; working days."""

import datetime as dt
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app import i18n
from registry_app.domain.choices import JURISDICTIONS
from registry_app.domain.citations import SAID, cited
from registry_app.domain.errors import Refused, Unavailable
from registry_app.domain.jurisdiction import ReportDuty, Sourced
from registry_app.domain.wording import say
from registry_app.services import jurisdictions, policies
from registry_app.services.jurisdictions import working_days_after, working_days_between
from tests.make import Make

SHIPPED = jurisdictions.codes()


def _refusal(code: str) -> str:
    with pytest.raises(Refused) as refused:
        jurisdictions.load(code)
    return say(refused.value.findings[0])


def test_every_jurisdiction_that_a_policy_may_name_has_its_file() -> None:
    assert set(SHIPPED) == set(JURISDICTIONS)
    assert [each.code for each in jurisdictions.every()] == sorted(JURISDICTIONS)


@pytest.mark.parametrize("code", SHIPPED)
def test_everything_in_a_file_has_its_source(code: str) -> None:
    stated = dict(jurisdictions.load(code).statements())
    assert stated
    assert [key for key, each in stated.items() if len(each.source) < 5] == []


@pytest.mark.parametrize("code", SHIPPED)
def test_reports_go_to_an_addressee_whom_the_file_names(code: str) -> None:
    read = jurisdictions.load(code)
    assert {duty.addressee for duty in read.reports} <= set(read.addressees)


@pytest.mark.parametrize("code", SHIPPED)
def test_the_limits_make_a_policy_that_the_judge_takes(make: Make, code: str) -> None:
    limits = {"jurisdiction": code, **jurisdictions.load(code).limits()}
    make.do(policies.change, values=limits, witness=make.witness)
    assert limits.items() <= make.register.read(policies.in_force).items()


def test_terms_that_were_compared_with_the_law() -> None:
    told = {code: jurisdictions.load(code).provisions["loss_hours"] for code in SHIPPED}
    verified = {code: each.value for code, each in told.items() if each.is_verified}
    assert verified == {"ar": 48, "br": 24, "co": 0, "pe": 48}


def test_nothing_of_a_law_that_was_replaced_or_not_seen_is_called_verified() -> None:
    assert set(dict(jurisdictions.load("mx").statements())) == set(jurisdictions.load("mx").unverified())
    assert [key for key, each in jurisdictions.load("cl").statements() if each.is_verified] == [
        "addressees.security_regulator"
    ]


def test_what_a_country_leaves_open_comes_from_careful_practice() -> None:
    colombia, practice = jurisdictions.load("co"), jurisdictions.load("generic")
    assert colombia.provisions["audit_days"] == practice.provisions["audit_days"]
    assert colombia.limits()["loss_hours"] == 0 != practice.limits()["loss_hours"]
    assert "limits.audit_days" in colombia.unverified()


def test_a_code_without_a_file_is_refused() -> None:
    wanted = "There are no rules for “../generic”. Choose one of ar, br, cl, co, cr, …."
    assert _refusal("../generic") == wanted
    with pytest.raises(Refused, match="jurisdiction_unknown"):
        working_days_after(dt.date(2026, 1, 1), 1, "xx")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of one's own instead of the shipped one."""
    monkeypatch.setattr(jurisdictions, "FOLDER", tmp_path)
    return tmp_path


def test_a_file_that_is_no_toml_is_refused(folder: Path) -> None:
    (folder / "co.toml").write_text('code = "co\n', "utf-8")
    assert _refusal("co").startswith("co.toml cannot be read as TOML: ")
    (folder / "co.toml").write_bytes(b'code = "\xff"')
    assert _refusal("co").endswith("Correct that line, or restore the file.")


def test_a_file_under_the_name_of_another_is_refused(folder: Path) -> None:
    (folder / "pe.toml").write_text('format = "armarium-jurisdiction/1"\ncode = "co"\nlimits = {}', "utf-8")
    assert _refusal("pe") == "pe.toml: “code” is “co”. Write the name of the file there, or rename the file."


def test_a_file_that_cannot_be_read_is_not_there_for_now(folder: Path) -> None:
    (folder / "co.toml").mkdir()
    with pytest.raises(Unavailable, match="cannot_read"):
        jurisdictions.load("co")


def test_an_edited_file_holds_from_the_next_reading_on(folder: Path) -> None:
    text = (
        'format = "armarium-jurisdiction/1"\ncode = "co"\n[limits]\n'
        'loss_hours = { value = 24, source = "DL 1/1990 art. 2", verified_on = "" }'
    )
    (folder / "co.toml").write_text(text, "utf-8")
    assert jurisdictions.load("co").limits() == {"loss_hours": 24}
    (folder / "co.toml").write_text(text.replace("24", "12"), "utf-8")
    assert jurisdictions.load("co").limits() == {"loss_hours": 12}


@pytest.mark.parametrize(
    ("code", "day", "days", "wanted"),
    [
        ("co", "2026-08-06", 1, "2026-08-10"),  # Friday the 7th: Boyacá
        ("co", "2026-11-13", 1, "2026-11-17"),  # Monday the 16th: Cartagena, moved to Monday
        ("pe", "2026-07-27", 1, "2026-07-30"),  # the 28th and 29th: Fiestas Patrias
        ("pe", "2026-12-04", 2, "2026-12-10"),  # the 8th and 9th: Inmaculada, Ayacucho
        ("generic", "2026-08-06", 1, "2026-08-07"),
        ("generic", "2026-08-07", 1, "2026-08-10"),
        ("generic", "2026-08-08", 0, "2026-08-08"),
        ("pe", "2026-06-30", 30, "2026-08-17"),  # four holidays
    ],
)
def test_working_days_leave_out_weekends_and_holidays(code: str, day: str, days: int, wanted: str) -> None:
    assert working_days_after(dt.date.fromisoformat(day), days, code).isoformat() == wanted


@given(st.sampled_from(SHIPPED), st.dates(dt.date(2020, 1, 1), dt.date(2035, 1, 1)), st.integers(1, 40))
def test_each_working_day_follows_the_one_before(code: str, day: dt.date, days: int) -> None:
    last = working_days_after(day, days, code)
    assert last == working_days_after(working_days_after(day, days - 1, code), 1, code)
    assert last.weekday() < 5
    assert last >= working_days_after(day, days, "generic")


@given(st.sampled_from(SHIPPED), st.dates(dt.date(2020, 1, 1), dt.date(2035, 1, 1)), st.integers(0, 40))
def test_so_many_working_days_lie_between(code: str, day: dt.date, days: int) -> None:
    last = working_days_after(day, days, code)
    assert working_days_between(day, last, code) == days
    assert working_days_between(last, day, code) == -days


def _told(each: Sourced) -> str:
    """What a file states of one key, short."""
    if isinstance(each, ReportDuty):
        return f"{each.name}, {each.every}, {each.day}, {each.addressee}"
    return str(getattr(each, "value", getattr(each, "name", "asked for")))


def _rows(code: str) -> str:
    """The table of a jurisdiction in docs/law.md: what its own file states."""
    own = jurisdictions.own(code)
    rows = [
        f"| {key} | {_told(each)} | {each.source} | {each.verified_on or 'unverified'} |"
        for key, each in own.statements()
    ]
    return "\n".join(["| key | value | source | compared on |", "|---|---|---|---|", *rows])


@pytest.mark.parametrize("code", SHIPPED)
def test_the_page_on_the_law_says_what_the_file_says(code: str) -> None:
    page = (Path(__file__).resolve().parents[2] / "docs/law.md").read_text("utf-8")
    assert _rows(code) in page


def test_what_a_source_says_in_english_is_told_in_every_language() -> None:
    """Names of laws stay as they are at home; words of ours about them do not."""
    sources = {each.source for code in jurisdictions.codes() for _key, each in jurisdictions.load(code).statements()}
    ours = {each for each in sources if re.search(r"Practice|[Gg]uideline|; now|\([a-z]+ [a-z]", each)}
    assert ours <= SAID
    with i18n.speaking("es"):
        assert not any(cited(each).startswith("Practice") for each in ours)
        assert cited("Ley 30299 art. 37 g") == "Ley 30299 art. 37 g"

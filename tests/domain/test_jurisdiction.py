"""The rules of a country: read from tables, or refused by file and key; limits, calendar, what is unverified."""

import contextlib
import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.domain.calibres import CALIBRE_NAMES
from registry_app.domain.company import Policy
from registry_app.domain.declare import entered_fields
from registry_app.domain.errors import Finding, Refused
from registry_app.domain.jurisdiction import (
    ADDRESSEES,
    EVERY,
    REPORTS,
    Jurisdiction,
    ReportDuty,
    due_days,
    next_due,
    origin,
    period,
)
from registry_app.domain.jurisdiction_form import OF_THE_COMPANY, limit_fields, parse
from registry_app.domain.wording import say
from registry_app.i18n import speaking

GOOD = """
format = "armarium-jurisdiction/1"
code = "co"
rests_on = "generic"
[limits]
loss_hours = { value = 0, source = "DL 1/1990 art. 2", verified_on = "2026-03-05" }
calibres_allowed = { value = ["38spl", "12ga"], source = "DL 1/1990 art. 3", verified_on = "" }
[[reports]]
name = "changes"
every = "month"
day = 5
addressee = "security_regulator"
source = "DL 1/1990 art. 4"
verified_on = ""
[addressees]
arms_registry = { name = "Comando General", source = "DL 1/1990 art. 5", verified_on = "2026-03-05" }
[formalities]
written_notice = { source = "DL 1/1990 art. 6", verified_on = "2026-03-05" }
"""


def _read(text: str) -> Jurisdiction:
    return parse(tomllib.loads(text), "co.toml")


def test_a_file_says_what_it_says() -> None:
    read = _read(GOOD)
    assert (read.code, read.rests_on) == ("co", "generic")
    assert read.limits() == {"loss_hours": 0, "calibres_allowed": "38spl 12ga"}
    assert [(duty.name, duty.every, duty.day, duty.addressee) for duty in read.reports] == [
        ("changes", "month", 5, "security_regulator")
    ]
    assert read.addressees["arms_registry"].name == "Comando General"
    assert read.formalities["written_notice"].source == "DL 1/1990 art. 6"


def test_what_was_never_compared_with_its_text_is_told() -> None:
    read = _read(GOOD)
    assert read.unverified() == ("limits.calibres_allowed", "reports.1")
    assert origin(read.provisions["loss_hours"]) == "DL 1/1990 art. 2, compared with the text on Mar 5, 2026"
    assert origin(read.provisions["calibres_allowed"]) == (
        "DL 1/1990 art. 3 – unverified: compare it with the text in force"
    )


def test_a_limit_is_a_value_that_the_policy_can_hold() -> None:
    fields = entered_fields(Policy)
    assert all(fields[name].may_hold(value) for name, value in _read(GOOD).limits().items())
    assert set(limit_fields()) == set(fields) - set(OF_THE_COMPANY)


def test_limits_left_open_come_from_the_file_below_and_nothing_else_does() -> None:
    below = _read(GOOD.replace('"12ga"', '"410"').replace("loss_hours", "audit_days").replace("value = 0", "value = 9"))
    above = parse({"format": "armarium-jurisdiction/1", "code": "pe", "limits": {}}, "pe.toml")
    above = above.resting_on(below)
    assert above.limits() == {"audit_days": 9, "calibres_allowed": "38spl 410"}
    assert (above.code, above.reports, above.addressees, above.formalities) == ("pe", (), {}, {})
    assert _read(GOOD).resting_on(below).limits()["calibres_allowed"] == "38spl 12ga"


def test_the_page_on_the_format_names_every_key() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs/formats/jurisdiction-v1.md").read_text("utf-8")
    assert [name for name in (*limit_fields(), *REPORTS, *EVERY, *ADDRESSEES) if f"`{name}`" not in page] == []


LIMIT = '{ value = 0, source = "DL 1/1990 art. 2", verified_on = "2026-03-05" }'
CALIBRES = '["38spl", "12ga"]'
BAD = (
    ("jurisdiction/1", "jurisdiction/2", "law_not_in_list", "format"),
    ('code = "co"', "", "law_key_missing", "code"),
    ('"co"', '"xx"', "law_not_in_list", "code"),
    ('"generic"', '"xx"', "law_not_in_list", "rests_on"),
    ("rests_on", "rest_on", "law_key_unknown", "rest_on"),
    ("loss_hours", "loss_days", "law_key_unknown", "limits.loss_days"),
    ("loss_hours", "edition", "law_key_unknown", "limits.edition"),
    ("loss_hours", "firearms_authorised", "law_key_unknown", "limits.firearms_authorised"),
    (LIMIT, "0", "law_not_table", "limits.loss_hours"),
    ("value = 0, ", "", "law_key_missing", "limits.loss_hours.value"),
    ("value = 0", 'value = "0"', "law_not_number", "limits.loss_hours.value"),
    ("value = 0", "value = true", "law_not_number", "limits.loss_hours.value"),
    ("value = 0", "value = -1", "law_not_number", "limits.loss_hours.value"),
    ("value = 0", "value = 8761", "law_not_number", "limits.loss_hours.value"),
    ('source = "DL 1/1990 art. 2", ', "", "law_key_missing", "limits.loss_hours.source"),
    ("DL 1/1990 art. 2", "", "law_not_text", "limits.loss_hours.source"),
    ("DL 1/1990 art. 2", " ", "law_not_text", "limits.loss_hours.source"),
    (', verified_on = "2026-03-05" }', " }", "law_key_missing", "limits.loss_hours.verified_on"),
    ("2026-03-05", "2026-02-30", "law_not_day", "limits.loss_hours.verified_on"),
    ('"2026-03-05"', "2026-03-05", "law_not_day", "limits.loss_hours.verified_on"),
    ("12ga", "12 gauge", "law_not_in_list", "limits.calibres_allowed.value.2"),
    ("12ga", "38spl", "law_calibres", "limits.calibres_allowed.value"),
    (CALIBRES, "[]", "law_calibres", "limits.calibres_allowed.value"),
    (CALIBRES, '"38spl"', "law_not_list", "limits.calibres_allowed.value"),
    ("[[reports]]", "[reports]", "law_not_list", "reports"),
    ('"changes"', '"taxes"', "law_not_in_list", "reports.1.name"),
    ('"month"', '"week"', "law_not_in_list", "reports.1.every"),
    ("day = 5", "day = 29", "law_not_number", "reports.1.day"),
    ("day = 5", "", "law_key_missing", "reports.1.day"),
    ('addressee = "security_regulator"', 'addressee = "mayor"', "law_not_in_list", "reports.1.addressee"),
    ("arms_registry", "customs", "law_key_unknown", "addressees.customs"),
    ("Comando General", "", "law_not_text", "addressees.arms_registry.name"),
    ("Comando General", "Comando\\nGeneral", "law_not_text", "addressees.arms_registry.name"),
    ("written_notice", "wax_seal", "law_key_unknown", "formalities.wax_seal"),
    ("[formalities]", "[formalities.written_notice]", "law_key_unknown", "formalities.written_notice.written_notice"),
)


def _refusal(old: str, new: str) -> Finding:
    assert old in GOOD
    with pytest.raises(Refused) as refused:
        _read(GOOD.replace(old, new, 1))
    return refused.value.findings[0]


@pytest.mark.parametrize(
    ("old", "new", "code", "key"), BAD, ids=[f"{code}-{n}" for n, (*_, code, _k) in enumerate(BAD)]
)
def test_what_is_wrong_is_refused_by_file_and_key(old: str, new: str, code: str, key: str) -> None:
    found = _refusal(old, new)
    assert (found.code, found.facts["file"], found.facts["key"]) == (code, "co.toml", key)
    assert say(found).startswith("co.toml: ")
    assert f"“{key}”" in say(found)


def test_a_refusal_names_the_remedy() -> None:
    assert say(_refusal("rests_on", "rest_on")) == (
        "co.toml: there is no key “rest_on”. Remove it, or write one of format, code, limits, rests_on, reports, …."
    )
    assert say(_refusal("value = 0", "value = true")) == (
        "co.toml: “limits.loss_hours.value” is “True”. Write a whole number from 0 to 8,760, without quotation marks."
    )
    assert say(_refusal("2026-03-05", "March")) == (
        "co.toml: “limits.loss_hours.verified_on” is “March”. Write the day on which it was compared with the text as "
        "“2026-12-31”, or “” when it was not."
    )


@pytest.mark.parametrize("language", ["es", "pt", "fr"])
def test_a_refusal_names_the_key_in_every_language(language: str) -> None:
    with speaking(language):
        assert "limits.loss_days" in say(_refusal("loss_hours", "loss_days"))


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(["38spl", "generic", "month"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["value", "name", "x"]), inner),
    max_leaves=6,
)
KEYS = ["format", "code", "rests_on", "limits", "reports", "addressees", "formalities", "x"]


@given(st.dictionaries(st.sampled_from(KEYS), anything))
def test_any_tables_are_read_or_refused(tables: dict[str, Any]) -> None:
    with contextlib.suppress(Refused):
        limits = parse({**tomllib.loads(GOOD), **tables}, "co.toml").limits()
        assert "x" not in tables
        assert all(limit_fields()[name].may_hold(value) for name, value in limits.items())


@given(st.lists(st.sampled_from(sorted(CALIBRE_NAMES)), min_size=1, unique=True))
def test_calibres_are_kept_in_the_order_of_the_file(calibres: list[str]) -> None:
    read = _read(GOOD.replace('["38spl", "12ga"]', str(calibres).replace("'", '"')))
    assert read.limits()["calibres_allowed"] == " ".join(calibres)


def _duty(every: str, day: int) -> ReportDuty:
    return ReportDuty(name="changes", every=every, day=day, addressee="arms_registry", source="DL 1/1990")


days = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))
duties = st.builds(_duty, st.sampled_from([every for every in EVERY if every != "change"]), st.integers(0, 28))


@given(duties, days, st.integers(0, 1_500))
def test_due_days_are_sorted_inside_the_span_and_on_the_day(duty: ReportDuty, since: dt.date, length: int) -> None:
    until = since + dt.timedelta(days=length)
    found = due_days(duty, since, until)
    assert list(found) == sorted(set(found))
    assert all(since <= day <= until for day in found)
    wanted = [since + dt.timedelta(days=n) for n in range(length + 1)]
    assert list(found) == [day for day in wanted if _is_due(duty, day)]


def _is_due(duty: ReportDuty, day: dt.date) -> bool:
    """The same said slowly: day by day, by the month that ended before, or ends today."""
    after = day + dt.timedelta(days=1)
    ended = day.month if duty.day == 0 else (day.month - 1 or 12)
    on_the_day = after.day == 1 if duty.day == 0 else day.day == duty.day
    closing = {"month": range(1, 13), "quarter": (3, 6, 9, 12), "half_year": (6, 12), "year": (12,)}
    return on_the_day and ended in closing[duty.every]


@given(duties, days)
def test_the_next_due_day_is_the_first_one_later(duty: ReportDuty, after: dt.date) -> None:
    following = next_due(duty, after)
    assert following is not None
    assert due_days(duty, after + dt.timedelta(days=1), following) == (following,)


def test_changes_by_the_fifth_and_lists_by_the_end_of_june_and_december() -> None:
    year = dt.date(2026, 1, 1), dt.date(2026, 12, 31)
    assert due_days(_duty("month", 5), *year) == tuple(dt.date(2026, month, 5) for month in range(1, 13))
    assert due_days(_duty("half_year", 0), *year) == (dt.date(2026, 6, 30), dt.date(2026, 12, 31))
    assert due_days(_duty("year", 28), *year) == (dt.date(2026, 1, 28),)
    assert next_due(_duty("month", 0), dt.date(2028, 1, 31)) == dt.date(2028, 2, 29)


def test_a_report_after_each_change_has_no_calendar() -> None:
    assert due_days(_duty("change", 8), dt.date(2026, 1, 1), dt.date(2026, 12, 31)) == ()
    assert next_due(_duty("change", 8), dt.date(2026, 1, 1)) is None


def test_a_report_is_about_the_whole_period_that_ended_last() -> None:
    january, year = (dt.date(2026, 1, 1), dt.date(2026, 1, 31)), (dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    assert period(_duty("month", 5), dt.date(2026, 2, 5)) == january
    assert period(_duty("month", 0), dt.date(2026, 1, 31)) == january
    assert period(_duty("half_year", 0), dt.date(2026, 6, 30)) == (january[0], dt.date(2026, 6, 30))
    assert period(_duty("year", 28), dt.date(2027, 1, 28)) == year

"""Reports of a country's calendar, and notices after each change of arms."""

from registry_app.domain.acts import ACTS
from registry_app.persistence.changes import CROSSING
from registry_app.services import corrections, holds, ledger, policies, records
from tests.boards import dues, told
from tests.make import Make


def _addressed(make: Make, jurisdiction: str, role: str = "arms_registry") -> int:
    """A company under the rules of a country that names the authority of a role."""
    make.do(policies.adopt, jurisdiction=jurisdiction, witness=make.witness)
    authority = make.described("place", code="A-1", name="Registry of Arms", kind="authority")
    make.do(records.amend, kind="company", record=1, values={f"{role}_id": authority})
    return authority


def _filed(make: Make, authority: int, report: str, until: str, since: str = "", number: int = 1) -> None:
    values = {
        "addressee_id": authority, "number": number, "report": report, "from_on": since or None, "until_on": until,
        "filed_on": until, "head_size": make.register.read(ledger.head).size, "head_root": "a" * 64,
        "content_hash": "b" * 64,
    }  # fmt: skip
    make.described("filing", **values)


def _received(make: Make) -> int:
    """A firearm that was bought: the number of the entry."""
    make.firearm(reason="purchase")
    return int(make.register.read(ledger.head).size) - 1


def test_the_next_report_is_always_told_and_missed_ones_stay(make: Make) -> None:
    _addressed(make, "pe")
    assert told(make, "return") == [("ammunition:arms_registry", "later", "2026-01-31")]
    make.clock.pass_(days=60)
    assert [(severity, day) for _key, severity, day in told(make, "return")] == [
        ("overdue", "2026-01-31"), ("overdue", "2026-02-28"), ("later", "2026-03-31")
    ]  # fmt: skip


def test_a_filing_satisfies_the_periods_that_it_covers(make: Make) -> None:
    authority = _addressed(make, "pe")
    make.clock.pass_(days=60)
    _filed(make, authority, "ammunition", "2026-02-28", "2026-02-01")
    assert [day for _key, _severity, day in told(make, "return")] == ["2026-01-31", "2026-03-31"]
    _filed(make, authority, "ammunition", "2026-01-31", "2026-01-01", number=2)
    assert [day for _key, _severity, day in told(make, "return")] == ["2026-03-31"]


def test_the_first_period_begins_with_the_register(make: Make) -> None:
    authority = _addressed(make, "pe")
    make.clock.pass_(days=30)
    _filed(make, authority, "ammunition", "2026-01-31", "2026-01-01")
    assert [day for _key, _severity, day in told(make, "return")] == ["2026-02-28"]


def test_the_month_form_is_an_account_of_ammunition_too(make: Make) -> None:
    authority = _addressed(make, "pe")
    make.clock.pass_(days=30)
    _filed(make, authority, "ammunition-month", "2026-01-31", "2026-01-01")
    assert [day for _key, _severity, day in told(make, "return")] == ["2026-02-28"]


def test_another_report_or_an_earlier_day_satisfies_nothing(make: Make) -> None:
    authority = _addressed(make, "pe")
    make.clock.pass_(days=31)
    _filed(make, authority, "inventory", "2026-01-31")
    _filed(make, authority, "ammunition", "2026-01-30", number=2)
    assert [severity for _key, severity, _day in told(make, "return")] == ["overdue", "later"]


def test_a_report_without_an_addressee_names_the_role(make: Make) -> None:
    make.do(policies.adopt, jurisdiction="pe", witness=make.witness)
    (seen,) = dues(make, "return")
    assert (seen.kind, seen.record, seen.facts["addressee"]) == ("company", 1, "arms_registry")


def test_a_change_of_arms_is_told_within_days(make: Make) -> None:
    authority = _addressed(make, "gt", "security_regulator")
    make.firearm()
    assert dues(make, "change_notice") == []
    make.clock.pass_(days=1)
    _received(make)
    make.clock.pass_(days=1)
    _received(make)
    (seen,) = dues(make, "change_notice")
    assert (seen.due_on, seen.record, seen.facts["day"]) == ("2026-01-10", authority, "2026-01-02")
    assert (seen.source, seen.is_verified) == ("Decreto 52-2010 art. 30 and guideline of DIGESSP", False)
    _filed(make, authority, "changes", "2026-01-03")
    assert dues(make, "change_notice") == []


def test_what_was_entered_late_or_corrected_after_a_notice_is_told_too(make: Make) -> None:
    authority = _addressed(make, "gt", "security_regulator")
    bought, lost, before = _received(make), make.firearm(), make.clock.now
    make.clock.pass_(days=2)
    _filed(make, authority, "changes", "2026-01-03")
    make.do(holds.write_off, kind="lose", item=lost, reason="theft", occurred_at=before, witness=make.witness)
    assert [day for _key, _severity, day in told(make, "change_notice")] == ["2026-01-09"]
    _filed(make, authority, "changes", "2026-01-03", number=2)
    assert told(make, "change_notice") == []
    make.do(corrections.correct, seq=bought, reason="duplicate", witness=make.witness)
    assert [day for _key, _severity, day in told(make, "change_notice")] == ["2026-01-11"]


def test_a_notice_up_to_an_earlier_day_does_not_tell_of_a_later_change(make: Make) -> None:
    authority = _addressed(make, "gt", "security_regulator")
    make.clock.pass_(days=1)
    _received(make)
    _filed(make, authority, "changes", "2026-01-01")
    assert [day for _key, _severity, day in told(make, "change_notice")] == ["2026-01-10"]


def test_what_was_corrected_before_anybody_was_told_never_was(make: Make) -> None:
    _addressed(make, "gt", "security_regulator")
    make.do(corrections.correct, seq=_received(make), reason="duplicate", witness=make.witness)
    assert told(make, "change_notice") == []


def test_by_a_day_of_the_next_month_where_the_policy_says_so(make: Make) -> None:
    authority = _addressed(make, "generic")
    make.do(policies.change, values={"change_day": 5}, witness=make.witness)
    _received(make)
    assert [(each.due_on, each.record) for each in dues(make, "change_notice")] == [("2026-02-05", authority)]


def test_a_monthly_report_of_changes_needs_no_notice_beside_it(make: Make) -> None:
    _addressed(make, "co", "security_regulator")
    _received(make)
    assert [(each.code, each.due_on) for each in dues(make, "return", "change_notice")] == [("return", "2026-01-05")]


def test_the_acts_that_change_what_a_company_has_are_acts() -> None:
    assert set(CROSSING) <= set(ACTS)


def test_a_report_says_which_period_it_is_of(make: Make) -> None:
    _addressed(make, "pe")
    facts = dues(make, "return")[0].facts
    assert (facts["since"], facts["until"], facts["report"]) == ("2026-01-01", "2026-01-31", "ammunition")

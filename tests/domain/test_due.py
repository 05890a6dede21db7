"""What is due as a value: its order, its shares of a list, and its words in every language."""

from hypothesis import given
from hypothesis import strategies as st

from registry_app import i18n
from registry_app.domain import due, wording_due
from registry_app.domain.acts import ACTS
from registry_app.domain.choices import ROLES
from registry_app.domain.company import Policy
from registry_app.domain.declare import fields_of
from registry_app.domain.due import CLOCKS, PAGES, Due, HowMany, counted, shares, urgency


def _due(code: str = "permit", severity: due.Severity = "soon", **told: object) -> Due:
    given_: dict[str, object] = {"kind": "firearm", "record": 7, "name": "Taurus G3 SN1", "key": "SN1",
                                 "due_on": "2026-01-05", **told}  # fmt: skip
    return Due(code=code, severity=severity, **given_)  # type: ignore[arg-type]


def test_every_clock_names_an_act_or_page_a_role_and_a_limit_that_there_are() -> None:
    for clock in CLOCKS.values():
        assert clock.act in ACTS or clock.act in PAGES
        assert clock.role in ROLES
        assert not clock.rule or clock.rule in fields_of(Policy)


def test_overdue_comes_before_grave_and_grave_before_early() -> None:
    late, grave = _due("clean", "overdue"), _due("loss_notice", due_on="2026-01-09")
    early, hour = _due(due_on="2026-01-04"), _due("loss_notice", due_on="2026-01-09", due_at=5)
    assert sorted([early, hour, grave, late], key=urgency) == [late, grave, hour, early]


def test_what_is_counted_is_counted_whole_and_named_in_part() -> None:
    found = counted([_due(record=n, due_on=f"2026-01-0{9 - n}") for n in range(5)] + [_due(severity="overdue")])
    assert found.counts == HowMany(overdue=1, soon=5)
    assert [each.due_on for each in found.first(3)] == ["2026-01-05", "2026-01-05", "2026-01-06"]


def test_two_halves_of_a_clock_are_one() -> None:
    one, other = counted([_due(due_on="2026-01-01"), _due(due_on="2026-01-03")]), counted([_due(due_on="2026-01-02")])
    both = one.plus(other)
    assert both.counts.total == 3
    assert [each.due_on for each in both.first(2)] == ["2026-01-01", "2026-01-02"]


@given(st.dictionaries(st.sampled_from(list(CLOCKS)), st.integers(1, 500)), st.integers(0, 400))
def test_shares_are_fair_and_fill_the_list(counts: dict[str, int], limit: int) -> None:
    given_ = shares(counts, limit)
    assert sum(given_.values()) == min(limit, sum(counts.values()))
    fair = limit // len(counts) if counts else 0
    assert all(min(counts[code], fair) <= given_[code] <= counts[code] for code in counts)


def test_words_say_what_when_who_and_why() -> None:
    told = _due(
        "out", "overdue", due_at=1_767_272_400_000, owner_code="G-1", facts={"holder": "Eva Ruiz"}, source="Practice",
        is_verified=False,
    )  # fmt: skip
    assert wording_due.title(told) == "Take back Taurus G3 SN1 from Eva Ruiz"
    assert wording_due.when(told, "America/Bogota") == "overdue since 1/1/26, 8:00\u202fAM (UTC-05:00)"
    assert wording_due.when(_due(), "UTC") == "due Jan 5, 2026"
    assert (wording_due.who(told), wording_due.settled_by(told)) == ("Armorer, G-1", "Take back")
    assert wording_due.source(told).startswith("Practice – unverified")
    assert (wording_due.source(_due()), wording_due.settled_by(_due("audit"))) == ("", "Full count")


def test_what_leaves_the_company_names_nobody() -> None:
    told = _due("out", owner_code="G-1", facts={"holder": "Eva Ruiz"})
    assert wording_due.bare_title(told) == "Take back SN1 from G-1"
    facts = {"report": "changes", "addressee": "Office of Ana Ruiz", "until": "2026-01-31"}
    told = _due("return", key="changes:arms_registry", facts=facts)
    assert wording_due.title(told) == "Change notice to Office of Ana Ruiz, up to Jan 31, 2026"
    assert wording_due.bare_title(told) == "Change notice to Arms registry, up to Jan 31, 2026"


def test_every_clock_has_a_heading_and_a_sentence_that_can_be_filled() -> None:
    facts = {"what": "theft", "holder": "x", "place": "x", "report": "people", "addressee": "arms_registry",
             "until": "2026-01-31", "day": "2026-01-31", "firearms": 1, "rounds": 2,
             "audit": "2026-001", "difference": "missing",
             "action": "x", "question": "doors.door"}  # fmt: skip
    for language in i18n.LANGUAGES:
        with i18n.speaking(language):
            for code in CLOCKS:
                assert wording_due.heading(code)
                title = wording_due.title(_due(code, facts=facts))
                assert title
                assert "{" not in title
                assert "…" not in title

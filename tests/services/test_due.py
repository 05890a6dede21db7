"""The board of what is due: order, counts, shares, and what it says where it cannot know."""

import datetime as dt
from pathlib import Path

import pytest

from registry_app.domain.due import CLOCKS
from registry_app.services import due, jurisdictions, policies
from registry_app.services.due import FINDERS, Board
from tests.boards import counts, dues, told
from tests.make import Make

TODAY = dt.date(2026, 1, 1)


def _board(make: Make, **asked: object) -> Board:
    return make.register.read(due.board, **asked)  # type: ignore[arg-type]


def test_every_clock_has_its_finder() -> None:
    assert list(FINDERS) == list(CLOCKS)


def test_an_orderly_register_is_told_the_next_of_what_comes_round(make: Make) -> None:
    make.firearm()
    make.person()
    board = _board(make)
    assert [each.code for each in board.items] == ["audit"]
    assert (board.day, board.total, board.problems) == ("2026-01-01", (0, 0, 1), ())


def test_the_most_urgent_come_first_and_the_gravest_of_what_is_equally_late(make: Make) -> None:
    make.firearm("SOON", permit="2026-01-20")
    make.firearm("LATE", permit="2025-12-01")
    make.firearm("LATER", permit="2025-12-24")
    make.person("G-1", licence="2025-11-30")
    keys = [each.key for each in _board(make).items]
    assert keys == ["LATE", "LATER", "G-1", "SOON", "ARM-1"]


def test_counts_are_exact_beyond_the_limit_and_each_clock_has_its_share(make: Make) -> None:
    for day in range(10, 22):
        make.firearm(f"F{day}", permit=f"2025-12-{day}")
    make.person("G-1", course="2025-12-31")
    board = _board(make, limit=4, only=["permit", "course"])
    assert [each.key for each in board.items] == ["F10", "F11", "F12", "G-1"]
    assert {code: n.overdue for code, n in board.counts.items()} == {"permit": 12, "course": 1}
    assert _board(make, limit=0).items == ()


def test_soon_begins_when_the_policy_says(make: Make) -> None:
    make.firearm("F1", permit="2026-02-15")
    assert told(make, "permit") == [("F1", "soon", "2026-02-15")]
    make.do(policies.change, values={"notice_days": 40}, witness=make.witness)
    assert told(make, "permit") == []
    make.do(policies.change, values={"notice_days": None}, witness=make.witness)
    make.firearm("F2", permit="2026-01-31")
    make.firearm("F3", permit="2026-02-01")
    assert told(make, "permit") == [("F2", "soon", "2026-01-31")]


def test_days_ahead_widen_and_narrow_the_look(make: Make) -> None:
    make.firearm("F1", permit="2026-01-08")
    make.firearm("F2", permit="2026-06-01")
    assert told(make, "permit", within=6) == []
    assert told(make, "permit", within=7) == [("F1", "soon", "2026-01-08")]
    assert counts(make, "permit", within=200) == (0, 1, 1)
    assert told(make, "audit", within=7) == []


def test_another_day_sees_the_clocks_as_they_will_stand(make: Make) -> None:
    make.firearm("F1", permit="2026-01-08")
    (seen,) = dues(make, "permit", today=TODAY + dt.timedelta(days=8))
    assert seen.severity == "overdue"
    assert told(make, "permit", today=TODAY + dt.timedelta(days=7))[0][1] == "soon"


def test_a_term_of_the_law_names_its_source_and_one_of_the_company_does_not(make: Make) -> None:
    make.firearm("F1", permit="2025-12-01")
    make.do(policies.adopt, jurisdiction="co", witness=make.witness)
    (seen,) = dues(make, "permit")
    assert (seen.source, seen.is_verified) == ("DL 2535/1993 art. 79 b, 85 c, f", True)
    make.do(policies.change, values={"permit_checked": 0}, witness=make.witness)
    (seen,) = dues(make, "permit")
    assert (seen.source, seen.is_verified) == ("", True)


def test_rules_that_cannot_be_read_are_told_and_hide_nothing_else(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.firearm("F1", permit="2025-12-01")
    (tmp_path / "generic.toml").write_text("code = ", "utf-8")
    monkeypatch.setattr(jurisdictions, "FOLDER", tmp_path)
    board = _board(make, only=["permit", "return"])
    assert [each.key for each in board.items] == ["F1"]
    assert [finding.code for finding in board.problems] == ["law_unreadable"]

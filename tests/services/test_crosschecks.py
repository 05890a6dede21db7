"""The check across companies, on a desk: newest returns, the calendar, and two heads of one size."""

from pathlib import Path
from typing import Any

from registry_app.domain.trust import Trusted
from registry_app.services import crosschecks
from registry_app.services.desk import Desk
from tests.domain.test_crossing import arm
from tests.make import Make
from tests.services import sent


def _codes(desk: Desk, today: str = "2026-02-01", **more: Any) -> list[str]:
    return [finding.code for finding in crosschecks.check(desk, today=today, **more).findings]


def test_the_newest_return_of_each_company_counts(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    desk.take(sent.invented("o/1", size=5, day="2025-12-31", firearms=[arm("SN1")]))
    desk.take(sent.invented("o/2", firearms=[arm("SN1")]))
    assert _codes(desk) == ["cross_alive_twice"]
    desk.take(sent.invented("o/1", size=9, firearms=[arm("SN2")]))
    assert _codes(desk) == []


def test_what_a_real_register_tells_is_read(tmp_path: Path, make: Make) -> None:
    make.firearm("SN1")
    desk = sent.desk(tmp_path)
    desk.take(sent.inventory(make))
    desk.take(sent.invented("o/2", company="Custodia", firearms=[arm("SN1", permit="P-1")]))
    (finding,) = crosschecks.check(desk, today="2026-02-01").findings
    assert finding.facts == {"item": "Taurus SN1", "company": "Custodia", "other": "Vigilancia Andina S.A."}


def test_two_heads_of_one_size_are_told_and_the_second_history_is_not_believed(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    desk.take(sent.invented("o/1", firearms=[arm("SN1")]))
    desk.take(sent.invented("o/1", root="ab" * 32, firearms=[arm("SN9")]))
    found = crosschecks.check(desk, today="2026-02-01")
    assert [(f.code, f.severity) for f in found.findings] == [("two_heads", "refusal")]
    assert [each.serial for each in found.standings[0].arms] == ["SN1"]


def test_returns_that_are_due_and_not_here_are_told(tmp_path: Path) -> None:
    """Mexico asks for the inventory every month."""
    desk = sent.desk(tmp_path)
    desk.take(sent.invented("o/1", day="2026-01-31", jurisdiction="mx"))
    assert _codes(desk, "2026-02-20") == []
    assert "cross_return_missing" in _codes(desk, "2026-04-20")
    (finding,) = crosschecks.missing(desk, today="2026-04-20")
    assert (finding.facts["until"], finding.facts["company"]) == ("2026-03-31", "o/1")
    desk.take(sent.invented("o/1", size=20, day="2026-03-31", jurisdiction="mx"))
    assert _codes(desk, "2026-04-20") == []


def test_nothing_is_due_by_a_calendar_that_nobody_knows(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    desk.take(sent.invented("o/1", day="2025-01-31", jurisdiction="generic"))
    desk.take(sent.invented("o/2", day="2025-01-31", jurisdiction="atlantis"))
    assert _codes(desk, "2026-04-20") == []


def test_a_trusted_company_that_never_sent_anything_is_told(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    key = desk.key(sent.PASSPHRASE)
    desk.trust_company(Trusted("L-1", "Andina", "o/1"), key=key)
    desk.trust_company(Trusted("L-2", "Custodia", "o/2"), key=key)
    desk.take(sent.invented("o/1"))
    (finding,) = crosschecks.check(desk, today="2026-02-01").findings
    assert (finding.code, finding.facts) == ("cross_return_never", {"company": "Custodia", "licence": "L-2"})


def test_a_report_of_another_kind_is_no_inventory(tmp_path: Path) -> None:
    desk = sent.desk(tmp_path)
    desk.take(
        sent.invented("o/1", format="armarium-movements/1", period={"from_on": "2026-01-01", "until_on": "2026-01-31"})
    )
    (kept,) = desk.known("o/1").returns  # type: ignore[union-attr]
    assert (kept.report, kept.from_on, kept.until_on) == ("movements", "2026-01-01", "2026-01-31")
    assert crosschecks.standings(desk) == []

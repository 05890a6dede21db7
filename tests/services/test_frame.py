"""The frame of papers: number, period and moment, for whom, and from which head."""

from typing import Any

import pytest

from registry_app.domain.errors import Refused
from registry_app.services import filings, frame, ledger
from registry_app.services.frame import Asked, Content
from tests.make import START, Make

DAY = 86_400_000


def _period(make: Make, report: str = "movements", **asked: Any) -> frame.Frame:
    return make.register.read(frame.of_a_period, Asked(make.register.actor, **asked), report=report)


def _top(make: Make, **asked: Any) -> Content:
    def top(session: Any) -> Content:
        return frame.top(frame.of_a_moment(session, Asked(make.register.actor, **asked)), "people", "PA")

    return make.register.read(top)


def _refused(make: Make, **asked: Any) -> str:
    with pytest.raises(Refused) as caught:
        _period(make, **asked)
    return caught.value.findings[0].code


def test_a_period_is_of_whole_days_on_the_companys_clock(make: Make) -> None:
    make.clock.pass_(days=40)
    taken = _period(make, from_on="2026-01-10", until_on="2026-01-20")
    midnight = START - 8 * 3_600_000
    assert (taken.since, taken.until) == (midnight + 9 * DAY, midnight + 20 * DAY - 1)
    assert (taken.from_on, taken.day) == ("2026-01-10", "2026-01-20")


def test_without_days_it_goes_from_the_first_of_the_month_up_to_now(make: Make) -> None:
    make.clock.pass_(days=40)
    taken = _period(make)
    assert (taken.from_on, taken.day, taken.cut.is_live) == ("2026-02-01", "2026-02-10", True)


def test_it_follows_on_what_was_filed_with_the_same_authority(make: Make) -> None:
    head = make.register.read(ledger.head)
    make.clock.pass_(days=40)
    facts = {"addressee": make.outside("authority"), "from_on": "2026-01-01", "until_on": "2026-01-25"}
    make.do(filings.file, report="movements", **facts, head=head, content=b"%PDF-1.7")
    assert _period(make, addressee="AUTHORITY").from_on == "2026-01-26"
    assert _period(make, "handovers", addressee="AUTHORITY").from_on == "2026-02-01"
    assert _period(make).from_on == "2026-02-01"


def test_days_that_are_none_are_refused(make: Make) -> None:
    make.clock.pass_(days=3)
    assert _refused(make, from_on="2026-01-03", until_on="2026-01-02") == "period_backwards"
    assert _refused(make, until_on="2026-02-01") == "as_of_future"
    assert _refused(make, from_on="soon") == "field_not_date"
    assert _refused(make, addressee="NOBODY") == "addressee_unknown"


def test_the_number_tells_day_size_and_root(make: Make) -> None:
    make.firearm()
    head = make.register.read(ledger.head)
    assert _top(make)["number"] == f"PA-20260101-{head.size}-{head.root[:8].upper()}"
    known = _top(make, known_at="2")
    assert known["number"] == f"PA-20260101-{head.size}-{head.root[:8].upper()}-K2"
    assert known["known_at"]["size"] == 2


def test_the_top_says_who_made_it_when_and_for_whom(make: Make) -> None:
    told, head = _top(make, addressee="authority"), make.register.read(ledger.head)
    assert told["format"] == "armarium-people/1"
    assert (told["made"]["user"], told["made"]["person"], told["company"]["name"]) == (
        "first", "Ana Ruiz", "Vigilancia Andina S.A."
    )  # fmt: skip
    assert told["addressee"] == {"code": "AUTHORITY", "name": "Authority", "sequence": 1}
    assert told["head"] == {"origin": head.origin, "size": head.size, "root": head.root}
    assert (told["as_of"]["day"], "period" in told) == ("2026-01-01", False)


def test_the_running_number_there_counts_what_was_filed(make: Make) -> None:
    head = make.register.read(ledger.head)
    facts = {"addressee": make.outside("authority"), "report": "inventory", "until_on": "2026-01-01"}
    make.do(filings.file, **facts, head=head, content=b"%PDF-1.7")
    assert _top(make, addressee="AUTHORITY")["addressee"]["sequence"] == 2

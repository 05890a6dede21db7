"""A return as of a day, and as it was known at a head: what was corrected, entered late or lost since is told apart."""

from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from registry_app.domain.errors import Refused
from registry_app.services import corrections, holds, ledger, lists, records, returns
from tests.make import DAY, START, Make

FIRST_DAY = "2026-01-01"


def _return(make: Make, **wanted: Any) -> dict[str, Any]:
    return make.register.read(returns.inventory, by=make.register.actor, **wanted)


def _refused(make: Make, **wanted: str) -> str:
    with pytest.raises(Refused) as caught:
        _return(make, **wanted)
    return caught.value.findings[0].code


@pytest.fixture
def month(make: Make) -> Make:
    """On the first day a pistol and a lot; on the eleventh the pistol is issued, on the twenty-first it is lost."""
    gun = make.firearm("SN1")
    make.lot("L1", rounds=100)
    make.clock.pass_(days=10)
    make.issued(gun, to=make.person("G-1"))
    make.clock.pass_(days=10)
    make.do(holds.write_off, kind="lose", item=gun, reason="other", witness=make.witness)
    return make


@pytest.mark.parametrize(
    ("day", "total", "persons", "lost"),
    [("2025-12-31", 0, 0, 0), (FIRST_DAY, 1, 0, 0), ("2026-01-11", 1, 1, 0), ("2026-01-20", 1, 1, 0),
     ("2026-01-21", 0, 0, 1), ("", 0, 0, 1)],
)  # fmt: skip
def test_as_of_a_day_is_up_to_its_end(month: Make, day: str, total: int, persons: int, lost: int) -> None:
    figures = _return(month, as_of=day)["figures"]["firearms"]
    assert (figures["total"], figures["with_persons"], figures["lost"]) == (total, persons, lost)


def test_the_day_ends_at_midnight_in_the_companys_zone(month: Make) -> None:
    stated = _return(month, as_of="2026-01-11")
    assert stated["as_of"]["moment"] == "2026-01-11T23:59:59.999-05:00"
    assert stated["number"].startswith("IR-20260111-")
    assert stated["entries"]["after"] == 2  # the second user, who came to witness, and the loss


def test_today_is_up_to_now(month: Make) -> None:
    stated = _return(month, as_of="2026-01-21")
    assert stated["as_of"]["moment"] == stated["made"]["moment"]


def test_what_was_entered_late_counts_on_the_day_on_which_it_happened(month: Make) -> None:
    lot = month.register.read(_number_of_lot)
    month.do(holds.write_off, kind="expend", item=lot, quantity=7, reason="training", occurred_at=START + 2 * DAY)
    assert _return(month, as_of="2026-01-02")["figures"]["rounds"]["expended"] == 0
    assert _return(month, as_of="2026-01-03")["figures"]["rounds"]["expended"] == 7


def _number_of_lot(session: Session) -> int:
    return int(session.execute(text("SELECT id FROM lot")).scalar_one())


def test_a_correction_reaches_back_to_what_it_corrects(month: Make) -> None:
    lot = month.register.read(_number_of_lot)
    wrong = month.do(holds.write_off, kind="expend", item=lot, quantity=7, reason="test", occurred_at=START + DAY)
    month.do(corrections.correct, seq=wrong.seq, reason="typing_error", witness=month.witness)
    stated = _return(month, as_of="2026-01-05")
    assert stated["figures"]["rounds"]["expended"] == 0
    assert [e["kind"] for e in stated["events"]] == ["correct"]


def test_times_that_contradict_each_other_are_refused_for_the_days_between(make: Make) -> None:
    make.clock.pass_(days=10)
    lot = make.lot("L1", rounds=100)
    make.do(holds.write_off, kind="expend", item=lot, quantity=7, reason="test", occurred_at=START + 5 * DAY)
    assert _refused(make, as_of="2026-01-08") == "as_of_contradictory"
    assert _return(make, as_of="2026-01-11")["figures"]["rounds"]["total"] == 93


@pytest.mark.parametrize(("day", "code"), [("2026-02-01", "as_of_future"), ("soon", "field_not_date")])
def test_a_day_that_is_none_is_refused(make: Make, day: str, code: str) -> None:
    assert _refused(make, as_of=day) == code


def test_known_at_a_head_is_what_a_return_of_then_said(month: Make) -> None:
    """What was corrected, lost, renamed or withdrawn since does not change what was known."""
    gun, extra = month.register.read(lists.one, "firearm", "SN1"), month.firearm("SN2")
    then, head = _return(month), month.register.read(ledger.head)
    month.do(corrections.correct, seq=head.size - 1, reason="typing_error", witness=month.witness)
    month.do(records.amend, kind="firearm", record=gun, values={"model": "G4"}, reason="other")
    again = _return(month, known_at=f"{head.size}:{head.root[:12]}")
    assert again["known_at"] == {"size": head.size, "root": head.root}
    assert again["number"] == _return(month)["number"] + f"-K{head.size}"
    same = ("figures", "reconciliation", "sites", "calibres", "firearms", "lots", "events", "entries")
    assert {name: again[name] for name in same} == {name: then[name] for name in same}, extra


def test_known_at_a_head_and_as_of_a_day(month: Make) -> None:
    size = month.register.read(ledger.head).size
    lot = month.register.read(_number_of_lot)
    month.do(holds.write_off, kind="expend", item=lot, quantity=7, reason="training", occurred_at=START + 2 * DAY)
    known, now = (_return(month, as_of="2026-01-11", known_at=k)["figures"]["rounds"] for k in (str(size), ""))
    assert (known["total"], now["total"]) == (100, 93)

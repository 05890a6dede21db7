"""Any list of an earlier day is the list of that day."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry_app.domain.errors import Refused
from registry_app.services import custody, due, ledger, listing, lists, overview, records, shadows
from registry_app.services.listing_firearms import FIREARMS
from registry_app.services.listing_people import PEOPLE
from registry_app.verbs.listings import LISTINGS
from tests.histories import begun, some
from tests.make import Make


def _seen(session: Any) -> dict[str, Any]:
    """Everything that is listed anywhere, in a form that compares."""
    found: dict[str, Any] = {name: list(each.service(session)) for name, each in LISTINGS.items()}
    for name, each in (("firearms", FIREARMS), ("people", PEOPLE)):
        found[name] = sorted(listing.rows(session, each, listing.ids(session, each).tolist()), key=str)
    found |= {"counts": lists.counts(session), "days": overview.overview(session).days}
    return found | {"board": due.board(session).counts, "lots": lists.ready_lots(session)}


@some(6)
@given(st.integers())
def test_what_was_known_at_a_head_is_listed_again(
    template: Path, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:  # fmt: skip
    with begun(template, tmp_path_factory.mktemp("then"), seed) as history:
        make, register, then = history.make, history.make.register, dict[int, Any]()
        for step in range(4):
            history.act(4)
            make.place(f"AT-{step}")  # so that the last entry is of the day on which it is looked
            then[register.read(ledger.head).size] = register.read(_seen)
        for size, seen in then.items():
            with shadows.at(register, known_at=str(size)) as was:
                assert was.read(_seen) == seen


def test_a_day_is_listed_as_it_ended(make: Make) -> None:
    guard, firearm = make.person("G-1"), make.firearm("A-1")
    make.issued(firearm, to=guard)
    make.clock.pass_(days=2)
    make.do(custody.take_back, firearms=[firearm])
    make.do(records.amend, kind="person", record=guard, values={"name": "Somebody Else"}, reason="other")
    with shadows.at(make.register, as_of="2026-01-01") as was:
        assert [row[2] for row in was.read(lists.held_by, guard)] == ["A-1"]
        assert was.read(lists.find, kind="person", text="G-1")[0][1] == "Guard G-1"
    assert make.register.read(lists.held_by, guard) == []


def test_who_came_later_is_not_there_yet(make: Make) -> None:
    make.clock.pass_(days=1)
    make.person("LATER")
    with shadows.at(make.register, as_of="2026-01-01") as was:
        assert was.read(lists.find, kind="person", text="LATER") == []


def test_the_clock_stands_at_the_end_of_the_day(make: Make) -> None:
    make.firearm(permit="2026-01-10")
    make.clock.pass_(days=60)
    with shadows.at(make.register, as_of="2026-01-05") as was:
        counts = was.read(due.board, only=["permit"]).counts["permit"]
    assert (counts.overdue, counts.soon) == (0, 1)
    assert make.register.read(due.board, only=["permit"]).counts["permit"].overdue == 1


def test_without_a_day_it_is_the_register_as_it_is(make: Make) -> None:
    make.person("G-1")
    with shadows.at(make.register) as now:
        assert now.read(lists.find, kind="person", text="G-1")


@pytest.mark.parametrize("asked", [{"as_of": "2031-01-01"}, {"as_of": "soon"}, {"known_at": "9999"}])
def test_a_day_or_head_that_is_none_is_refused(make: Make, asked: dict[str, str]) -> None:
    with pytest.raises(Refused), shadows.at(make.register, **asked):
        pass

"""The list of lots: segments, packs, and what finds them."""

import pytest

from registry_app.domain import days
from registry_app.domain.criterion import Criterion, read
from registry_app.services import clock, custody, holds, listing, withdrawals
from registry_app.services.listing_lots import LOTS, sums
from registry_app.services.sightings import Sight
from tests.audit import Team
from tests.make import Make
from tests.services.test_listing_stock import told


@pytest.fixture
def lots(make: Make) -> dict[str, int]:
    """One in store, one that is all with a guard, one held, one used up."""
    guard = make.person("G-7")
    make.issued(make.firearm(), to=guard)
    made = {name: make.lot(name, rounds=100) for name in ("STORE", "GUARD", "HELD", "USED")}
    make.do(custody.issue, to=guard, rounds={made["GUARD"]: 100})
    make.do(withdrawals.withdraw, lots=[made["HELD"]], reason="recall")
    make.do(holds.write_off, kind="expend", item=made["USED"], quantity=100, reason="training")
    return made


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("", ["STORE"]),
        ("out", ["GUARD"]),
        ("held", ["HELD"]),
        ("away", []),
        ("gone", ["USED"]),
        ("all", ["GUARD", "HELD", "STORE", "USED"]),
    ],
)
def test_each_segment_lists_what_its_name_says(
    make: Make, lots: dict[str, int], state: str, names: list[str]
) -> None:  # fmt: skip
    assert [row[0] for row in told(make, LOTS, "lot_number", state=state)] == names


def test_a_filter_finds_by_rounds(make: Make, lots: dict[str, int]) -> None:
    criterion = read(LOTS.fields["out"], ">50")
    assert criterion
    ids = make.register.read(listing.ids, LOTS, state="all", criteria={"out": criterion})
    assert ids.tolist() == [lots["GUARD"]]


def test_sealed_rounds_are_whole_packs(make: Make) -> None:
    make.lot("SIZED", rounds=120, pack_size=50)
    make.lot("LOOSE", rounds=120)
    for name in ("SIZED", "LOOSE"):
        make.do(holds.hold, item=_id(make, name), quantity=120, state="blocked", reason="inspection")
    assert told(make, LOTS, "lot_number", "packs", state="held") == [("LOOSE", None), ("SIZED", 0)]


def test_the_day_of_the_last_count_is_told_sorted_and_filtered_by(make: Make) -> None:
    counted, never, store, team = make.lot("SEEN"), make.lot("NEVER"), make.place(), Team(make)
    audit = team.begin(store)
    for _twice in range(2):
        make.clock.pass_(days=1)
        team.sees(audit, Sight(store, item=counted, quantity=3))
    zone = make.register.read(clock.zone)
    day = days.minute_at(make.clock.now, zone)[:10]
    rows = told(make, LOTS, "lot_number", "last_counted", state="all", sort="last_counted")
    assert [(name, str(at or "")[:10]) for name, at in rows] == [("SEEN", day), ("NEVER", "")]
    criterion = Criterion("empty", ())
    ids = make.register.read(listing.ids, LOTS, state="all", criteria={"last_counted": criterion})
    assert ids.tolist() == [never]


def _id(make: Make, name: str) -> int:
    (found,) = make.register.read(listing.ids, LOTS, state="all", text=name)
    return int(found)


def test_rounds_are_summed_by_calibre(make: Make, lots: dict[str, int]) -> None:
    make.lot("OTHER", rounds=70, calibre="38spl")
    ids = make.register.read(listing.ids, LOTS, state="all")
    found = {each.calibre: each.rounds for each in make.register.read(sums, ids)}
    assert (found["38spl"]["on_hand"], found["9x19"]["on_hand"], found["9x19"]["expended"]) == (70, 100, 100)

"""The journal lists each entry exactly once, and finds what is asked for without reading the entries themselves."""

from collections.abc import Mapping
from random import Random
from typing import Any

import pytest
from sqlalchemy import text

from registry_app.domain.criterion import read
from registry_app.services import corrections, custody, documents, ledger, list_files, listing, pins, policies, records
from registry_app.services.listing_entries import ENTRIES
from registry_app.services.sightings import Sight
from tests.audit import Team
from tests.histories import History
from tests.make import DAY, PHOTO, Make

HOUR = 3_600_000


NO_TEXTS: Mapping[str, str] = {}


def _ids(make: Make, texts: Mapping[str, str] = NO_TEXTS, **asked: Any) -> list[int]:
    read_ = {key: criterion for key, typed in texts.items() if (criterion := read(ENTRIES.fields[key], typed))}
    return make.register.read(listing.ids, ENTRIES, criteria=read_, sort="seq", **asked).tolist()


def _row(make: Make, seq: int, *keys: str) -> tuple[object, ...]:
    return make.register.read(listing.rows, ENTRIES, [seq], keys=keys)[0][1:]


@pytest.mark.parametrize("seed", range(3))
def test_each_entry_is_listed_exactly_once(make: Make, seed: int) -> None:
    History(make, Random(seed)).begin().act(30)
    size = make.register.read(ledger.head).size
    newest_first = make.register.read(listing.ids, ENTRIES, sort="seq", descending=True).tolist()
    assert newest_first == list(reversed(range(size)))
    assert len(make.register.read(listing.rows, ENTRIES, newest_first)) == size
    parts = [set(_ids(make, state=state)) for state in ("custody", "records")]
    undone = set(_ids(make, {"kind": "=correct"}))
    assert sorted([*parts[0], *parts[1], *undone]) == list(range(size))


def test_every_entry_is_about_something(make: Make, desk: "Desk") -> None:
    size = make.register.read(ledger.head).size
    assert [seq for seq in range(size) if not _row(make, seq, "what")[0]] == []


class Desk:
    """A firearm and rounds issued late to one guard, taken back from another entry, corrected."""

    def __init__(self, make: Make) -> None:
        assert make.witness
        self.guard, self.gun, self.lot = make.person("G-1", name="Rosa Vera"), make.firearm("AAA-1"), make.lot("L-1")
        make.clock.pass_(days=3)
        facts = {"to": self.guard, "rounds": {self.lot: 20}, "post": make.place("BANK", "post")}
        self.late = make.issued(self.gun, occurred_at=make.clock.now - 30 * HOUR, **facts).seq
        self.back = make.do(custody.take_back, firearms=[self.gun], note="Came back wet").seq
        correct = {"seq": self.back, "reason": "wrong_item", "witness": make.witness}
        self.undone = make.do(corrections.correct, **correct).seq


@pytest.fixture
def desk(make: Make) -> Desk:
    return Desk(make)


def test_a_row_tells_what_was_done(make: Make, desk: Desk) -> None:
    told = "kind", "what", "pieces", "rounds", "source_place", "target_place", "person", "actor", "late", "remark"
    assert _row(make, desk.late, *told) == (
        "issue", "AAA-1 +1", 1, 20, "Arm-1", "Bank", "Rosa Vera", "first", 30, "late"
    )  # fmt: skip
    assert _row(make, desk.undone, "corrects", "reason", "witness", "remark") == (
        desk.back, "wrong_item", "second", "corrects"
    )  # fmt: skip
    assert _row(make, desk.back, "corrected_by", "note", "remark") == (desk.undone, "Came back wet", "corrected")


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        ({"reason": "wrong item"}, ["undone"]),
        ({"late": ">0"}, ["late"]),
        ({"late": "25..40"}, ["late"]),
        ({"what": "l-1", "kind": "issue"}, ["late"]),
        ({"what": "=aaa-1", "kind": "take back"}, ["back"]),
        ({"target_place": "bank"}, ["late", "undone"]),
        ({"target_place": "<>bank", "source_place": "bank"}, ["back"]),
        ({"source_place": "bank", "person": "rosa"}, ["back"]),
        ({"person": "vera", "rounds": ">10"}, ["late"]),
        ({"rounds": "=", "person": "vera", "pieces": "1"}, ["back", "undone"]),
        ({"note": "wet"}, ["back"]),
        ({"witness": "second"}, ["undone"]),
        ({"actor": "=first", "corrects": "<>"}, ["undone"]),
        ({"corrected_by": "<>"}, ["back"]),
        ({"remark": "corrected"}, ["back"]),
    ],
)
def test_the_filter_row_asks_any_line(make: Make, desk: Desk, texts: dict[str, str], found: list[str]) -> None:
    assert _ids(make, texts) == [getattr(desk, name) for name in found]


@pytest.mark.parametrize(
    ("sought", "found"),
    [("aaa-1 rosa", ["late", "back", "undone"]), ("l-1 g-1", ["late"]), ("bank AAA", ["late", "back", "undone"])],
)
def test_the_search_finds_items_people_and_posts(make: Make, desk: Desk, sought: str, found: list[str]) -> None:
    assert _ids(make, text=sought) == [getattr(desk, name) for name in found]


def test_the_search_finds_an_entry_by_its_number(make: Make, desk: Desk) -> None:
    assert desk.back in _ids(make, text=f"#{desk.back}")
    assert _ids(make, text="#99999") == []


def test_segments(make: Make, desk: Desk) -> None:
    assert _ids(make, state="late") == [desk.late]
    assert _ids(make, state="corrections") == [desk.back, desk.undone]
    assert {desk.late, desk.back} < set(_ids(make, state="custody"))
    make.clock.pass_(days=1)
    today = make.do(records.amend, kind="firearm", record=desk.gun, values={"year": 1999}).seq
    assert _ids(make, state="today") == [today]
    assert today in _ids(make, state="records")


def test_a_stricter_policy_calls_no_earlier_entry_late(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    make.clock.pass_(days=3)
    before = make.issued(gun, to=guard, occurred_at=make.clock.now - 5 * HOUR).seq
    make.do(policies.change, values={"late_after_hours": 3}, witness=make.witness)
    after = make.do(custody.take_back, firearms=[gun], occurred_at=make.clock.now - 4 * HOUR).seq
    assert _ids(make, state="late") == [after]
    assert _row(make, before, "late") == (None,)


def test_what_was_there_from_the_beginning_is_never_late(make: Make) -> None:
    make.clock.pass_(days=40)
    values = {"code": "G-9", "name": "Somebody"}
    make.do(records.describe, kind="person", values=values, reason="opening", occurred_at=make.clock.now - 20 * DAY)
    assert _ids(make, state="late") == []


def test_entries_about_records_are_named_by_what_they_belong_to(make: Make) -> None:
    gun, guard = make.firearm("AAA-1"), make.person("G-1", name="Rosa Vera")
    photo = make.do(documents.attach, subject=gun, kind="photo", content=PHOTO).seq
    pin = make.do(pins.set_pin, person=guard, pin="7391").seq
    assert _row(make, photo, "what") == ("AAA-1",)
    assert _row(make, pin, "what", "note") == ("Rosa Vera", None)
    assert photo in _ids(make, {"what": "aaa", "kind": "describe"})


def test_what_is_counted_is_named_by_its_audit(make: Make) -> None:
    guns, team = [make.firearm(f"AAA-{n}") for n in range(3)], Team(make)
    audit = team.begin(make.root(), code="2026-1")
    team.sees(audit, *(Sight(make.place("ARM-1"), item=gun) for gun in guns))
    seq = make.register.read(ledger.head).size - 1
    assert _row(make, seq, "kind", "what") == ("sight", "2026-1 +2")
    assert seq in _ids(make, {"what": "2026-1"})


def test_what_has_no_name_is_told_by_its_kind(make: Make) -> None:
    seq = make.do(policies.change, values={"shift_hours": 8}, witness=make.witness).seq
    assert _row(make, seq, "what") == ("@policy",)
    file = make.register.read(list_files.make, ENTRIES, ids=[seq], headed={"what": "What"}, name="J", suffix=".csv")
    assert file.decode("utf-8-sig").split() == ["What", "Rules"]


def test_the_list_is_narrowed_to_a_place_and_all_in_it(make: Make, desk: Desk) -> None:
    assert _ids(make, place=make.place("BANK", "post")) == [desk.late, desk.back, desk.undone]
    assert desk.late in _ids(make, place=make.root())


@pytest.mark.parametrize("asked", ["reason_code = 'shift'", "late_hours > 0", "actor_id = 4", "seq >= 0"])
def test_what_is_asked_of_all_entries_is_read_from_the_index_alone(make: Make, asked: str) -> None:
    plan = text(f"EXPLAIN QUERY PLAN SELECT seq FROM entry WHERE {asked} ORDER BY seq DESC")
    steps = [row[-1] for row in make.register.read(lambda session: session.execute(plan).all())]
    assert len(steps) == 1
    assert "COVERING INDEX ix_entry_listed" in steps[0]

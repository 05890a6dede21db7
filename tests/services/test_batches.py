"""Imports as batches: broken off and gone on with, and taken back as a whole."""

from dataclasses import replace

import pytest

from registry_app.domain.errors import Refused
from registry_app.services import batches, checks, custody, imports, ledger, listing, lists
from registry_app.services.batches import Batch
from registry_app.services.imports import Outcome
from registry_app.services.listing_firearms import FIREARMS
from tests.lists import imported, listed, planned, verdicts, xlsx_file
from tests.make import Make

SERIALS = [{"Serial number": f"S-{number}"} for number in range(6)]


class Stopped(Exception):
    pass


@pytest.fixture(autouse=True)
def _short_transactions(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows to a transaction, no rest between them, and an armoury to import to."""
    monkeypatch.setattr(batches, "CHUNK_ROWS", 2)
    monkeypatch.setattr(batches, "REST_S", 0)
    make.place("ARM-1")


def plan(make: Make, *rows: dict[str, str]) -> Outcome:
    return planned(make, "firearms", xlsx_file(make.folder.parent / "l.xlsx", listed("firearms", *rows)))


def broken_off(make: Make, *rows: dict[str, str], after: int = 2) -> Batch:
    def stop_after(done: int, _total: int) -> None:
        if done >= after:
            raise Stopped

    with pytest.raises(Stopped):
        imports.run(make.register, plan(make, *rows), progress=stop_after)
    (batch,) = make.register.read(batches.unfinished)
    return batch


def count(make: Make) -> int:
    return len(make.register.read(listing.ids, FIREARMS))


def test_progress_is_told_between_transactions_and_a_stop_leaves_the_batch_unfinished(make: Make) -> None:
    batch = broken_off(make, *SERIALS, after=4)
    assert (batch.kind, batch.rows, batch.entries, batch.user, batch.state) == ("firearms", 6, 4, "first", "running")
    assert count(make) == 4


def test_somebody_else_acts_between_the_transactions(make: Make) -> None:
    gun, guard, hatch = make.firearm("HATCH"), make.person(), make.unlocked()

    def act(done: int, _total: int) -> None:
        if done == 2:
            hatch.write(custody.issue, firearms=[gun], to=guard)

    assert imports.run(make.register, plan(make, *SERIALS), progress=act).count("created") == 6
    hatch.close()
    kinds = [make.entry(seq).kind for seq in range(make.register.read(ledger.head).size)][-7:]
    assert kinds == ["receive", "receive", "issue", *["receive"] * 4]


def test_the_same_file_goes_on_with_its_batch(make: Make) -> None:
    batch = broken_off(make, *SERIALS)
    done = imports.run(make.register, plan(make, *SERIALS))
    assert done.batch == batch.id
    assert (done.count("unchanged"), done.count("created"), count(make)) == (2, 4, 6)
    (finished,) = make.register.read(batches.every)
    assert (finished.state, finished.entries) == ("finished", 6)
    assert make.register.read(batches.unfinished) == []


def test_a_file_all_in_at_last_ends_its_batch(make: Make) -> None:
    batch = broken_off(make, *SERIALS, after=6)
    assert imports.run(make.register, plan(make, *SERIALS)).batch == batch.id
    assert make.register.read(batches.unfinished) == []


def test_a_lot_in_two_places_is_gone_on_with_where_it_was_broken_off(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "CHUNK_ROWS", 1)
    make.place("ARM-2")
    path = xlsx_file(make.folder.parent / "l.xlsx", listed("ammunition", {}, {"Place": "ARM-2"}))
    with pytest.raises(Stopped):
        imports.run(
            make.register, planned(make, "ammunition", path), progress=lambda *_: (_ for _ in ()).throw(Stopped)
        )
    again = imports.run(make.register, planned(make, "ammunition", path))
    assert verdicts(again) == ["unchanged", "created"]
    assert sum(n for p, n in make.positions(lot(make)).items() if n > 0) == 1000


def lot(make: Make) -> int:
    return make.register.read(lists.by_code, "lot", "L1")[0]


def test_what_changed_between_plan_and_run_is_judged_again(make: Make) -> None:
    found = plan(make, *SERIALS[:2])
    make.firearm("S-1")
    assert verdicts(imports.run(make.register, found)) == ["created", "unchanged"]


def test_a_dropped_batch_leaves_both_books_and_nothing_in_them(make: Make) -> None:
    witness, gun = make.witness, make.firearm("S-0")
    done = imported(make, "firearms", {"Serial number": "S-0", "Permit number": "P-9"}, *SERIALS[1:])
    told: list[tuple[int, int]] = []
    dropped = batches.drop(make.register, done.batch, witness=witness, progress=lambda *step: told.append(step))
    assert (dropped.corrected, dropped.kept, told) == (6, (), [(2, 6), (4, 6), (6, 6)])
    assert list(make.register.read(listing.ids, FIREARMS)) == [gun]
    assert make.register.read(batches.every)[0].state == "dropped"
    assert make.entry(make.register.read(ledger.head).size - 1).reason_code == "import_dropped"


def test_the_register_is_intact_before_and_after(make: Make) -> None:
    witness = make.witness
    found = [checks.check(make.register, processes=1).verdict]
    done = imported(make, "firearms", *({"Serial number": f"S-{n}"} for n in range(40)))
    found.append(checks.check(make.register, processes=1).verdict)
    batches.drop(make.register, done.batch, witness=witness)
    found.append(checks.check(make.register, processes=1).verdict)
    assert found == ["intact"] * 3


def test_a_dropped_file_can_be_imported_again(make: Make) -> None:
    witness, done = make.witness, imported(make, "firearms", *SERIALS)
    batches.drop(make.register, done.batch, witness=witness)
    again = imported(make, "firearms", *SERIALS)
    assert (again.count("created"), count(make)) == (6, 6)
    assert again.batch != done.batch


def test_an_unfinished_batch_can_be_dropped(make: Make) -> None:
    witness, batch = make.witness, broken_off(make, *SERIALS)
    assert batches.drop(make.register, batch.id, witness=witness).corrected == 2
    assert (count(make), make.register.read(batches.unfinished)) == (0, [])


def test_what_was_used_since_stays_and_is_reported(make: Make) -> None:
    witness, done = make.witness, imported(make, "firearms", *SERIALS)
    gun = make.register.read(lists.by_serial, "S-3")[0]
    make.issued(gun, to=make.person())
    dropped = batches.drop(make.register, done.batch, witness=witness)
    assert (dropped.corrected, [f.code for _seq, f in dropped.kept]) == (5, ["correction_used_since"])
    assert list(make.register.read(listing.ids, FIREARMS)) == [gun]
    assert make.register.read(batches.every)[0].state == "finished"


def test_places_that_lie_in_each_other_are_dropped_from_the_inside(make: Make) -> None:
    witness = make.witness
    done = imported(make, "places", {"Place code": "R-1", "Part of": "S-1"}, {"Place code": "S-1"})
    assert batches.drop(make.register, done.batch, witness=witness).corrected == 2


def test_dropping_needs_a_witness_and_says_so_once(make: Make) -> None:
    done = imported(make, "firearms", *SERIALS)
    with pytest.raises(Refused, match="witness_missing"):
        batches.drop(make.register, done.batch)
    assert count(make) == 6
    assert make.register.read(batches.every)[0].state == "finished"


def test_there_is_no_such_batch(make: Make) -> None:
    with pytest.raises(Refused, match="batch_unknown"):
        batches.drop(make.register, "nothing")


def test_who_lost_the_right_meanwhile_writes_nothing(make: Make) -> None:
    found = plan(make, *SERIALS)
    make.register.actor = replace(make.register.actor, roles="reader")
    done = imports.run(make.register, found)
    assert (done.count("refused"), count(make)) == (6, 0)

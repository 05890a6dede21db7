"""Each use of a firearm, its rounds and who signs for it."""

from typing import Any

import pytest

from registry_app.domain.entry import Position, Ref
from registry_app.services import corrections, custody, discharges, ledger
from registry_app.services.discharges import DischargeRow
from registry_app.services.history import detail
from registry_app.services.ledger import Posted, new_id
from tests.make import PASSPHRASE, Make

USE = {"kind": "warning_shot", "harm": "none", "damage": "minor"}


@pytest.fixture
def out(make: Make) -> tuple[int, int, int]:
    """A firearm, a guard who has it, and a lot of which he has 30 rounds."""
    gun, guard, lot = make.firearm("A-1"), make.person("G-1"), make.lot(rounds=100)
    make.issued(gun, to=guard, rounds={lot: 30})
    return gun, guard, lot


def _fired(make: Make, gun: int, guard: int, **facts: Any) -> Posted:
    """Entered by the director, so that the witness may be anybody who may witness."""
    given: dict[str, Any] = {"values": USE, "reason": "warning_shot", "witness": make.witness, **facts}
    posted: Posted = make.do(discharges.record, firearm=gun, person=guard, **given)
    return posted


def _rows(make: Make) -> list[DischargeRow]:
    return make.register.read(discharges.discharges)


def test_a_shot_is_told_of_signed_and_counted(make: Make, out: tuple[int, int, int]) -> None:
    gun, guard, lot = out
    posted = _fired(make, gun, guard, rounds={lot: 3}, document="DENUNCIA-4")
    (row,) = _rows(make)
    assert (row.number, row.serial, row.person, row.rounds, row.signed) == (posted.records[0], "A-1", "G-1", 3, True)
    assert make.positions(lot)[Position(make.outside("expended"))] == 3
    assert make.register.read(detail, kind="firearm", record=gun)["rounds_fired"] == 3
    assert make.entry(posted.seq).acknowledged_by == guard


def test_the_rounds_fired_of_a_firearm_grow_from_shot_to_shot(make: Make, out: tuple[int, int, int]) -> None:
    gun, guard, lot = out
    for _shot in range(2):
        _fired(make, gun, guard, rounds={lot: 2})
    assert make.register.read(detail, kind="firearm", record=gun)["rounds_fired"] == 4


def test_a_corrected_discharge_was_none(make: Make, out: tuple[int, int, int]) -> None:
    gun, guard, lot = out
    posted = _fired(make, gun, guard, rounds={lot: 3})
    make.do(corrections.correct, seq=posted.seq, reason="wrong_person", witness=make.witness)
    assert _rows(make) == []
    assert make.positions(lot)[Position(make.place(), guard)] == 30
    assert make.register.read(detail, kind="firearm", record=gun)["rounds_fired"] is None


def test_rounds_that_were_handed_in_as_used_are_not_used_twice(make: Make, out: tuple[int, int, int]) -> None:
    gun, guard, lot = out
    back = make.do(custody.take_back, firearms=[gun], rounds={lot: 28}, expended={lot: 2}, reason="incident")
    posted = _fired(make, gun, guard, entry=back.seq)
    assert make.entry(posted.seq).lines == ()
    assert _rows(make)[0].rounds == 2
    make.refused(
        "discharge_rounds", discharges.record, firearm=gun, person=guard, values=USE, reason="warning_shot",
        entry=back.seq, witness=make.witness,
    )  # fmt: skip


def test_two_uses_of_one_shift_share_what_was_handed_in(make: Make, out: tuple[int, int, int]) -> None:
    gun, guard, lot = out
    back = make.do(custody.take_back, firearms=[gun], rounds={lot: 25}, expended={lot: 5}, reason="incident")
    for fired in (3, 2):
        _fired(make, gun, guard, entry=back.seq, fired=fired)
    assert sorted(row.rounds for row in _rows(make)) == [2, 3]


def test_entries_with_rounds_that_no_discharge_tells_of_are_offered(make: Make, out: tuple[int, int, int]) -> None:
    gun, guard, lot = out
    other = make.lot("OTHER", calibre=".38 Special")
    make.do(custody.issue, firearms=[make.firearm(calibre=".38 Special")], to=guard, rounds={other: 6})
    back = make.do(custody.take_back, person=guard, rounds={lot: 25}, expended={lot: 5, other: 1}, reason="incident")
    (used,) = make.register.read(discharges.used_before, person=guard, firearm=gun)
    assert (used.seq, used.left) == (back.seq, 5)
    _fired(make, gun, guard, entry=back.seq, fired=3)
    assert [each.left for each in make.register.read(discharges.used_before, person=guard, firearm=gun)] == [2]
    make.do(corrections.correct, seq=make.register.read(ledger.head).size - 1, reason="other", note="x",
            witness=make.witness)  # fmt: skip
    assert [each.left for each in make.register.read(discharges.used_before, person=guard, firearm=gun)] == [5]


def test_rounds_of_the_store_are_used_where_the_guard_has_none(make: Make) -> None:
    gun, guard, lot = make.firearm(), make.person(), make.lot(rounds=50)
    _fired(make, gun, guard, rounds={lot: 1}, values={**USE, "kind": "accident"}, reason="accident")
    assert make.positions(lot)[Position(make.place())] == 49


def test_more_than_the_guard_has_was_not_fired(make: Make, out: tuple[int, int, int]) -> None:
    gun, guard, lot = out
    make.refused(
        "more_than_issued", discharges.record, firearm=gun, person=guard, values=USE, reason="warning_shot",
        rounds={lot: 31}, witness=make.witness,
    )  # fmt: skip


def test_who_cannot_sign_is_excused_and_it_is_said_why(make: Make, out: tuple[int, int, int]) -> None:
    gun, guard, lot = out
    posted = _fired(make, gun, guard, rounds={lot: 1}, unsigned="injured")
    assert Ref("unsigned", "injured") in make.entry(posted.seq).refs
    (row,) = _rows(make)
    assert (row.signed, row.unsigned) == (False, "injured")


def test_it_happened_when_it_is_said_to_have_happened(make: Make, out: tuple[int, int, int]) -> None:
    gun, guard, lot = out
    make.clock.pass_(hours=4)
    posted = _fired(make, gun, guard, rounds={lot: 1}, values={**USE, "happened_at": "2026-01-01T10:15"})
    assert make.entry(posted.seq).occurred_at == 1_767_280_500_000
    assert _rows(make)[0].happened_at == "2026-01-01T10:15"


def test_it_is_followed_up_until_it_is_closed(make: Make, out: tuple[int, int, int]) -> None:
    gun, guard, lot = out
    number = _fired(make, gun, guard, rounds={lot: 1}).records[0]
    make.clock.pass_(hours=1)
    make.do(discharges.follow_up, case=number, values={"notified_at": "2026-01-01T08:30", "closed_on": "2026-01-01"})
    assert make.register.read(discharges.discharges, open_only=True) == []
    assert _rows(make)[0].notified_at == "2026-01-01T08:30"


def test_the_armorer_enters_it_under_the_directors_eyes(make: Make, out: tuple[int, int, int]) -> None:
    gun, guard, lot = out
    armorer = make.actor("olga", "armorer")
    posted = make.register.opened.store.write(
        discharges.record, firearm=gun, person=guard, values=USE, reason="warning_shot", rounds={lot: 1}, by=armorer,
        witness=make.register.witness("first", PASSPHRASE),
    )  # fmt: skip
    assert make.entry(posted.seq).role == "armorer"


def test_the_same_id_tells_of_one_shot(make: Make, out: tuple[int, int, int]) -> None:
    gun, guard, lot = out
    entry_id = new_id()
    first = _fired(make, gun, guard, rounds={lot: 1}, entry_id=entry_id)
    assert _fired(make, gun, guard, rounds={lot: 1}, entry_id=entry_id).seq == first.seq
    make.refused(
        "id_used", discharges.record, firearm=make.firearm(), person=guard, values=USE, reason="accident",
        rounds={lot: 1}, witness=make.witness, entry_id=entry_id,
    )  # fmt: skip

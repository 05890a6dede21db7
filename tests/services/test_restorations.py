"""An honest restore is declared by two persons, and told for ever; what nobody declares stays an older copy."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from registry_app.domain import receipt as receipts
from registry_app.domain.errors import Damaged, Refused, Unavailable
from registry_app.domain.records import Restoration
from registry_app.persistence import anchor_files, folder
from registry_app.services import (
    anchors,
    backups,
    checks,
    corrections,
    documents,
    exposure,
    frame,
    ledger,
    oversight,
    restorations,
)
from registry_app.services import receipts as taken_in
from registry_app.services.desk import Desk
from registry_app.services.frame import Asked
from registry_app.services.register import Register, unlock, unlock_to_declare
from tests.make import PASSPHRASE, Make
from tests.services import sent


@pytest.fixture
def desk(make: Make, tmp_path: Path) -> Desk:
    return sent.desk(tmp_path, make.clock)


def _receipt(make: Make, desk: Desk) -> bytes:
    """Hand a return in, and take its receipt."""
    which = desk.take(sent.inventory(make)).kept.sha256
    content = desk.receipt(which, key=desk.key(sent.PASSPHRASE))
    taken_in.accept(make.register, content, key=receipts.fingerprint(desk.public_key), addressee="AUTHORITY")
    return content


@pytest.fixture
def restored(make: Make, desk: Desk, tmp_path: Path) -> Path:
    """A register that lost what came after its backup: two entries that an authority has seen, and more."""
    assert make.witness
    backup = backups.backup(make.register, tmp_path / "usb")
    make.firearm("A1")
    _receipt(make, desk)
    make.register.close()
    backups.restore(backup, tmp_path / "again.armarium")
    return tmp_path / "again.armarium"


def _open(path: Path, make: Make, user: str = "first") -> Register:
    return unlock(path, user=user, passphrase=PASSPHRASE, clock=make.clock)


def _declaring(path: Path, make: Make, user: str = "first") -> Register:
    return unlock_to_declare(path, user=user, passphrase=PASSPHRASE, clock=make.clock)


def _declare(path: Path, make: Make, *, user: str = "first", witness: str = "second", **facts: Any) -> Any:
    with _declaring(path, make, user) as register:
        vouching = register.witness(witness, PASSPHRASE) if witness else None
        return restorations.declare(register, witness=vouching, **{"reason": "disk_failed", **facts})


def _refused(code: str, act: Callable[[], object]) -> None:
    with pytest.raises(Refused) as caught:
        act()
    assert code in [finding.code for finding in caught.value.findings]


def _told(register: Register) -> list[dict[str, Any]]:
    def gather(session: Any) -> list[dict[str, Any]]:
        return oversight.restorations(frame.of_a_moment(session, Asked(register.actor)))

    return register.read(gather)


def test_what_a_declaration_would_say(restored: Path, make: Make) -> None:
    with _declaring(restored, make) as register:
        lost = register.read(restorations.lost)
        assert lost.head == register.read(ledger.head)
    assert [receipt.head.size for receipt in lost.receipts] > [lost.head.size]


def test_a_declared_register_is_worked_in_again(restored: Path, make: Make) -> None:
    posted = _declare(restored, make, note="The disk of the hatch")
    with _open(restored, make) as register:
        Make(register, make.clock).firearm("B1")
        assert not register.is_read_only
        assert checks.check(register).verdict == "intact"
        entry = Make(register, make.clock).entry(posted.seq)
    assert (entry.kind, entry.reason_code, entry.records[0].new["head_size"]) == (
        "declare_restored", "disk_failed", posted.seq,
    )  # fmt: skip


def test_every_return_says_what_was_lost(restored: Path, make: Make, desk: Desk) -> None:
    (receipt,) = anchors.known(_origin(restored, make))
    seq = _declare(restored, make).seq
    with _open(restored, make) as register:
        (row,) = _told(register)
    assert (row["entry"], row["restored"], row["lost_from"], row["lost_to"]) == (seq, seq, seq, receipt.head.size - 1)
    assert (row["user"], row["witness"], row["reason"]) == ("first", "second", "disk_failed")
    assert (row["authority"], row["receipt"]) == (sent.NAME, receipts.told(receipt))


def _origin(path: Path, make: Make) -> str:
    with _declaring(path, make) as register:
        return register.read(ledger.origin_of)


def test_the_receipt_is_kept_as_evidence_in_the_ledger_and_outside(restored: Path, make: Make) -> None:
    origin = _origin(restored, make)
    (content,) = anchor_files.read(origin)
    _declare(restored, make)
    assert anchors.known(origin) == []
    assert anchors.ever(origin) == [receipts.parse(content)]
    with _open(restored, make) as register:
        record = register.read(lambda session: session.execute(select(Restoration.id)).scalar_one())
        (paper,) = register.read(documents.of, subject=record)
        assert register.read(documents.content, document=paper.id) == content


def test_a_copy_without_the_declaration_is_still_found_out(restored: Path, make: Make, tmp_path: Path) -> None:
    undeclared = tmp_path / "undeclared.armarium"
    shutil.copytree(restored, undeclared)
    (undeclared / folder.RESTORED).unlink()
    _declare(restored, make)
    with pytest.raises(Damaged) as caught:
        _open(undeclared, make)
    assert caught.value.findings[0].code == "anchor_ahead"


def test_a_receipt_for_the_new_history_takes_the_place_of_the_one_for_what_was_lost(
    restored: Path, make: Make, tmp_path: Path
) -> None:
    seq = _declare(restored, make).seq
    (tmp_path / "anew").mkdir()
    with _open(restored, make) as register:
        hers = Make(register, make.clock)
        assert register.read(exposure.exposure).witnessed == 0
        content = _receipt(hers, sent.desk(tmp_path / "anew", make.clock))
        receipt = receipts.parse(content)
        assert anchors.known(receipt.head.origin) == [receipt]
        assert receipt.head.size > seq


@pytest.mark.parametrize(
    ("who", "code"),
    [({"witness": "first"}, "witness_same_person"), ({"witness": ""}, "witness_missing"),
     ({"reason": ""}, "reason_missing"), ({"user": "counts", "witness": "first"}, "role_may_not")],
)  # fmt: skip
def test_one_person_does_not_declare(make: Make, tmp_path: Path, who: dict[str, str], code: str) -> None:
    make.user("counts", "armorer")
    backups.restore(backups.backup(make.register, tmp_path / "usb"), tmp_path / "again.armarium")
    _refused(code, lambda: _declare(tmp_path / "again.armarium", make, **who))
    with _open(tmp_path / "again.armarium", make) as register:
        assert register.is_read_only


def test_nobody_vouches_without_a_passphrase(restored: Path, make: Make) -> None:
    with _declaring(restored, make) as register, pytest.raises(Unavailable):
        register.witness("second", "another passphrase of length")
    with pytest.raises(Unavailable):
        unlock_to_declare(restored, user="first", passphrase="another passphrase of length")


def test_without_a_receipt_nobody_tells_how_much_was_lost(make: Make, tmp_path: Path) -> None:
    assert make.witness
    backups.restore(backups.backup(make.register, tmp_path / "usb"), tmp_path / "again.armarium")
    _declare(tmp_path / "again.armarium", make)
    with _open(tmp_path / "again.armarium", make) as register:
        (row,) = _told(register)
    assert "lost_to" not in row
    assert row["restored"] == row["entry"]


def test_a_receipt_that_turns_up_later_is_declared_to_the_same_restore(restored: Path, make: Make) -> None:
    origin = _origin(restored, make)
    (content,) = anchor_files.read(origin)
    shutil.rmtree(anchor_files.folder_of(origin))
    first = _declare(restored, make).seq
    second = _declare(restored, make, receipts=[content])
    with _open(restored, make) as register:
        rows = _told(register)
    assert [(row["entry"], row["restored"]) for row in rows] == [(first, first), (second.seq, first)]
    _refused("receipt_not_lost", lambda: _declare(restored, make, receipts=[content]))


def test_what_lacks_nothing_is_not_declared(make: Make, desk: Desk) -> None:
    assert make.witness
    content = _receipt(make, desk)
    _refused("nothing_to_declare", lambda: _declare(make.folder, make))
    _refused("receipt_not_lost", lambda: _declare(make.folder, make, receipts=[content]))


def test_another_history_is_not_declared_away(make: Make, desk: Desk, tmp_path: Path) -> None:
    """Who rewrote entries that an authority has seen did not restore a backup."""
    twin = tmp_path / "twin.armarium"
    assert make.witness
    make.register.close()
    shutil.copytree(make.folder, twin)
    with _open(make.folder, make) as register:
        Make(register, make.clock).firearm("A1")
        content = _receipt(Make(register, make.clock), desk)
    shutil.move(anchor_files.data_folder(), tmp_path / "away")
    with _open(twin, make) as register:
        for code in ("G-1", "G-2", "G-3", "G-4"):
            Make(register, make.clock).person(code)
    anchors.keep(receipts.parse(content), content)
    with pytest.raises(Damaged) as caught:
        _declare(twin, make)
    assert caught.value.findings[0].code == "anchor_differs"


def test_a_declaration_that_broke_off_after_its_entry_is_finished_without_another(restored: Path, make: Make) -> None:
    mark = (restored / folder.RESTORED).read_bytes()
    _declare(restored, make)
    (restored / folder.RESTORED).write_bytes(mark)
    assert _declare(restored, make) is None
    with _open(restored, make) as register:
        assert not register.is_read_only
        assert len(_told(register)) == 1


def test_what_was_declared_is_not_taken_back(restored: Path, make: Make) -> None:
    seq = _declare(restored, make).seq
    with _open(restored, make) as register:
        hers = Make(register, make.clock, _witness=register.witness("second", PASSPHRASE))
        hers.refused("correction_not_for", corrections.correct, seq=seq, reason="typing_error", witness=hers.witness)

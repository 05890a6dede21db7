"""A receipt taken in: the filing has it, and from then on no shorter and no other history is opened."""

import shutil
from pathlib import Path

import pytest

from registry_app.domain import receipt as receipts
from registry_app.domain.errors import Damaged, Refused
from registry_app.domain.received import Received
from registry_app.domain.signing import Key
from registry_app.persistence import anchor_files
from registry_app.services import anchors, backups, checks, company, documents, filings
from registry_app.services.desk import Desk
from registry_app.services.receipts import Accepted, accept
from registry_app.services.register import unlock, unlock_by_code
from tests.make import PASSPHRASE, Make
from tests.services import sent


@pytest.fixture
def desk(tmp_path: Path, make: Make) -> Desk:
    """A desk whose clock is the register's."""
    return sent.desk(tmp_path, make.clock)


def _receipt(desk: Desk, received: Received) -> bytes:
    return desk.receipt(desk.take(received).kept.sha256, key=desk.key(sent.PASSPHRASE))


def _accept(make: Make, content: bytes, **more: str) -> Accepted:
    return accept(make.register, content, **more)


def _copy(make: Make, to: Path) -> Path:
    """The register as it lies now, closed for the moment of copying."""
    make.register.close()
    shutil.copytree(make.folder, to)
    make.register = make.unlocked()
    return to


def test_the_filing_gets_the_receipt_and_its_bytes_are_kept(make: Make, desk: Desk) -> None:
    received = sent.inventory(make)
    filing = make.do(
        filings.file, addressee=make.outside("authority"), report="inventory", until_on="2026-01-01",
        head=received.head, content=received.file,
    ).records[0]  # fmt: skip
    content = _receipt(desk, received)
    accepted = _accept(make, content)
    (filed,) = make.register.read(filings.filed)
    assert (filed.id, filed.receipt_number, filed.receipted_on) == (
        filing,
        receipts.told(accepted.receipt),
        "2026-01-01",
    )
    (paper,) = [each for each in make.register.read(documents.of, subject=filing) if each.kind == "receipt"]
    assert make.register.read(documents.content, document=paper.id) == content
    assert checks.check(make.register).verdict == "intact"


def test_a_return_that_nobody_filed_is_filed_by_its_receipt(make: Make, desk: Desk) -> None:
    received = sent.inventory(make)
    _accept(make, _receipt(desk, received))
    (filed,) = make.register.read(filings.filed)
    assert (filed.number, filed.report, filed.head_size, filed.content_hash) == (
        1, "inventory", received.head.size, received.sha256,
    )  # fmt: skip
    assert checks.check(make.register).verdict == "intact"


def test_a_return_that_was_signed_after_it_was_filed_is_the_one_that_was_filed(make: Make, desk: Desk) -> None:
    received = sent.inventory(make)
    make.do(
        filings.file, addressee=make.outside("authority"), report="inventory", until_on="2026-01-01",
        head=received.head, content=b"not signed yet",
    )  # fmt: skip
    _accept(make, _receipt(desk, received))
    assert [each.receipt_number != "" for each in make.register.read(filings.filed)] == [True]


def test_the_same_receipt_again_changes_nothing(make: Make, desk: Desk) -> None:
    content = _receipt(desk, sent.inventory(make))
    first, again = _accept(make, content), _accept(make, content)
    assert first.posted is not None
    assert (again.posted, [f.code for f in again.findings]) == (None, ["receipt_accepted"])


def test_which_authority_it_was_is_asked_where_nobody_can_tell(make: Make, desk: Desk) -> None:
    make.described("place", code="SUCAMEC", name="Sucamec", kind="authority")
    content = _receipt(desk, sent.inventory(make))
    for more, code in (({}, "receipt_needs_authority"), ({"addressee": "X"}, "addressee_unknown")):
        with pytest.raises(Refused) as caught:
            _accept(make, content, **more)
        assert caught.value.findings[0].code == code
    _accept(make, content, addressee="sucamec")
    assert make.register.read(filings.filed)[0].authority == "SUCAMEC"


def test_of_two_authorities_it_is_the_one_of_its_name_and_else_the_arms_registry(make: Make, desk: Desk) -> None:
    arms, other = (
        make.described("place", code=code, name=code.title(), kind="authority") for code in ("ARMS", "OTHER")
    )
    make.do(company.complete, values={"arms_registry_id": arms, "security_regulator_id": other})
    _accept(make, _receipt(desk, sent.inventory(make)))
    make.described("place", code="SV", name="Superintendencia de vigilancia", kind="authority")
    _accept(make, _receipt(desk, sent.inventory(make)))
    assert [filed.authority for filed in make.register.read(filings.filed)] == ["SV", "ARMS"]


def test_a_receipt_for_another_ledger_or_history_is_not_taken_in(make: Make, desk: Desk, tmp_path: Path) -> None:
    other = _receipt(desk, sent.invented("armarium/other"))
    origin = sent.inventory(make).origin
    forked = _receipt(desk, sent.invented(origin, size=2, root="ab" * 32))
    longer = _receipt(desk, sent.invented(origin, size=900))
    for content, code in ((other, "receipt_of_another"), (forked, "head_not_ours"), (longer, "head_not_ours")):
        with pytest.raises(Refused) as caught:
            _accept(make, content)
        assert caught.value.findings[0].code == code
    with pytest.raises(Damaged):
        _accept(make, content[:-2])
    assert anchors.known(origin) == []


def test_another_key_of_the_same_authority_is_asked_about(make: Make, desk: Desk, tmp_path: Path) -> None:
    _accept(make, _receipt(desk, sent.inventory(make)))
    (tmp_path / "second").mkdir()
    impostor = sent.desk(tmp_path / "second", make.clock)
    content = _receipt(impostor, sent.inventory(make))
    with pytest.raises(Refused) as caught:
        _accept(make, content)
    assert caught.value.findings[0].code == "receipt_key_other"
    told = receipts.fingerprint(impostor.public_key)
    assert _accept(make, content, key=told.upper()).posted is not None
    with pytest.raises(Refused):
        _accept(make, _receipt(desk, sent.inventory(make)), key="0" * 64)


def test_an_older_copy_is_not_opened_once_a_receipt_was_taken_in(make: Make, desk: Desk, tmp_path: Path) -> None:
    older = _copy(make, tmp_path / "older.armarium")
    make.firearm("A1")
    _accept(make, _receipt(desk, sent.inventory(make)))
    make.unlocked().close()
    with pytest.raises(Damaged) as caught:
        unlock(older, user="first", passphrase=PASSPHRASE)
    assert caught.value.findings[0].code == "anchor_ahead"


def test_another_history_of_the_same_length_is_not_opened_either(make: Make, desk: Desk, tmp_path: Path) -> None:
    twin = _copy(make, tmp_path / "twin.armarium")
    make.firearm("A1")
    _accept(make, _receipt(desk, sent.inventory(make)))
    content = next(anchor_files.read(sent.inventory(make).origin))
    shutil.move(anchor_files.data_folder(), tmp_path / "away")
    with unlock(twin, user="first", passphrase=PASSPHRASE, clock=make.clock) as register:
        hers = Make(register, make.clock)
        for serial in ("B1", "B2", "B3"):
            hers.firearm(serial)
    anchors.keep(receipts.parse(content), content)
    with pytest.raises(Damaged) as caught:
        unlock(twin, user="first", passphrase=PASSPHRASE)
    assert caught.value.findings[0].code == "anchor_differs"


def test_a_restored_register_may_be_read_and_says_how_far_it_is_behind(make: Make, desk: Desk, tmp_path: Path) -> None:
    backup = backups.backup(make.register, tmp_path / "usb")
    make.firearm("A1")
    _accept(make, _receipt(desk, sent.inventory(make)))
    backups.restore(backup, tmp_path / "again.armarium")
    for folder in (backup, tmp_path / "again.armarium"):
        with unlock(folder, user="first", passphrase=PASSPHRASE) as register:
            assert register.is_read_only
    with unlock(tmp_path / "again.armarium", user="first", passphrase=PASSPHRASE) as register:
        verdict = checks.check(register)
    assert (verdict.verdict, [f.code for f in verdict.findings]) == ("intact", ["anchor_behind"])
    (tmp_path / "again.armarium" / "restored").unlink()
    with pytest.raises(Damaged):
        unlock(tmp_path / "again.armarium", user="first", passphrase=PASSPHRASE)


def test_an_anchor_that_no_authority_signed_counts_for_nothing(make: Make, desk: Desk) -> None:
    content = _receipt(desk, sent.inventory(make))
    origin = receipts.parse(content).head.origin
    forged = content.replace(b'"number":1', b'"number":2')
    anchor_files.keep(origin, "a", forged)
    anchor_files.keep(origin, "b", b"\xff")
    assert anchors.known(origin) == []
    make.unlocked().close()


def test_a_longer_anchor_stays_and_the_keyring_may_be_closed(make: Make, desk: Desk) -> None:
    first = _receipt(desk, sent.inventory(make))
    make.firearm("A1")
    second = _receipt(desk, sent.inventory(make))
    for content in (second, first):
        _accept(make, content)
    origin = receipts.parse(first).head.origin
    assert anchors.known(origin) == [receipts.parse(second)]
    assert anchor_files.keep_in_keyring(origin, second) is False


def test_the_recovery_code_opens_what_is_left_for_evidence(tmp_path: Path, make: Make, desk: Desk) -> None:
    from registry_app.persistence import folder, keys

    with keys.changing(make.folder) as ring:
        changed, code = keys.add_recovery(ring, make.register.database_key)
        keys.save(make.folder, changed)
    older = _copy(make, tmp_path / "older.armarium")
    make.firearm("A1")
    _accept(make, _receipt(desk, sent.inventory(make)))
    assert not folder.is_restored(older)
    with unlock_by_code(older, code=code) as register:
        assert register.is_read_only


def test_a_key_of_a_desk_is_no_users_key() -> None:
    """Both are Ed25519; what the one signs is never what the other signs."""
    key = Key(b"k" * 32)
    assert key.sign_paper("receipt", b"x") != key.sign_paper("trust", b"x") != key.sign_head(b"x")

"""Tampering by somebody who knows the format: the tail cut off, signatures exchanged, seals gone, old pages."""

import pytest

from registry_app.domain import merkle, signing
from registry_app.domain.errors import Damaged
from registry_app.services import checks
from registry_app.services import register as registers
from tests.make import PASSPHRASE
from tests.tamper.conftest import Changed, Victim

LAST = "(SELECT max(seq) FROM entry)"


def _codes(verdict: checks.Verdict) -> set[str]:
    return {finding.code for finding in verdict.findings}


def test_a_tail_cut_back_behind_a_checkpoint_is_found(after: Changed) -> None:
    cut = "(SELECT max(size) - 3 FROM checkpoint)"
    verdict = after(*(f"DELETE FROM {table} WHERE seq > {cut}" for table in ("mention", "line", "entry")))
    assert "ledger_cut" in _codes(verdict)


def test_two_entries_exchanged_are_found(after: Changed) -> None:
    verdict = after(
        f"UPDATE entry SET seq = -1 WHERE seq = {LAST} - 1",
        "UPDATE entry SET seq = seq - 1 WHERE seq = (SELECT max(seq) FROM entry)",
        f"UPDATE entry SET seq = {LAST} + 1 WHERE seq = -1",
    )
    assert verdict.verdict == "tampered"


def _resigned(victim: Victim, *, with_witness: bool) -> None:
    """Sign the last witnessed entry anew by a foreign key, or strip the witness, and mend leaf and peaks."""
    file = victim.raw()
    seq, body, packed, peaks = file.execute(
        "SELECT seq, body, signatures, peaks FROM entry WHERE witness_id > 0 ORDER BY seq DESC LIMIT 1"
    ).fetchone()
    kept = [s for s in signing.unpack(packed) if with_witness or s.slot == signing.ACTOR]
    made = [signing.Key(b"f" * 32).sign(s.slot, body) for s in kept] if with_witness else kept
    leaf = merkle.leaf_hash(signing.leaf(body, signing.pack(made)))
    before = file.execute("SELECT peaks FROM entry WHERE seq = ?", (seq - 1,)).fetchone()[0]
    grown = merkle.pack(merkle.append(merkle.unpack(before, seq), seq, leaf))
    file.close()
    assert grown != peaks
    victim.change(
        f"UPDATE entry SET signatures = X'{signing.pack(made).hex()}', leaf_hash = X'{leaf.hex()}', "
        f"peaks = X'{grown.hex()}' WHERE seq = {seq}"
    )


def test_an_entry_signed_anew_by_another_key_is_found(victim: Victim) -> None:
    _resigned(victim, with_witness=True)
    assert "signature_wrong" in _codes(victim.checked())


def test_a_witness_stripped_off_is_found(victim: Victim) -> None:
    _resigned(victim, with_witness=False)
    assert "signature_missing" in _codes(victim.checked())


def test_seals_taken_off_are_found_before_anything_is_opened(victim: Victim) -> None:
    file = victim.raw()
    file.execute("DROP TRIGGER seal_entry_update")
    file.close()
    with pytest.raises(Damaged, match="seals_broken"):
        registers.unlock(victim.folder, user="first", passphrase=PASSPHRASE)


def test_an_older_page_spliced_in_is_found(victim: Victim) -> None:
    """Every cipher check passes on it: the page was once valid."""
    path = victim.folder / "register.db"
    before = path.read_bytes()
    with registers.unlock(victim.folder, user="first", passphrase=PASSPHRASE) as register:
        from registry_app.services import holds, lists

        (gun,) = register.read(lists.by_serial, "SLX-1")
        register.write(holds.hold, item=gun, state="blocked", reason="inspection")
    new, size = path.read_bytes(), 4096
    changed = [
        at for at in range(size, min(len(new), len(before)), size) if new[at : at + size] != before[at : at + size]
    ]
    verdicts = set()
    for at in changed:
        path.write_bytes(new[:at] + before[at : at + size] + new[at + size :])
        verdicts.add(victim.outcome())
    assert changed
    assert verdicts <= {"tampered", "damaged"}


def test_a_value_erased_behind_the_ledgers_back_is_found(after: Changed) -> None:
    erased = "SELECT \"commit\" FROM personal WHERE subject = 'person.document'"
    verdict = after(
        f"UPDATE person SET document = NULL WHERE commits LIKE '%' || ({erased}) || '%'",
        "DELETE FROM personal WHERE subject = 'person.document'",
    )
    assert (verdict.verdict, _codes(verdict) - {"batch_unfinished"}) == ("tampered", {"row_missing"})


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE entry SET body = CAST(body || ' ' AS BLOB) WHERE seq = {LAST}",
        f"UPDATE entry SET signatures = zeroblob(10) WHERE seq = {LAST}",
        "UPDATE balance SET quantity = 7 WHERE item_id = (SELECT id FROM firearm WHERE serial = 'LATE')",
        "UPDATE firearm SET model = 'G9' WHERE serial = 'LATE'",
        f"DELETE FROM line WHERE seq = {LAST}",
        f"DELETE FROM mention WHERE seq = {LAST}",
        f"INSERT INTO mention SELECT min(record_id), {LAST} + 1 FROM mention WHERE seq = {LAST}",
        f"UPDATE line SET quantity = 'many' WHERE seq = {LAST}",
        "UPDATE person SET name = 'Somebody' WHERE id = (SELECT max(id) FROM person)",
        "UPDATE person SET licence_class = CAST(X'FF' AS TEXT) WHERE id = (SELECT max(id) FROM person)",
        f"DELETE FROM entry WHERE seq = {LAST} - 1",
        f"UPDATE entry SET body = 'text' WHERE seq = {LAST}",
    ],
)
def test_the_quick_check_finds_what_came_after_the_checkpoint(after: Changed, statement: str) -> None:
    assert after(statement, whole=False).verdict == "tampered"


def _signed_by(victim: Victim, key: signing.Key) -> None:
    """Sign the last entry anew, and mend leaf and peaks."""
    file = victim.raw()
    seq, body = file.execute("SELECT seq, body FROM entry ORDER BY seq DESC LIMIT 1").fetchone()
    before = file.execute("SELECT peaks FROM entry WHERE seq = ?", (seq - 1,)).fetchone()[0]
    file.close()
    packed = signing.pack([key.sign(signing.ACTOR, body)])
    leaf = merkle.leaf_hash(signing.leaf(body, packed))
    grown = merkle.pack(merkle.append(merkle.unpack(before, seq), seq, leaf))
    victim.change(
        f"UPDATE entry SET signatures = X'{packed.hex()}', leaf_hash = X'{leaf.hex()}', "
        f"peaks = X'{grown.hex()}' WHERE seq = {seq}"
    )


@pytest.mark.parametrize("whole", [True, False])
def test_an_entry_signed_by_another_user_is_found(victim: Victim, *, whole: bool) -> None:
    """The key is known to the ledger, but it is not that of who is said to have acted."""
    with registers.unlock(victim.folder, user="second", passphrase=PASSPHRASE) as register:
        other = register.actor.key
    _signed_by(victim, other)
    assert "signature_wrong" in _codes(victim.checked(whole=whole))


def test_the_quick_check_of_an_intact_register(victim: Victim) -> None:
    quick, full = victim.checked(whole=False), victim.checked()
    assert (quick.verdict, quick.entries, quick.root) == ("intact", full.entries, full.root)


def test_a_forged_checkpoint_is_not_believed(after: Changed) -> None:
    forged = after("UPDATE checkpoint SET user_id = user_id + 1", "UPDATE place SET name = 'Elsewhere'", whole=False)
    assert forged.verdict == "tampered"


def test_spreading_over_processes_finds_the_same(victim: Victim) -> None:
    victim.change(f"UPDATE entry SET signatures = zeroblob(10) WHERE seq = {LAST}")
    with registers.unlock(victim.folder, user="first", passphrase=PASSPHRASE) as register:
        alone, spread = (checks.check(register, processes=many) for many in (1, 2))
    assert set(alone.findings) == set(spread.findings)
    assert alone.verdict == "tampered"

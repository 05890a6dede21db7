"""Key slots: what opens them, what does not, and that damage is never taken for a wrong passphrase."""

import re
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from registry_app.domain.errors import Damaged, Unavailable
from registry_app.persistence import keys, recovery, wrapping
from registry_app.persistence.keys import KeyRing
from registry_app.persistence.secret import Secret
from tests.make import CHEAP
from tests.persistence.trouble import ROOT, refused

DATABASE_KEY, SEED = Secret(bytes(range(32))), Secret(bytes(range(32, 64)))
GOOD = "correct horse battery staple"


@pytest.fixture
def ring() -> KeyRing:
    """A ring with the user `ana`."""
    return keys.add_user(keys.new_ring("armarium/1"), "ana", GOOD, DATABASE_KEY, SEED, cost=CHEAP)


def test_the_example_of_the_format_opens_as_the_page_says(tmp_path: Path) -> None:
    page = (ROOT / "docs/formats/keys-v1.md").read_text("utf-8")
    code, database_key, seed = re.findall(r"^    ([0-9A-Za-z-]{32,})$", page, re.M)
    (example,) = re.findall(r"```json\n(.*?)\n```", page, re.S)
    (tmp_path / keys.FILE).write_text(example, "utf-8")
    ring = keys.load(tmp_path)
    opened = keys.open_slot(ring, "inés", GOOD)
    assert (opened.database_key.reveal().hex(), opened.seed.reveal().hex()) == (database_key, seed)
    assert keys.open_recovery(ring, code) == opened.database_key
    keys.save(tmp_path, ring)
    assert (tmp_path / keys.FILE).read_text("utf-8").strip() == example


def test_a_slot_opens_with_its_passphrase_only(ring: KeyRing) -> None:
    opened = keys.open_slot(ring, "ana", GOOD)
    assert (opened.database_key, opened.seed) == (DATABASE_KEY, SEED)
    for wrong in ("", GOOD.upper(), GOOD + " "):
        with refused("wrong_passphrase"):
            keys.open_slot(ring, "ana", wrong)
    with refused("unknown_user"):
        keys.open_slot(ring, "Ana", GOOD)


def test_a_passphrase_opens_however_it_was_typed() -> None:
    ring = keys.add_user(keys.new_ring("o"), "ana", "contraseña peligrosa", DATABASE_KEY, SEED, cost=CHEAP)
    assert keys.open_slot(ring, "ana", "contrasen\u0303a peligrosa").seed == SEED


def test_the_first_user_whose_passphrase_fits_is_found(ring: KeyRing) -> None:
    both = keys.add_user(ring, "eva", "another good passphrase", DATABASE_KEY, SEED, cost=CHEAP)
    assert keys.find_user(both, "another good passphrase") == "eva"
    with refused("wrong_passphrase"):
        keys.find_user(both, "nobody's passphrase")


def test_passphrases_are_judged() -> None:
    assert [f.code for f in keys.judge_passphrase("1234567")] == ["passphrase_short"]
    assert [f.code for f in keys.judge_passphrase("12345678")] == ["passphrase_weak"]
    assert keys.judge_passphrase("fifteen letters") == []


def test_a_name_has_one_slot_and_a_short_passphrase_none(ring: KeyRing) -> None:
    with refused("user_exists"):
        keys.add_user(ring, "ana", GOOD, DATABASE_KEY, SEED, cost=CHEAP)
    with refused("passphrase_short"):
        keys.add_user(ring, "eva", "short", DATABASE_KEY, SEED, cost=CHEAP)
    with refused("passphrase_short"):
        keys.change_passphrase(ring, "ana", GOOD, "short", cost=CHEAP)


def test_a_new_passphrase_replaces_the_old_one_and_keeps_the_order(ring: KeyRing) -> None:
    both = keys.add_user(ring, "eva", "another good passphrase", DATABASE_KEY, SEED, cost=CHEAP)
    changed = keys.change_passphrase(both, "ana", GOOD, "a new passphrase", cost=CHEAP)
    assert keys.names(changed) == ["ana", "eva"]
    assert keys.open_slot(changed, "ana", "a new passphrase").seed == SEED
    with refused("wrong_passphrase"):
        keys.open_slot(changed, "ana", GOOD)
    with refused("wrong_passphrase"):
        keys.change_passphrase(both, "ana", "not the old one", "a new passphrase", cost=CHEAP)


def test_slots_cannot_be_moved(ring: KeyRing) -> None:
    renamed = replace(ring, slots=(replace(ring.slots[0], name="eva"),))
    moved = replace(ring, origin="armarium/2")
    for forged, name in ((renamed, "eva"), (moved, "ana")):
        with refused("wrong_passphrase"):
            keys.open_slot(forged, name, GOOD)


def test_the_recovery_code_opens_and_a_newer_one_replaces_it(ring: KeyRing) -> None:
    first, old = keys.add_recovery(ring, DATABASE_KEY)
    second, new = keys.add_recovery(first, DATABASE_KEY)
    assert keys.open_recovery(second, new.lower().replace("-", " ")) == DATABASE_KEY
    assert len(second.slots) == 2
    with refused("wrong_recovery_code"):
        keys.open_recovery(second, old)
    with refused("misread_recovery_code"):
        keys.open_recovery(second, new[:-1] + ("0" if new[-1] != "0" else "1"))


def test_no_flipped_bit_is_taken_for_a_wrong_passphrase(ring: KeyRing, tmp_path: Path) -> None:
    keys.save(tmp_path, ring)
    path = tmp_path / keys.FILE
    data = path.read_bytes()
    harmless = 0
    for at in range(len(data) * 8):
        flipped = bytearray(data)
        flipped[at // 8] ^= 1 << at % 8
        path.write_bytes(flipped)
        try:
            found = keys.load(tmp_path)
        except Damaged:
            continue
        assert found == ring
        harmless += 1
    assert harmless < len(data) // 4


@pytest.mark.parametrize("length", range(0, 400, 7))
def test_a_file_cut_anywhere_is_damaged(ring: KeyRing, tmp_path: Path, length: int) -> None:
    keys.save(tmp_path, ring)
    path = tmp_path / keys.FILE
    path.write_bytes(path.read_bytes()[:length])
    with refused("keys_damaged"):
        keys.load(tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        {"passes": 0}, {"passes": 65}, {"memory": 2**40}, {"memory": 7}, {"lanes": "1"}, {"lanes": True},
        {"kdf": "none"}, {"salt": "AAAA"}, {"salt": None}, {"nonce": "!!!!"}, {"wrapped": ""}, {"wrapped": "AAAA"},
    ],
)  # fmt: skip
def test_a_slot_that_nobody_wrote_so_is_damaged(ring: KeyRing, change: dict[str, object]) -> None:
    slot = ring.slots[0]
    with refused("keys_damaged"):
        keys.open_slot(replace(ring, slots=(replace(slot, kept={**slot.kept, **change}),)), "ana", GOOD)


def test_too_little_memory_is_said_and_is_no_wrong_passphrase(monkeypatch: pytest.MonkeyPatch) -> None:
    too_much = wrapping.Cost(1, 2**32 - 1, 1)
    with refused("memory_short"):
        wrapping.wrap(b"", Secret(b"secret"), DATABASE_KEY, too_much)


def test_a_slot_of_a_later_release_is_kept(ring: KeyRing, tmp_path: Path) -> None:
    later = keys.Slot("escrow", "office", {"kind": "escrow", "name": "office", "to": [1, {"b": "é"}]})
    keys.save(tmp_path, replace(ring, slots=(later, *ring.slots)))
    keys.save(tmp_path, keys.remove_user(keys.load(tmp_path), "ana"))
    assert keys.load(tmp_path).slots == (later,)


def test_two_who_join_at_once_both_get_their_slot(ring: KeyRing, tmp_path: Path) -> None:
    keys.save(tmp_path, ring)

    def join(name: str) -> None:
        with keys.changing(tmp_path) as standing:
            keys.save(tmp_path, keys.add_user(standing, name, GOOD, DATABASE_KEY, SEED, cost=CHEAP))

    threads = [threading.Thread(target=join, args=(f"user{n}",)) for n in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(keys.names(keys.load(tmp_path))) == {"ana", *(f"user{n}" for n in range(6))}


def test_nothing_of_a_secret_is_shown(ring: KeyRing) -> None:
    opened = keys.open_slot(ring, "ana", GOOD)
    told = f"{opened.database_key!r} {opened.seed} {ring!r}"
    assert "Secret(...)" in told
    assert DATABASE_KEY.reveal().hex() not in told
    with pytest.raises(Unavailable) as caught:
        recovery.decode("0410-6105")
    assert "0410" not in str(caught.value)

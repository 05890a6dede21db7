"""Making, unlocking, and acting in a register: who may, with which key, and what a reader cannot."""

import shutil
from pathlib import Path

import pytest
from sqlalchemy import text

from registry_app.domain.errors import Refused
from registry_app.persistence import folder as folders
from registry_app.persistence import key_file, keyring_cache, keys
from registry_app.persistence.lock import hold
from registry_app.persistence.secret import Secret
from registry_app.services import ledger
from registry_app.services import register as registers
from tests.make import CHEAP, PASSPHRASE, Clock, Make, empty_register
from tests.persistence.test_keyring_cache import OURS, InMemory, in_force
from tests.persistence.trouble import refused

__all__ = ["in_force"]


def test_a_new_register_has_its_set_up_and_a_code_that_opens_it(tmp_path: Path) -> None:
    register, code = registers.create(
        tmp_path / "new.armarium", company=" Vigilancia  Andina ", user="ana", passphrase=PASSPHRASE, cost=CHEAP
    )
    with register:
        assert register.read(ledger.head).size == 1
        assert (register.actor.name, register.actor.roles, register.is_read_only) == ("ana", "director", False)
    assert registers.user_names(tmp_path / "new.armarium") == ["ana"]
    registers.unlock_by_code(tmp_path / "new.armarium", code=code).close()


@pytest.mark.parametrize("wrong", [{"company": ""}, {"user": ""}, {"user": "x" * 41}, {"zone": "Mars/Olympus"}])
def test_a_set_up_that_is_refused_leaves_nothing(tmp_path: Path, wrong: dict[str, str]) -> None:
    given = {"company": "X", "user": "ana", "passphrase": PASSPHRASE, **wrong}
    with pytest.raises(Refused):
        registers.create(tmp_path / "new.armarium", cost=CHEAP, **given)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []


def test_each_user_unlocks_as_himself(make: Make) -> None:
    make.user("eva", "armorer", passphrase="another passphrase")
    user = registers.first_user(make.folder, "another passphrase")
    with registers.unlock(make.folder, user=user, passphrase="another passphrase") as register:
        assert (register.actor.name, register.actor.roles) == ("eva", "armorer")
    with refused("wrong_passphrase"):
        registers.unlock(make.folder, user="eva", passphrase=PASSPHRASE)


@pytest.mark.parametrize("role", ["reader", "inspector"])
def test_a_reader_has_no_writer_and_no_way_to_one(make: Make, role: str) -> None:
    make.witness  # noqa: B018 - the second user comes first
    make.user("rui", role)
    with make.unlocked("rui") as register:
        assert (register.is_read_only, register.opened.store._writer) == (True, None)
        with refused("read_only"):
            Make(register, make.clock).place("ARM-9")
        with refused("read_only"):
            registers.add_user(register, name="eve", passphrase=PASSPHRASE, roles="director", person="Eve")
        with refused("read_only"):
            register.read(lambda s: s.execute(text("DELETE FROM balance")))
    assert registers.user_names(make.folder) == ["first", "second", "rui"]


def test_a_reader_may_change_the_own_passphrase(make: Make, in_force: InMemory) -> None:
    make.witness  # noqa: B018
    make.user("rui", "reader")
    with make.unlocked("rui") as register:
        said = registers.change_passphrase(register, old=PASSPHRASE, new="short one", cost=CHEAP)
    assert [f.code for f in said] == ["passphrase_weak"]
    registers.unlock(make.folder, user="rui", passphrase="short one").close()
    with refused("wrong_passphrase"):
        make.unlocked("rui")


def test_the_recovery_code_reads_and_enters_nothing(tmp_path: Path) -> None:
    clock = Clock()
    register, code = registers.create(
        tmp_path / "x.armarium", company="X", user="ana", passphrase=PASSPHRASE, clock=clock, cost=CHEAP
    )
    Make(register, clock).place()
    head = register.read(ledger.head)
    register.close()
    with registers.unlock_by_code(tmp_path / "x.armarium", code=code.lower()) as opened:
        assert (opened.read(ledger.head), opened.is_read_only) == (head, True)
        assert (opened.actor.user_id, opened.actor.is_reader) == (0, True)
        with refused("read_only"):
            Make(opened, clock).place("ARM-2")
        with refused("read_only"):
            registers.reset_user(opened, name="ana", passphrase=PASSPHRASE)
    with refused("misread_recovery_code"):
        registers.unlock_by_code(tmp_path / "x.armarium", code=code[:-2])


def test_a_code_of_another_register_does_not_open(make: Make, tmp_path: Path) -> None:
    _register, code = registers.create(
        tmp_path / "x.armarium", company="X", user="ana", passphrase=PASSPHRASE, cost=CHEAP
    )
    _register.close()
    with refused("wrong_recovery_code"):
        registers.unlock_by_code(make.folder, code=code)


def test_a_key_that_the_ledger_does_not_know_is_damage(make: Make) -> None:
    make.register.close()
    ring = keys.remove_user(folders.ring_of(make.folder), "first")
    forged = keys.add_user(ring, "first", PASSPHRASE, make.register.database_key, Secret(bytes(32)), cost=CHEAP)
    keys.save(make.folder, forged)
    with refused("key_not_of_user"):
        make.unlocked()


def test_keys_of_a_fork_of_the_register_open_only_what_they_know(make: Make, tmp_path: Path) -> None:
    make.register.close()
    fork = Path(shutil.copytree(make.folder, tmp_path / "fork.armarium"))
    with registers.unlock(fork, user="first", passphrase=PASSPHRASE, clock=make.clock) as register:
        Make(register, make.clock).user("eva", "compliance")
    shutil.copy(fork / "keys.json", make.folder / "keys.json")
    with refused("unknown_user"):
        make.unlocked("eva")


def test_a_register_that_failed_to_unlock_is_not_left_locked(make: Make) -> None:
    make.register.close()
    ring = folders.ring_of(make.folder)
    extra = keys.add_user(ring, "ghost", PASSPHRASE, make.register.database_key, Secret(bytes(32)), cost=CHEAP)
    keys.save(make.folder, extra)
    with refused("unknown_user"):
        make.unlocked("ghost")
    hold(make.folder, exclusive=True, patience=0).release()


def test_passphrases_are_remembered_only_where_it_is_safe(
    make: Make, in_force: InMemory, monkeypatch: pytest.MonkeyPatch
) -> None:  # fmt: skip
    with refused("keyring_closed"):
        registers.remember(make.folder, "first", PASSPHRASE)
    assert registers.recalled(make.folder, "first") is None
    monkeypatch.setattr(keyring_cache.recall, "__kwdefaults__", {"allowed": OURS})
    in_force.set_password(f"Armarium {key_file.load(make.folder).origin}", "first", PASSPHRASE)
    assert registers.recalled(make.folder, "first") == PASSPHRASE
    registers.forget(make.folder, "first")


def test_two_registers_are_two_origins(make: Make, tmp_path: Path) -> None:
    with empty_register(tmp_path / "x.armarium", Clock()) as other:
        assert other.read(ledger.head).origin != make.register.read(ledger.head).origin
        assert other.read(ledger.head).origin == folders.ring_of(tmp_path / "x.armarium").origin

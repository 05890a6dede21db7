"""Users joining, changing and leaving: every change witnessed, slots and ledger never apart."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy.orm import Session

from registry_app.domain.actor import Actor
from registry_app.domain.entry import parse
from registry_app.domain.errors import Refused, Unavailable
from registry_app.domain.rows import EntryRow
from registry_app.domain.signing import ACTOR, WITNESS, is_signed, unpack
from registry_app.persistence import folder as folders
from registry_app.persistence import keys
from registry_app.persistence.secret import Secret
from registry_app.services import checks, ledger, users
from registry_app.services import register as registers
from tests.make import CHEAP, PASSPHRASE, Make
from tests.persistence.trouble import refused, unwritable


def _add(make: Make, name: str, roles: str = "armorer", **more: object) -> ledger.Posted:
    given = {"passphrase": PASSPHRASE, "person": name.title(), "cost": CHEAP, **more}
    return registers.add_user(make.register, name=name, roles=roles, **given)  # type: ignore[arg-type]


def test_the_first_two_users_need_no_witness_and_the_third_does(make: Make) -> None:
    _add(make, "second", "compliance")
    with refused("witness_missing"):
        _add(make, "third")
    assert registers.user_names(make.folder) == ["first", "second"]
    posted = _add(make, "third", witness=make.register.witness("second", PASSPHRASE))
    entry = make.register.read(lambda s: s.get(EntryRow, posted.seq))
    assert entry is not None
    assert [s.slot for s in unpack(entry.signatures)] == [ACTOR, WITNESS]
    assert registers.user_names(make.folder) == ["first", "second", "third"]


def test_changing_the_second_user_is_no_set_up(make: Make) -> None:
    _add(make, "second", "compliance")
    with refused("witness_missing"):
        registers.amend_user(make.register, name="second", roles="director compliance")


def test_the_witness_is_another_person_in_a_role_that_may(make: Make) -> None:
    witness = make.witness
    posted = _add(make, "rui", "reader", witness=witness)
    with refused("witness_may_not"):
        _add(make, "eva", witness=make.register.witness("rui", PASSPHRASE))
    with refused("witness_same_person"):
        _add(make, "eva", witness=make.register.actor)
    with refused("wrong_passphrase"):
        make.register.witness("second", "not the passphrase")
    assert posted.records


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"name": "first"}, "user_exists"),
        ({"passphrase": "short"}, "passphrase_short"),
        ({"name": ""}, "field_required"),
        ({"roles": "king"}, "value_not_of_field"),
        ({"person": 999}, "reference_unknown"),
    ],
)
def test_who_is_refused_leaves_no_slot(make: Make, given: dict[str, Any], code: str) -> None:
    usual = {"name": "eva", "passphrase": PASSPHRASE, "roles": "armorer", "person": "Eva", "witness": make.witness}
    before = (make.folder / "keys.json").read_bytes()
    with pytest.raises(Refused) as caught:
        registers.add_user(make.register, **{**usual, **given}, cost=CHEAP)
    assert code in {f.code for f in caught.value.findings}
    assert keys.names(folders.ring_of(make.folder)) == ["first", "second"]
    assert (make.folder / "keys.json").read_bytes() == before


def test_a_joining_that_was_cut_off_can_be_repeated(make: Make) -> None:
    ring = folders.ring_of(make.folder)
    half = keys.add_user(ring, "eva", PASSPHRASE, make.register.database_key, Secret(bytes(32)), cost=CHEAP)
    keys.save(make.folder, half)
    with refused("unknown_user"):
        make.unlocked("eva")
    _add(make, "eva", "compliance", passphrase="a passphrase of her own")
    with registers.unlock(make.folder, user="eva", passphrase="a passphrase of her own") as register:
        assert register.actor.roles == "compliance"
    assert registers.user_names(make.folder) == ["first", "eva"]


def test_roles_change_with_a_witness_and_at_once(make: Make) -> None:
    witness = make.witness
    _add(make, "eva", witness=witness)
    registers.amend_user(make.register, name="eva", roles="reader", witness=witness)
    with make.unlocked("eva") as register:
        assert (register.actor.roles, register.is_read_only) == ("reader", True)
    with refused("unknown_user"):
        registers.amend_user(make.register, name="nobody", roles="reader", witness=witness)


def test_who_is_let_go_loses_the_slot(make: Make) -> None:
    witness = make.witness
    _add(make, "eva", witness=witness)
    with refused("witness_missing"):
        registers.amend_user(make.register, name="eva", is_active=False)
    make.unlocked("eva").close()
    posted = registers.amend_user(make.register, name="eva", is_active=False, witness=witness)
    body = make.register.read(lambda s: s.get(EntryRow, posted.seq).body)  # type: ignore[union-attr]
    assert (parse(body).kind, parse(body).reason_code) == ("user", "departure")
    with refused("unknown_user"):
        make.unlocked("eva")
    assert registers.user_names(make.folder) == ["first", "second"]


def test_who_is_let_go_while_at_work_enters_nothing_more(make: Make) -> None:
    witness = make.witness
    _add(make, "eva", witness=witness)
    with make.unlocked("eva") as register:
        registers.amend_user(make.register, name="eva", is_active=False, witness=witness)
        with refused("user_inactive"):
            Make(register, make.clock).place("ARM-9")


def test_a_slot_that_stayed_opens_nothing_once_its_user_is_let_go(make: Make) -> None:
    witness = make.witness
    _add(make, "eva", witness=witness)
    kept = (make.folder / "keys.json").read_bytes()
    registers.amend_user(make.register, name="eva", is_active=False, witness=witness)
    (make.folder / "keys.json").write_bytes(kept)
    with refused("user_inactive"):
        make.unlocked("eva")


def test_a_forgotten_passphrase_is_replaced_with_a_new_key(make: Make) -> None:
    witness = make.witness
    _add(make, "eva", witness=witness)
    with make.unlocked("eva") as register:
        before = register.actor.key.public
        registers.reset_user(make.register, name="eva", passphrase="her new passphrase", witness=witness, cost=CHEAP)
        with refused("key_replaced"):
            Make(register, make.clock).place("ARM-9")
    with registers.unlock(make.folder, user="eva", passphrase="her new passphrase", clock=make.clock) as register:
        assert register.actor.key.public != before
        place = Make(register, make.clock).place("ARM-9")
    assert place
    with refused("wrong_passphrase"):
        make.unlocked("eva")


def test_who_comes_back_gets_a_new_key(make: Make) -> None:
    witness = make.witness
    _add(make, "eva", witness=witness)
    registers.amend_user(make.register, name="eva", is_active=False, witness=witness)
    with refused("user_needs_key"):
        registers.amend_user(make.register, name="eva", is_active=True, witness=witness)
    registers.reset_user(make.register, name="eva", passphrase=PASSPHRASE, witness=witness, cost=CHEAP)
    with make.unlocked("eva") as register:
        assert register.actor.roles == "armorer"


def test_a_reset_that_is_refused_keeps_the_old_slot(make: Make) -> None:
    witness = make.witness
    _add(make, "eva", witness=witness)
    for name, error in (("eva", "witness_missing"), ("first", "user_own_key"), ("nobody", "unknown_user")):
        with refused(error):
            registers.reset_user(make.register, name=name, passphrase="her new passphrase", cost=CHEAP)
    with refused("passphrase_short"):
        registers.reset_user(make.register, name="eva", passphrase="short", witness=witness, cost=CHEAP)
    make.unlocked("eva").close()
    assert registers.user_names(make.folder) == ["first", "second", "eva"]


def test_a_witness_whose_key_was_replaced_vouches_no_more(make: Make) -> None:
    stale = make.witness
    _add(make, "eva", witness=stale)
    eva = make.register.witness("eva", PASSPHRASE)
    registers.reset_user(make.register, name="second", passphrase="a new passphrase", witness=eva, cost=CHEAP)
    with refused("key_replaced"):
        _add(make, "rui", witness=stale)


def _rights(make: Make, witness: Actor) -> list[Callable[[], object]]:
    return [
        lambda: registers.amend_user(make.register, name="first", roles="armorer", witness=witness),
        lambda: registers.amend_user(make.register, name="first", is_active=False, witness=witness),
    ]


def test_a_director_cannot_leave_the_register_without_one(make: Make) -> None:
    for act in _rights(make, make.witness):
        with refused("user_own_rights"):
            act()
    make.unlocked().close()


def _row(session: Session, seq: int) -> EntryRow | None:
    return session.get(EntryRow, seq)


def test_signatures_hold_before_and_after_a_new_key(make: Make) -> None:
    witness = make.witness
    _add(make, "eva", witness=witness)
    entries: list[tuple[int, bytes]] = []
    for passphrase in (PASSPHRASE, "her new passphrase"):
        with registers.unlock(make.folder, user="eva", passphrase=passphrase, clock=make.clock) as register:
            Make(register, make.clock).place(f"ARM-{len(entries)}")
            entries.append((register.read(ledger.head).size - 1, register.actor.key.public))
        if passphrase == PASSPHRASE:
            registers.reset_user(
                make.register, name="eva", passphrase="her new passphrase", witness=witness, cost=CHEAP
            )
    for seq, public in entries:
        row = make.register.read(_row, seq)
        assert row is not None
        assert is_signed(unpack(row.signatures)[0], public, row.body)
    assert checks.check(make.register).verdict == "intact"


def test_where_nothing_can_be_written_nobody_joins(make: Make) -> None:
    make.register.close()
    with unwritable(make.folder), make.unlocked() as register, pytest.raises(Unavailable) as caught:
        registers.add_user(register, name="eva", passphrase=PASSPHRASE, roles="armorer", person="Eva", cost=CHEAP)
    assert str(caught.value) == "read_only"


def test_accounts_tell_who_joined_in_which_roles_and_who_may_witness(make: Make) -> None:
    witness = make.witness
    _add(make, "eva", "reader", witness=witness)
    _add(make, "rui", "armorer counter", witness=witness)
    registers.amend_user(make.register, name="rui", is_active=False, witness=witness)
    found = make.register.read(users.accounts)
    assert [(a.name, a.person, a.roles, a.is_active, a.may_witness) for a in found] == [
        ("first", "Ana Ruiz", "director", True, True),
        ("second", "Second", "compliance", True, True),
        ("eva", "Eva", "reader", True, False),
        ("rui", "Rui", "armorer counter", False, False),
    ]


def test_a_passphrase_can_be_judged_before_it_is_taken() -> None:
    assert [f.code for f in users.judge_passphrase("1234567")] == ["passphrase_short"]
    assert users.judge_passphrase(PASSPHRASE) == []

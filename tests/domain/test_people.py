"""Users: the two who come with the set-up, those who are witnessed in, and what nobody may do to himself."""

from typing import Any

import pytest

from registry_app.domain.draft import Draft, Wish
from registry_app.services import users
from tests.make import CHEAP, PASSPHRASE, Make, enter


def _joining(make: Make, *names: str, roles: str = "armorer", person: int = 0, **values: Any) -> Draft:
    wishes = []
    for number, name in enumerate(names, 1):
        wishes += [] if person else [Wish("person", {"code": name.upper(), "name": name}, placeholder=-number)]
        user: dict[str, Any] = {"name": name, "person_id": person or -number, "roles": roles, "is_active": 1}
        wishes.append(Wish("user", {**user, "public_key": f"{len(make.folder.parts) + number:064x}", **values}))
    return Draft("user", wishes=tuple(wishes), reason_code="appointment")


def _director(make: Make) -> tuple[int, int]:
    change = next(c for c in make.entry(0).records if c.kind == "user")
    return change.record, int(str(change.new["person_id"]))


def _amended(record: int, **values: Any) -> Draft:
    return Draft("user", wishes=(Wish("user", values, record),), reason_code="departure")


def test_the_second_user_needs_no_witness_and_the_third_does(make: Make) -> None:
    make.post(_joining(make, "second"))
    make.refused("witness_missing", enter, draft=_joining(make, "third", public_key="ab" * 32))


def test_two_at_once_are_not_both_the_second(make: Make) -> None:
    make.refused("witness_missing", enter, draft=_joining(make, "second", "third"))
    make.refused("witness_missing", enter, draft=_joining(make, "second", "third", person=make.person()))


@pytest.mark.parametrize("roles", ["reader", "inspector", "it", "inspector it"])
def test_the_second_user_can_witness_else_nobody_ever_could(make: Make, roles: str) -> None:
    make.refused("second_user", enter, draft=_joining(make, "second", roles=roles))


def test_the_second_user_is_somebody_else(make: Make) -> None:
    make.refused("second_user", enter, draft=_joining(make, "second", person=_director(make)[1]))


def test_the_second_user_is_active(make: Make) -> None:
    make.refused("second_user", enter, draft=_joining(make, "second", is_active=0))


@pytest.mark.parametrize("values", [{"roles": "armorer"}, {"is_active": 0}, {"roles": "reader", "is_active": 0}])
def test_a_director_keeps_his_own_rights(make: Make, values: dict[str, Any]) -> None:
    director, _person = _director(make)
    make.refused("user_own_rights", enter, draft=_amended(director, **values), witness=make.witness)


def test_nor_becomes_somebody_else(make: Make) -> None:
    director, _person = _director(make)
    make.refused("user_own_rights", enter, draft=_amended(director, person_id=make.person()), witness=make.witness)


@pytest.mark.parametrize("values", [{"roles": "it"}, {"is_active": 0}])
def test_a_witness_does_not_witness_himself_away(make: Make, values: dict[str, Any]) -> None:
    draft = _amended(make.witness.user_id, **values)
    make.refused("user_own_rights", enter, draft=draft, witness=make.witness)


def test_somebody_else_may_let_the_witness_go(make: Make) -> None:
    third = make.actor("third", "supervisor")
    make.post(_amended(make.witness.user_id, is_active=0), witness=third)
    make.refused("user_own_rights", enter, draft=_amended(third.user_id, is_active=0), witness=third)


def test_a_director_may_get_further_roles(make: Make) -> None:
    director, _person = _director(make)
    make.post(_amended(director, roles="director armorer"), witness=make.witness)


def test_one_of_two_directors_may_go_and_the_last_one_stays(make: Make) -> None:
    other = make.actor("other", "director")
    make.post(_amended(other.user_id, is_active=0), witness=make.witness)
    last, _person = _director(make)
    make.refused("user_own_rights", enter, draft=_amended(last, is_active=0), witness=make.witness)


@pytest.mark.parametrize("key", ["", "abc", "AB" * 32, "zz" * 32, "00" * 32, "01" + "00" * 31])
def test_a_public_key_is_32_bytes_in_hex_that_bind(make: Make, key: str) -> None:
    draft = _joining(make, "second", public_key=key)
    make.refused("public_key_malformed" if key else "field_required", enter, draft=draft)


def test_a_key_belongs_to_one_user(make: Make) -> None:
    key = make.register.actor.key.public.hex()
    make.refused("key_taken", enter, draft=_joining(make, "second", public_key=key))


@pytest.mark.parametrize("roles", ["", " ", "king", "director director", "director  armorer"])
def test_roles_are_codes_of_the_list(make: Make, roles: str) -> None:
    code = "value_not_of_field" if roles else "field_required"
    make.refused(code, enter, draft=_joining(make, "second", roles=roles))


def test_users_are_made_by_the_services_too(make: Make) -> None:
    assert make.witness
    posted = users.add_user(
        make.register, name="third", passphrase=PASSPHRASE, roles="armorer counter", person="Luz Mar",
        witness=make.witness, cost=CHEAP,
    )  # fmt: skip
    assert (make.entry(posted.seq).kind, make.entry(posted.seq).witness) == ("user", make.witness.user_id)

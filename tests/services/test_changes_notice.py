"""The change notice: exactly what is otherwise than the last return to the same authority."""

from typing import Any

import pytest

from registry_app.domain.errors import Refused
from registry_app.services import changes_notice, corrections, custody, filings, holds, ledger, policies, records
from registry_app.services.frame import Asked
from tests import declared
from tests.make import Make

Told = dict[str, Any]


def _notice(make: Make, **asked: Any) -> Told:
    given = {"addressee": "AUTHORITY", **asked}
    return make.register.read(changes_notice.content, Asked(make.register.actor, **given))


def _filed(make: Make, report: str = "inventory", until_on: str = "") -> None:
    head, day = make.register.read(ledger.head), until_on or "2026-01-01"
    facts = {"addressee": make.outside("authority"), "report": report, "until_on": day}
    make.do(filings.file, **facts, head=head, content=f"%PDF-1.7 {report} {day}".encode())


def _serials(told: Told, name: str) -> list[str]:
    return [row["serial"] for row in told.get(name, [])]


def _changes(told: Told, name: str) -> list[tuple[str, ...]]:
    names = ("name", "change", "field", "before", "after")
    return [tuple(row.get(each, "") for each in names) for row in told.get(name, [])]


def test_firearms_that_came_and_went(make: Make) -> None:
    gone, _kept = make.firearm("GONE"), make.firearm("KEPT")
    _filed(make)
    make.firearm("NEW", reason="purchase")
    seq = make.do(holds.write_off, kind="lose", item=gone, reason="theft", witness=make.witness).seq
    told = _notice(make)
    assert (_serials(told, "gained"), _serials(told, "gone")) == (["NEW"], ["GONE"])
    lost = told["gone"][0]
    assert (lost["act"], lost["reason"], lost["entry"], lost["to"]) == ("lose", "theft", seq, "LOST")
    assert (told["figures"]["gained"], told["figures"]["gone"]) == (1, 1)
    assert (told["about"]["since_report"], told["about"]["since_number"]) == ("inventory", 1)


def test_nothing_changed(make: Make) -> None:
    make.issued(make.firearm(), to=make.person())
    _filed(make)
    told = _notice(make)
    assert set(told["figures"].values()) == {0}
    assert (told["gained"], told["gone"], "people" in told, "moved" in told) == ([], [], False, False)


def test_what_came_and_went_again_is_no_change(make: Make) -> None:
    _filed(make)
    gun = make.firearm("SHORT", reason="purchase")
    make.do(holds.write_off, kind="dispose", item=gun, reason="sale", witness=make.witness, document="S-1")
    told = _notice(make)
    assert (told["gained"], told["gone"]) == ([], [])


def test_a_receipt_that_was_corrected_after_the_return_is_gone(make: Make) -> None:
    make.firearm("WRONG", reason="purchase")
    seq = make.register.read(ledger.head).size - 1
    _filed(make)
    make.do(corrections.correct, seq=seq, reason="typing_error", witness=make.witness)
    assert _serials(_notice(make), "gone") == ["WRONG"]


def test_serials_and_permits_that_changed(make: Make) -> None:
    gun = make.firearm("A1", permit="2026-05-01")
    _filed(make)
    values = {"serial": "A1-7", "permit_expires_on": "2029-05-01"}
    make.do(records.amend, kind="firearm", record=gun, values=values, reason="typing_error")
    told = _notice(make)
    assert _changes(told, "renamed") == [("A1-7", "changed", "firearm.serial", "A1", "A1-7")]
    assert _changes(told, "permits") == [
        ("A1-7", "changed", "firearm.permit_expires_on", "2026-05-01", "2029-05-01")
    ]  # fmt: skip
    assert told["figures"]["fields"] == 2


def test_people_who_came_left_and_got_arms(make: Make) -> None:
    one, two = make.person("G-1"), make.person("G-2")
    gun, other = make.firearm(), make.firearm()
    make.issued(gun, to=one)
    _filed(make)
    make.do(custody.take_back, firearms=[gun])
    make.do(records.amend, kind="person", record=one, values={"left_on": "2026-01-01"})
    make.issued(other, to=two)
    make.person("G-3")
    changes = [(row["person_code"], row["change"], row["firearms"]) for row in _notice(make)["people"]]
    assert changes == [("G-1", "left", 0), ("G-1", "disarmed", 0), ("G-2", "armed", 1), ("G-3", "joined", 0)]


def test_places_users_and_rules(make: Make) -> None:
    place = make.place()
    assert make.witness
    _filed(make)
    make.place("P-9", "client")
    make.do(records.amend, kind="place", record=place, values={"name": "Vault"})
    make.user("third", "armorer")
    make.do(policies.change, values={"shift_hours": 11}, witness=make.witness)
    told = _notice(make)
    assert _changes(told, "places") == [
        ("ARM-1 Vault", "changed", "place.name", "Arm-1", "Vault"), ("P-9 P-9", "new", "", "", "")
    ]  # fmt: skip
    assert _changes(told, "accounts") == [("third", "new", "", "", "")]
    assert [(row["field"], row.get("before", ""), row["after"]) for row in told["policy"]] == [
        ("policy.shift_hours", "12", "11")
    ]  # fmt: skip
    assert told["figures"]["other"] == 4


def test_firearms_at_another_place(make: Make) -> None:
    gun = make.firearm("A1")
    _filed(make)
    make.issued(gun, to=make.person(), post=make.place("P-1", "post", parent=make.place("C-1", "client")))
    assert [(row["serial"], row["from"], row["to"]) for row in _notice(make)["moved"]] == [("A1", "ARM-1", "P-1")]


def test_a_place_is_told_by_code_and_name(make: Make) -> None:
    there = make.place("ARM-2")
    make.do(records.amend, kind="place", record=there, values={"name": "Northern vault"})
    _filed(make)
    make.firearm("B1", reason="purchase", at=there)
    assert _notice(make)["gained"][0]["to"] == "ARM-2 · Northern vault"


@pytest.mark.parametrize(("language", "word"), [("en", "Buyer"), ("es", "Comprador"), ("fr", "Acheteur")])
def test_what_every_register_has_is_told_in_the_readers_language(make: Make, language: str, word: str) -> None:
    gun = make.firearm("SOLD")
    _filed(make)
    make.do(holds.write_off, kind="dispose", item=gun, reason="sale", witness=make.witness, document="S-1")
    printed = declared.page(make, "changes", addressee="AUTHORITY", language=language)
    assert word in printed
    assert "BUYER" not in printed


def test_a_return_that_did_not_tell_of_arms_is_no_beginning(make: Make) -> None:
    _filed(make)
    make.firearm("NEW", reason="purchase")
    _filed(make, "ammunition")
    told = _notice(make)
    assert (_serials(told, "gained"), told["about"]["since_number"]) == (["NEW"], 1)


def test_what_happened_after_the_day_of_the_return_is_told(make: Make) -> None:
    make.clock.pass_(days=3)
    make.firearm("LATER", reason="purchase")
    _filed(make, until_on="2026-01-02")
    assert _serials(_notice(make), "gained") == ["LATER"]


def test_before_the_first_return_everything_is_new(make: Make) -> None:
    make.firearm("A1")
    told = _notice(make)
    assert (_serials(told, "gained"), told["about"]) == (["A1"], {})


def test_it_is_for_somebody(make: Make) -> None:
    with pytest.raises(Refused) as caught:
        _notice(make, addressee="")
    assert caught.value.findings[0].code == "changes_for_whom"

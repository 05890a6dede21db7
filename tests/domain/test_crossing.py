"""What returns of several companies say together: each contradiction is found, named from both sides, and no other."""

from typing import Any

import pytest

from registry_app.domain import crossing
from registry_app.domain.crossing import Standing
from registry_app.domain.errors import Finding

Told = dict[str, Any]


def arm(serial: str, *, maker: str = "Taurus", permit: str = "", zone: str = "store", **more: str) -> Told:
    told = {"serial": serial, "maker": maker, "model": "G3", "kind": "pistol", "calibre": "9x19", "zone": zone}
    return told | ({"permit_number": permit} if permit else {}) | more


def event(kind: str, serial: str, *, day: str = "2026-01-05", maker: str = "Taurus", reason: str = "theft") -> Told:
    about = {"item": serial, "item_kind": "firearm", "maker": maker, "reason": reason}
    return {"entry": 7, "kind": kind, "occurred": f"{day}T10:00:00.000-05:00", **about}


def company(name: str, *arms: Told, events: tuple[Told, ...] = (), day: str = "2026-01-31") -> Told:
    return {
        "number": f"IR-{name}", "as_of": {"day": day}, "company": {"name": name}, "head": {"origin": f"o/{name}"},
        "policy": {"jurisdiction": "generic"}, "firearms": list(arms), "events": list(events),
    }  # fmt: skip


def found(*contents: Told, today: str = "2026-02-01", days: int = 30) -> list[Finding]:
    return crossing.crossed([crossing.standing([each]) for each in contents], today=today, days=days)


def codes(*contents: Told, **more: Any) -> list[str]:
    return [finding.code for finding in found(*contents, **more)]


def test_the_same_firearm_in_two_companies_is_found() -> None:
    (finding,) = found(company("A", arm("SN-1"), arm("SN-2")), company("B", arm("sn-1", maker="TAURUS")))
    assert (finding.code, finding.severity) == ("cross_alive_twice", "warning")
    assert finding.facts == {"item": "Taurus SN-1", "company": "A", "other": "B"}


@pytest.mark.parametrize(("one", "other"), [("SN-1", "SN1"), ("TO1", "T01"), ("AB8", "ABB"), ("5Z", "S2")])
def test_serials_that_look_alike_are_questions(one: str, other: str) -> None:
    (finding,) = found(company("A", arm(one)), company("B", arm(other)))
    assert (finding.code, finding.severity) == ("cross_look_alike", "note")


@pytest.mark.parametrize(
    ("one", "other", "maker"),
    [("АВ-7", "AB-7", "Taurus"), ("ΤΒ1", "TB1", "Taurus"), ("AB7", "AB٧", "Taurus"), ("AB7", "ab7", "Тaurus")],
)  # fmt: skip
def test_letters_of_another_script_that_look_the_same_are_questions(one: str, other: str, maker: str) -> None:
    assert (one, "Taurus") != (other, maker)
    (finding,) = found(company("A", arm(one)), company("B", arm(other, maker=maker)))
    assert (finding.code, finding.severity) == ("cross_look_alike", "note")


def test_letters_that_look_like_no_latin_one_stay_apart() -> None:
    assert codes(company("A", arm("ЖД-7")), company("B", arm("AB-7"), arm("ЖФ-7"))) == []


def test_what_is_another_firearm_is_not_asked_about() -> None:
    assert codes(company("A", arm("SN1")), company("B", arm("SN1", maker="Glock"), arm("SN3"))) == []
    assert codes(company("A", arm("TO1"), arm("T01"))) == []


@pytest.mark.parametrize(("kind", "code"), [("lose", "cross_lost_alive"), ("destroy", "cross_destroyed_alive")])
def test_what_is_lost_or_destroyed_here_and_there_elsewhere_is_found(kind: str, code: str) -> None:
    gone = company("A", events=(event(kind, "SN1"),))
    exact, look = found(gone, company("B", arm("SN1")))[0], found(gone, company("B", arm("5N1")))[0]
    assert (exact.code, exact.severity, exact.facts["day"]) == (code, "warning", "2026-01-05")
    assert (look.code, look.severity, look.facts["twin"]) == (code, "note", "Taurus 5N1")


def test_what_was_found_again_or_came_back_is_not_gone() -> None:
    again = company("A", events=(event("lose", "SN1"), event("find", "SN1")))
    back = company("A", arm("SN1"), events=(event("lose", "SN1"),))
    rounds = company("A", events=(event("lose", "SN1") | {"item_kind": "lot"},))
    assert codes(again, company("B", arm("SN1"))) == []
    assert codes(back) == codes(rounds, company("B", arm("SN1"))) == []


def test_what_was_sold_and_nobody_has_is_asked_after_in_time() -> None:
    sold = company("A", events=(event("dispose", "SN1", reason="sale"),))
    assert codes(sold, today="2026-02-04") == []
    assert codes(sold, today="2026-02-05") == ["cross_not_received"]
    assert codes(sold, today="2026-02-05", days=60) == []
    assert codes(sold, company("B", arm("SN1")), today="2026-02-05") == []
    assert codes(company("A", events=(event("dispose", "SN1", reason="surrender"),)), today="2026-06-05") == []


def test_what_is_under_way_from_return_to_return_is_asked_after() -> None:
    early = company("A", arm("SN1", zone="transit"), day="2025-11-30")
    late = company("A", arm("SN1", zone="transit"), arm("SN2", zone="transit"))
    told = crossing.standing([early, late])
    (finding,) = crossing.crossed([told], today="2026-02-01", days=30)
    assert (finding.code, finding.facts["item"]) == ("cross_under_way", "Taurus SN1")
    assert finding.facts["day"] == "2025-11-30"
    between = company("A", arm("SN1"), day="2025-12-31")
    assert crossing.crossed([crossing.standing([early, between, late])], today="2026-02-01", days=30) == []


def test_one_name_with_arms_of_two_companies_is_a_question() -> None:
    ours = company("A", arm("SN1", zone="person", person="G-1", person_name="José Núñez"))
    theirs = company("B", arm("SN2", zone="person", person="V-9", person_name="NUNEZ Jose"))
    (finding,) = found(ours, theirs)
    assert (finding.code, finding.severity) == ("cross_person_twice", "note")
    assert (finding.facts["items"], finding.facts["others"]) == (("Taurus SN1",), ("Taurus SN2",))
    nameless = company("B", arm("SN2", zone="person", person="G-1"))
    assert codes(ours, nameless) == []


def test_one_permit_for_two_firearms_is_found_and_inside_a_company_asked_about() -> None:
    ours, theirs = company("A", arm("SN1", permit="P 1")), company("B", arm("SN2", permit="p1"))
    assert codes(ours, theirs) == ["cross_permit_twice"]
    assert codes(company("A", arm("SN1", permit="P1"), arm("SN2", permit="P1"))) == ["cross_permit_shared"]
    assert codes(company("A", arm("SN1", permit="P1"), arm("SN2", permit="P2"))) == []


def test_nothing_is_found_where_nothing_is() -> None:
    assert codes() == codes(company("A")) == []
    assert isinstance(crossing.standing([company("A")]), Standing)

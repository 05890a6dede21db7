"""Papers and limits are let through by a superior who says why; where a thing is, never."""

import pytest

from registry_app.domain.draft import Draft
from registry_app.domain.entry import Line, Position, Ref
from registry_app.domain.overrides import OVERRIDABLE
from registry_app.domain.wording import SENTENCES, say
from registry_app.services import company, custody, holds, policies
from tests.make import Make, enter

WHY = "The renewal is at the ministry"


def let(make: Make, *codes: str) -> dict[str, object]:
    """What an override needs."""
    return {"overrides": codes, "witness": make.witness, "note": WHY}


def test_a_superior_lets_an_expired_licence_through(make: Make) -> None:
    gun, guard = make.firearm(), make.person("G-1", licence="2025-12-31")
    posted = make.do(custody.issue, firearms=[gun], to=guard, **let(make, "licence_expired"))
    (found,) = posted.findings
    assert (found.code, found.severity, found.facts["overridden"]) == ("licence_expired", "warning", "second")
    assert say(found).endswith("Let through all the same by second.")
    entry = make.entry(posted.seq)
    assert (entry.overrides(), entry.reason_code) == (("licence_expired",), "exception")


def test_every_code_is_a_refusal_that_has_its_sentence() -> None:
    assert OVERRIDABLE.keys() <= SENTENCES.keys()


def test_the_permit_the_course_and_the_fitness_too(make: Make) -> None:
    make.do(policies.change, values={"fitness_checked": 1}, witness=make.witness)
    gun = make.firearm(permit="2025-12-31")
    guard = make.person(course="2025-12-31", fitness_expires_on="2025-12-31")
    codes = "permit_expired", "course_expired", "fitness_expired"
    assert {f.code for f in make.do(custody.issue, firearms=[gun], to=guard, **let(make, *codes)).findings} == {*codes}


def test_a_relief_is_let_through_as_well(make: Make) -> None:
    make.do(policies.change, values={"rounds_carried": 10}, witness=make.witness)
    gun, lot, one, other = make.firearm(), make.lot(), make.person(), make.person()
    make.issued(gun, to=one, rounds={lot: 10})
    make.issued(make.firearm(), to=other, rounds={lot: 5})
    make.refused("carries_too_much", custody.relieve, firearms=[gun], to=other, rounds={lot: 10})
    made = make.do(custody.relieve, firearms=[gun], to=other, rounds={lot: 10}, **let(make, "carries_too_much"))
    assert [f.code for f in made.findings] == ["carries_too_much"]


def test_what_is_not_named_stays_refused(make: Make) -> None:
    gun, guard = make.firearm(permit="2025-12-31"), make.person(licence="2025-12-31")
    make.refused("permit_expired", custody.issue, firearms=[gun], to=guard, **let(make, "licence_expired"))


def test_nothing_is_let_through_as_a_matter_of_course(make: Make) -> None:
    facts = {"firearms": [make.firearm()], "to": make.person()}
    make.refused("override_needless", custody.issue, **facts, **let(make, "licence_expired"))


@pytest.mark.parametrize(
    ("left_out", "code"), [("witness", "override_without_senior"), ("note", "override_without_note")]
)
def test_it_takes_a_superior_and_a_word(make: Make, left_out: str, code: str) -> None:
    facts = {"firearms": [make.firearm()], "to": make.person(licence="2025-12-31")}
    said = {k: v for k, v in let(make, "licence_expired").items() if k != left_out}
    make.refused(code, custody.issue, **facts, **said)


def test_an_armorer_is_no_superior(make: Make) -> None:
    facts = {"firearms": [make.firearm()], "to": make.person(licence="2025-12-31")}
    said = let(make, "licence_expired") | {"witness": make.actor("night", "armorer")}
    make.refused("override_without_senior", custody.issue, **facts, **said)


def test_nobody_lets_his_own_handover_through(make: Make) -> None:
    facts = {"firearms": [make.firearm()], "to": make.person(licence="2025-12-31")}
    said = let(make, "licence_expired") | {"witness": make.register.actor}
    make.refused("witness_same_person", custody.issue, **facts, **said)


def test_ceasing_holding_and_calibres_are_never_let_through(make: Make) -> None:
    gun, lot, guard = make.firearm(), make.lot(calibre="380acp"), make.person()
    facts = {"firearms": [gun], "to": guard, "rounds": {lot: 5}}
    make.refused("override_unknown", custody.issue, **facts, **let(make, "calibre_does_not_fit"))
    make.do(company.complete, values={"closing_on": "2026-01-01"})
    make.refused("company_ceased", custody.issue, **facts, **let(make, "company_ceased"))
    make.do(holds.hold, item=gun, state="blocked", reason="inspection")
    make.refused("item_blocked", custody.issue, **facts, **let(make, "item_blocked"))


def test_only_handovers_are_let_through(make: Make) -> None:
    gun, here = make.firearm(), Position(make.place())
    line = Line(gun, 1, here, here._replace(state="blocked"))
    draft = Draft("hold", (line,), reason_code="other", note=WHY, refs=(Ref("override", "licence_expired"),))
    make.refused("override_not_for", enter, draft=draft, witness=make.witness)

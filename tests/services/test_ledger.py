"""The one writer: what an entry says, what it keeps out of its body, and what it refuses to append."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from registry_app.domain import merkle, signing
from registry_app.domain.draft import Draft, Wish
from registry_app.domain.entry import Line, Position, commitment, parse
from registry_app.domain.errors import Refused
from registry_app.domain.rows import EntryRow, PersonalRow
from registry_app.domain.rules import NEWEST
from registry_app.services import custody, ledger
from registry_app.services.ledger import new_id
from tests.make import DAY, Make, enter

POLICY: dict[str, Any] = {
    "jurisdiction": "generic", "edition": NEWEST, "licence_checked": 1, "course_checked": 1, "permit_checked": 1,
    "late_after_hours": 24,
}  # fmt: skip


def _policy(**changed: int) -> Draft:
    return Draft("policy", wishes=(Wish("policy", {**POLICY, **changed}),), reason_code="other")


def test_heads_grow_by_extension_only(make: Make) -> None:
    make.issued(make.firearm(), to=make.person())
    leaves = make.register.read(lambda s: list(s.scalars(select(EntryRow.leaf_hash).order_by(EntryRow.seq))))
    heads = [make.register.read(ledger.head, size=size) for size in range(len(leaves) + 1)]
    assert [h.root for h in heads] == [merkle.root(leaves[:n]).hex() for n in range(len(leaves) + 1)]
    assert make.entry(len(leaves) - 1).prior_root == heads[-2].root


def test_a_head_of_entries_that_do_not_exist(make: Make) -> None:
    with pytest.raises(Refused, match="head_unknown"):
        make.register.read(ledger.head, size=999)


def test_body_and_signatures_are_kept_as_they_were_signed(make: Make) -> None:
    seq = make.user("third", "armorer").seq
    row = make.register.read(lambda s: s.execute(select(EntryRow.__table__).where(EntryRow.seq == seq)).one())
    actor, witness = signing.unpack(row.signatures)
    assert signing.is_signed(actor, make.register.actor.key.public, row.body)
    assert signing.is_signed(witness, make.witness.key.public, row.body)
    assert row.leaf_hash == merkle.leaf_hash(signing.leaf(row.body, row.signatures))


def test_personal_values_and_notes_are_not_in_the_body(make: Make) -> None:
    guard = make.person("G-1", name="Perla Quintana", document="CC 52000111", licence_number="LV-778")
    make.issued(make.firearm(), to=guard, note="Perla asked for the blue one")
    bodies = b"".join(make.register.read(lambda s: list(s.scalars(select(EntryRow.body)))))
    assert not [w for w in (b"Perla", b"Quintana", b"52000111", b"LV-778", b"blue") if w in bodies]


def test_commitments_vouch_for_what_the_erasable_table_holds(make: Make) -> None:
    make.person(name="Perla Quintana")
    rows = make.register.read(
        lambda s: list(s.scalars(select(PersonalRow).where(PersonalRow.value == "Perla Quintana")))
    )
    assert [r.commit for r in rows] == [commitment("person.name", r.salt, r.value) for r in rows]
    assert len({r.salt for r in rows}) == len(rows) == 1


def test_the_same_value_twice_gives_two_commitments(make: Make) -> None:
    one, other = (make.entry(make.do(_person, name="Luz").seq).records[0].new["name"] for _one in range(2))
    assert one != other


def _person(session: object, *, name: str, by: object) -> object:
    wish = Wish("person", {"code": f"C{new_id()[-8:].upper()}", "name": name})
    return ledger.post(session, Draft("describe", wishes=(wish,)), by=by)  # type: ignore[arg-type]


def test_a_refused_draft_leaves_no_secret_behind(make: Make) -> None:
    guard = make.person()
    before = make.register.read(lambda s: len(s.scalars(select(PersonalRow.commit)).all()))
    make.refused("entry_empty", custody.take_back, person=guard, note="x")
    assert make.register.read(lambda s: len(s.scalars(select(PersonalRow.commit)).all())) == before


def test_a_note_fits_a_slip(make: Make) -> None:
    make.refused("note_too_long", custody.issue, firearms=[make.firearm()], to=make.person(), note="x" * 401)


@pytest.mark.parametrize("entry_id", ["7", "018F0000-0000-7000-8000-000000000001", "018f0000000070008000000000000001"])
def test_an_id_is_a_uuid(make: Make, entry_id: str) -> None:
    make.refused("id_malformed", custody.issue, firearms=[make.firearm()], to=make.person(), entry_id=entry_id)


def test_a_clock_that_was_set_back_a_little_does_not_stop_the_hatch(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    last = make.entry(make.do(_person, name="x").seq).recorded_at
    make.clock.now -= 60_000
    assert make.entry(make.issued(gun, to=guard).seq).recorded_at == last


def test_a_clock_that_is_behind_is_refused(make: Make) -> None:
    gun, guard = make.firearm(), make.person()
    make.clock.now -= DAY
    found = make.refused("clock_behind", custody.issue, firearms=[gun], to=guard)
    assert found.facts["last"] > found.facts["at"]  # type: ignore[operator]


def test_a_zone_that_nobody_knows(make: Make) -> None:
    wish = Wish("person", {"code": "G-1", "name": "Luz"})
    draft = Draft("describe", wishes=(wish,), zone="America/Atlantis")
    make.refused("zone_unknown", enter, draft=draft)


def test_a_zone_that_would_stretch_a_licence_by_a_day(make: Make) -> None:
    draft = Draft("describe", wishes=(Wish("person", {"code": "G-1", "name": "Luz"}),), zone="Etc/GMT+12")
    assert make.refused("zone_not_the_companys", enter, draft=draft).facts["company"] == "America/Bogota"


@pytest.mark.parametrize("at", [-1, 253_402_300_800_000])
def test_a_moment_beyond_all_calendars(make: Make, at: int) -> None:
    gun, guard = make.firearm(), make.person()
    make.clock.now = max(make.clock.now, at)
    make.refused("time_out_of_range", custody.issue, firearms=[gun], to=guard, occurred_at=at)


def test_a_policy_takes_over_and_condemns_nothing_before_it(make: Make) -> None:
    gun, guard = make.firearm(permit="2025-01-01"), make.person(licence="2025-01-01", course="2025-01-01")
    make.post(_policy(licence_checked=0, course_checked=0, permit_checked=0), witness=make.witness)
    make.issued(gun, to=guard)
    strict = make.post(_policy(), witness=make.witness).seq
    posted = make.do(custody.take_back, firearms=[gun])
    assert make.entry(posted.seq).policy == strict
    make.refused("licence_expired", custody.issue, firearms=[gun], to=guard)


def test_a_policy_of_rules_that_nobody_knows_would_stop_the_register(make: Make) -> None:
    make.refused("edition_unknown", enter, draft=_policy(edition=99), witness=make.witness)


def test_a_policy_is_not_amended_but_followed(make: Make) -> None:
    first = next(c.record for c in make.entry(0).records if c.kind == "policy")
    for kind, code in (("policy", "record_not_described"), ("amend", "record_not_for_act")):
        draft = Draft(kind, wishes=(Wish("policy", {"licence_checked": 0}, first),), reason_code="other")
        make.refused(code, enter, draft=draft, witness=make.witness)


def test_an_entry_makes_one_policy(make: Make) -> None:
    draft = Draft("policy", wishes=(Wish("policy", POLICY),) * 2, reason_code="other")
    make.refused("record_exists_once", enter, draft=draft, witness=make.witness)


def _move(make: Make, *quantities: int, kind: str = "issue", calibre: str = "9x19") -> Draft:
    lot, guard, place = make.lot(rounds=30, calibre=calibre), make.person(), make.place()
    make.issued(make.firearm(calibre=calibre), to=guard)
    return Draft(kind, tuple(Line(lot, n, Position(place), Position(place, guard)) for n in quantities))


def test_the_same_lot_twice_in_one_entry(make: Make) -> None:
    assert make.post(_move(make, 10, 20)).seq


def test_two_lines_do_not_take_together_what_each_could_take_alone(make: Make) -> None:
    draft = _move(make, 20, 20)
    found = make.refused("below_zero", enter, draft=draft)
    assert (found.facts["wanted"], found.facts["there"]) == (20, 10)


def test_a_firearm_does_not_go_out_twice_in_one_entry(make: Make) -> None:
    gun, guard, place = make.firearm(), make.person(), make.place()
    line = Line(gun, 1, Position(place), Position(place, guard))
    make.refused("item_not_there", enter, draft=Draft("issue", (line, line)))


def test_a_firearm_does_not_come_back_as_used_up(make: Make) -> None:
    gun, guard, place = make.firearm(), make.person(), make.place()
    make.issued(gun, to=guard)
    line = Line(gun, 1, Position(place, guard), Position(make.outside("expended")))
    make.refused("act_not_for_item", enter, draft=Draft("take_back", (line,), reason_code="training"))


def test_an_item_is_where_it_is_said_to_be(make: Make) -> None:
    gun, guard, other = make.firearm(at=make.place("ARM-1")), make.person(), make.place("ARM-2")
    line = Line(gun, 1, Position(other), Position(other, guard))
    found = make.refused("item_not_there", enter, draft=Draft("issue", (line,)))
    assert (found.facts["said"], found.facts["found"]) == ("Arm-2", "Arm-1")


def test_an_item_that_never_came_is_nowhere(make: Make) -> None:
    gun = make.described("firearm", serial="A1", maker="Taurus", model="82", kind="revolver", calibre="38spl")
    draft = Draft("issue", (Line(gun, 1, Position(make.place()), Position(make.place(), make.person())),))
    assert make.refused("item_nowhere", enter, draft=draft).facts["item"] == "A1"


@pytest.mark.parametrize(("kind", "code"), [
    ("issue", "entry_empty"), ("describe", "entry_empty"), ("set_up", "kind_unknown"), ("steal", "kind_unknown"),
])  # fmt: skip
def test_an_entry_does_something_that_has_a_name(make: Make, kind: str, code: str) -> None:
    make.refused(code, enter, draft=Draft(kind))


@pytest.mark.parametrize("target", ["place", "person"])
def test_a_hold_moves_nothing_elsewhere(make: Make, target: str) -> None:
    gun, here = make.firearm(), make.place()
    to = Position(make.place("ARM-2")) if target == "place" else Position(here, make.person())
    draft = Draft("hold", (Line(gun, 1, Position(here), to._replace(state="blocked")),), reason_code="other")
    make.refused("act_not_between", enter, draft=draft)


def test_a_line_leads_somewhere(make: Make) -> None:
    here = Position(make.place())
    draft = Draft("hold", (Line(make.firearm(), 1, here, here),), reason_code="other")
    make.refused("moves_nowhere", enter, draft=draft)


@pytest.mark.parametrize("reason", ["because", "opening2"])
def test_a_reason_is_one_of_the_list(make: Make, reason: str) -> None:
    make.refused("reason_unknown", custody.issue, firearms=[make.firearm()], to=make.person(), reason=reason)


def test_an_act_that_moves_changes_no_other_records(make: Make) -> None:
    draft = _move(make, 5)
    draft = Draft("issue", draft.lines, wishes=(Wish("firearm", {"model": "82"}, make.firearm()),))
    make.refused("record_not_for_act", enter, draft=draft)


def test_only_a_correction_names_what_it_corrects(make: Make) -> None:
    lines = _move(make, 5).lines
    make.refused("correction_of_nothing", enter, draft=Draft("issue", lines, corrects=3))


def test_every_body_reads_back_as_what_was_entered(make: Make) -> None:
    make.issued(make.firearm(model="Modèle “9”"), to=make.person(), rounds={make.lot(): 5}, due_at=make.clock.now)
    for body in make.register.read(lambda s: list(s.scalars(select(EntryRow.body)))):
        assert json.loads(body)["seq"] == parse(body).seq

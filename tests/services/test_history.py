"""The life of a record."""

import pytest

from registry_app.services import corrections, custody, history, records
from tests.make import Make


def test_the_life_of_a_firearm_is_told_from_the_newest(make: Make) -> None:
    gun, guard = make.firearm("SN1"), make.person("G-1")
    make.issued(gun, to=guard, note="night shift")
    make.do(custody.take_back, firearms=[gun])
    back, out, came = make.register.read(history.life, record=gun)
    assert (back.kind, out.kind, came.kind) == ("take_back", "issue", "receive")
    assert (out.source, out.target, out.note, out.actor) == ("Arm-1", "Arm-1, Guard G-1", "night shift", "first")
    assert [c.new for c in came.changes if c.name == "serial"] == ["SN1"]


def test_a_correction_and_what_it_corrects_name_each_other(make: Make) -> None:
    gun = make.firearm()
    wrong = make.issued(gun, to=make.person())
    make.do(corrections.correct, seq=wrong.seq, reason="wrong_person", witness=make.witness)
    undone, issued, _came = make.register.read(history.life, record=gun)
    assert (undone.corrects, issued.corrected_by) == (issued.seq, undone.seq)


@pytest.mark.parametrize(
    ("view", "kinds"),
    [("both", ["issue", "correct", "issue", "receive"]), ("original", ["issue", "issue", "receive"]),
     ("corrected", ["issue", "receive"])],
)  # fmt: skip
def test_each_view_tells_its_entries(make: Make, view: history.View, kinds: list[str]) -> None:
    gun, guard = make.firearm(), make.person()
    wrong = make.issued(gun, to=make.person())
    make.do(corrections.correct, seq=wrong.seq, reason="wrong_person", witness=make.witness)
    make.issued(gun, to=guard)
    assert [event.kind for event in make.register.read(history.life, record=gun, view=view)] == kinds
    assert len(make.register.read(history.life, record=gun, view=view, limit=2)) == 2


def test_a_change_tells_both_values_also_personal_ones(make: Make) -> None:
    guard = make.person("G-1")
    make.do(records.amend, kind="person", record=guard, values={"name": "Eva Ruiz", "licence_class": "B"})
    (change, second) = make.register.read(history.life, record=guard)[0].changes
    assert (change.label, change.old, change.new) == ("Full name", "Guard G-1", "Eva Ruiz")
    assert (second.name, second.old, second.new) == ("licence_class", None, "B")


def test_a_reference_is_told_by_what_people_call_the_record(make: Make) -> None:
    home, gun = make.place(), make.firearm()
    make.do(records.amend, kind="firearm", record=gun, values={"home_id": home})
    (change,) = make.register.read(history.life, record=gun)[0].changes
    name = make.register.read(history.detail, kind="place", record=home)["name"]
    assert (change.old_called, change.new, change.new_called) == ("", home, name)


def test_details_and_names(make: Make) -> None:
    gun = make.firearm("SN1", year=2020)
    assert make.register.read(history.detail, kind="firearm", record=gun)["year"] == 2020
    assert make.register.read(history.detail, kind="firearm", record=999) == {}
    assert make.register.read(history.name_of, gun) == "SN1"
    assert make.register.read(history.name_of, 999) == ""


def test_the_beginning_of_a_life_is_what_made_the_record(make: Make) -> None:
    gun = make.firearm("A-1")
    make.issued(gun, to=make.person())
    (event,) = make.register.read(history.beginning, record=gun)
    assert (event.kind, event.changes[0].new) == ("receive", "A-1")

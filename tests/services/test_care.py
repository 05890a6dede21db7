"""Care: several firearms cleaned or inspected in one entry, each with what was found of it."""

from registry_app.services import care, history
from registry_app.services.ledger import new_id
from tests.make import Make


def _of(make: Make, gun: int, *names: str) -> list[object]:
    found = make.register.read(history.detail, kind="firearm", record=gun)
    return [found[name] for name in names]


def test_several_firearms_are_inspected_in_one_entry_each_in_its_state(make: Make) -> None:
    good, worn = make.firearm(), make.firearm(condition="good")
    found = {worn: {"condition": "worn", "rounds_fired": 1200}}
    entry = make.entry(make.do(care.inspect, firearms=[good, worn], found=found).seq)
    assert (entry.kind, entry.reason_code, len(entry.records)) == ("amend", "inspection", 2)
    assert _of(make, good, "inspected_on", "condition") == ["2026-01-01", None]
    assert _of(make, worn, "inspected_on", "condition", "rounds_fired") == ["2026-01-01", "worn", 1200]


def test_what_is_on_record_already_is_left_out(make: Make) -> None:
    one, other = make.firearm(), make.firearm()
    make.do(care.clean, firearms=[one], on="2025-12-31")
    entry = make.entry(make.do(care.clean, firearms=[one, other], on="2025-12-31").seq)
    assert [change.record for change in entry.records] == [other]
    make.refused("changes_nothing", care.clean, firearms=[one, other], on="2025-12-31")
    make.refused("entry_empty", care.clean, firearms=[])
    make.refused("record_unknown", care.clean, firearms=[999])


def test_what_was_left_out_does_not_make_another_act_of_a_repeated_one(make: Make) -> None:
    one, other, entry_id = make.firearm(), make.firearm(), new_id()
    make.do(care.clean, firearms=[one])
    first = make.do(care.clean, firearms=[one, other], entry_id=entry_id)
    assert make.do(care.clean, firearms=[one, other], entry_id=entry_id).seq == first.seq
    make.refused("id_used", care.clean, firearms=[make.firearm()], entry_id=entry_id)


def test_nobody_cleans_tomorrow(make: Make) -> None:
    gun = make.firearm()
    told = make.refused("day_in_the_future", care.clean, firearms=[gun], on="2026-01-02")
    assert told.facts["day"] == "2026-01-02"
    make.clock.pass_(days=1)
    make.do(care.clean, firearms=[gun], on="2026-01-02")
    assert _of(make, gun, "cleaned_on", "inspected_on") == ["2026-01-02", None]

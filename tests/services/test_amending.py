"""One field of many records is shown before it is changed, changed by one entry, and undone by one correction."""

import pytest

from registry_app.domain.records import RECORDS
from registry_app.services import amending, corrections, history, ledger
from registry_app.services.amending import MOST, Previews
from tests.make import Make


def _condition(make: Make, gun: int) -> object:
    return make.register.read(history.detail, kind="firearm", record=gun)["condition"]


def _preview(make: Make, guns: list[int], field: str, value: str | int | None) -> Previews:
    by = make.register.actor
    return make.register.read(amending.preview, kind="firearm", records=guns, field=field, value=value, by=by)


@pytest.fixture
def guns(make: Make) -> list[int]:
    return [make.firearm("A-1", condition="good"), make.firearm("A-2", condition="worn"), make.firearm("A-3")]


def test_a_preview_tells_before_and_after_and_writes_nothing(make: Make, guns: list[int]) -> None:
    before = make.register.read(ledger.head)
    shown = _preview(make, guns, "condition", "good")
    assert [(each.name, each.old, each.new, each.is_changed) for each in shown.each] == [
        ("A-1", "good", "good", False), ("A-2", "worn", "good", True), ("A-3", None, "good", True),
    ]  # fmt: skip
    assert shown.changed() == guns[1:]
    assert make.register.read(ledger.head) == before


def test_a_preview_names_what_a_reference_means(make: Make, guns: list[int]) -> None:
    safe = make.place("SAFE-9", "safe", parent=make.place())
    assert _preview(make, guns, "home_id", safe).called[safe][0] == "Safe-9"


def test_a_preview_says_what_the_judge_says(make: Make, guns: list[int]) -> None:
    (first, *_more) = _preview(make, guns, "home_id", guns[0]).each
    assert "reference_unknown" in [finding.code for finding in first.findings]
    assert not first.is_changed


def test_all_are_changed_by_one_entry_and_undone_by_one(make: Make, guns: list[int]) -> None:
    asked = {"kind": "firearm", "records": guns, "field": "condition", "value": "worn", "entry_id": ledger.new_id()}
    posted = make.do(amending.amend_all, **asked)
    assert make.do(amending.amend_all, **asked).seq == posted.seq
    assert [change.record for change in make.entry(posted.seq).records] == [guns[0], guns[2]]
    assert {_condition(make, gun) for gun in guns} == {"worn"}
    make.do(corrections.correct, seq=posted.seq, reason="typing_error", witness=make.witness)
    assert [_condition(make, gun) for gun in guns] == ["good", "worn", None]


def test_a_field_is_emptied_by_one_entry(make: Make, guns: list[int]) -> None:
    assert _preview(make, guns, "condition", None).changed() == guns[:2]
    make.do(amending.amend_all, kind="firearm", records=guns, field="condition", value=None)
    assert {_condition(make, gun) for gun in guns} == {None}


def test_a_field_that_the_rules_want_filled_is_not_emptied(make: Make) -> None:
    asked = {"kind": "place", "records": [make.place()], "field": "parent_id", "value": None}
    (shown,) = make.register.read(amending.preview, **asked, by=make.register.actor).each
    assert not shown.is_changed
    make.refused("place_not_there", amending.amend_all, **asked)


def test_what_changes_nothing_is_no_entry(make: Make, guns: list[int]) -> None:
    make.refused("changes_nothing", amending.amend_all, kind="firearm", records=guns[:1], field="condition",
                 value="good")  # fmt: skip


def test_other_fields_and_too_many_records_are_refused(make: Make) -> None:
    make.refused("field_not_at_once", amending.amend_all, kind="firearm", records=[1], field="serial", value="X")
    make.refused("too_many_at_once", amending.amend_all, kind="firearm", records=range(MOST + 1), field="condition",
                 value="good")  # fmt: skip


@pytest.mark.parametrize("kind", list(amending.SAFE))
def test_no_field_that_tells_records_apart_is_changed_so(kind: str) -> None:
    fields = amending.safe_fields(kind)
    assert not {name for names in RECORDS[kind].KEYS for name in names} & fields.keys()
    assert not [name for name, field in fields.items() if field.required or field.personal]

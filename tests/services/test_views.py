"""Three views of a record: what was described first, what stands, and every change between."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete

from registry_app.domain.errors import Refused
from registry_app.domain.rows import PersonalRow
from registry_app.services import corrections, ledger, past, records, views
from registry_app.services.views import FieldViews, RecordViews
from tests.histories import History, begun, some
from tests.make import Make


def _views(make: Make, kind: str, record: int) -> RecordViews:
    return make.register.read(views.views, kind=kind, record=record)


def _field(found: RecordViews, name: str) -> FieldViews:
    return next(field for field in found.fields if field.name == name)


def _agree(history: History, kind: str, record: int) -> None:
    found = _views(history.make, kind, record)
    standing = history.make.register.read(past.records, kind).get(record)
    assert found.is_withdrawn == (standing is None)
    assert standing in (None, {field.name: field.corrected for field in found.fields})
    for field in found.fields:
        values = [field.original, *(step.new for step in field.changes)]
        assert [step.old for step in field.changes] == values[:-1]
        assert field.corrected == values[-1]


@some(8)
@given(st.integers())
def test_the_changes_lead_from_the_first_value_to_the_last(
    template: Path, tmp_path_factory: pytest.TempPathFactory, seed: int
) -> None:
    with begun(template, tmp_path_factory.mktemp("views"), seed) as history:
        history.act(20)
        for kind, name in (("firearm", "firearms"), ("lot", "lots"), ("person", "people"), ("place", "places")):
            for record in getattr(history, name):
                _agree(history, kind, record)


def _amended(make: Make, gun: int, model: str) -> Any:
    return make.do(records.amend, kind="firearm", record=gun, values={"model": model}, reason="other")


def test_a_field_that_was_wrong_and_corrected(make: Make) -> None:
    gun = make.firearm("SN1", model="G2")
    wrong = _amended(make, gun, "G9")
    undone = make.do(corrections.correct, seq=wrong.seq, reason="typing_error", witness=make.witness)
    right = _amended(make, gun, "G2C")
    model = _field(_views(make, "firearm", gun), "model")
    assert (model.original, model.corrected, model.label) == ("G2", "G2C", "Model")
    told = [(s.seq, s.old, s.new, s.reason, s.user, s.is_correction, s.corrected_by) for s in model.changes]
    assert told == [
        (wrong.seq, "G2", "G9", "other", "first", False, undone.seq),
        (undone.seq, "G9", "G2", "typing_error", "first", True, -1),
        (right.seq, "G2", "G2C", "other", "first", False, -1),
    ]


def test_a_record_that_a_correction_withdrew_has_its_views(make: Make) -> None:
    gun = make.firearm("SN1")
    seq = make.register.read(ledger.head).size - 1
    make.do(corrections.correct, seq=seq, reason="duplicate", witness=make.witness)
    found = _views(make, "firearm", gun)
    serial = _field(found, "serial")
    assert (found.is_withdrawn, serial.original, serial.corrected) == (True, "SN1", None)
    assert [(step.new, step.is_correction) for step in serial.changes] == [(None, True)]


def test_an_erased_name_is_in_no_view(make: Make) -> None:
    guard = make.person("G-1", name="Rosa Quispe")
    make.do(records.amend, kind="person", record=guard, values={"name": "Rosa Soto"})
    assert _field(_views(make, "person", guard), "name").original == "Rosa Quispe"
    make.register.opened.store.write(
        lambda s: s.execute(delete(PersonalRow).where(PersonalRow.subject == "person.name"))
    )
    name = _field(_views(make, "person", guard), "name")
    assert (name.original, name.corrected, name.changes) == (None, None, ())


@pytest.mark.parametrize("kind", ["person", "firearm"])
def test_what_was_never_described_has_no_views(make: Make, kind: str) -> None:
    number = {"person": make.firearm(), "firearm": 999}[kind]
    with pytest.raises(Refused, match="record_unknown"):
        _views(make, kind, number)

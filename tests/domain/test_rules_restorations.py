"""What the judge says of declared restorations that no service would enter so."""

from typing import Any

import pytest

from registry_app.domain.draft import Draft, Wish
from registry_app.services import ledger
from tests.make import Make

LOST = {
    "lost_root": "ab" * 32, "authority": "Registry", "receipt_number": "1-ab", "receipted_on": "2026-01-01",
    "receipt_hash": "cd" * 32,
}  # fmt: skip


def _draft(make: Make, *, ahead: int = 0, **changes: Any) -> Draft:
    """A declaration from the head now, with a receipt for `ahead` more entries where that is asked for."""
    head = make.register.read(ledger.head)
    lost = LOST | {"lost_size": head.size + ahead} if ahead else {}
    values = {"head_size": head.size, "head_root": head.root} | lost | changes
    wish = Wish("restoration", {name: value for name, value in values.items() if value is not None})
    return Draft("declare_restored", wishes=(wish,), reason_code="disk_failed")


def _refused(make: Make, code: str, draft: Draft) -> None:
    witness = make.witness
    make.refused(code, _enter, draft=draft, witness=witness)


def _enter(session: Any, *, draft: Draft, by: Any, witness: Any) -> Any:
    return ledger.post(session, draft, by=by, witness=witness)


def test_a_declaration_stands_with_a_receipt_and_without(make: Make) -> None:
    witness = make.witness
    make.post(_draft(make), witness=witness)
    make.post(_draft(make, ahead=1), witness=witness)


@pytest.mark.parametrize("change", [{"head_size": 1}, {"head_root": "0" * 64}])
def test_it_goes_on_from_the_head_that_it_follows(make: Make, change: dict[str, Any]) -> None:
    assert make.witness
    _refused(make, "restoration_of_another_head", _draft(make, **change))


def test_it_may_name_a_head_that_was_declared_before(make: Make) -> None:
    witness = make.witness
    first = _draft(make)
    make.post(first, witness=witness)
    again = Wish("restoration", {**first.wishes[0].values, **LOST, "lost_size": 99})
    make.post(Draft("declare_restored", wishes=(again,), reason_code="other"), witness=witness)


@pytest.mark.parametrize("missing", [*LOST, "lost_size"])
def test_a_receipt_is_named_whole(make: Make, missing: str) -> None:
    assert make.witness
    _refused(make, "restoration_loses_nothing", _draft(make, ahead=1, **{missing: None}))


def test_a_receipt_for_no_more_than_was_restored_loses_nothing(make: Make) -> None:
    assert make.witness
    size = make.register.read(ledger.head).size
    _refused(make, "restoration_loses_nothing", _draft(make, ahead=1, lost_size=size))


def test_a_receipt_is_declared_once(make: Make) -> None:
    witness = make.witness
    make.post(_draft(make, ahead=1), witness=witness)
    _refused(make, "restoration_declared_already", _draft(make, ahead=1))
    twice = _draft(make, ahead=2, receipt_hash="ee" * 32)
    _refused(make, "restoration_declared_already", Draft(**{**vars(twice), "wishes": twice.wishes * 2}))


def test_nothing_of_it_changes(make: Make) -> None:
    witness = make.witness
    record = make.post(_draft(make, ahead=5), witness=witness).records[0]
    change = Wish("restoration", {"authority": "Nobody"}, record)
    _refused(make, "restoration_is_fixed", Draft("declare_restored", wishes=(change,), reason_code="other"))


def test_no_other_act_declares(make: Make) -> None:
    assert make.witness
    _refused(make, "record_not_for_act", Draft(**{**vars(_draft(make)), "kind": "describe"}))

"""The page of the company: its record, an authority made on the way, its end, the rules in force, and other rules."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from registry_app.domain.records import COMPANY
from registry_app.services import history, policies, rulebook
from tests.make import PASSPHRASE, Clock, Make, copied, empty_register
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from tests.ui.room import cut

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def company(empty_window: Hands) -> Hands:
    """A register whose director is at the page, and who has a witness."""
    assert empty_window.make.witness
    hands = opened(empty_window)
    hands.page("company")
    return hands


def _page(hands: Hands) -> Any:
    return hands.shell.page("company")


def _stored(hands: Hands, name: str) -> Any:
    return hands.make.register.read(history.detail, kind="company", record=COMPANY)[name]


def _into(hands: Hands, name: str) -> None:
    editor = _page(hands).record.form.rows[name].editor
    editor.setFocus()
    editor.selectAll()


def _below(hands: Hands, name: str) -> str:
    return str(_page(hands).record.form.rows[name].editor.accessibleDescription())


def _save(hands: Hands) -> None:
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.settle()


def test_the_record_is_filled_in_by_keys_and_the_change_undone(company: Hands) -> None:
    assert _page(company).record.form.rows["tax_id"].editor.hasFocus()
    company.type("900.123.456-7")
    company.press(Qt.Key.Key_Return)
    company.type("LF-77")
    _save(company)
    assert (_stored(company, "tax_id"), _stored(company, "licence_number")) == ("900.123.456-7", "LF-77")
    assert company.said() == "The company's record was changed."
    company.shell.strip._act.click()
    company.settle()
    assert (_stored(company, "tax_id"), _stored(company, "licence_number")) == (None, None)
    assert _page(company).record.form.rows["tax_id"].text() == ""


def test_escape_takes_back_what_was_typed(company: Hands) -> None:
    page = _page(company)
    assert not page.record.save.isEnabled()
    company.type("900")
    assert page.record.save.isEnabled()
    company.press(Qt.Key.Key_Escape)
    assert page.record.form.rows["tax_id"].text() == ""
    assert not page.record.save.isEnabled()


def test_what_is_unfit_is_told_beside_its_field(company: Hands) -> None:
    _into(company, "zone")
    company.type("Mars/Olympus")
    _save(company)
    assert "no time zone" in _below(company, "zone")
    _into(company, "licence_expires_on")
    company.type("31/31/2027")
    _save(company)
    assert "is not a day" in _below(company, "licence_expires_on")
    assert _stored(company, "zone") == "America/Bogota"


def test_an_authority_is_made_on_the_way_and_addressed(company: Hands) -> None:
    page = _page(company)
    _into(company, "arms_registry_id")
    company.type("Control de Armas")
    company.until(page.record.form.rows["arms_registry_id"].editor.choices)
    company.press(Qt.Key.Key_Return)
    assert page.record.new.texts() == {"name": "Control de Armas", "code": "CA", "address": ""}
    _save(company)
    assert company.said() == "Control de Armas is a place of this register now."
    assert page.record.form.rows["arms_registry_id"].editor.hasFocus()
    _save(company)
    place = history.detail
    found = company.make.register.read(place, kind="place", record=_stored(company, "arms_registry_id"))
    assert (found["name"], found["kind"]) == ("Control de Armas", "authority")


def test_an_authority_whose_code_is_taken_is_told_beside_it(company: Hands) -> None:
    company.make.described("place", code="CA", name="Another", kind="authority")
    page = _page(company)
    page.record.ask_authority("security_regulator_id")
    company.type("Control de Armas")
    _save(company)
    assert "CA" in page.record.new.rows["code"].editor.accessibleDescription()
    company.press(Qt.Key.Key_Escape)
    assert not page.record.asked.isVisible()


def test_the_office_that_the_country_names_is_put_forward(company: Hands) -> None:
    company.make.do(policies.adopt, jurisdiction="co", witness=company.make.witness)
    page = _page(company)
    page.reload()
    company.settle()
    page.record.ask_authority("security_regulator_id")
    assert page.record.new.texts()["name"] == "Superintendencia de Vigilancia y Seguridad Privada"
    assert page.record.new.texts()["code"] == "SVSP"


def test_the_end_of_the_company_tells_until_when_its_arms_are_deposited(company: Hands) -> None:
    closing = _page(company).closing
    closing.form.focus_first()
    company.type("2026-03-02")
    _save(company)
    assert _stored(company, "closing_on") == "2026-03-02"
    assert "Mar 2, 2026" in closing._told.text()
    assert "Apr 13, 2026" in closing._told.text()


def test_the_rules_say_what_is_unverified_and_where_each_comes_from(company: Hands) -> None:
    card = _page(company).rules
    assert card.open.words.text() == "13 of 13 limits are unverified."
    points = {point.title: point for point in card.list.points()}
    loss = points["A loss is reported within (hours)"]
    assert (loss.value, loss.chip, loss.lines) == ("24", "Unverified", ("Practice, after MOSAIC 05.20",))
    assert points["Firearms authorised"].chip == ""
    card.groups.choose("formalities")
    assert "MOSAIC 05.20" in card.list.points()[1].spoken()


def test_other_rules_are_adopted_by_keys_with_a_witness(company: Hands) -> None:
    page = _page(company)
    company.press(Qt.Key.Key_R, CTRL)
    company.until(page.adopting.country.hasFocus)
    company.type("Colombia")
    company.press(Qt.Key.Key_Tab)
    company.settle()
    shown = {point.title: point.value for point in page.adopting.changes.points()}
    assert shown["Guards to each firearm, at least"] == "— → 3"
    assert shown["A loss is reported within (hours)"] == "24 → At once"
    company.type("40")
    for _line in range(4):
        company.press(Qt.Key.Key_Tab)
    company.type(PASSPHRASE)
    company.press(Qt.Key.Key_Return)
    company.settle()
    stands = company.make.register.read(policies.in_force)
    assert [stands[name] for name in ("jurisdiction", "loss_hours", "firearms_authorised")] == ["co", 0, 40]
    assert company.said() == "The rules of Colombia are in force from now on."
    assert "witnessed by second" in page.rules._since.text()


def test_a_wrong_passphrase_of_the_witness_is_told_beside_it(company: Hands) -> None:
    page = _page(company)
    page.begin()
    page.adopting.confirm()
    assert page.adopting.witness.lines["witness_passphrase"].finding.code == "field_required"
    page.adopting.witness.passphrase.setText("not the passphrase")
    page.adopting.confirm()
    company.settle()
    assert page.adopting.witness.lines["witness_passphrase"].finding.code == "wrong_passphrase"
    company.press(Qt.Key.Key_Escape)
    assert page.adopting.witness.passphrase.text() == ""
    assert company.make.register.read(rulebook.in_force).since.seq == 0


def test_without_a_second_person_it_says_so(hands: Hands) -> None:
    page = hands.page("company")
    page.begin()
    assert "it takes a second person" in page.adopting.witness._told.text()
    assert not page.adopting.button.isEnabled()


def test_a_register_of_an_older_edition_is_offered_the_newer_rules(
    empty_window: Hands, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    with monkeypatch.context() as older:
        older.setattr(policies, "NEWEST", 1)
        empty_register(tmp_path / "older.armarium", Clock()).close()
    made: Make = copied(tmp_path / "older.armarium", tmp_path / "copy.armarium")
    hands = opened(Hands(empty_window.window, empty_window.bot, made))
    page = hands.page("company")
    assert page.older.isVisible()
    assert "edition 1 of the rules" in page.older.words.text()
    made.register.close()


def test_who_may_only_read_looks(empty_window: Hands) -> None:
    empty_window.make.user("rui", "reader")
    hands = opened(empty_window, "rui")
    page = hands.page("company")
    assert not page.record.isEnabled()
    assert not page.rules.adopt.isVisible()
    assert not page.older.isVisible()
    assert page.rules.list.hasFocus()


def test_what_was_typed_comes_back_after_locking(company: Hands) -> None:
    place = company.make.described("place", code="CA", name="Control", kind="authority")
    page = _page(company)
    page.record._for = "arms_registry_id"
    page.record.take_authority(place, {"name": "Control", "code": "CA"})
    _into(company, "tax_id")
    company.type("900")
    company.window.lock()
    hands = opened(company)
    hands.settle()
    form = _page(hands).record.form
    assert (form.rows["tax_id"].text(), form.rows["arms_registry_id"].text()) == ("900", str(place))
    assert form.is_dirty


@pytest.mark.parametrize("language", ["qps", "es", "pt", "fr"])
def test_the_page_has_room_for_its_words(empty_window: Hands, language: str) -> None:
    empty_window.make.do(policies.adopt, jurisdiction="pe", witness=empty_window.make.witness)
    empty_window.window.speak(language)
    hands = opened(empty_window)
    page = hands.page("company")
    found = {"page": cut(hands.window)}
    page.record.ask_authority("arms_registry_id")
    page.record._add()
    hands.settle()
    found["authority"] = cut(hands.window)
    page.begin()
    page.adopting.confirm()
    hands.settle()
    found["adopt"] = cut(hands.window)
    assert {name: words for name, words in found.items() if words} == {}
    assert hands.window.minimumSizeHint().width() <= 1366

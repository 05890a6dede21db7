"""The users in the window: the second one put forward, joining, other roles, letting go, passphrases, witnesses."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from registry_app.services import users
from tests.make import PASSPHRASE, Make
from tests.persistence.trouble import refused
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from ui.pages.user_acts import ADD, LEAVE, OWN, RENEW, RETURN
from ui.pages.user_acts import ROLES as GIVE

NEW = "quite another passphrase"
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def company(empty_window: Hands) -> Hands:
    """A register with a director, a compliance officer and an armorer; the director is at the page."""
    empty_window.make.user("eva", "armorer", person="Eva Prado")
    hands = opened(empty_window)
    hands.page("users")
    return hands


def _page(hands: Hands) -> Any:
    return hands.shell.page("users")


def _fill(hands: Hands, **lines: str) -> Any:
    """Type into the lines of the form, tick roles, and choose the witness."""
    form = _page(hands).form
    for name, text in lines.items():
        if name == "roles":
            form.roles.tick(text)
        elif name == "witness":
            form.witness.setCurrentIndex(form.witness.findData(text))
        else:
            getattr(form, name).setText(text)
    form.confirm()
    hands.settle()
    return form


def _accounts(make: Make) -> dict[str, users.Account]:
    return {each.name: each for each in make.register.read(users.accounts)}


def _about(hands: Hands, name: str, act: str) -> None:
    page = _page(hands)
    page.table.go_to(_accounts(hands.make)[name].id)
    page.card.buttons[act].click()


def _told(hands: Hands) -> dict[str, str]:
    """The findings of the form by its lines."""
    return {name: line.finding.code for name, line in _page(hands).form.lines.items() if line.finding}


def test_the_second_user_is_put_forward_and_joins_by_keyboard_alone(hands: Hands) -> None:
    assert hands.shell.sidebar._buttons["users"].accessibleName() == "Users 1"
    page = hands.page("users")
    assert page.alone.isVisible()
    assert page.second.isVisible()
    for text in ("eva", "Eva Prado"):
        hands.type(text)
        hands.press(Qt.Key.Key_Tab)
    for _twice in range(2):
        hands.type(NEW)
        hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Return, CTRL)
    hands.settle()
    assert _accounts(hands.make)["eva"].roles == "compliance"
    assert hands.said() == "eva has joined and can unlock the register."
    assert hands.shell.sidebar._buttons["users"].accessibleName() == "Users"
    assert not page.alone.isVisible()


def test_enter_after_a_new_name_leads_to_the_passphrase_which_nobody_sees(hands: Hands) -> None:
    form = hands.page("users").form
    for text in ("eva", "Eva Prado"):
        hands.type(text)
        hands.press(Qt.Key.Key_Return)
        hands.settle()
    assert form.passphrase.hasFocus()
    assert (form.person.text(), form.person.choices()) == ("Eva Prado", [])


def test_a_second_user_who_may_not_witness_is_refused_beside_the_roles(hands: Hands) -> None:
    hands.page("users")
    form = _fill(hands, name="eva", person="Eva Prado", passphrase=NEW, again=NEW, roles="reader")
    assert _told(hands) == {"roles": "second_user"}
    assert form.name.text() == "eva"
    assert list(_accounts(hands.make)) == ["first"]


def test_the_form_that_was_put_forward_can_be_left(hands: Hands) -> None:
    page = hands.page("users")
    hands.press(Qt.Key.Key_Escape)
    assert not page.form.isVisible()
    assert page.table.hasFocus()
    assert not page.card.buttons[GIVE].isVisible()
    hands.press(Qt.Key.Key_N, CTRL)
    hands.until(page.form.name.hasFocus)


def test_the_third_user_needs_a_witness(company: Hands) -> None:
    _page(company).begin(ADD)
    given = {"name": "rui", "person": "Rui Paz", "passphrase": NEW, "again": NEW, "roles": "armorer counter"}
    _fill(company, **given)
    assert _told(company) == {"witness": "field_required", "witness_passphrase": "field_required"}
    _fill(company, witness="second", witness_passphrase="not the passphrase")
    assert _told(company) == {"witness_passphrase": "wrong_passphrase"}
    _fill(company, witness_passphrase=PASSPHRASE)
    assert _accounts(company.make)["rui"].roles == "armorer counter"
    assert company.make.register.witness("rui", NEW).name == "rui"


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"passphrase": "short", "again": "short"}, {"passphrase": "passphrase_short"}),
        ({"again": "another"}, {"again": "passphrases_differ"}),
        ({"name": "second"}, {"name": "user_exists"}),
        ({"name": "g-7"}, {"name": "key_taken"}),
        ({"roles": ""}, {"roles": "field_required"}),
        ({"name": " ", "person": ""}, {"name": "field_required", "person": "field_required"}),
    ],
)
def test_what_is_unfit_is_told_beside_its_line(company: Hands, given: dict[str, str], told: dict[str, str]) -> None:
    company.make.person("G-7")
    _page(company).begin(ADD)
    usual = {"name": "rui", "person": "Rui Paz", "passphrase": NEW, "again": NEW, "roles": "armorer"}
    form = _fill(company, **{**usual, "witness": "second", "witness_passphrase": PASSPHRASE, **given})
    assert _told(company) == told
    assert form.isVisible()
    assert len(_accounts(company.make)) == 3


def test_a_person_of_the_register_can_be_chosen(company: Hands) -> None:
    guard = company.make.person("G-7")
    _page(company).begin(ADD)
    company.press(Qt.Key.Key_Tab)
    company.type("G-7")
    company.until(lambda: len(_page(company).form.person.choices()) == 2)
    company.press(Qt.Key.Key_Down)
    company.press(Qt.Key.Key_Return)
    given = {"name": "g7", "passphrase": NEW, "again": NEW, "roles": "counter"}
    _fill(company, **given, witness="second", witness_passphrase=PASSPHRASE)
    assert _accounts(company.make)["g7"].person_id == guard


def test_a_rather_short_passphrase_is_warned_of_and_taken(company: Hands) -> None:
    _about(company, "eva", RENEW)
    form = _page(company).form
    company.type("ten little")
    company.press(Qt.Key.Key_Return)
    assert _told(company) == {"passphrase": "passphrase_weak"}
    _fill(company, again="ten little", witness="second", witness_passphrase=PASSPHRASE)
    assert not form.isVisible()
    assert company.make.register.witness("eva", "ten little").name == "eva"


def test_roles_are_given_with_a_witness(company: Hands) -> None:
    _about(company, "eva", GIVE)
    assert _page(company).form.roles.codes() == "armorer"
    _fill(company, roles="supervisor", witness="second", witness_passphrase=PASSPHRASE)
    assert _accounts(company.make)["eva"].roles == "supervisor"
    assert "Roles: Armorer → Supervisor" in _page(company).card.life._happenings.all[0].lines


def test_nobody_takes_away_the_own_rights(company: Hands) -> None:
    _about(company, "first", GIVE)
    _fill(company, roles="reader", witness="second", witness_passphrase=PASSPHRASE)
    assert _told(company) == {"roles": "user_own_rights"}


def test_who_is_let_go_comes_back_under_a_new_passphrase(company: Hands) -> None:
    _about(company, "eva", LEAVE)
    _fill(company, witness="second", witness_passphrase=PASSPHRASE)
    assert not _accounts(company.make)["eva"].is_active
    page = _page(company)
    assert [act for act, button in page.card.buttons.items() if button.isVisible()] == [RETURN]
    _about(company, "eva", RETURN)
    _fill(company, passphrase=NEW, again=NEW, witness="second", witness_passphrase=PASSPHRASE)
    assert company.make.register.witness("eva", NEW).roles == "armorer"


def test_the_own_passphrase_is_changed_by_whoever_knows_it(company: Hands) -> None:
    _about(company, "first", OWN)
    _fill(company, old="not the passphrase", passphrase=NEW, again=NEW)
    assert _told(company) == {"old": "wrong_passphrase"}
    _fill(company, old=PASSPHRASE)
    assert company.said() == "Your passphrase was changed. Use the new one from now on."
    with refused("wrong_passphrase"):
        company.make.unlocked("first")


def test_who_is_no_director_looks_and_changes_the_own_passphrase(empty_window: Hands) -> None:
    empty_window.make.user("rui", "reader")
    hands = opened(empty_window, "rui")
    page = hands.page("users")
    assert not page.add.isVisible()
    offered = {}
    for name, account in _accounts(hands.make).items():
        page.table.go_to(account.id)
        offered[name] = [act for act, button in page.card.buttons.items() if button.isVisible()]
    assert offered == {"first": [], "second": [], "rui": [OWN]}


def test_only_others_who_may_are_offered_as_witness(company: Hands) -> None:
    company.make.user("ivan", "inspector")
    company.make.user("self", "director", person=company.make.register.actor.person_id)
    _page(company).reload()
    company.settle()
    _page(company).begin(ADD)
    witness = _page(company).form.witness
    assert [witness.itemData(row) for row in range(witness.count())] == ["second", "eva"]


def test_no_passphrase_stays_behind(company: Hands) -> None:
    page = _page(company)
    page.begin(ADD)
    company.type("rui")
    page.form.passphrase.setText(NEW)
    company.window.lock()
    kept = str(company.window._drafts)
    assert "rui" in kept
    assert NEW not in kept
    assert [line.text() for line in page.form.findChildren(QLineEdit)] == [""] * 6


def test_what_was_typed_comes_back_after_locking(company: Hands) -> None:
    _page(company).begin(ADD)
    company.type("rui")
    company.window.lock()
    hands = opened(company)
    hands.settle()
    assert (_page(hands).form.name.text(), _page(hands).form.act) == ("rui", ADD)


def test_a_full_disk_is_told_in_a_dialog_not_beside_a_line(company: Hands) -> None:
    """Whatever is no question of passphrases is for the window's one place of problems."""
    ring = company.make.folder / "keys.json"
    ring.rename(ring.with_suffix(".away"))
    _about(company, "eva", LEAVE)
    _fill(company, witness="second", witness_passphrase=PASSPHRASE)
    dialog = company.window.problems._open
    assert dialog is not None
    dialog.reject()
    assert _told(company) == {}


def test_columns_sort(company: Hands) -> None:
    page = _page(company)
    page.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    names = {account.id: account.person for account in page.accounts}
    assert [names[each] for each in page.table.rows.ids()] == ["Second", "Eva Prado", "Ana Ruiz"]


def test_nobody_is_left_to_witness_a_new_passphrase_for_the_second_of_two(hands: Hands) -> None:
    hands.make.user("second", "compliance")
    hands.page("users")
    _about(hands, "second", RENEW)
    form = _page(hands).form
    assert "Nobody can witness this" in form._vouch.text()
    assert not form.button.isEnabled()
    form.left.emit()
    _about(hands, "second", GIVE)
    assert form.button.isEnabled()

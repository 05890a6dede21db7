"""The form for users: every role explained, boxes that are seen in every look, room for its words in each language."""

from itertools import combinations

import pytest

from registry_app.domain.choices import ROLES
from tests.ui.fixtures import opened
from tests.ui.hands import Hands
from tests.ui.room import cut
from ui.pages.user_form import SHOWN
from ui.pages.user_rows import MAY


def test_every_role_says_what_it_may() -> None:
    assert MAY.keys() == ROLES.keys()


def test_a_tick_is_drawn_in_every_look(hands: Hands) -> None:
    box = hands.page("users").form.roles.boxes["armorer"]
    pictures = []
    for mode in ("light", "dark"):
        hands.window.look(mode)
        for is_ticked in (False, True):
            box.setChecked(is_ticked)
            pictures.append(box.grab().toImage())
    assert all(one != other for one, other in combinations(pictures, 2))


@pytest.mark.parametrize("language", ["qps", "es", "pt", "fr"])
def test_the_page_has_room_for_its_words(empty_window: Hands, language: str) -> None:
    empty_window.window.speak(language)
    hands = opened(empty_window)
    page = hands.page("users")
    page.form.confirm()
    hands.settle()
    found = {"second": cut(hands.window)}
    hands.make.user("eva", "director compliance supervisor armorer")
    page.reload()
    hands.settle()
    for act in SHOWN:
        page.begin(act)
        hands.settle()
        found[act] = cut(hands.window)
        page.show_list()
    found["list"] = cut(hands.window)
    assert {name: words for name, words in found.items() if words} == {}
    assert hands.window.minimumSizeHint().width() <= 1366
    assert hands.window.minimumSizeHint().height() <= 768


def test_tab_goes_through_the_roles_and_on(hands: Hands) -> None:
    """A proxy of the focus would hold the cursor in the form for ever."""
    form = hands.page("users").form
    last = list(form.roles.boxes.values())[-1]
    last.setFocus()
    last.focusNextChild()
    assert form.button.hasFocus()
    form.back.setFocus()
    form.back.focusNextChild()
    assert not form.isAncestorOf(hands.window.focusWidget())

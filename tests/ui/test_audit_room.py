"""Nothing of an audit is cut at 1366 x 768: in the pseudo-locale, where texts are 40 % longer, and in each language."""

from typing import Any

import pytest

from registry_app.services.audits import conclude
from tests.ui.armoury import Armoury
from tests.ui.hands import Hands
from tests.ui.room import cut

LANGUAGES = ("qps", "es", "pt", "fr")


def _begin(armoury: Armoury) -> None:
    armoury.page.begin()
    armoury.page.form.form.show_values({"kind": "sample", "method": "guided", "place_id": armoury.place, "size": 2})
    armoury.page.form.form.changed.emit()
    armoury.hands.settle()


def _states(armoury: Armoury) -> dict[str, Any]:
    """Each screen of an audit, and how to come to it."""
    return {
        "list": lambda: armoury.hands.page("audits"),
        "plan": lambda: armoury.page.take_act("plan"),
        "trend": lambda: armoury.page.take_act("trend"),
        "begin": lambda: _begin(armoury),
        "count": lambda: armoury.page.take_act("count"),
        "waiting": lambda: armoury.scan("R-1", "A-1001"),
        "asked": lambda: armoury.scan("LOT-1001"),
        "with a guard": lambda: armoury.scan("G-7001"),
        "results": lambda: armoury.part("results"),
        "entered": lambda: armoury.part("results").confirm(),
        "close": lambda: armoury.part("close"),
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_audit_has_room_for_its_words(empty_window: Hands, language: str) -> None:
    armoury = Armoury(empty_window)
    spot = armoury.begin(place=armoury.make.place("ARM-2"), kind="spot")
    armoury.make.as_(armoury.team.one).do(conclude, audit=spot, witness=armoury.team.head)
    armoury.make.firearm("A-1001", at=armoury.south)
    armoury.make.lot("LOT-1001", pack_size=50)
    armoury.make.person("G-7001")
    armoury.begin(method="guided")
    empty_window.window.speak(language)
    armoury.open()
    found = {}
    for name, go in _states(armoury).items():
        go()
        armoury.hands.settle()
        found[name] = cut(empty_window.window)
        assert empty_window.window.minimumSizeHint().width() <= 1366
        assert empty_window.window.minimumSizeHint().height() <= 768
    assert {name: words for name, words in found.items() if words} == {}

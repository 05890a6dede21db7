"""Labels: what is named is seen as it will be printed, and saved as it is seen."""

from pathlib import Path

import pytest

from registry_app.services import labels
from tests.reports import papers
from tests.ui.hands import Hands
from ui.pages.label_options import CARDS, CODES, SHEETS
from ui.pages.labels import Labels


@pytest.fixture
def page(hands: Hands) -> Labels:
    hands.make.firearm("SLX-1")
    hands.page("labels")
    found = hands.shell.page("labels")
    assert isinstance(found, Labels)
    return found


def _named(hands: Hands, page: Labels, names: str) -> None:
    page.form.rows["names"].show_value(names)
    page.reload()
    hands.settle()


def test_nothing_named_is_nothing_to_save(page: Labels) -> None:
    assert not page.pdf.isEnabled()


def test_what_is_named_is_seen_and_saved(hands: Hands, page: Labels, tmp_path: Path) -> None:
    _named(hands, page, "SLX-1")
    assert page.paper.page() == (0, 1)
    page.save(tmp_path / "l.pdf")
    hands.settle()
    assert "SLX-1" in papers.whole((tmp_path / "l.pdf").read_bytes())


def test_a_name_that_nobody_has_leaves_nothing_to_save(hands: Hands, page: Labels) -> None:
    _named(hands, page, "SLX-1")
    _named(hands, page, "NOBODY")
    assert not page.pdf.isEnabled()


def test_cards_are_asked_for_people_alone(page: Labels) -> None:
    page.form.show_values({"kind": "person"})
    assert page.form.rows["layout"].isHidden()
    assert not page.form.rows["card"].isHidden()


def test_every_layout_and_code_can_be_chosen() -> None:
    assert set(SHEETS) == set(labels.layouts("firearm"))
    assert set(CARDS) == set(labels.layouts("person"))
    assert labels.symbols() == CODES

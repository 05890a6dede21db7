"""The page of cases: a loss, a theft, lost papers and a discharge from what happened to the end, by keys."""

import pytest
from PySide6.QtCore import Qt

from registry_app.domain.entry import Position
from registry_app.services.losses import Missing
from tests.ui.casework import Casework
from tests.ui.hands import Hands


@pytest.fixture
def work(hands: Hands) -> Casework:
    return Casework(hands)


def test_a_theft_is_entered_by_keys_from_what_happened_to_the_signature(work: Casework) -> None:
    work.begin("stolen")
    work.hands.scan("T-1")
    work.go_on()
    work.into("circumstances", "Taken on the way")
    work.go_on()
    work.type("D-7741")
    work.go_on()
    work.vouch()
    row = work.row()
    assert (row.kind, row.police_number, row.lost) == ("theft", "D-7741", {"firearm": 1})
    assert work.last().lines[0].source == Position(work.make.place(), work.guard)
    assert work.hands.said() == f"Case {row.number} is on record: entry {work.last().seq}."


def test_all_that_a_guard_has_is_taken_by_one_key(work: Casework) -> None:
    work.begin("stolen")
    work.hands.scan("G-7")
    work.press(Qt.Key.Key_F9)
    work.go_on(2)
    work.go_on()
    work.vouch()
    missing = work.make.register.read(losses_missing, work.row().number)
    assert missing == [Missing(work.gun, 1, 0), Missing(work.lot, 30, 0)]


def losses_missing(session, case):  # type: ignore
    from registry_app.services import losses
    return losses.missing(session, case=case)

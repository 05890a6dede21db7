"""A signature is kept as it was drawn, by mouse, pen or finger."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.parts.drawing import Drawing

NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def field(look: object, qtbot: QtBot) -> Drawing:
    shown = Drawing("Signature")
    qtbot.addWidget(shown)
    shown.resize(420, 150)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def _dark(field: Drawing) -> int:
    """How much of the field is ink."""
    image = field.grab().toImage()
    spots = ((x, y) for x in range(4, image.width() - 4, 2) for y in range(4, 90))
    return sum(image.pixelColor(x, y).lightness() < 100 for x, y in spots)


def _pen(field: Drawing, kind: QEvent.Type, x: int, y: int) -> QTabletEvent:
    pen = QPointingDevice(
        "pen", 1, QInputDevice.DeviceType.Stylus, QPointingDevice.PointerType.Pen,
        QInputDevice.Capability.Position, 1, 1,
    )  # fmt: skip
    left, at = Qt.MouseButton.LeftButton, QPointF(x, y)
    event = QTabletEvent(kind, pen, at, QPointF(field.mapToGlobal(at)), 0.5, 0, 0, 0, 0, 0, NO_KEYS, left, left)
    QApplication.sendEvent(field, event)
    return event


def test_a_mouse_draws_while_it_is_pressed(field: Drawing) -> None:
    left, points = Qt.MouseButton.LeftButton, [QPointF(x, 20 + x // 4).toPoint() for x in (30, 120, 240)]
    QTest.mouseMove(field, points[2])
    QTest.mousePress(field, left, NO_KEYS, points[0])
    for point in points[1:]:
        QTest.mouseMove(field, point)
    QTest.mouseRelease(field, left, NO_KEYS, points[-1])
    QTest.mouseMove(field, points[0])
    ((first, *middle, last),) = field.strokes
    assert (first[:2], last[:2]) == ((30, 27), (240, 80))
    assert first[2] == 0
    assert middle
    assert _dark(field) > 100


def test_a_pen_draws_stroke_by_stroke_and_within_the_field(field: Drawing) -> None:
    for x in (30, 200):
        assert _pen(field, QEvent.Type.TabletPress, x, 20).isAccepted()
        _pen(field, QEvent.Type.TabletMove, x + 900, 60)
        _pen(field, QEvent.Type.TabletRelease, x + 900, 60)
    assert [[point[:2] for point in stroke] for stroke in field.strokes] == [
        [(30, 20), (field.width(), 60)], [(200, 20), (field.width(), 60)],
    ]  # fmt: skip


def test_the_first_finger_draws(field: Drawing) -> None:
    finger = QTest.createTouchDevice()
    begin, end = QPointF(30, 20).toPoint(), QPointF(90, 40).toPoint()
    QTest.touchEvent(field, finger).press(0, begin, field).commit()
    QTest.touchEvent(field, finger).move(0, end, field).commit()
    QTest.touchEvent(field, finger).release(0, end, field).commit()
    assert [point[:2] for stroke in field.strokes for point in stroke] == [(30, 20), (90, 40)]


def test_signing_anew_begins_with_an_empty_field(field: Drawing) -> None:
    for kind, x in ((QEvent.Type.TabletPress, 30), (QEvent.Type.TabletMove, 300)):
        _pen(field, kind, x, 30)
    assert _dark(field) > 100
    field.wipe()
    assert (field.strokes, _dark(field)) == ([], 0)

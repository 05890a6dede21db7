"""Is every word in the window whole? Looks at what each label and button needs and what it has."""

from collections.abc import Iterator

from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from ui.parts.text import Elided


def cut(window: QWidget) -> list[str]:
    """The words that are cut, or stand outside what holds them."""
    return [*_cut_labels(window), *_cut_buttons(window), *_outside(window)]


def _cut_labels(window: QWidget) -> Iterator[str]:
    for label in window.findChildren(QLabel):
        if not label.isVisible() or not label.text() or isinstance(label, Elided):
            continue
        if label.wordWrap():
            if label.height() < label.heightForWidth(label.width()) - 1:
                yield f"too low: {label.text()}"
        elif label.width() < label.sizeHint().width() - 1:
            yield f"too narrow: {label.text()}"


def _cut_buttons(window: QWidget) -> Iterator[str]:
    for button in window.findChildren(QAbstractButton):
        if button.isVisible() and button.text() and button.width() < button.sizeHint().width() - 1:
            yield f"button too narrow: {button.text()}"


def _outside(window: QWidget) -> Iterator[str]:
    worded: list[QLabel | QAbstractButton] = [*window.findChildren(QLabel), *window.findChildren(QAbstractButton)]
    for widget in worded:
        if widget.isVisible() and widget.text():
            parent = widget.parentWidget()
            if parent is not None and not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry()):
                yield f"outside: {widget.text()}"

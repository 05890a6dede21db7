"""The question before something typed is given up."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from registry_app.i18n import N_
from ui.parts.text import Button
from ui.problems import ProblemDialog


def ask(parent: QWidget, give_up: Callable[[], None]) -> None:
    """What was typed is given up only by somebody who says so."""
    said = N_("What was typed is not entered, and will be gone.")
    dialog = ProblemDialog(parent, "triangle-alert", N_("Leave without saving?"), said)
    dialog.add_button(Button(N_("Leave without saving"), kind="danger")).clicked.connect(dialog.accept)
    dialog.add_button(Button(N_("Go on"), kind="primary")).clicked.connect(dialog.reject)
    dialog.accepted.connect(give_up)
    dialog.open()

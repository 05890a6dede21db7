"""The question before something typed is given up."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from registry_app.i18n import N_, _
from ui.parts.stack import Stack
from ui.parts.text import Button
from ui.problems import ProblemDialog

GONE = N_("What was typed is not entered, and will be gone.")


def ask(parent: QWidget, give_up: Callable[[], None], said: str = "") -> None:
    """What was typed is given up only by somebody who says so; `said` tells what, in the reader's language."""
    dialog = ProblemDialog(parent, "triangle-alert", N_("Leave without saving?"))
    dialog.explanation.quote(said or _(GONE))
    dialog.add_button(Button(N_("Leave without saving"), kind="danger")).clicked.connect(dialog.accept)
    dialog.add_button(Button(N_("Go on"), kind="primary")).clicked.connect(dialog.reject)
    dialog.accepted.connect(give_up)
    dialog.open()


def leave(parent: QWidget, give_up: Callable[[], None], *, is_typed: bool, is_under_way: bool = False) -> None:
    """Leave a form: at once where nothing is typed, else only when somebody says so, and not while it is entered."""
    if is_under_way:
        return
    if is_typed:
        ask(parent, give_up)
    else:
        give_up()


def go_elsewhere(pages: Stack, sheet: Any, go: Callable[[], None], record: int = 0, said: str = "") -> None:
    """Show the `sheet` of `pages` with what is typed on it, and go on with something else where somebody says so.

    Whoever comes back to the `record` that it was typed about finds it as it was. `said` as in `ask`.
    """
    pages.setCurrentWidget(sheet)
    if record and sheet.record == record:
        sheet.enter()
    else:
        ask(sheet, go, said)

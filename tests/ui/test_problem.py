"""What is against something is shown below it, and said again in another language."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from registry_app.domain.errors import refuse
from registry_app.i18n import speaking
from ui.parts.problem import Problem


def test_it_is_seen_only_while_something_is_wrong(qtbot: QtBot) -> None:
    problem = Problem()
    qtbot.addWidget(problem)
    assert problem.isHidden()
    problem.tell([refuse("wrong_passphrase"), refuse("disk_full", path="x")])
    assert (problem.isHidden(), problem.text().count("\n")) == (False, 1)
    problem.tell()
    assert (problem.isHidden(), problem.text()) == (True, "")


def test_it_speaks_the_readers_language_at_once(qtbot: QtBot) -> None:
    problem = Problem()
    qtbot.addWidget(problem)
    problem.tell([refuse("wrong_passphrase")])
    english = problem.text()
    with speaking("es"):
        QApplication.sendEvent(problem, QEvent(QEvent.Type.LanguageChange))
        assert problem.text().startswith("La contraseña")
    assert problem.text() != english

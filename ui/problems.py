"""The one place that shows errors: what went wrong becomes what the user sees.

| error | shown |
|---|---|
| `Refused` | in the status strip, naming the remedy, where no form has taken it |
| `Unavailable` | a dialog with "Try again" |
| `Damaged` | a dialog that stops the work: the register is closed |
| anything else, and every uncaught exception | one dialog with a report to copy; more of them are only counted |

The report and the log name types and lines of code, never values: messages may quote what somebody typed.
"""

import sys
import threading
from collections.abc import Callable
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal, qVersion
from PySide6.QtGui import QFontDatabase, QGuiApplication, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from registry_app.domain.errors import Damaged, Finding, Refused, Unavailable
from registry_app.faults import report
from registry_app.i18n import N_, _
from ui.job import Job
from ui.log import LOG
from ui.parts.card import Tile
from ui.parts.findings import FindingsList
from ui.parts.text import Button, Label, told

Retry = Callable[[], object]


class Problems(QObject):
    """Shows errors over `window`. `refused` carries findings for the strip; `damaged` asks for closing the register."""

    refused = Signal(object)
    damaged = Signal()
    _caught = Signal(object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._open: QDialog | None = None
        self._caught.connect(self.show, Qt.ConnectionType.QueuedConnection)

    def watch(self) -> None:
        """Take every uncaught exception of any thread from now on."""
        sys.excepthook = self._uncaught
        threading.excepthook = lambda args: self._caught.emit(args.exc_value)

    def _uncaught(self, kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
        else:
            self._caught.emit(error)

    def of_job(self, error: BaseException, job: Job[object] | None) -> None:
        """Show the error that nobody took of a job, which can be asked to try again."""
        self.show(error, job.again if job is not None else None)

    def show(self, error: BaseException, retry: Retry | None = None) -> None:
        """Show `error` as the table above says; `retry` starts again what could not be done."""
        if isinstance(error, Refused):
            self.refused.emit(error.findings)
        elif isinstance(error, Unavailable):
            self._present(_unavailable(self._window, error.finding, retry))
        elif isinstance(error, Damaged):
            LOG.error("damaged %s", ", ".join(finding.code for finding in error.findings))
            self._present(self._stop(error))
        else:
            LOG.error("bug %s", type(error).__name__, exc_info=error)
            self._present(BugDialog(self._window, report(error, f"Qt {qVersion()}")))

    def _present(self, dialog: QDialog) -> None:
        """One at a time: the first tells, the next ones are in the log."""
        if self._open is not None:
            dialog.deleteLater()
            return
        self._open = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        self._open = None

    def _stop(self, error: Damaged) -> QDialog:
        dialog = ProblemDialog(
            self._window, "shield-alert", N_("The register is damaged"),
            N_("A check failed, so nothing more is written. Make a copy of the register folder as evidence, "
               "then restore the last verified backup."),
        )  # fmt: skip
        listed = FindingsList(N_("Findings"))
        listed.show_findings(error.findings)
        listed.setMinimumHeight(120)
        dialog.inside.insertWidget(1, listed)
        close = dialog.add_button(Button(N_("Close the register"), kind="primary"))
        close.clicked.connect(dialog.accept)
        dialog.finished.connect(self.damaged)
        return dialog


class ProblemDialog(QDialog):
    """A drawing, a headline, an explanation, and buttons at the foot."""

    def __init__(self, parent: QWidget, icon: str, headline: str, explanation: str = "") -> None:
        super().__init__(parent)
        self.setWindowTitle(_(headline))
        self.setMinimumWidth(460)
        self.inside = QVBoxLayout(self)
        self.inside.setContentsMargins(22, 20, 22, 18)
        self.inside.setSpacing(14)
        top, words = QHBoxLayout(), QVBoxLayout()
        top.setSpacing(14)
        words.setSpacing(4)
        top.addWidget(Tile(icon, "red", "red_t", 40), 0, Qt.AlignmentFlag.AlignTop)
        words.addWidget(Label(headline, "h2", is_wrapping=True))
        self.explanation = Label(explanation, "muted", is_wrapping=True)
        words.addWidget(self.explanation)
        top.addLayout(words, 1)
        self.inside.addLayout(top)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch()
        self.inside.addLayout(self._buttons)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as the lines need that the width makes."""
        self.resize(self.width(), max(self.height(), self.inside.totalHeightForWidth(self.width())))
        super().showEvent(event)

    def add_button(self, button: Button) -> Button:
        """Put a button at the foot, right of those that are there; the last one is the default."""
        button.setAutoDefault(True)
        button.setDefault(True)
        self._buttons.addWidget(button)
        return button


def _unavailable(window: QWidget, finding: Finding, retry: Retry | None) -> QDialog:
    dialog = ProblemDialog(window, "circle-alert", N_("This cannot be done now"))
    dialog.explanation.quote(told(finding))
    close = dialog.add_button(Button(N_("Close")))
    close.clicked.connect(dialog.reject)
    if retry is not None:
        again = dialog.add_button(Button(N_("Try again"), "refresh-cw", "primary"))
        again.clicked.connect(dialog.accept)
        dialog.accepted.connect(retry)
    return dialog


class BugDialog(ProblemDialog):
    """Our fault: says so, says that nothing was saved half, and gives a report to copy."""

    def __init__(self, parent: QWidget, text: str) -> None:
        super().__init__(
            parent, "triangle-alert", N_("Something went wrong, and it is not your fault"),
            N_("What you were doing was undone, the register is unharmed. The report below holds no data of yours; "
               "please send it to whoever supports you."),
        )  # fmt: skip
        self.report = QPlainTextEdit(text)
        self.report.setReadOnly(True)
        self.report.setAccessibleName(_("Report"))
        self.report.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.report.setMinimumSize(480, 160)
        self.inside.insertWidget(1, self.report)
        copy = self.add_button(Button(N_("Copy the report"), "copy"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        close = self.add_button(Button(N_("Close"), kind="primary"))
        close.clicked.connect(self.accept)

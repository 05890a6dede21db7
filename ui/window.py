"""The window: before a register is open one of the gates, while it is open the shell. Locks, closes, remembers."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow

from registry_app.i18n import N_, _
from ui import settings as remembered
from ui.authority import AuthorityShell, DeskAtWork, is_desk
from ui.desk import Worker
from ui.destinations import DESTINATIONS, START
from ui.header import Menus
from ui.idle import Idle
from ui.keeper import Keeper
from ui.kept import unpacked
from ui.language import speak
from ui.opening import Opened, check
from ui.pages.declaring import Declaring
from ui.pages.founding import Founding, RecoveryCode
from ui.pages.gate import Gate
from ui.pages.paper_gate import PaperGate
from ui.pages.registers import Registers
from ui.pages.unlock import Unlock
from ui.parts.text import Button
from ui.problems import ProblemDialog, Problems
from ui.scanner import Burst, Habits, Wedge
from ui.shell import Shell
from ui.tasks import Tasks
from ui.theme import Theme

USUAL, SMALLEST, FRAME = (1366, 840), (640, 360), 40
"""What the desktop's title bar may take of the height."""


class Window(QMainWindow):
    """One window, one register at a time. `first_painted` is told once, when the first page has been seen."""

    first_painted = Signal()

    def __init__(self, settings: remembered.Settings, file: Path, theme: Theme) -> None:
        super().__init__()
        self._settings, self._file, self._theme = settings, file, theme
        theme.dress(self)
        self._is_painted = self._may_close = False
        self._tasks: Tasks | None = None
        self._closing: Tasks | None = None
        self._drafts: dict[tuple[str, str], tuple[str, dict[str, Any]]] = {}
        self._keeper: Keeper | None = None
        self.shell: Shell | None = None
        self.problems = Problems(self)
        self.problems.damaged.connect(self._give_up)
        self._free_tasks = self._new_tasks()
        self.wedge = Wedge(Habits.of(settings.scanner), self)
        self.wedge.scanned.connect(self._take_scan)
        self._idle = Idle(settings, self)
        self._idle.away.connect(self.lock_unattended)
        self.setWindowTitle(_("Armarium"))
        self.setMinimumSize(*SMALLEST)
        self._fit()
        for keys, step in ((QKeySequence.StandardKey.ZoomIn, 1), (QKeySequence.StandardKey.ZoomOut, -1)):
            QShortcut(QKeySequence(keys), self, lambda step=step: self.zoom(step))

    def _new_tasks(self, opened: Opened | None = None) -> Tasks:
        tasks = Tasks(opened.register if opened else None, self)
        tasks.failed.connect(self.problems.of_job)
        return tasks

    def _fit(self) -> None:
        room = self.screen().availableGeometry()
        wide, tall = self._settings.window[:2] if len(self._settings.window) >= 2 else USUAL
        self.resize(min(wide, room.width()), min(tall, room.height() - FRAME))

    def begin(self, folder: Path | None = None) -> None:
        """Show the register in `folder`, or the one opened last, or the choice of registers."""
        last = next((Path(each) for each in self._settings.recent if Path(each).is_dir()), None)
        if folder is not None or last is not None:
            self.show_unlock(folder or last)  # type: ignore[arg-type]
        else:
            self.show_registers()

    def come_forward(self, folder: Path | None = None) -> None:
        """Come to the front, being started again, perhaps on a register: ask for that one if none is open."""
        if folder is not None and folder.is_dir() and self.shell is None and isinstance(self.centralWidget(), Gate):
            self.show_unlock(folder)
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def menus(self) -> Menus:
        """Buttons for language and look that act on this window."""
        menus = Menus(self._theme.mode)
        menus.language_chosen.connect(self.speak)
        menus.look_chosen.connect(self.look)
        return menus

    def look(self, mode: str) -> None:
        """Wear another look from now on."""
        self._theme.set_mode(mode)
        for menus in self.findChildren(Menus):
            menus.show_look(mode)

    def zoom(self, step: int) -> None:
        """Larger or smaller letters, by points."""
        self._theme.set_points(self._theme.points + step)

    def speak(self, code: str) -> None:
        """Speak another language from now on."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            speak(app, code)
        self._settings.language = code

    def show_registers(self) -> None:
        """The choice of registers."""
        known = [Path(each) for each in self._settings.recent if Path(each).is_dir()]
        gate = Registers(self._free_tasks, self.menus(), known)
        gate.chosen.connect(self.show_unlock)
        gate.founding.connect(self.show_founding)
        gate.checking.connect(self.show_papers)
        self._show(gate)

    def show_unlock(self, folder: Path) -> None:
        """Ask who opens the register in `folder`; the desk of an authority opens as it lies."""
        if is_desk(folder):
            self.open_desk(folder)
            return
        user = self._settings.last_user.get(str(folder), "")
        gate = Unlock(self._free_tasks, self.menus(), folder, user, self._closing)
        gate.opened.connect(self.open)
        gate.left.connect(self.show_registers)
        gate.checking.connect(self.show_papers)
        gate.declaring.connect(lambda: self.show_declaring(folder))
        self._show(gate)

    def show_declaring(self, folder: Path) -> None:
        """Let two persons declare that the register in `folder` was restored."""
        gate = Declaring(self._free_tasks, self.menus(), folder, self._closing)
        gate.declared.connect(self.open)
        gate.left.connect(lambda: self.show_unlock(folder))
        self._show(gate)

    def show_papers(self) -> None:
        """Check papers, without a register."""
        gate = PaperGate(self._free_tasks, self.menus(), self._settings)
        gate.left.connect(self.begin)
        self._show(gate)

    def open_desk(self, folder: Path) -> None:
        """Show the pages of an authority's desk."""
        self._tasks = Tasks(DeskAtWork(folder), self)
        self._tasks.failed.connect(self.problems.of_job)
        self.shell = AuthorityShell(self._tasks, self.problems, self._settings, self.menus(), folder)
        self.shell.lock_asked.connect(self.lock)
        self._settings.remember(folder, "")
        self.setWindowTitle(_("{company} · Armarium").format(company=folder.stem))
        self._show(self.shell)
        self._save()

    def show_founding(self) -> None:
        """Ask what a new register needs."""
        gate = Founding(self._free_tasks, self.menus())
        gate.left.connect(self.show_registers)
        gate.founded.connect(self.show_code)
        self._show(gate)

    def show_code(self, opened: Opened, code: str) -> None:
        """Show the recovery code of a new register, once."""
        self._tasks = self._new_tasks(opened)
        gate = RecoveryCode(self._free_tasks, self.menus(), opened, code)
        gate.confirmed.connect(self.open)
        self._show(gate)

    def _show(self, page: Gate | Shell) -> None:
        if isinstance(before := self.centralWidget(), Gate):
            before.jobs.drop()
        self.setCentralWidget(page)
        if self._is_painted and isinstance(page, Gate):
            page.begin()

    def open(self, opened: Opened) -> None:
        """Show the pages of an unlocked register."""
        actor, summary = opened.register.actor, opened.summary
        if self._tasks is None:
            self._tasks = self._new_tasks(opened)
        worker = Worker(actor, summary.person or actor.name, summary.company, opened.register.is_read_only)
        stored = {page: draft for page, kept in opened.drafts.items() if (draft := unpacked(kept))}
        page, drafts = self._drafts.pop((str(opened.register.folder), actor.name), ("", stored))
        self.shell = shell = Shell(
            self._tasks, self.problems, self._settings, DESTINATIONS, self.menus(), worker, page or START, drafts
        )  # fmt: skip
        self._keeper = None if worker.is_read_only else Keeper(self._tasks, shell.drafts, opened.drafts, shell)
        shell.show_summary(summary)
        shell.lock_asked.connect(self.lock)
        shell.reception.hear(self.wedge)
        self.wedge.switch(is_on=True)
        self._settings.remember(opened.register.folder, actor.name)
        self.setWindowTitle(_("{company} · Armarium").format(company=summary.company))
        self._show(self.shell)
        self._tasks.run(check, opened.register)
        self._save()
        if not page:
            self.shell.tell_restored()

    def _take_scan(self, burst: Burst) -> None:
        if self.shell is not None:
            self.shell.take_scan(burst)

    def lock(self) -> None:
        """Take everything off the screen, keep what was typed, and ask for the passphrase again."""
        if self._tasks is None or self._tasks.register is None or self.shell is None:
            return
        if isinstance(self.shell, AuthorityShell):
            self._give_up()
            return
        register = self._tasks.register
        self._drafts[str(register.folder), register.actor.name] = self.shell.current_key(), self.shell.drafts()  # type: ignore[attr-defined]
        self._drop_register(wait=False)
        self.show_unlock(register.folder)  # type: ignore[attr-defined]

    def lock_unattended(self) -> None:
        """Lock because nobody is there; an import under way goes on until it ends."""
        if self._tasks is not None and not self._tasks.is_labouring:
            self.lock()

    def _give_up(self) -> None:
        """Nothing more is done with what is open: a desk that is locked, a register that is damaged."""
        self._drop_register(wait=False)
        self.show_registers()

    def _drop_register(self, *, wait: bool) -> None:
        self.wedge.switch(is_on=False)
        if self._keeper is not None:
            self._keeper.throw_away() if self._may_close else self._keeper.look()
            self._keeper = None
        if self.shell is not None:
            self.shell.leave()
        for dialog in self.findChildren(QDialog):
            dialog.close()
        if self._tasks is not None:
            self._tasks.cancel_labour()
            self._tasks.close(wait=wait)
        self._closing, self._tasks, self.shell = self._tasks, None, None
        self.setWindowTitle(_("Armarium"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first time, what was put off until something is seen begins."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self._begin_work)

    def _begin_work(self) -> None:
        self.first_painted.emit()
        if isinstance(page := self.centralWidget(), Gate):
            page.begin()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask when something would be lost; else let writes end, close the register, and remember."""
        if not self._may_close and (why := self._unfinished()):
            event.ignore()
            self._ask_leave(why)
            return
        self.hide()
        self.wedge.close()
        self._drop_register(wait=True)
        self._free_tasks.close(wait=True)
        if self._closing is not None:
            self._closing.wait_closed()
        self._settings.window = [self.width(), self.height()]
        self._save()
        super().closeEvent(event)

    def _unfinished(self) -> str:
        if self._tasks is not None and self._tasks.is_labouring:
            return N_("An import is under way. What is already in stays, the rest is left out.")
        if self.shell is not None and self.shell.drafts():
            return N_("Something was typed and not saved.")
        page = self.centralWidget()
        return page.unfinished() if isinstance(page, Gate) else ""

    def _ask_leave(self, why: str) -> None:
        dialog = ProblemDialog(self, "triangle-alert", N_("Close all the same?"), why)
        stay = Button(N_("Close the window"), kind="danger")
        stay.clicked.connect(dialog.accept)
        dialog.add_button(stay)
        dialog.add_button(Button(N_("Stay"), kind="primary")).clicked.connect(dialog.reject)
        dialog.accepted.connect(self._close_now)
        dialog.open()

    def _close_now(self) -> None:
        self._may_close = True
        self.close()

    def _save(self) -> None:
        self._settings.theme, self._settings.points = self._theme.mode, self._theme.points
        remembered.save(self._settings, self._file)

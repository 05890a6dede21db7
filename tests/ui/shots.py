"""Pictures of the window to look at, no test: python -m tests.ui.shots OUT [PAGE...] [--look dark] [--lang es]
[--size 1366x768] [--points 10].

QT_SCALE_FACTOR=2 gives the pictures of a 200 % screen. Each name after the options is a page of `PAGES`.
"""

import argparse
import json
import os
import tempfile
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from registry_app.persistence.keys import Cost
from registry_app.services import demo
from tests.ui.patience import settle, wait
from tests.ui.shots_audits import AuditPictures
from tests.ui.shots_authority import AuthorityPictures
from tests.ui.shots_cases import CasePictures
from tests.ui.shots_certificates import CertificatePictures
from tests.ui.shots_handover import HandoverPictures
from tests.ui.shots_journal import JournalPictures
from tests.ui.shots_labels import LabelPictures
from tests.ui.shots_papers import PaperPictures
from tests.ui.shots_places import PlacePictures
from tests.ui.shots_returns import ReturnPictures
from tests.ui.shots_stock import StockPictures
from ui import app as apps
from ui import icons
from ui.opening import DEMO_PAPER

PAGES = tuple(
    """
    registers founding code papers_gate unlock declaring overview
    handover takeback halt waiting expired renewing staying required slip out_now out_overdue due
    firearms as_of sheet marks documents permits viewer
    ammunition lot lot_record lot_acts lot_hold new_lot articles article new_article
    people places rack place imports journal journal_filter entry entry_record correct
    cases case case_step case_ways case_items case_where case_told case_check shot_who shot_rounds shot_check
    audits audit_plan audit_trend audit_begin audit_count audit_results audit_differences audit_close security
    audit_sheets audit_paper audit_typing audit_gaps audit_remarks
    returns returns_period returns_case returns_sent papers_empty papers
    indicators labels labels_empty labels_roll labels_cards
    company adopt users user_form user_second certificates certificate_form certificate_import return_signed
    scanner shortcuts palette problem
    desk_receive desk_companies desk_country desk_crosses
    """.split()
)


def made(folder: Path) -> Path:
    """The demo register in a folder, made where there is none yet."""
    if not (folder / DEMO_PAPER).exists():
        folder.mkdir(parents=True, exist_ok=True)
        told = demo.make(folder, cost=Cost(1, 64, 1)).as_json()
        (folder / DEMO_PAPER).write_text(json.dumps(told), "utf-8")
    return folder / demo.NAME


class Photographer(
    PlacePictures,
    StockPictures,
    JournalPictures,
    CasePictures,
    LabelPictures,
    HandoverPictures,
    AuditPictures,
    CertificatePictures,
    AuthorityPictures,
    PaperPictures,
    ReturnPictures,
):
    """Goes through the pages of one window."""

    def __init__(self, window: Any, out: Path, register: Path) -> None:
        self.window, self.out, self.register = window, out, register

    def take(self, name: str) -> None:
        """Show a page and keep its picture."""
        getattr(self, name)()
        settle(self.window)
        target = next((d for d in QApplication.topLevelWidgets() if d.isVisible() and d.isModal()), self.window)
        target.grab().save(str(self.out / f"{name}.png"))
        if target is not self.window:
            target.close()

    def registers(self) -> None:
        self.window.show_registers()

    def founding(self) -> None:
        self.window.show_founding()
        gate = self.window.centralWidget()
        gate.company.setText("Vigilancia Andina S.A.")
        gate.passphrase.setText("correct horse battery")
        gate.again.setText("correct horse batter")
        gate.person.setText("Ana Ruiz")
        gate.user.setText("ana")
        gate.found()

    def code(self) -> None:
        from ui.pages.founding import RecoveryCode

        gate = RecoveryCode(self.window._free_tasks, self.window.menus(), None, "4XQ7-" * 8 + "C")  # type: ignore[arg-type]
        self.window._show(gate)

    def unlock(self) -> None:
        if self.window.shell is not None:
            self.window.lock()
        gate = self.window.centralWidget()
        if not hasattr(gate, "_names"):
            self.window.show_unlock(self.register)
            gate = self.window.centralWidget()
        wait(lambda: gate._names)

    def _go(self, key: str, record: int = 0) -> Any:
        if self.window.shell is None:
            self.unlock()
            self.window.centralWidget().unlock()
            wait(lambda: self.window.shell is not None)
            settle(self.window)
        self.window.shell.go(key, record)
        settle(self.window)
        return self.window.shell.page(key)

    def overview(self) -> None:
        self._go("overview")

    def people(self) -> None:
        self._go("people").table.selectRow(2)

    def scanner(self) -> None:
        self._go("scanner")

    def palette(self) -> None:
        self._go("overview")
        self.window.shell.show_palette()

    def firearms(self) -> None:
        page = self._go("firearms")
        page.show_list()
        page.table.selectRow(2)

    def as_of(self) -> None:
        page = self._go("firearms")
        page.show_list()
        page.day.begin()
        page.day.form.show_values({"as_of": "2026-08-01", "known_at": "2000"})
        settle(self.window, 300)
        self.window.grab().save(str(self.out / "as_of_asked.png"))
        page.day.confirm()

    def sheet(self) -> None:
        page = self._go("firearms")
        page.day.left.emit()
        settle(self.window)
        page.open_record(page.table.current_id())

    def _tab(self, code: str) -> Any:
        self.sheet()
        settle(self.window)
        sheet = self.window.shell.page("firearms").sheet
        sheet.tabs.choose(code)
        return sheet

    def marks(self) -> None:
        sheet = self._tab("marks")
        for kind, text, spot in (("slide", "IM6640C", "Right of the slide"), ("obliterated", "8?1-?5591", "Frame")):
            sheet.marks.begin()
            sheet.marks.form.show_values(
                {"kind": kind, "text": text, "spot": spot, "made_by": "Indumil", "made_on": "2020-03-05"}
            )
            sheet.marks.confirm()
            settle(self.window)

    def documents(self) -> None:
        sheet = self._tab("documents")
        for name, kind in (("left-side", "photo"), ("permit", "permit")):
            file = self.register.parent / f"{name}.png"
            drawn = QPixmap(640, 640)
            drawn.fill("#D9D3C7" if kind == "photo" else "#FFFFFF")
            painter = QPainter(drawn)
            painter.drawPixmap(60, 60, icons.pixmap("pistol" if kind == "photo" else "file-badge", "text", 520))
            painter.end()
            drawn.save(str(file))
            sheet.documents.choose(file)
            settle(self.window)
            sheet.documents.form.show_values({"kind": kind, "title": name, "number": "P-77", "dated_on": "2026-05-01"})
            sheet.documents.confirm()
            settle(self.window)

    def permits(self) -> None:
        self._tab("permits")

    def viewer(self) -> None:
        sheet = self._tab("documents")
        sheet.documents.look(next(iter(sheet.documents._papers)))

    def imports(self) -> None:
        page = self._go("imports")
        file = self.out / "firearms.csv"
        file.write_text(SHEET, "utf-8")
        page.choose(file)

    def due(self) -> None:
        self._go("due")

    def indicators(self) -> None:
        self._go("indicators")

    def company(self) -> None:
        page = self._go("company")
        page.show_page()

    def adopt(self) -> None:
        page = self._go("company")
        page.begin()
        page.adopting.country.show_value("pe")
        page.adopting.previewed.emit("pe")

    def users(self) -> None:
        page = self._go("users")
        page.show_list()
        page.table.selectRow(1)

    def user_form(self) -> None:
        page = self._go("users")
        page.begin("add")
        page.form.name.setText("eva")
        page.form.person.setText("Eva Prado")
        page.form.passphrase.setText("too short")
        page.form.again.setText("to short")
        page.form.roles.tick("armorer")
        page.form.confirm()
        page.form.lines["passphrase"].judge()

    def user_second(self) -> None:
        page = self._go("users")
        page.table.selectRow(0)
        page._show([each for each in page.accounts if each.name == "marta.cano"])
        page.begin("add")

    def shortcuts(self) -> None:
        self._go("firearms")
        self.window.shell._show_shortcuts()

    def problem(self) -> None:
        self.window.problems.show(ZeroDivisionError("x"))


SHEET = """Serial number,Maker,Model,Kind,Calibre,Permit number,Permit valid until,Place code
ACK900001,Taurus,TH9,pistol,9x19,P-9001,2028-05-01,ARM-CEN
007,Rossi,27,revolver,38 special,P-9002,2028-05-01,ARM-NOR
ZX-1,Glock,17,pistol,9 mm,P-9003,31/31/2028,ARM-CEN
ZX-2,Glock,17,cannon,9 mm,P-9004,2028-05-01,ARM-CEN
ZX-3,Glock,17,pistol,9 mm,P-9005,2028-05-01,NOWHERE
"""


def main() -> None:
    """Take the pictures."""
    given = argparse.ArgumentParser()
    given.add_argument("out", type=Path)
    given.add_argument("--look", default="light")
    given.add_argument("--lang", default="en")
    given.add_argument("--size", default="1366x768")
    given.add_argument("--points", type=int, default=10)
    given.add_argument("--demo", type=Path, default=Path(tempfile.gettempdir()) / "armarium-shots")
    given.add_argument("--user", default="")
    given.add_argument("pages", nargs="*")
    options = given.parse_intermixed_args()
    options.out.mkdir(parents=True, exist_ok=True)
    register = made(options.demo)
    app = QApplication([])
    settings = options.out / "settings.json"
    settings.unlink(missing_ok=True)
    (window := apps.build(app, settings)).problems.watch()
    window.look(options.look)
    window._theme.set_points(options.points)
    window.speak(options.lang)
    window._settings.remember(register, options.user)
    window.begin(register)
    wide, tall = map(int, options.size.split("x"))
    window.setMinimumSize(wide, tall)
    window.resize(wide, tall)
    window.show()
    photographer = Photographer(window, options.out, register)
    for page in options.pages or PAGES:
        photographer.take(page)
    window._may_close = True
    window.close()


if __name__ == "__main__":
    main()

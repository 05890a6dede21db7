"""What came of the last scan, in letters that are read at arm's length; of a lot it asks how many there are."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from registry_app.domain.errors import Finding, Refused
from registry_app.domain.fields import Field
from registry_app.i18n import N_, _
from registry_app.services.counting import Taken
from registry_app.services.scans import Hit
from ui import icons
from ui.pages.user_lines import FormLine
from ui.parts.card import Icon
from ui.parts.points import Point, Points
from ui.parts.stack import Stack
from ui.parts.text import Button, Label, restyle, told
from ui.when import clock_time

READY = N_("Scan the first one.")
WHICH = N_("Several answer to this. Which one is it?")
PACKS = Field("packs", N_("Sealed packs"), "integer", most=1_000_000)
QUANTITY = Field("quantity", N_("Loose rounds or pieces"), "integer", required=True, most=10_000_000)
SAID = {
    "counted": N_("Counted at {time}"),
    "again": N_("Already counted at {time}, in {place}. Nothing was entered."),
    "unknown": N_("Not in the register. It is kept as it was read."),
    "elsewhere": N_("Belongs to {place}. F2: it is here all the same."),
    "found_issued": N_("On record with {person}. F2: it is here all the same."),
    "found_gone": N_("Left the company by the register. F2: it is here all the same."),
    "asked": N_("How many are here?"),
    "asked_again": N_("Counted here at {time}. What you enter now takes the place of that."),
    "nowhere": N_("Say first where you are: scan the label of a place, or choose one by F4."),
    "person": N_("You count what {title} has from now on."),
    "outside": N_("{title} is not part of what is counted."),
    "marks": N_("Kept: its marks are others than on record."),
    "place": N_("You count here from now on."),
    "again_unknown": N_("Read already at {time}. Nothing was entered."),
}
TONES = {
    "counted": ("green", "circle-check"), "again": ("blue", "info"), "unknown": ("red", "circle-alert"),
    "waiting": ("amber", "triangle-alert"), "asked": ("blue", "cartridge"), "outside": ("red", "circle-alert"),
    "several": ("amber", "search"), "refused": ("red", "circle-alert"), "place": ("gray", "map-pin"),
    "person": ("gray", "user"), "nowhere": ("amber", "map-pin"),
    "marks": ("amber", "triangle-alert"), "": ("gray", "qr-code"),
}  # fmt: skip
LINES_WIDE = 260


class Verdict(QFrame):
    """`numbered` carries packs and loose ones of the lot that was asked for, `picked` which of several was meant."""

    numbered = Signal(int, int)
    picked = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("strip")
        self.zone = "UTC"
        self.taken = Taken("")
        self._icon = Icon("qr-code", "gray", 34)
        self.title, self.said = Label(role="figure", is_wrapping=True), Label(role="strong", is_wrapping=True)
        self.packs, self.quantity = QLineEdit(), QLineEdit()
        self.lines = {
            each.name: FormLine(each.label, line) for each, line in ((PACKS, self.packs), (QUANTITY, self.quantity))
        }
        self.enter = Button(N_("Enter"), "check", "primary")
        self.several = Points(N_("Which one is it?"), is_opening=True)
        self._below, self._numbers = Stack(), QWidget()
        self._lay_out()
        self.packs.returnPressed.connect(self.quantity.setFocus)
        self.quantity.returnPressed.connect(self._number)
        self.enter.clicked.connect(self._number)
        self.several.opened.connect(self._pick)
        self.show_ready()

    def _lay_out(self) -> None:
        across, words, numbers = QHBoxLayout(self), QVBoxLayout(), QHBoxLayout(self._numbers)
        across.setContentsMargins(18, 14, 18, 14)
        across.setSpacing(16)
        words.setSpacing(4)
        numbers.setContentsMargins(0, 6, 0, 0)
        numbers.setSpacing(12)
        for line in self.lines.values():
            line.setMaximumWidth(LINES_WIDE)
            numbers.addWidget(line)
        numbers.addWidget(self.enter, 0, Qt.AlignmentFlag.AlignBottom)
        numbers.addStretch()
        self._below.addWidget(self._numbers)
        self._below.addWidget(self.several)
        for widget in (self.title, self.said, self._below):
            words.addWidget(widget)
        across.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)

    def show_ready(self) -> None:
        """Nothing was scanned yet."""
        self.taken = Taken("")
        self._wear("", _(READY), "")

    def show_taken(self, taken: Taken) -> None:
        """Say what came of a scan."""
        self.taken = taken
        tone = "marks" if taken.verdict == "marks" and taken.outcome == "counted" else taken.outcome
        title = " · ".join(filter(None, (taken.hit.title, taken.hit.detail))) or _(WHICH)
        self._wear(tone, title, "" if taken.outcome == "several" else self._sentence(taken))
        if taken.outcome == "asked":
            self._ask_numbers(taken)
        elif taken.outcome == "several":
            self._ask_which(taken)

    def _sentence(self, taken: Taken) -> str:
        code = taken.outcome
        if code == "waiting":
            code = taken.verdict if taken.place or taken.verdict != "elsewhere" else "found_gone"
        elif code == "again" and taken.verdict == "unknown":
            code = "again_unknown"
        elif code == "asked" and taken.at:
            code = "asked_again"
        elif code == "counted" and taken.verdict == "marks":
            code = "marks"
        time = clock_time(taken.at, self.zone) if taken.at else ""
        return _(SAID[code]).format(time=time, place=taken.place, person=taken.person, title=taken.hit.title)

    def show_refused(self, finding: Finding, title: str = "") -> None:
        """Say why something could not be entered."""
        self._wear("refused", title or _(N_("Not entered")), told(finding))

    def _wear(self, code: str, title: str, said: str) -> None:
        tone, icon = TONES[code]
        had_cursor = self._below.isAncestorOf(QApplication.focusWidget() or self)
        self._below.hide()
        self.setProperty("tone", tone)
        icons.dress(self._icon, icon, tone, 34)
        self.title.quote(title)
        self.said.quote(said)
        self.said.setVisible(bool(said))
        self.setAccessibleName(f"{title}. {said}")
        restyle(self)
        if had_cursor:
            self.left.emit()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def _ask_numbers(self, taken: Taken) -> None:
        for line in (self.packs, self.quantity):
            line.clear()
        self.lines["packs"].setVisible(taken.has_packs)
        self._below.setCurrentWidget(self._numbers)
        self._below.show()
        (self.packs if taken.has_packs else self.quantity).setFocus()

    def _ask_which(self, taken: Taken) -> None:
        self.several.show_points(
            [Point(hit.title, (hit.detail,), icon="search", key=str(at)) for at, hit in enumerate(taken.hits)]
        )
        self._below.setCurrentWidget(self.several)
        self._below.show()
        self.several.setFocus()

    def is_asking(self) -> bool:
        """Whether something is to be answered."""
        return self._below.isVisibleTo(self)

    def answer(self) -> None:
        """Take the number that was typed, where one was: whoever scans on has answered."""
        if self.is_asking() and self._below.currentWidget() is self._numbers and self.quantity.text().strip():
            self._number()

    def _number(self) -> None:
        found = {}
        for field, line in ((PACKS, self.packs), (QUANTITY, self.quantity)):
            try:
                found[field.name] = int(field.parse(line.text()) or 0)
            except Refused as refused:
                self.lines[field.name].tell(refused.findings[0])
                line.setFocus()
                return
            self.lines[field.name].tell(None)
        self.numbered.emit(found["packs"], found["quantity"])

    def _pick(self, key: str) -> None:
        hits: tuple[Hit, ...] = self.taken.hits
        self.picked.emit(hits[int(key)])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the question."""
        if event.key() == Qt.Key.Key_Escape and self.is_asking():
            self.show_ready()
        else:
            super().keyPressEvent(event)

"""The marks of a firearm beside its serial number: read, and entered with the photo that shows them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from registry_app.domain.choices import MARK_KINDS
from registry_app.domain.declare import entered_fields
from registry_app.domain.errors import Refused
from registry_app.domain.records import Mark
from registry_app.i18n import N_, _, date
from registry_app.services import marks
from registry_app.services.marks import Marked
from ui.pages import dossier
from ui.parts.form import Form
from ui.parts.points import Point, Points
from ui.parts.strip import Strip
from ui.parts.text import Button, Label
from ui.tasks import Scope

OTHERWISE = ("firearm_id", "photo_id")
"""The firearm is the one that is open, the photo is chosen as a file."""
FIELDS = tuple(field for name, field in entered_fields(Mark).items() if name not in OTHERWISE)
PHOTOS = "*.jpg *.jpeg *.png *.webp"
WORN: Mapping[str, str] = {"obliterated": "red", "re_marked": "amber"}


class MarksTab(QWidget):
    """`marked` tells that there is one more, `photo_asked` the document that shall be looked at."""

    marked = Signal()
    photo_asked = Signal(str)

    def __init__(self, jobs: Scope, strip: Strip) -> None:
        super().__init__()
        self._jobs, self._strip = jobs, strip
        self.firearm = 0
        self._marks: Sequence[Marked] = ()
        self._photo, self._may = b"", False
        self.list = Points(N_("Marks"), is_opening=True)
        self.add, self.choose_photo = Button(N_("Add a mark…"), "plus"), Button(N_("Choose a photo…"), "upload")
        self.form, self._file = Form(FIELDS, columns=2), Label(role="muted", is_wrapping=True)
        self.save, self._back = Button(N_("Enter the mark"), "check", "primary"), Button(N_("Cancel"))
        self._pages = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        listed, asked = QWidget(), QWidget()
        foot, photo, below = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        foot.setContentsMargins(18, 0, 18, 0)
        foot.addStretch()
        foot.addWidget(self.add)
        photo.addWidget(self.choose_photo)
        photo.addWidget(self._file, 1)
        below.addWidget(self._back)
        below.addStretch()
        below.addWidget(self.save)
        for widget, margin, parts in ((listed, 0, (self.list, foot)), (asked, 18, (self.form, photo, below))):
            inside = QVBoxLayout(widget)
            inside.setContentsMargins(margin, 0, margin, 0)
            inside.setSpacing(10)
            for part in parts:
                inside.addWidget(part) if isinstance(part, QWidget) else inside.addLayout(part)
            self._pages.addWidget(widget)
        asked.layout().addStretch()  # type: ignore[attr-defined]
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    def _connect(self) -> None:
        self.add.clicked.connect(self.begin)
        self.list.opened.connect(self.photo_asked)
        self.choose_photo.clicked.connect(self._ask_photo)
        self.save.clicked.connect(self.confirm)
        self.form.save_asked.connect(self.confirm)
        self._back.clicked.connect(self.leave)

    def show_marks(self, firearm: int, found: Sequence[Marked], *, may_add: bool) -> None:
        """Show the marks of a firearm."""
        if firearm != self.firearm:
            self.leave()
        self.firearm, self._marks, self._may = firearm, found, may_add
        self.add.setVisible(may_add)
        nothing = Point(_("No mark is entered beside the serial number."))
        self.list.show_points([_point(each) for each in found] or [nothing])

    def begin(self) -> None:
        """Ask for a new mark."""
        self._photo = b""
        self._file.say(N_("No photo yet."))
        self.form.show_values({})
        self._pages.setCurrentIndex(1)
        self.form.focus_first()

    def _ask_photo(self) -> None:
        dialog = QFileDialog(self, _("Choose a photo"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Photos ({suffixes})").format(suffixes=PHOTOS)])
        dialog.fileSelected.connect(lambda file: self.take_photo(Path(file)))
        dialog.open()

    def take_photo(self, path: Path) -> None:
        """Take this file as the photo of the mark."""
        job = self._jobs.latest("mark photo").run(dossier.read_file, path)
        job.then(lambda content: self._took(path, content)).otherwise(self._refused, Refused)

    def _took(self, path: Path, content: bytes) -> None:
        self._photo = content
        self._file.quote(path.name)
        self.save.setFocus()

    def confirm(self) -> None:
        """Enter the mark, when all is fit."""
        values = self.form.values()
        if values is None or not self.isEnabled():
            return
        self.setEnabled(False)
        job = self._jobs.write(marks.add, firearm=self.firearm, values=values, photo=self._photo)
        job.ended(lambda: self.setEnabled(True)).then(lambda _posted: self._done()).otherwise(self._refused, Refused)

    def _done(self) -> None:
        self.leave()
        self._strip.say(N_("The mark is entered."))
        self.marked.emit()

    def _refused(self, error: Refused) -> None:
        if left := self.form.show_findings(error.findings):
            self._strip.tell(tuple(left))

    def leave(self) -> None:
        """Back to the list; the photo is forgotten."""
        self._photo = b""
        self._pages.setCurrentIndex(0)
        if self.isVisible():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the form."""
        if event.key() == Qt.Key.Key_Escape and self._pages.currentIndex():
            self.leave()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say the list again."""
        self.show_marks(self.firearm, self._marks, may_add=self._may)


def _point(mark: Marked) -> Point:
    """A mark; with a photo it carries the photo's number as its key."""
    made = [each for each in (mark.made_by, date(mark.made_on), mark.made_under) if each]
    lines = tuple(each for each in (mark.spot, " · ".join(made)) if each)
    kind = _(MARK_KINDS.get(mark.kind, mark.kind))
    return Point(
        mark.text, lines, chip=kind, chip_tone=WORN.get(mark.kind, "blue"), tone="gray", icon="search",
        key=str(mark.photo or ""),
    )  # fmt: skip

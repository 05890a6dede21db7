"""The marks of a firearm beside its serial number: read, and entered with the photo that shows them."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from registry_app.domain.choices import MARK_KINDS
from registry_app.domain.declare import entered_fields
from registry_app.domain.errors import Refused
from registry_app.domain.fields import Value
from registry_app.domain.records import Mark
from registry_app.i18n import N_, _, date
from registry_app.services import documents, marks
from registry_app.services.marks import MarkRow
from ui.job import Job
from ui.parts.listed import Listed
from ui.parts.points import Point, Points
from ui.parts.strip import Strip
from ui.parts.text import Button, Label
from ui.tasks import Scope

OTHERWISE = ("firearm_id", "photo_id")
"""The firearm is the one that is open, the photo is chosen as a file."""
FIELDS = tuple(field for name, field in entered_fields(Mark).items() if name not in OTHERWISE)
PHOTOS = "*.jpg *.jpeg *.png *.webp"
WORN: Mapping[str, str] = {"obliterated": "red", "re_marked": "amber"}


class MarksTab(Listed):
    """`photo_asked` tells the document that shall be looked at."""

    photo_asked = Signal(str)

    def __init__(self, jobs: Scope, strip: Strip) -> None:
        add, save = Button(N_("Add a mark…"), "plus"), Button(N_("Enter the mark"), "check", "primary")
        super().__init__(Points(N_("Marks"), is_opening=True), FIELDS, strip, add, save)
        self._jobs = jobs
        self.firearm, self._photo, self._path = 0, b"", ""
        self._marks: Sequence[MarkRow] = ()
        self.choose_photo, self._file = Button(N_("Choose a photo…"), "upload"), Label(role="muted", is_wrapping=True)
        line = QHBoxLayout()
        line.addWidget(self.choose_photo)
        line.addWidget(self._file, 1)
        self.below.addLayout(line)
        self.choose_photo.clicked.connect(self._ask_photo)
        self.list.opened.connect(self.photo_asked)

    def show_marks(self, firearm: int, found: Sequence[MarkRow], *, may_add: bool) -> None:
        """Show the marks of a firearm."""
        self.firearm, self._marks = firearm, found
        self.add.setVisible(may_add)
        self.retranslate()

    def begin(self) -> None:
        """Ask for a new mark."""
        self._forget_photo()
        super().begin()

    def _forget_photo(self) -> None:
        self._photo, self._path = b"", ""
        self._file.say(N_("No photo yet."))

    def _ask_photo(self) -> None:
        dialog = QFileDialog(self, _("Choose a photo"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Photos ({suffixes})").format(suffixes=PHOTOS)])
        dialog.fileSelected.connect(lambda file: self.take_photo(Path(file)))
        dialog.open()

    def take_photo(self, path: Path) -> None:
        """Take this file as the photo of the mark."""
        job = self._jobs.latest("mark photo").run(documents.content_of, path)
        job.then(lambda content: self._took(path, content)).otherwise(self.refuse, Refused)

    def _took(self, path: Path, content: bytes) -> None:
        self._photo, self._path = content, str(path)
        self._file.quote(path.name)
        self.save.setFocus()

    def enter(self, values: dict[str, Value]) -> Job[Any]:
        """Write the mark with its photo."""
        return self._jobs.write(marks.add, firearm=self.firearm, values=values, photo=self._photo, entry_id=self.entry)

    def done(self) -> None:
        """Say so."""
        self._strip.say(N_("The mark is entered."))

    def leave(self) -> None:
        """Back to the list; the photo is forgotten."""
        self._forget_photo()
        super().leave()

    def has_file(self) -> bool:
        """Whether a photo was chosen."""
        return bool(self._path)

    def draft(self) -> dict[str, Any]:
        """What was typed, and where the photo lies."""
        return draft | {"photo": self._path} if (draft := super().draft()) else {}

    def take_up(self, draft: Mapping[str, Any]) -> None:
        """Ask again, and read the photo again."""
        super().take_up(draft)
        self._forget_photo()
        if draft["photo"]:
            self.take_photo(Path(draft["photo"]))

    def retranslate(self) -> None:
        """Say the list again."""
        self.show_points([_point(each) for each in self._marks], _("No mark is entered beside the serial number."))


def _point(mark: MarkRow) -> Point:
    """A mark; with a photo it carries the photo's number as its key."""
    made = [each for each in (mark.made_by, date(mark.made_on), mark.made_under) if each]
    photo = _("Photo erased") if mark.photo and not mark.is_there else "" if mark.photo else _("No photo")
    lines = tuple(each for each in (mark.spot, " · ".join(made), photo) if each)
    kind = _(MARK_KINDS.get(mark.kind, mark.kind))
    return Point(
        mark.text, lines, chip=kind, chip_tone=WORN.get(mark.kind, "blue"), tone="gray", icon="search",
        key=str(mark.photo) if mark.is_there else "",
    )  # fmt: skip

"""The photos and papers of a record: a list with small pictures, each to be looked at, and new ones attached."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QPixmap
from PySide6.QtWidgets import QFileDialog

from registry_app.domain.choices import ATTACHED_KINDS, DOCUMENT_KINDS, MEDIA_TYPES
from registry_app.domain.declare import entered_fields
from registry_app.domain.errors import Refused
from registry_app.domain.fields import Field, Value
from registry_app.domain.records import Document
from registry_app.i18n import N_, _, date, number
from registry_app.services import documents
from registry_app.services.documents import Attached
from ui import files
from ui.job import Job
from ui.pages import dossier
from ui.parts.listed import Listed
from ui.parts.paper import Picture
from ui.parts.pictures import PDF, Viewer
from ui.parts.points import Point, Points
from ui.parts.strip import Strip
from ui.parts.text import Button, Label
from ui.tasks import Scope

ASKED = ("kind", "title", "number", "dated_on")
SUFFIXES = "*.jpg *.jpeg *.png *.webp *.pdf"
ENDINGS: Mapping[str, str] = {"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", PDF: ".pdf"}
ICONS: Mapping[str, str] = {PDF: "file-text"}
KILO = 1_000


def _asked() -> list[Field]:
    return [entered_fields(Document)[name] for name in ASKED]


class DocumentsTab(Listed):
    """Files may be dropped on it."""

    def __init__(self, jobs: Scope, strip: Strip) -> None:
        add, save = Button(N_("Attach a file…"), "plus"), Button(N_("Attach it"), "check", "primary")
        fields = [replace(each, choices=ATTACHED_KINDS) if each.name == "kind" else each for each in _asked()]
        super().__init__(Points(N_("Photos and papers"), is_opening=True), fields, strip, add, save)
        self._jobs = jobs
        self.subject, self._content, self._path = 0, b"", ""
        self._papers: dict[str, Attached] = {}
        self._file = Label(role="muted", is_wrapping=True)
        self.above.addWidget(self._file)
        self.list.opened.connect(self.look)

    def show_documents(self, subject: int, papers: Sequence[Attached], *, may_attach: bool) -> None:
        """Show the documents of the record `subject`, the newest first."""
        self.subject = subject
        self._papers = {str(each.id): each for each in papers}
        self.setAcceptDrops(may_attach)
        self.add.setVisible(may_attach)
        self.retranslate()
        self._jobs.latest("thumbnails").read(dossier.thumbnails, papers).then(self._show_pictures)

    def _show_pictures(self, images: Mapping[str, QImage]) -> None:
        self.list.pictures = {key: QPixmap.fromImage(image) for key, image in images.items()}
        self.list.scheduleDelayedItemsLayout()
        self.list.viewport().update()

    def begin(self) -> None:
        """Ask for a file."""
        dialog = QFileDialog(self, _("Choose a photo or paper"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Photos and papers ({suffixes})").format(suffixes=SUFFIXES), _("All files (*)")])
        dialog.fileSelected.connect(lambda file: self.choose(Path(file)))
        dialog.open()

    def choose(self, path: Path) -> None:
        """Take this file, and ask what it is."""
        job = self._jobs.latest("file").run(documents.content_of, path)
        job.then(lambda content: self._ask_what(path, content)).otherwise(self.refuse, Refused)

    def _ask_what(self, path: Path, content: bytes) -> None:
        self._take(path, content)
        self.ask({"kind": "photo" if path.suffix.lower() != ".pdf" else None, "title": path.stem})

    def _take(self, path: Path, content: bytes) -> None:
        self._content, self._path = content, str(path)
        self._file.say(N_("{file}, {size} kB"), file=path.name, size=number(-(-len(content) // KILO)))

    def enter(self, values: dict[str, Value]) -> Job[Any]:
        """Keep the file."""
        texts = {name: str(value or "") for name, value in values.items()}
        asked = {"subject": self.subject, "content": self._content, "entry_id": self.entry}
        return self._jobs.write(documents.attach, **asked, **texts)

    def done(self) -> None:
        """Say so."""
        self._strip.say(N_("The document is attached and kept encrypted in the register."))

    def leave(self) -> None:
        """Back to the list; the file is forgotten."""
        self._content, self._path = b"", ""
        super().leave()

    def has_file(self) -> bool:
        """Whether a file was chosen."""
        return bool(self._path)

    def draft(self) -> dict[str, Any]:
        """What was typed, and where the file lies."""
        return draft | {"file": self._path} if (draft := super().draft()) else {}

    def take_up(self, draft: Mapping[str, Any]) -> None:
        """Ask again, and read the file again."""
        super().take_up(draft)
        path = Path(draft["file"])
        self._path = str(path)
        job = self._jobs.latest("file").run(documents.content_of, path)
        job.then(lambda content: self._take(path, content)).otherwise(self.refuse, Refused)

    def look(self, key: str) -> None:
        """Show a document of this record in a window of its own."""
        if (paper := self._papers.get(key)) is None:
            return
        viewer = Viewer(self, title_of(paper))
        viewer.turned.connect(lambda page: self._fill(viewer, paper, page))
        viewer.kept.connect(lambda: self._ask_where(paper))
        self._fill(viewer, paper)
        viewer.open()

    def _fill(self, viewer: Viewer, paper: Attached, page: int = 0) -> None:
        def show(seen: QImage | Picture) -> None:
            viewer.show_image(seen) if isinstance(seen, QImage) else viewer.show_page(seen)

        job = self._jobs.latest("view").read(dossier.view, paper.id, paper.media_type, page)

        def give_up(error: Refused) -> None:
            viewer.reject()
            self._strip.tell(error.findings)

        job.then(show).otherwise(give_up, Refused)
        viewer.finished.connect(job.drop)

    def _ask_where(self, paper: Attached) -> None:
        ending = ENDINGS[paper.media_type]
        dialog = QFileDialog(self, _("Save a copy"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(ending[1:])
        dialog.selectFile(f"{paper.title or paper.number or paper.id}{ending}".replace("/", "-"))
        dialog.fileSelected.connect(lambda file: self.keep(paper, Path(file)))
        dialog.open()

    def keep(self, paper: Attached, path: Path) -> None:
        """Write a copy as a file, which is no longer encrypted."""
        job = self._jobs.read(dossier.content, paper.id)
        job.then(lambda content: self._jobs.run(files.write, path, content).then(lambda _done: self._told(path)))

    def _told(self, path: Path) -> None:
        self._strip.say(N_("A copy lies in {file}; it is not encrypted."), file=str(path))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file is welcome."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """The file that was dropped."""
        self.choose(Path(event.mimeData().urls()[0].toLocalFile()))
        event.acceptProposedAction()

    def retranslate(self) -> None:
        """Say the list again."""
        self.show_points([_point(each) for each in self._papers.values()], _("No photo or paper is attached."))


def title_of(paper: Attached) -> str:
    """What a document is called."""
    return paper.title or paper.number or _(DOCUMENT_KINDS.get(paper.kind, paper.kind))


def _point(paper: Attached) -> Point:
    kind = _(DOCUMENT_KINDS.get(paper.kind, paper.kind))
    told = [each for each in (kind, paper.number, date(paper.dated_on)) if each]
    size = _("{type}, {size} kB").format(
        type=MEDIA_TYPES.get(paper.media_type, ""), size=number(-(-paper.size // KILO))
    )
    kept = _("{size} · entry {entry}").format(size=size, entry=number(paper.seq))
    chip = "" if paper.is_there else _("Erased")
    icon = ICONS.get(paper.media_type, "eye") if paper.is_there else "trash-2"
    return Point(title_of(paper), (" · ".join(told), kept), "", "gray", chip, "gray", icon, str(paper.id))

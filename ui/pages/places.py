"""The places: the tree of the company, what lies in the place under the cursor, and one of them whole."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QWidget

from registry_app.i18n import N_, _, n_, number
from registry_app.services import places
from registry_app.services.places import Contents, Node
from ui import files
from ui.desk import Desk
from ui.destinations import DESTINATIONS
from ui.pages import giving_up, place_words
from ui.pages.list_labels import KEYS, PAGE
from ui.pages.page import Page
from ui.pages.place_card import PlaceCard
from ui.pages.place_sheet import PlaceSheet
from ui.pages.record_sheet import NARROW
from ui.parts.card import Card
from ui.parts.folding import BELOW, BESIDE
from ui.parts.shortcuts import EDIT_SHORTCUTS
from ui.parts.stack import Stack
from ui.parts.text import IconButton, Label
from ui.parts.tree import Tree
from ui.reach import page_of

WORKBOOK = ".xlsx"
LABELS = N_("Labels of the place and of all places in it")
LOWEST = 300
"""How high tree and card are at least where they stand below each other."""


class Places(Page):
    """Arrows walk the tree, Tab goes to what lies there, Enter opens the place; Esc or Alt+Left leads back."""

    SHORTCUTS = (
        ("Return", N_("Open the place, or the firearm")),
        *EDIT_SHORTCUTS,
        ("Ctrl+P", N_("Export the places as a workbook")),
        ("Ctrl+Shift+L", LABELS),
        ("Alt+Left", N_("Back to the list")),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._nodes: dict[int, Node] = {}
        self._wanted, self._text = 0, ""
        self.tree, self.card, self.sheet = Tree(N_("Places")), PlaceCard(), PlaceSheet(self.jobs, desk)
        self.count, self.pages = Label(role="muted"), Stack()
        self.labels = IconButton(LABELS, "printer", KEYS)
        self._lay_out()
        self._connect()
        self._add_keys()

    def _lay_out(self) -> None:
        both, left = QWidget(), Card(margin=1, spacing=6)
        line, across = QHBoxLayout(), QBoxLayout(BESIDE, both)
        self._across, self._left = across, left
        line.setContentsMargins(14, 10, 12, 0)
        line.addWidget(self.count, 1)
        line.addWidget(self.labels)
        left.inside.addLayout(line)
        left.inside.addWidget(self.tree, 1)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        across.addWidget(left, 2)
        across.addWidget(self.card, 4)
        self.pages.addWidget(both)
        self.pages.addWidget(self.sheet)
        self.inside.addWidget(self.pages, 1)
        self.card.new.setVisible(self.desk.may("describe"))

    def _connect(self) -> None:
        self.tree.chosen.connect(self._ask_contents)
        self.tree.opened.connect(self.open_record)
        self.tree.left_upwards.connect(self.desk.focus_search)
        self.card.firearm_asked.connect(lambda item: self.desk.go("firearms", item))
        self.card.key_asked.connect(self._open_key)
        self.card.whole_asked.connect(lambda: self.open_record(self.tree.key()))
        self.card.new_asked.connect(self.begin_new)
        self.card.rack.left_upwards.connect(self.tree.setFocus)
        self.card.lying.left_upwards.connect(self.tree.setFocus)
        self.sheet.left.connect(self.show_tree)
        self.labels.clicked.connect(self._bring_labels)

    def _add_keys(self) -> None:
        inside = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Esc"), self.sheet, self.sheet.leave, context=inside)
        QShortcut(QKeySequence(KEYS), self.sheet, self._bring_label, context=inside)
        QShortcut(QKeySequence("Esc"), self.card, self.tree.setFocus, context=inside)
        QShortcut(QKeySequence("Ctrl+E"), self, self.begin_edit)
        QShortcut(QKeySequence("Ctrl+N"), self, self.begin_new)
        QShortcut(QKeySequence("Ctrl+P"), self, self._ask_where)

    def reload(self) -> None:
        """Fetch the tree, what lies in the place, and the record that is shown whole."""
        self.jobs.latest("tree").read(places.tree).then(self._show_tree)
        self.sheet.reload()

    def _show_tree(self, nodes: Sequence[Node]) -> None:
        self._nodes = {node.id: node for node in nodes}
        self.tree.show_branches(place_words.branches(nodes))
        self.tree.seek(self._text)
        if self._wanted and self.tree.go_to(self._wanted):
            self._wanted = 0
        self._ask_contents(self.tree.key())
        self.tell()

    def tell(self) -> None:
        """Say how many places there are."""
        listed, total = len(self.tree.listed()), len(self._nodes)
        said = n_("{n} place", "{n} places", total).format(n=number(total))
        self.count.quote(_("{n} of {all}").format(n=number(listed), all=said) if listed != total else said)

    def _ask_contents(self, place: int) -> None:
        if place in self._nodes:
            asked = self.jobs.latest("contents").read(places.contents, place)
            asked.then(lambda found: self._show_contents(place, found))

    def _show_contents(self, place: int, contents: Contents) -> None:
        if place in self._nodes:
            self.card.show_place(self._nodes[place], contents)

    def seek(self, text: str) -> None:
        """Leave in the tree what is called so, with what it lies in."""
        self.pages.setCurrentIndex(0)
        self._text = text
        self.tree.seek(text)
        self.tell()

    def is_open(self) -> bool:
        """Whether a place is shown whole."""
        return self.pages.currentWidget() is self.sheet

    def open_record(self, record_id: int) -> None:
        """Show this place whole."""
        if record_id:
            self._unless_typed(partial(self._open, record_id), record_id)

    def _unless_typed(self, go: Callable[[], None], record: int = 0) -> None:
        if self.sheet.draft():
            giving_up.go_elsewhere(self.pages, self.sheet, go, record)
        else:
            go()

    def _open(self, record_id: int) -> None:
        self._wanted = 0 if self.tree.go_to(record_id) else record_id
        self.sheet.open_record(record_id)
        self.pages.setCurrentWidget(self.sheet)
        self.sheet.enter()

    def _bring_labels(self) -> None:
        """Labels of the place under the cursor and of what the tree shows below it; the company itself has none."""
        wanted, below = {self.tree.key()}, []
        for place in self.tree.listed():
            if place in wanted or self._nodes[place].parent in wanted:
                wanted.add(place)
                below.append(place)
        self._bring([place for place in below if self._nodes[place].kind != "company"])

    def _bring_label(self) -> None:
        self._bring([self.sheet.record])

    def _bring(self, records: list[int]) -> None:
        if any(records):
            self.desk.bring(PAGE, "place", records)

    def _open_key(self, key: int) -> None:
        """Show a key whole, where there is a page of articles."""
        if page := page_of("article", {each.key for each in DESTINATIONS}):
            self.desk.go(page, key)

    def begin_new(self) -> None:
        """Open the form for a new place below the one under the cursor."""
        if self.desk.may("describe"):
            self._unless_typed(self._begin_new)

    def _begin_new(self) -> None:
        self.pages.setCurrentWidget(self.sheet)
        self.sheet.begin_below(self._nodes.get(self.tree.key()))

    def begin_edit(self) -> None:
        """Open the form for the place that is shown, or that the cursor is on; what was typed is gone on with."""
        if self.sheet.draft():
            self.pages.setCurrentWidget(self.sheet)
            self.sheet.enter()
            return
        record = self.sheet.record if self.is_open() else self.tree.key()
        if record and self.sheet.may_edit():
            self.pages.setCurrentWidget(self.sheet)
            self.sheet.begin_edit(record)

    def show_tree(self) -> None:
        """Back to the tree, on the place that was open."""
        self.pages.setCurrentIndex(0)
        self.tree.go_to(self.sheet.record)
        self.tree.setFocus()

    def enter_list(self) -> None:
        """The cursor goes into the tree, or stays with the place that is shown whole."""
        self.sheet.enter() if self.is_open() else self.tree.setFocus(Qt.FocusReason.TabFocusReason)

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, _("Export what is listed"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(WORKBOOK[1:])
        dialog.selectFile(_("Places") + WORKBOOK)
        dialog.fileSelected.connect(lambda file: self.export(Path(file)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def export(self, path: Path) -> None:
        """Write all places with how much is in each into a file of the kind that its suffix names."""
        job = self.jobs.read(places.file, path.suffix.lower())
        job.then(lambda content: self.jobs.run(files.write, path, content).then(lambda _done: self._exported(path)))

    def _exported(self, path: Path) -> None:
        said = N_("{n} rows lie in {file}; the file is not encrypted.")
        self.desk.strip.say(said, n=number(len(self._nodes)), file=str(path))

    def draft(self) -> dict[str, Any]:
        """What was typed into the form."""
        return self.sheet.draft()

    def take_up(self, draft: dict[str, Any]) -> None:
        """Open the form again as it was."""
        self.sheet.take_up(draft)
        self.pages.setCurrentWidget(self.sheet)

    def fit(self) -> None:
        """On a narrow window what lies there stands below the tree."""
        is_narrow = self.is_narrower(NARROW)
        self._across.setDirection(BELOW if is_narrow else BESIDE)
        for card in (self._left, self.card):
            card.setMinimumHeight(LOWEST if is_narrow else 0)

    def retranslate(self) -> None:
        """Say tree, card and sheet again."""
        self.tree.show_branches(place_words.branches(self._nodes.values()))
        self.tree.seek(self._text)
        self.card.retranslate()
        self.sheet.retranslate()
        self.tell()

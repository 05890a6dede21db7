"""The rules in force: whose they are and since when, and all that they demand, each with its source."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from registry_app.i18n import N_, _, number
from registry_app.services.rulebook import Rulebook
from ui.pages.rule_words import GROUPS, country, points, since_told, unverified_told
from ui.parts.card import Card
from ui.parts.notice import Notice
from ui.parts.points import Points
from ui.parts.segments import Segments
from ui.parts.text import Button, Label, told


class RulesCard(Card):
    """`adopt_asked` asks for the form by which other rules take over."""

    adopt_asked = Signal()

    def __init__(self) -> None:
        super().__init__(margin=1, spacing=10)
        self._book: Rulebook | None = None
        self.title, self._since = Label(role="h2", is_wrapping=True), Label(role="hint", is_wrapping=True)
        self.adopt = Button(N_("Adopt rules…"), "refresh-cw", key="Ctrl+R")
        self.open = Notice("", "amber")
        self.groups = Segments(N_("Which demands"), GROUPS)
        self.list = Points(N_("Rules in force"))
        self._lay_out()
        self.adopt.clicked.connect(self.adopt_asked)
        self.groups.chosen.connect(lambda _code: self.retranslate())

    def _lay_out(self) -> None:
        head, words, line = QHBoxLayout(), QVBoxLayout(), QHBoxLayout()
        head.setContentsMargins(18, 12, 16, 0)
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self._since)
        head.addLayout(words, 1)
        head.addWidget(self.adopt)
        line.setContentsMargins(18, 0, 16, 0)
        line.addWidget(self.open)
        choice = QHBoxLayout()
        choice.setContentsMargins(18, 0, 16, 0)
        choice.addWidget(self.groups)
        choice.addStretch()
        for layout in (head, line, choice):
            self.inside.addLayout(layout)
        self.inside.addWidget(self.list, 1)

    def show_rules(self, book: Rulebook) -> None:
        """Show the rules as they stand."""
        self._book = book
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        book = self._book
        if book is None:
            return
        facts = {"country": country(book.jurisdiction), "edition": number(book.edition)}
        self.title.quote(_("Rules in force: {country}, edition {edition}").format(**facts))
        self._since.quote(since_told(book))
        words = [unverified_told(book), *(told(finding) for finding in book.findings)]
        self.open.words.quote(" ".join(word for word in words if word))
        self.open.setVisible(any(words))
        self.list.show_points(points(book, self.groups.code()))

"""What is in hand: the firearms, and the rounds that go along, in one scrolling list."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from registry_app.i18n import N_
from ui.pages.handover_draft import HandoverDraft
from ui.pages.handover_lines import FirearmLine, RoundsLine
from ui.pages.handover_reads import TAKE_BACK, Rounds
from ui.parts.card import rule
from ui.parts.columns import Row
from ui.parts.empty import Empty
from ui.parts.text import Label


class HandoverList(QScrollArea):
    """`removed` names a firearm that is taken off, `changed` tells other numbers of rounds, `done` Enter in one."""

    removed = Signal(int)
    changed = Signal()
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lots: list[RoundsLine] = []
        self._firearms: list[FirearmLine] = []
        self._items, self._rounds = QVBoxLayout(), QVBoxLayout()
        self._line, self._title = rule(), Label(N_("Rounds and articles"), "h2")
        self._nothing = Empty(
            "qr-code", N_("Scan a firearm"),
            N_("With the scanner or by typing its last digits. A person's card or code says who receives or returns."),
        )  # fmt: skip
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 6, 0)
        column.setSpacing(8)
        for layout in (self._items, self._rounds):
            layout.setSpacing(2)
        column.addLayout(self._items)
        column.addWidget(self._line)
        column.addWidget(self._title)
        column.addLayout(self._rounds)
        column.addWidget(self._nothing, 1)
        column.addStretch()
        self.setWidgetResizable(True)
        self.setWidget(middle)
        self._show_sections()

    def show_firearms(self, rows: Sequence[Row]) -> None:
        """Show these firearms, in the order scanned."""
        _clear(self._items)
        self._firearms = [FirearmLine(row) for row in rows]
        for line in self._firearms:
            line.removed.connect(self.removed)
            self._items.addWidget(line)
        self._show_sections()

    def firearms(self) -> list[str]:
        """The names of the firearms that are shown, for screen readers."""
        return [line.accessibleName() for line in self._firearms]

    def show_lots(self, lots: Sequence[Rounds], draft: HandoverDraft) -> None:
        """Show these lots with the numbers that `draft` has; what comes back is all of it until somebody says else."""
        if [line.rounds for line in self.lots] != list(lots):
            _clear(self._rounds)
            self.lots = [self._lot_line(each, draft) for each in lots]
        self._show_sections()

    def _lot_line(self, rounds: Rounds, draft: HandoverDraft) -> RoundsLine:
        line = RoundsLine(rounds, draft.act)
        counted = draft.rounds if rounds.kind == "lot" else draft.articles
        line.show_counts(counted.get(rounds.lot, rounds.usual), draft.expended.get(rounds.lot, 0))
        line.changed.connect(self.changed)
        line.done.connect(self.done)
        self._rounds.addWidget(line)
        return line

    def fill(self, draft: HandoverDraft) -> None:
        """Put the numbers of the lines into `draft`: rounds by lot, those used up, and pieces by article."""
        counts = {(line.rounds.kind, line.rounds.lot): line.counts() for line in self.lots}
        draft.rounds = {lot: n for (kind, lot), (n, _used) in counts.items() if kind == "lot"}
        draft.expended = {lot: used for (kind, lot), (_n, used) in counts.items() if kind == "lot"}
        has = sum(line.rounds.quantity for line in self.lots if line.rounds.kind == "lot")
        draft.missing = has - draft.quantity() if draft.act == TAKE_BACK else 0
        draft.short = tuple(line.short() for line in self.lots if draft.act == TAKE_BACK and line.short())
        draft.articles = {item: n for (kind, item), (n, _used) in counts.items() if kind == "article"}

    def count(self, rounds: dict[int, int]) -> None:
        """So many rounds of each lot go along."""
        for line in self.lots:
            if line.rounds.kind == "lot":
                line.show_counts(rounds.get(line.rounds.lot, 0))

    def focus_lot(self, lot: int) -> bool:
        """Put the cursor on the number of a lot or article, of the first for 0; whether it is shown."""
        for line in self.lots:
            if lot in (0, line.rounds.lot):
                line.quantity.setFocus()
                line.quantity.selectAll()
                return True
        return False

    def _show_sections(self) -> None:
        self._nothing.setVisible(not self._firearms and not self.lots)
        for widget in (self._line, self._title):
            widget.setVisible(bool(self.lots))


def _clear(column: QVBoxLayout) -> None:
    while item := column.takeAt(0):
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()

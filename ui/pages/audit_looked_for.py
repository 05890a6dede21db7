"""What a guided count looks for: every expected item in the order of the racks or of the serials, seen or not yet."""

from array import array
from collections.abc import Sequence

from PySide6.QtCore import Signal

from registry_app.i18n import N_, _, n_, number
from registry_app.services import count_lists
from ui.job import Job
from ui.parts.card import Card
from ui.parts.columns import Cell, Column, Row
from ui.parts.segments import Segments
from ui.parts.stack import AS_TALL_AS_ROOM
from ui.parts.table import Table
from ui.parts.text import Label
from ui.tasks import Scope
from ui.when import clock_time

ORDERS = {"rack": N_("By rack"), "serial": N_("By serial")}


class LookedFor(Card):
    """The list; `ready` tells that the items are known."""

    ready = Signal()

    def __init__(self, jobs: Scope) -> None:
        super().__init__(margin=1, spacing=6)
        self._jobs, self._audit, self._turn = jobs, 0, 1
        self.zone = "UTC"
        self.items: frozenset[int] = frozenset()
        self.orders, self._count = Segments(N_("Order of the list"), ORDERS), Label(role="muted")
        self.table = Table(N_("What is looked for"), self._columns(), self._fetch)
        self.table.setSortingEnabled(False)
        self.head.setContentsMargins(14, 10, 12, 0)
        self.head.addWidget(self._count)
        self.head.addStretch()
        self.head.addWidget(self.orders)
        self.inside.addLayout(self.head)
        self.inside.addWidget(self.table, 1)
        self.table.setSizePolicy(*AS_TALL_AS_ROOM)
        self.orders.chosen.connect(lambda _code: self.ask())

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("serial", N_("Serial or lot"), 11, "serial"),
            Column("where", N_("Place or person"), 13, stretches=True),
            Column("seen", N_("Seen"), 11, "chip", self._seen_text, lambda at: "green" if at else "gray"),
            Column("detail", N_("What it is"), 9, "muted"),
        )

    def _seen_text(self, at: Cell) -> str:
        return clock_time(int(at), self.zone) if at else _("not yet")

    def look(self, audit: int, turn: int) -> None:
        """Look for what this audit expects."""
        self._audit, self._turn = audit, turn
        self.ask()

    def ask(self) -> None:
        """Fetch the items in the order that is chosen."""
        slot = self._jobs.latest("wanted")
        slot.read(count_lists.wanted, self._audit, order=self.orders.code(), turn=self._turn).then(self._show)

    def _show(self, items: "array[int]") -> None:
        self.items = frozenset(items)
        self.table.show_ids(items)
        self.retranslate()
        self.ready.emit()

    def _fetch(self, ids: Sequence[int]) -> Job[list[Row]]:
        return self._jobs.read(_rows, self._audit, ids, self._turn)

    def refresh(self, item: int = 0) -> None:
        """Fetch what is looked at again, and go to the item that was seen last."""
        self.table.rows.refresh()
        self.table.go_to(item)

    def retranslate(self) -> None:
        """Say how many are expected."""
        n = len(self.items)
        self._count.quote(n_("{n} on the list", "{n} on the list", n).format(n=number(n)))


def _rows(session: object, audit: int, ids: Sequence[int], turn: int) -> list[Row]:
    """The rows of some items as the columns show them."""
    found = count_lists.rows(session, audit, ids, turn)  # type: ignore[arg-type]
    return [(item, title, who or where, seen, detail) for item, title, detail, where, who, seen in found]

"""One lot or article whole: how much of it is where, position by position, and everything that can be done with it."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from registry_app.i18n import N_, _, number
from ui import icons
from ui.desk import Desk
from ui.job import Job
from ui.pages import item_whole
from ui.pages.item_act_form import ItemActForm
from ui.pages.item_acts import ITEM_ACTS, NOTHING, ItemAct
from ui.pages.item_whole import FIGURE_LABELS, ItemWhole, code_of
from ui.pages.record_facts import Groups, RecordFacts
from ui.pages.record_form import Edited
from ui.pages.record_sheet import About, RecordSheet
from ui.pages.whole import Whole
from ui.parts.form import mnemonics
from ui.parts.form_row import with_mnemonic
from ui.parts.points import Points
from ui.parts.text import Button
from ui.tasks import Scope

ACTS_KEY = "Ctrl+Shift+A"
INDENT = 48
_ABOVE = (("", "", N_("How much")), *((key, "", label) for key, label in FIGURE_LABELS.items()))


class ItemFacts(RecordFacts):
    """The sums above the fields; what is nothing is left out, but for what is on hand and in all."""

    def __init__(self, kind: str, groups: Groups) -> None:
        super().__init__(kind, groups, _ABOVE)

    def show_whole(self, whole: Whole, view: str) -> None:
        """Write all of an `ItemWhole`."""
        if isinstance(whole, ItemWhole):
            for key, many in whole.sums().items():
                if key in FIGURE_LABELS:
                    self.show_fact(key, number(many))
                    self.show_line(key, is_shown=bool(many) or key in ("on_hand", "total"))
        super().show_whole(whole, view)


class ItemSheet(RecordSheet):
    """Shows the positions first; Enter on one tells what can be done there."""

    def __init__(
        self, jobs: Scope, desk: Desk, about: About, groups: Groups, edited: Edited,
        tabs: Mapping[str, tuple[str, QWidget]] = {},
    ) -> None:  # fmt: skip
        self.positions = Points(N_("Where it lies"), is_opening=True)
        self.act = Button(N_("Acts…"), "chevron-down", "primary", key=ACTS_KEY)
        self._pending: dict[str, Any] = {}
        self._wanted: tuple[str, ...] = ()
        first = {"positions": (N_("Where it lies"), self.positions)}
        super().__init__(jobs, desk, about, ItemFacts(about.kind, groups), edited, {**first, **tabs})
        self.act_form = ItemActForm(jobs, desk, about.kind)
        self._pages.addWidget(self.act_form)
        self.act.clicked.connect(partial(self.ask_act, ""))
        self.positions.opened.connect(self.ask_act)
        self.act_form.left.connect(self._show_again)
        self.act_form.stands.connect(self._show_again)

    def acts(self) -> tuple[Button, ...]:
        """What can be done."""
        return (self.act,)

    @property
    def item(self) -> ItemWhole | None:
        """What is shown."""
        return self.whole if isinstance(self.whole, ItemWhole) else None

    def read(self) -> Job[Any]:
        """All of the item."""
        return self.jobs.latest("sheet").read(item_whole.item_whole, self.about.kind, self.record)

    def open_record(self, record_id: int) -> None:
        """Show where it is; what was to be begun with another one is forgotten."""
        if record_id != self.record:
            self.whole = None
        super().open_record(record_id)
        self.tabs.choose("positions")

    def begin_edit(self, record_id: int, field: str = "") -> None:
        """Open the form of the record; what can be done with another one is not offered for it."""
        if record_id != self.record:
            self.whole = None
        super().begin_edit(record_id, field)

    def fill(self, _whole: Whole) -> None:
        """The positions; then what was to be begun as soon as they are known."""
        self._show_positions()
        self.act.setVisible(bool(self.possible()))
        if self._pending:
            draft, self._pending = self._pending, {}
            self._take_up_act(draft)
        elif self._wanted:
            wanted, self._wanted = self._wanted, ()
            self.ask_act() if ACTS_KEY in wanted else self.begin_first(*wanted)

    def _show_positions(self) -> None:
        if self.item is not None:
            self.positions.show_points(item_whole.points(self.item))

    def possible(self, source: str = "") -> list[ItemAct]:
        """What whoever works here can do with it now, with what is in one position where that is named."""
        return [act for act in ITEM_ACTS if self._is_possible(act, source)]

    def _is_possible(self, act: ItemAct, source: str) -> bool:
        item, kind = self.item, self.about.kind
        if item is None or kind not in act.items or not self.desk.may(act.kind):
            return False
        if act.code in ("receive", "renew"):
            return not source and not (act.code == "receive" and item.values.get("is_single"))
        fitting = [code_of(each) for each in item.standings if act.fits(each)]
        return bool(fitting) and (not source or (source in fitting and act.source != NOTHING))

    def act_menu(self, source: str = "") -> QMenu:
        """What can be done, each with a letter of its own."""
        menu, acts = QMenu(self), self.possible(source)
        labels = [_(act.label) for act in acts]
        for act, label, letter in zip(acts, labels, mnemonics(labels), strict=True):
            begin = partial(self.begin_act, act, source)
            menu.addAction(icons.icon(act.icon), with_mnemonic(label, letter), begin)
        return menu

    def ask_act(self, source: str = "") -> None:
        """Offer what can be done, below the button or beside the position; not while a form is open."""
        if self._is_asking():
            return
        menu = self.act_menu(source)
        if menu.isEmpty():
            menu.deleteLater()
            return
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._spot(is_position=bool(source)))
        menu.setActiveAction(menu.actions()[0])

    def _spot(self, *, is_position: bool) -> QPoint:
        if not is_position:
            return self.act.mapToGlobal(QPoint(0, self.act.height()))
        row = self.positions.visualRect(self.positions.currentIndex())
        return self.positions.viewport().mapToGlobal(QPoint(INDENT, row.bottom()))

    def want(self, *codes: str) -> None:
        """As soon as the record is shown, begin the first of these that is possible, or offer all by `ACTS_KEY`."""
        self._wanted = codes

    def begin_first(self, *codes: str) -> None:
        """Begin the first of these acts that is possible now; a form that is open is gone on with."""
        if self._is_asking():
            self.enter()
            return
        acts = {act.code: act for act in self.possible()}
        if act := next((acts[code] for code in codes if code in acts), None):
            self.begin_act(act)

    def begin_act(self, act: ItemAct, source: str = "") -> None:
        """Open the form of an act."""
        if self.item is not None:
            self._pages.setCurrentWidget(self.act_form)
            self.act_form.begin(act, self.record, self._called(self.item), self.item, source)

    def _called(self, item: ItemWhole) -> str:
        return f"{self.about.title(item.values)} · {self.about.below(item.values)}"

    def _is_asking(self) -> bool:
        return self.is_acting() or self.is_editing() or bool(self.tab_forms.draft())

    def is_acting(self) -> bool:
        """Whether the form of an act is open."""
        return self._pages.currentWidget() is self.act_form

    def _show_again(self) -> None:
        self._pages.setCurrentIndex(0)
        self.reload()
        self.enter()

    def may_edit(self) -> bool:
        """Not while an act is asked for: what was typed stays before the eyes."""
        return super().may_edit() and not (hasattr(self, "act_form") and self.is_acting())

    def leave(self) -> None:
        """Leave the form that is open, else the record."""
        self.act_form.leave() if self.is_acting() else super().leave()

    def enter(self) -> None:
        """The cursor goes into the form that is open, or to the positions."""
        if self.is_acting():
            self.act_form.focus_first()
        elif self.is_editing() or self.tab_forms.draft():
            super().enter()
        else:
            self.tabs.choose("positions")
            self.positions.setFocus()

    def draft(self) -> dict[str, Any]:
        """What was typed into the form that is open, and not saved."""
        return self._pending or (self.act_form.draft() if self.is_acting() else super().draft())

    def take_up(self, draft: Mapping[str, Any]) -> None:
        """Open the form again as it was, that of an act as soon as the positions are known."""
        if "act" in draft:
            self._pending = dict(draft)
            self.open_record(int(draft["record"]))
        else:
            super().take_up(draft)

    def _take_up_act(self, draft: Mapping[str, Any]) -> None:
        if act := next((each for each in self.possible() if each.code == draft["act"]), None):
            self.begin_act(act)
            self.act_form.take_up(draft)

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        self._show_positions()
        self.act_form.retranslate()
        super().retranslate()

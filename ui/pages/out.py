"""Out now: all that is with somebody or away, since when, and what is overdue; taken back by one key."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut

from registry_app.i18n import N_, _, n_, number
from registry_app.services import listing_out, naming
from registry_app.services.listing_out import OUT
from ui.desk import Desk
from ui.destinations import DESTINATIONS
from ui.pages.list_page import ListPage
from ui.parts.columns import Cell, Column, Row, of_field, of_moment
from ui.parts.shortcuts import LIST_SHORTCUTS
from ui.parts.text import IconButton
from ui.reach import page_of

_F = OUT.fields
_KIND = 1
"""Where the kind stands in a row."""
ICONS = {"firearm": "pistol", "lot": "cartridge", "article": "package"}
DAY, HOURS_AT_MOST = 24, 48
"""Hours; up to so many are told as hours, more as days."""
TAKE_BACK = N_("Take it back at the desk")


def late_text(value: Cell) -> str:
    """For how long something is overdue, nothing for what is not."""
    if value is None or value == "":
        return ""
    hours = int(value)
    if not hours:
        return _("just now late")
    if hours < HOURS_AT_MOST:
        return n_("{n} hour late", "{n} hours late", hours).format(n=number(hours))
    return n_("{n} day late", "{n} days late", hours // DAY).format(n=number(hours // DAY))


def _icon(row: Row) -> str:
    return ICONS.get(str(row[_KIND]), "package")


def placed(session: Any, row: int) -> tuple[str, int]:
    """The kind of what a row is about, and the person who has it (0: nobody)."""
    told = listing_out.told(row)
    is_person = naming.kind_of(session, told.keeper) == "person"
    return naming.kind_of(session, told.item), told.keeper if is_person else 0


class Out(ListPage):
    """The list, at first by whom things are with; Enter shows the record of the thing."""

    KEY, NAME, LISTING = "out", N_("Out now"), OUT
    COLUMNS = (
        of_field(_F["kind"], 10, is_hidden=True),
        Column("item", _F["item"].label, 11, "serial", of_field(_F["item"], 11).text, icon=_icon, field=_F["item"]),
        of_field(_F["about"], 16, "muted", stretches=True),
        of_field(_F["quantity"], 5, "number"),
        of_field(_F["holder"], 18, "strong"),
        of_field(_F["code"], 9, "serial", is_hidden=True),
        of_field(_F["place"], 16),
        of_moment(_F["since"]),
        of_moment(_F["due"]),
        Column("late", _F["late"].label, 16, "chip", late_text, lambda _value: "red", field=_F["late"]),
        of_field(_F["act"], 12, is_hidden=True),
        Column("entry", _F["entry"].label, 8, "number", field=_F["entry"], is_hidden=True),
    )
    SEGMENTS = {
        "": N_("With people"), "overdue": N_("Overdue"), "firearm": N_("Firearms"), "lot": N_("Ammunition"),
        "article": N_("Articles"), "workshop": N_("In the workshop"), "transit": N_("In transit"),
    }  # fmt: skip
    IS_PLACED, ICON = True, "arrow-up-right"
    NOTHING = (
        N_("Nothing is out"),
        N_("Whatever is issued is listed here until it comes back. Issue at the desk by F2."),
    )
    SHORTCUTS = (*LIST_SHORTCUTS, ("Ctrl+I", TAKE_BACK))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.back = IconButton(TAKE_BACK, "arrow-down-left")
        self.back.setEnabled(desk.may("take_back"))
        self.back.clicked.connect(self.take_back)
        self.list.add_tool(self.back)
        QShortcut(QKeySequence("Ctrl+I"), self, self.take_back)

    def counted(self, n: int) -> str:
        """So many things."""
        return n_("{n} thing out", "{n} things out", n)

    def open_record(self, record_id: int) -> None:
        """Show the record of what a row is about."""
        if record_id:
            self.jobs.latest("open").read(placed, record_id).then(lambda found: self._lead(record_id, found[0]))

    def _lead(self, row: int, kind: str) -> None:
        if page := page_of(kind, {each.key for each in DESTINATIONS}):
            self.desk.go(page, listing_out.told(row).item)

    def take_records(self, kind: str, _records: Sequence[int]) -> None:
        """Show the segment of a kind: whoever comes for one of them finds it there, with all who have it."""
        self.pages.setCurrentIndex(0)
        self.list.segments.choose(kind)

    def take_back(self) -> None:
        """Take what the cursor is on back at the desk: a firearm by itself, all else with what the person has."""
        if (row := self.table.current_id()) and self.back.isEnabled():
            self.jobs.latest("back").read(placed, row).then(lambda found: self._take_back(row, *found))

    def _take_back(self, row: int, kind: str, person: int) -> None:
        if not person:
            self.desk.strip.say(N_("Nobody has it: fetch it back from where it is."), "note")
        else:
            self.desk.go("handover", listing_out.told(row).item if kind == "firearm" else person)

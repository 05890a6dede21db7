"""The journal: every entry of the ledger, the newest first; one of them whole, corrected, printed again."""

from functools import partial

from registry_app.i18n import N_, n_, number
from registry_app.services.listing_entries import ENTRIES
from ui.destinations import DESTINATIONS
from ui.pages.entry_sheet import EntrySheet
from ui.pages.handover_slip import SlipSheet
from ui.pages.life import ICONS
from ui.pages.list_page import ListPage
from ui.parts.columns import Cell, Column, Row, of_field, of_moment
from ui.parts.shortcuts import LIST_SHORTCUTS
from ui.reach import page_of

_F = ENTRIES.fields
_KIND = 4
"""Where the act stands in a row."""


def _icon(row: Row) -> str:
    return ICONS.get(str(row[_KIND]), ("circle-check", "gray"))[0]


def _tone(value: Cell) -> str:
    return "red" if value == "corrected" else "amber"


def _late(value: Cell) -> str:
    return n_("{n} hour late", "{n} hours late", int(value)).format(n=number(int(value))) if value else ""


def _number(value: Cell) -> str:
    """The number of an entry, as everywhere without groups of digits."""
    return "" if value is None else str(value)


def _several(key: str, width: int, look: str = "plain", *, is_hidden: bool = False, stretches: bool = False) -> Column:
    """A column of which an entry may have several values: nothing is sorted by it."""
    field = _F[key]
    tell = of_field(field, width).text
    return Column(key, field.label, width, look, tell, field=field, is_hidden=is_hidden, stretches=stretches,
                  is_sorted=False)  # fmt: skip


class Journal(ListPage):
    """The list of entries. Ids are the numbers of the entries, of which the first is 0."""

    KEY, NAME, LISTING = "journal", N_("Journal"), ENTRIES
    COLUMNS = (
        Column("seq", _F["seq"].label, 5, "number", _number, field=_F["seq"]),
        of_moment(_F["occurred_at"]),
        of_moment(_F["recorded_at"], is_hidden=True),
        Column("kind", _F["kind"].label, 9, "strong", of_field(_F["kind"], 9).text, icon=_icon, field=_F["kind"]),
        _several("what", 14, "serial", stretches=True),
        _several("pieces", 6, "number", is_hidden=True),
        _several("rounds", 5, "number"),
        _several("source_place", 8, "muted"),
        _several("target_place", 9, "muted"),
        _several("person", 11),
        of_field(_F["reason"], 8),
        of_field(_F["actor"], 10, is_hidden=True),
        of_field(_F["witness"], 10, is_hidden=True),
        _several("note", 20, is_hidden=True),
        Column("remark", _F["remark"].label, 9, "chip", of_field(_F["remark"], 9).text, _tone, field=_F["remark"]),
        Column("late", _F["late"].label, 12, text=_late, field=_F["late"], is_hidden=True),
        Column("corrects", _F["corrects"].label, 8, "number", _number, field=_F["corrects"], is_hidden=True),
        Column("corrected_by", _F["corrected_by"].label, 8, "number", _number, field=_F["corrected_by"],
               is_hidden=True),
    )  # fmt: skip
    SEGMENTS = {
        "": N_("All entries"), "today": N_("Today"), "custody": N_("Custody"), "records": N_("Records"),
        "corrections": N_("Corrections"), "late": N_("Late"),
    }  # fmt: skip
    IS_PLACED, IS_NEWEST_FIRST, ICON = True, True, "history"
    NOTHING = (
        N_("No entry yet"),
        N_("Every act and every change of a record is listed here at once."),
    )
    SHORTCUTS = (*LIST_SHORTCUTS, ("Ctrl+E", N_("Correct the entry")))

    def counted(self, n: int) -> str:
        """So many entries."""
        return n_("{n} entry", "{n} entries", n)

    def build_sheet(self) -> EntrySheet:
        """One entry whole."""
        sheet = EntrySheet(self.jobs, self.desk)
        sheet.asked.connect(self._lead)
        sheet.slip_asked.connect(self._print_slip)
        return sheet

    def _lead(self, kind: str, record: int) -> None:
        """Show a record on the page of its kind, where there is one."""
        if page := page_of(kind, {each.key for each in DESTINATIONS}):
            self.desk.go(page, record)

    def _print_slip(self, seq: int) -> None:
        SlipSheet(self, seq).open()

    def open_record(self, record_id: int) -> None:
        """Show this entry whole, the first one too."""
        self.unless_typed(partial(self._open, record_id), record_id)

"""The people: who may carry, how long their papers hold, and how much each of them has."""

from registry_app.i18n import N_, n_
from registry_app.services.listing_people import PEOPLE
from ui.pages.list_page import ListPage
from ui.pages.person_sheet import PersonSheet
from ui.parts.columns import of_field
from ui.parts.due_day import until
from ui.parts.shortcuts import EDIT_SHORTCUTS, LIST_SHORTCUTS
from ui.reach import PAGES

_F = PEOPLE.fields


class People(ListPage):
    """The list of people; at first those who have not left."""

    KEY, NAME, LISTING = "people", N_("People"), PEOPLE
    COLUMNS = (
        of_field(_F["code"], 9, "serial"),
        of_field(_F["name"], 20, "strong", stretches=True),
        of_field(_F["licence_class"], 9),
        until(_F["licence_expires_on"]),
        of_field(_F["course_name"], 14, is_hidden=True),
        until(_F["course_expires_on"]),
        until(_F["fitness_expires_on"]),
        of_field(_F["held"], 7, "number"),
        of_field(_F["left_on"], 11, is_hidden=True),
        of_field(_F["joined_on"], 11, is_hidden=True),
        of_field(_F["licence_number"], 14, is_hidden=True),
        of_field(_F["document"], 14, is_hidden=True),
        of_field(_F["card"], 12, is_hidden=True),
    )
    SEGMENTS = {"": N_("Here"), "holding": N_("Holding something"), "left": N_("Have left")}
    ICON = "users"
    NOTHING = (N_("Nobody is on record yet"), N_("Enter the first person by Ctrl+N, or import a list of all."))

    KIND, MAKES = "person", "describe"
    SHORTCUTS = (*LIST_SHORTCUTS, *EDIT_SHORTCUTS)

    def counted(self, n: int) -> str:
        """So many people."""
        return n_("{n} person", "{n} people", n)

    def build_sheet(self) -> PersonSheet:
        """One person whole."""
        sheet = PersonSheet(self.jobs, self.desk)
        sheet.item_asked.connect(lambda kind, item: self.desk.go(PAGES[kind][0], item))
        return sheet

    def open_field(self, record_id: int, field: str) -> None:
        """Show the record, with its form open on this field."""
        self.open_record(record_id)
        if not self.is_typed_into():
            self.sheet.edit_at(field)

"""Pictures of what is out and of the journal: the lists, an entry whole, and the form that undoes it."""

from typing import Any

from tests.ui.patience import settle


class JournalPictures:
    """What the photographer takes of the two lists."""

    window: Any

    def _go(self, key: str, record: int = 0) -> Any:
        raise NotImplementedError

    def out_now(self) -> None:
        page = self._go("out")
        page.show_all()
        page.table.selectRow(2)

    def out_overdue(self) -> None:
        self.out_now()
        self.window.shell.page("out").list.segments.choose("overdue")

    def journal(self) -> None:
        page = self._go("journal")
        page.show_list()
        page.show_all()
        page.table.selectRow(1)

    def journal_filter(self) -> None:
        self.journal()
        page = self.window.shell.page("journal")
        page.list.toggle_filter()
        page.filter.show_texts({"kind": "issue", "rounds": ">5"})

    def _entry(self, kind: str) -> Any:
        """The newest entry of a kind, whole."""
        page = self._go("journal")
        page.show_list()
        page.show_all()
        page.filter.show_texts({"kind": f"={kind}"})
        settle(self.window)
        page.open_record(page.table.rows.id_at(0))
        settle(self.window)
        return page

    def entry(self) -> None:
        self._entry("issue")

    def entry_record(self) -> None:
        self._entry("amend")

    def correct(self) -> None:
        self._entry("issue").begin_edit()

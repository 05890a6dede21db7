"""Pictures of ammunition and articles: the lists, one of each whole, and the form of an act."""

from typing import Any

from tests.ui.patience import settle


class StockPictures:
    """What the photographer takes of lots and articles."""

    window: Any

    def _go(self, key: str, record: int = 0) -> Any:
        raise NotImplementedError

    def ammunition(self) -> None:
        page = self._go("ammunition")
        page.show_list()
        page.table.selectRow(1)

    def articles(self) -> None:
        page = self._go("articles")
        page.show_list()
        page.table.selectRow(1)

    def _lot(self) -> Any:
        """The lot of which most is with people."""
        page = self._go("ammunition")
        page.list.segments.choose("out")
        page.table.sortByColumn(7, page.table.horizontalHeader().sortIndicatorOrder().DescendingOrder)
        settle(self.window)
        page.open_record(page.table.rows.id_at(0))
        settle(self.window)
        return page.sheet

    def lot(self) -> None:
        self._lot()

    def lot_record(self) -> None:
        self._lot().tabs.choose("record")

    def lot_acts(self) -> None:
        sheet = self._lot()
        menu = sheet.act_menu()
        menu.popup(sheet.act.mapToGlobal(sheet.act.rect().bottomLeft()))
        settle(self.window)
        menu.grab().save(str(self.out / "lot_menu.png"))  # type: ignore[attr-defined]
        menu.close()

    def lot_hold(self) -> None:
        self._lot().begin_first("hold")

    def new_lot(self) -> None:
        page = self._go("ammunition")
        page.begin_new()

    def article(self) -> None:
        page = self._go("articles")
        page.seek("chaleco")
        settle(self.window)
        page.open_record(page.table.rows.id_at(0))

    def new_article(self) -> None:
        page = self._go("articles")
        page.begin_new()

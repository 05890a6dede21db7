"""Pictures of the page of returns: a paper of a moment, of a period and of a case, and what was sent."""

from typing import Any

from tests.ui.patience import settle


class ReturnPictures:
    """What the photographer takes of papers for authorities."""

    window: Any

    def _go(self, key: str, record: int = 0) -> Any:
        raise NotImplementedError

    def _made(self, **values: Any) -> Any:
        """The page with a paper chosen as a user chooses it: the report, then what it asks."""
        page = self._go("returns")
        page.show_view("make")
        for name, value in values.items():
            page.options.rows[name].show_value(value)
            page.options._edited()
        page.reload()
        settle(self.window)
        return page

    def returns(self) -> None:
        self._made(report="inventory")

    def returns_period(self) -> None:
        page = self._go("returns")
        settle(self.window)
        code = next(iter(page.options._look.authorities))
        self._made(report="movements", addressee=code)

    def returns_case(self) -> None:
        page = self._made(report="loss", addressee="")
        picker = page.options.rows["loss"].editor
        picker.setFocus()
        picker._walk(1)

    def returns_sent(self) -> None:
        page = self._go("returns")
        page.show_view("sent")

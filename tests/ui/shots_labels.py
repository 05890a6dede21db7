"""Pictures of the labels: a begun sheet, cards, bars on a narrow roll, and nothing chosen yet."""

from typing import Any

from tests.ui.patience import settle


class LabelPictures:
    """What the photographer takes of the labels."""

    window: Any

    def _go(self, key: str, record: int = 0) -> Any:
        raise NotImplementedError

    def _label(self, kind: str, key: str, many: int, **options: Any) -> None:
        """Labels of the first rows of a list."""
        records = self._go(key).table.rows.ids().tolist()[:many]
        page = self._go("labels")
        self.window.shell.bring("labels", kind, records)
        for name, value in options.items():
            page.options.form.rows[name].show_value(value)
        page.options.form.changed.emit()
        settle(self.window, 500)

    def labels_empty(self) -> None:
        self._go("labels").choice.none.click()

    def labels(self) -> None:
        self._label("firearm", "firearms", 40, layout="a4-24", skip=5, right=8, down=-3)

    def labels_roll(self) -> None:
        self._label("firearm", "firearms", 3, layout="roll-62x29", skip=None, code="code128")

    def labels_cards(self) -> None:
        self._label("person", "people", 14, code="best")

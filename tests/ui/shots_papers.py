"""Pictures of the check of papers: on the page and before the register, with a return that was changed."""

import tempfile
from pathlib import Path
from typing import Any

from registry_app.reports import inventory_return
from tests.reports import given
from tests.signed_papers import signed
from tests.ui.patience import settle, wait


class PaperPictures:
    """What the photographer takes of papers."""

    window: Any

    def _go(self, key: str, record: int = 0) -> Any:
        raise NotImplementedError

    def papers(self) -> None:
        self._checked(self._go("papers").check)

    def papers_gate(self) -> None:
        self.window.show_papers()
        self._checked(self.window.centralWidget().check)

    def papers_empty(self) -> None:
        self._go("papers")

    def _checked(self, check: Any) -> None:
        folder = Path(tempfile.mkdtemp())
        genuine = signed(inventory_return.write(given.content(), language="es"), "armorer", "witness")
        middle = len(genuine) // 3
        for name, file in (
            ("inventory-return-2026-06-30.pdf", genuine),
            ("inventory-return-copy.pdf", genuine[:middle] + bytes([genuine[middle] ^ 1]) + genuine[middle + 1 :]),
            ("inventory-return-unsigned.pdf", inventory_return.write(given.content())),
        ):
            (folder / name).write_bytes(file)
        check.check(sorted(folder.iterdir()))
        settle(self.window)
        wait(lambda: check.verified, most_ms=20_000)
        check._show("1")

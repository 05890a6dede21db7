"""Pictures of the authority's window, on a desk that three companies sent returns to."""

import tempfile
from pathlib import Path
from typing import Any

from tests.ui.authority_room import furnished
from tests.ui.patience import settle


class AuthorityPictures:
    """Goes through the pages of a desk."""

    window: Any

    def _official(self, key: str) -> Any:
        if not hasattr(self, "_official_folder"):
            self._official_folder = furnished(Path(tempfile.mkdtemp())).folder
        if self.window.shell is not None:
            self.window.lock()
            settle(self.window)
        self.window.show_unlock(self._official_folder)
        self.window.shell.go(key)
        settle(self.window)
        return self.window.shell.page(key)

    def desk_receive(self) -> None:
        from registry_app.domain.errors import refuse, warn
        from ui.pages.authority_receive import Row

        page = self._official("receive")
        forked = refuse("two_heads", size=120, company="Andina", root="ab12" * 4, other="cd34" * 4)
        rows = [("andina-2026-10.pdf", "intact", ()), ("norte-2026-10.pdf", "remarks", (warn("return_older", size=9,
                 wanted=12),)), ("ceibas-2026-10.pdf", "altered", (forked,))]  # fmt: skip
        page.show_rows([Row(Path(name), verdict, findings) for name, verdict, findings in rows])

    def desk_companies(self) -> None:
        self._official("companies")

    def desk_country(self) -> None:
        self._official("country")

    def desk_crosses(self) -> None:
        self._official("crosses")

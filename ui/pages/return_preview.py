"""The paper as it will be printed, page by page; or what must be chosen before there is one."""

from PySide6.QtWidgets import QSizePolicy

from registry_app.i18n import N_, _, number
from ui.pages.return_reads import Order
from ui.parts.card import Card
from ui.parts.empty import Empty
from ui.parts.paper import Paper, Picture, photograph
from ui.parts.stack import AS_TALL_AS_ROOM, Stack
from ui.parts.text import IconButton, Label
from ui.tasks import Scope

SMALLEST = (120, 160)
"""What is left of a page when it was saved and can be signed."""


class ReturnPreview(Card):
    """Turns by itself; whoever makes the paper hands it over."""

    def __init__(self, jobs: Scope) -> None:
        super().__init__(N_("Preview"), margin=18, spacing=10)
        self._jobs = jobs
        self._content = b""
        self._advice, self._missing = "", ""
        self.order: Order | None = None
        """What is shown."""
        self.paper, self._where = Paper(), Label(role="hint")
        self.back = IconButton(N_("Previous page"), "arrow-left")
        self.on = IconButton(N_("Next page"), "arrow-right")
        self._empty = Empty("file-text", N_("Nothing to show yet"), "")
        self._pages = Stack()
        self._lay_out()
        self.back.clicked.connect(lambda: self.paper.turn(-1))
        self.on.clicked.connect(lambda: self.paper.turn(1))
        self.paper.turned.connect(self._turn)

    def _lay_out(self) -> None:
        for widget in (self._where, self.back, self.on):
            self.head.addWidget(widget)
        self._empty.setSizePolicy(QSizePolicy.Policy(AS_TALL_AS_ROOM[0]), QSizePolicy.Policy(AS_TALL_AS_ROOM[1]))
        self.paper.setMinimumSize(*SMALLEST)
        for sheet in (self.paper, self._empty):
            self._pages.addWidget(sheet)
        self.inside.addWidget(self._pages, 1)

    def show_paper(self, order: Order, content: bytes, first: Picture) -> None:
        """Show a paper from its first page on."""
        self.order, self._content, self._advice = order, content, ""
        self._pages.setCurrentWidget(self.paper)
        self._show_page(first)

    def show_nothing(self, advice: str, field: str = "") -> None:
        """Say why there is nothing to see: a msgid, and that of the `{field}` that it names."""
        self.order, self._content, self._advice, self._missing = None, b"", advice, field
        self._pages.setCurrentWidget(self._empty)
        self.retranslate()

    def _show_page(self, picture: Picture) -> None:
        self.paper.show_picture(picture)
        self._where.say(N_("Page {page} of {pages}"), page=number(picture.page + 1), pages=number(picture.pages))
        self._tell_turns(picture.page, picture.pages)

    def _tell_turns(self, page: int, pages: int) -> None:
        self.back.setEnabled(page > 0)
        self.on.setEnabled(page + 1 < pages)

    def _turn(self, page: int) -> None:
        self._jobs.latest("page").run(photograph, self._content, page).then(self._show_page)

    def retranslate(self) -> None:
        """Say again why there is nothing."""
        if self._advice:
            self._where.quote("")
            self._tell_turns(0, 0)
            self._empty.advice.quote(_(self._advice).format(field=_(self._missing)))

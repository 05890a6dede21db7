"""What goes along with the firearms in hand: rounds, the kit of the post, and articles that are scanned."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from registry_app.i18n import N_, number
from ui.pages import handover_reads as reads
from ui.pages.handover_reads import ISSUE, Kit, Rounds
from ui.parts.picker import Choice

if TYPE_CHECKING:
    from ui.pages.handover import Handover


class Kits:
    """Fills in what a post usually takes, until somebody types numbers."""

    def __init__(self, page: "Handover") -> None:
        self._page = page

    def ask(self) -> None:
        """What goes to the post with these firearms; what was typed is not changed."""
        draft = self._page.inhand
        if draft.act == ISSUE and draft.place and draft.firearms and not draft.is_counted:
            asked = self._page.jobs.latest("kit").read(reads.kit, draft.place, tuple(draft.firearms))
            asked.then(self._page.for_this(self._take))

    def ask_rounds(self) -> None:
        """Ask for the rounds that can go along, or for what comes back with the firearms of one person."""
        slot, draft = self._page.jobs.latest("rounds"), self._page.inhand
        if draft.act == ISSUE:
            slot.read(reads.rounds_in_store, draft.calibres).then(self._page.for_this(self._show_rounds))
        elif draft.holder:
            slot.read(reads.rounds_held, draft.holder).then(self._page.for_this(self._show_rounds))
        else:
            self._show_rounds(())

    def _show_rounds(self, lots: Sequence[Rounds]) -> None:
        """Keep what was typed; rounds that come back are counted as all of them until somebody says otherwise."""
        draft = self._page.inhand
        self._page.list.show_lots([*lots, *draft.extra], draft)
        self._page.take_counts()

    def _take(self, kit: Kit) -> None:
        self._page.inhand.extra, self._page.inhand.rounds = kit.articles, dict(kit.rounds)
        self._page.list.count(self._page.inhand.rounds)
        self.ask_rounds()
        if missing := sum(short.missing for short in kit.short):
            said = N_("The kit of this post is not whole: {n} missing in store.")
            self._page.desk.strip.say(said, "warning", n=number(missing))

    def take_article(self, article: Choice) -> None:
        """A piece of an article goes along; of what comes back the cursor goes to its line."""
        draft = self._page.inhand
        if draft.act != ISSUE:
            if not self._page.list.focus_lot(article.id):
                self._page.desk.strip.say(N_("This is not with the person."), "note")
        elif article.id not in draft.articles:
            draft.extra = (*draft.extra, Rounds(article.id, article.title, "", 1, 1, "article"))
            self.ask_rounds()

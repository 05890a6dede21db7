"""What goes along with the firearms in hand: rounds, the kit of the post, and articles that are scanned."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from registry_app.i18n import N_, number
from ui.job import Job
from ui.pages import handover_reads as reads
from ui.pages.handover_reads import ISSUE, Kit, Rounds
from ui.parts.picker import Choice

if TYPE_CHECKING:
    from ui.pages.handover import Handover


class Kits:
    """Fills in what a post usually takes, until somebody types numbers."""

    def __init__(self, page: "Handover") -> None:
        self._page = page
        self._about = ("", 0)
        self._awaited: set[Job[Any]] = set()

    @property
    def is_awaited(self) -> bool:
        """Whether it is not known yet what else is in hand: nothing is handed over before."""
        return any(not job.is_dropped for job in self._awaited)

    def wait(self, job: Job[Any]) -> Job[Any]:
        """Hand nothing over before this is answered."""
        self._awaited = {each for each in self._awaited if not each.is_dropped} | {job}
        return job.ended(lambda: self._awaited.discard(job))

    def forget_others(self) -> None:
        """What one has is off the list as soon as another gives back, whose rounds are not known yet."""
        draft, (entry, holder) = self._page.inhand, self._about
        self._about = draft.entry_id, draft.holder
        if draft.act != ISSUE and entry == draft.entry_id and holder not in (0, draft.holder):
            self._page.list.show_lots((), draft)
            self._page.list.fill(draft)

    def ask(self) -> None:
        """What goes to the post with these firearms; what was typed is not changed."""
        draft = self._page.inhand
        if draft.act == ISSUE and draft.place and draft.firearms and not draft.is_counted:
            asked = self._page.jobs.latest("kit").read(reads.kit, draft.place, tuple(draft.firearms))
            asked.then(self._page.for_this(self._take))

    def ask_rounds(self) -> None:
        """Ask for the rounds that can go along, or for what comes back with the firearms of one person."""
        slot, draft, show = self._page.jobs.latest("rounds"), self._page.inhand, self._page.for_this(self._show_rounds)
        self.forget_others()
        if draft.act == ISSUE:
            self.wait(slot.read(reads.rounds_in_store, draft.calibres)).then(show)
        elif draft.holder:
            self.wait(slot.read(reads.rounds_held, draft.holder)).then(show)
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

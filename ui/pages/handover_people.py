"""Who receives or gives back: chosen, scanned, or known by what is scanned; who gives back brings all that he has."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ui.pages import handover_reads as reads
from ui.pages.handover_reads import TAKE_BACK, Rounds, Scanned
from ui.parts.picker import Choice

if TYPE_CHECKING:
    from ui.pages.handover import Handover


class People:
    """The person of the handover in hand."""

    def __init__(self, page: "Handover") -> None:
        self._page = page

    def take(self, person: Choice) -> None:
        """Somebody receives; or somebody returns all that he has."""
        draft = self._page.inhand
        draft.person, draft.person_name = person.id, person.title
        self._page.form.person.show_choice(Choice(person.id, person.title))
        if draft.act == TAKE_BACK:
            self.ask_held()

    def know(self, person: int) -> None:
        """What was scanned tells who gives back."""
        self._page.inhand.person = person
        self._page.jobs.latest("name").read(reads.person_name, person).then(self._page.for_this(self._show))

    def _show(self, name: str) -> None:
        draft = self._page.inhand
        draft.person_name = name
        self._page.form.person.show_choice(Choice(draft.person, name) if draft.person else None)
        self._page.show_inhand()

    def ask_held(self) -> None:
        """Put all that the person has on the list."""
        self._page.kit.forget_others()
        job = self._page.kit.wait(self._page.jobs.latest("held").read(reads.held, self._page.inhand.person))
        job.then(self._page.for_this(self._take_all))

    def _take_all(self, held: tuple[list[int], list[Rounds]]) -> None:
        self.ask_firearms(held[0])
        self._page.kit.ask_rounds()

    def ask_firearms(self, records: Sequence[int]) -> None:
        """Put these firearms on the list, each judged by where it is."""
        job = self._page.kit.wait(self._page.jobs.read(reads.all_scanned, records, self._page.inhand.act))
        job.then(self._page.for_this(self._add_all))

    def _add_all(self, found: Sequence[Scanned]) -> None:
        for each in found:
            self._page.add_or_tell(each) if each.findings else self._page.put(each)

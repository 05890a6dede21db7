"""Going to what settles a refusal (F9), and coming back: what was in hand waits, and is taken up again afterwards."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from registry_app.domain.errors import Finding
from registry_app.i18n import _
from ui.destinations import DESTINATIONS
from ui.pages.handover_draft import HandoverDraft
from ui.pages.handover_keys import ACTS
from ui.pages.handover_reads import ISSUE, TAKE_BACK
from ui.pages.handover_remedies import PERSON, Remedy, refusals, remedy_of
from ui.reception import PAGES

if TYPE_CHECKING:
    from ui.pages.handover import Handover


class Settle:
    """`waiting` are handovers, as `HandoverDraft.kept` tells them, that are taken up when the one in hand stands."""

    def __init__(self, page: "Handover") -> None:
        self.page = page
        self.waiting: list[dict[str, Any]] = []
        self.lots: set[int] = set()
        """Lots that were scanned, and of which none can go along."""

    def offered(self, findings: Iterable[Finding]) -> Remedy | None:
        """What settles the first refusal of these that can be settled from here."""
        found = next((each for each in refusals(findings) if self._leads(each)), None)
        return self._remedy(found) if found else None

    def _remedy(self, finding: Finding) -> Remedy:
        item = finding.facts.get("item_id")
        return remedy_of(finding, self._kind(int(str(item))) if item else "")

    def do(self, findings: Iterable[Finding]) -> None:
        """Settle it."""
        for finding in (each for each in refusals(findings) if self._leads(each)):
            remedy = self._remedy(finding)
            if remedy.here:
                HERE[remedy.here](self, finding)
            else:
                self.page.desk.go_to(self._key(finding), int(str(finding.facts[remedy.fact])), remedy.field)
            return

    def _leads(self, finding: Finding) -> bool:
        remedy = self._remedy(finding)
        return bool(finding.facts.get(remedy.fact) or not remedy.fact) and bool(remedy.here or self._key(finding))

    def _key(self, finding: Finding) -> str:
        """The page that shows the record which a finding is about, nothing where there is none."""
        kind = "person" if self._remedy(finding).fact == PERSON else self._kind(int(str(finding.facts["item_id"])))
        return PAGES[kind] if PAGES[kind] in {each.key for each in DESTINATIONS} else ""

    def _kind(self, item: int) -> str:
        draft = self.page.inhand
        if item in draft.rounds or item in self.lots:
            return "lot"
        return "article" if item in draft.articles else "firearm"

    def hand_over(self, act: str, finding: Finding) -> None:
        """First the other act with what stopped this one, which waits with it: a firearm by itself, an article with all
        that the person has."""
        item, kept = int(str(finding.facts["item_id"])), self.page.inhand.kept()
        is_firearm = self._kind(item) == "firearm"
        if kept and is_firearm:
            kept["firearms"] = list(dict.fromkeys((*kept["firearms"], item)))
        if kept:
            self.waiting.insert(0, kept)
        self.page.begin(HandoverDraft(act))
        self.page.open_record(item if is_firearm else int(str(finding.facts.get("person_id") or 0)))

    def one_by_one(self) -> None:
        """A handover for each who gives: the first is in hand, the others wait."""
        if not self.page.inhand.firearms:
            self.page.form.person.setFocus()
            return
        first, *others = (draft.kept() for draft in self.page.inhand.by_giver())
        self.waiting = [*others, *self.waiting]
        self.page.take_in_hand(first)

    def go_on(self) -> None:
        """What was in hand stands: the next that waits, or nothing."""
        if self.waiting:
            self.page.take_in_hand(self.waiting.pop(0))
        else:
            self.page.start_again()

    def told(self) -> str:
        """What waits, in the reader's language; nothing where nothing does."""
        names = dict.fromkeys(f"{_(ACTS[kept['act']])} {kept['name']}".strip() for kept in self.waiting)
        return _("Afterwards: {acts}").format(acts=", ".join(names)) if names else ""

    def keep(self, kept: Mapping[str, Any]) -> dict[str, Any]:
        """What is in hand together with what waits, as a locked window remembers it."""
        first, *others = [each for each in (dict(kept), *self.waiting) if each] or [{}]
        return {**first, "waiting": others} if others else first

    def take_up(self, kept: dict[str, Any]) -> None:
        """What `keep` told is in hand, and waits, again."""
        self.waiting = list(kept.get("waiting", ()))
        self.page.take_in_hand(kept)

    def clear(self) -> None:
        """Nothing waits any more."""
        self.waiting = []


def _take_back(settle: Settle, finding: Finding) -> None:
    settle.hand_over(TAKE_BACK, finding)


def _issue(settle: Settle, finding: Finding) -> None:
    settle.hand_over(ISSUE, finding)


def _count(settle: Settle, finding: Finding) -> None:
    settle.page.list.focus_lot(int(str(finding.facts.get("item_id", 0))))


def _reason(settle: Settle, _finding: Finding) -> None:
    settle.page.form.reason.setFocus()


def _person(settle: Settle, _finding: Finding) -> None:
    settle.page.form.person.setFocus()


def _staying(settle: Settle, _finding: Finding) -> None:
    settle.page.form.staying.setFocus()


def _out(settle: Settle, _finding: Finding) -> None:
    settle.page.desk.bring("out", "lot", ())


def _company(settle: Settle, _finding: Finding) -> None:
    settle.page.desk.go("company", 0)


HERE: Mapping[str, Callable[[Settle, Finding], None]] = {
    "take_back": _take_back, "issue": _issue, "count": _count, "reason": _reason, "person": _person,
    "staying": _staying, "company": _company, "out": _out, "one_by_one": lambda settle, _finding: settle.one_by_one(),
}  # fmt: skip
"""What the desk itself does about a finding."""

"""What came of one paper: the verdict as colour, word and drawing, what it means, findings, who signed, the head."""

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from registry_app.domain.paper_verdict import MEANINGS, VERDICTS, PaperVerdict, signed_in
from registry_app.domain.unseen import visible
from registry_app.i18n import N_, _, moment, n_, number
from ui.parts.card import Card, Tile
from ui.parts.facts import Facts
from ui.parts.findings import FindingsList
from ui.parts.points import Point, Points
from ui.parts.text import Label

if TYPE_CHECKING:
    from registry_app.services.verifying import Signed, Verified

_TONES = {"intact": ("circle-check", "green"), "remarks": ("info", "blue"), "altered": ("circle-alert", "red"),
          "cannot tell": ("triangle-alert", "amber")}  # fmt: skip
_TRUSTED = {
    True: (N_("in the trust list"), "green"), False: (N_("not in the trust list"), "red"),
    None: (N_("no trust list to say"), "amber"),
}  # fmt: skip
FACTS = (
    ("number", "hash", N_("Number")), ("company", "building-2", N_("Company")), ("made", "clock", N_("Made")),
    ("head", "history", N_("Head of the ledger")), ("sum", "file-badge", N_("SHA-256 of the file")),
)  # fmt: skip


class Look(NamedTuple):
    """How a verdict is shown: its drawing, its tone, and its word in the reader's language."""

    icon: str
    tone: str
    word: str


def look_of(verdict: PaperVerdict) -> Look:
    """The look of a verdict."""
    icon, tone = _TONES[verdict]
    word = _(VERDICTS[verdict])
    return Look(icon, tone, word[:1].upper() + word[1:])


class PaperReport(Card):
    """Empty until a paper is shown."""

    def __init__(self) -> None:
        super().__init__(margin=18, spacing=12)
        self._verified: Verified | None = None
        self._tile = Tile("file-text", size=44)
        self.verdict, self._meaning = Label(role="h1"), Label(role="muted", is_wrapping=True)
        self.findings = FindingsList(N_("What was found"))
        self.signatures = Points(N_("Signatures"))
        self.facts = Facts(FACTS)
        self._titles = [Label(N_("What was found"), "strong"), Label(N_("Signatures"), "strong")]
        top, words = QHBoxLayout(), QVBoxLayout()
        top.setSpacing(14)
        words.setSpacing(2)
        words.addWidget(self.verdict)
        words.addWidget(self._meaning)
        top.addWidget(self._tile)
        top.addLayout(words, 1)
        self.inside.addLayout(top)
        self.inside.addWidget(self._titles[0])
        self.inside.addWidget(self.findings, 3)
        self.inside.addWidget(self._titles[1])
        self.inside.addWidget(self.signatures, 2)
        self.inside.addWidget(self.facts)
        for part, least in ((self.findings, 120), (self.signatures, 110)):
            part.setMinimumHeight(least)
            part.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.inside.addStretch()
        self.clear()

    def clear(self) -> None:
        """Nothing to show."""
        self._verified = None
        self._tile.show_icon("file-text", "text3", "hover")
        self.verdict.say(N_("No paper yet"))
        self._meaning.say(
            N_("Open a signed report, or drop it here: it is checked without a register and without a network.")
        )
        self._show_parts(has_findings=False, has_signatures=False, has_facts=False)

    def wait(self, papers: int) -> None:
        """Papers are being checked."""
        self.clear()
        self.verdict.say(N_("Checking…"))
        self._meaning.quote(n_("{n} paper", "{n} papers", papers).format(n=number(papers)))

    def show_paper(self, verified: "Verified") -> None:
        """Show what came of a paper."""
        self._verified = verified
        look = look_of(verified.verdict)
        self._tile.show_icon(look.icon, look.tone, f"{look.tone}_t")
        self.verdict.quote(look.word)
        self.verdict.set_tone(look.tone)
        self._meaning.say(MEANINGS[verified.verdict])
        self.findings.show_findings(verified.findings)
        self.signatures.show_points([_point(each) for each in verified.signatures])
        self._show_facts(verified)
        self._show_parts(
            has_findings=bool(verified.findings), has_signatures=bool(verified.signatures),
            has_facts=verified.head is not None,
        )  # fmt: skip

    def _show_parts(self, *, has_findings: bool, has_signatures: bool, has_facts: bool) -> None:
        for part, is_shown in (
            (self._titles[0], has_findings), (self.findings, has_findings), (self._titles[1], has_signatures),
            (self.signatures, has_signatures), (self.facts, has_facts),
        ):  # fmt: skip
            part.setVisible(is_shown)

    def _show_facts(self, verified: "Verified") -> None:
        if verified.content is None or verified.head is None:
            return
        head, made = verified.head, verified.content.get("made", {})
        entries = n_("{n} entry", "{n} entries", head.size).format(n=number(head.size))
        self.facts.show_fact("number", visible(verified.number))
        self.facts.show_fact("company", visible(str(verified.content["company"]["name"])))
        self.facts.show_fact("made", str(made.get("moment", ""))[:16].replace("T", " "))
        self.facts.show_fact("head", _("{entries}, root {root}").format(entries=entries, root=head.root[:16]))
        self.facts.show_fact("sum", verified.sha256[:32])

    def changeEvent(self, event: QEvent) -> None:
        """Say it again in the new language."""
        if event.type() == QEvent.Type.LanguageChange and getattr(self, "_verified", None) is not None:
            self.show_paper(self._verified)  # type: ignore[arg-type]
        super().changeEvent(event)


def _point(each: "Signed") -> Point:
    """A signature in words: who, when, whose certificate, trusted or not."""
    seen = each.seen
    if not seen.holds:
        lines = [_("This signature does not hold.")]
        return Point(signed_in(seen.field), tuple(lines), chip=_("does not hold"), chip_tone="red", icon="pencil")
    lines = [_("{field}, on {moment}").format(field=signed_in(seen.field), moment=_at(seen.moment)),
             _("certificate of {issuer}").format(issuer=visible(seen.issuer))]  # fmt: skip
    if seen.stamped_at:
        lines.append(
            _("time stamp {moment} by {name}").format(moment=_at(seen.stamped_at), name=visible(seen.stamped_by))
        )
    word, tone = _TRUSTED[each.is_trusted]
    return Point(visible(seen.subject), tuple(lines), chip=_(word), chip_tone=tone, icon="pencil")


def _at(at: dt.datetime | None) -> str:
    return moment(int(at.timestamp() * 1000), "UTC") if at else "—"

"""The form of one act on a lot or an article: what it is about, how much, why; and a witness where one is needed.

Nothing is written but by Ctrl+Enter or the button, and twice the same makes one entry.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from registry_app.domain.errors import Finding, Refused
from registry_app.domain.fields import Field, Value
from registry_app.i18n import N_, _, number
from registry_app.services import ledger
from registry_app.services.ledger import Posted
from registry_app.services.standing import Delivery, Standing
from ui.desk import Desk
from ui.pages import giving_up, item_acts, record_choices
from ui.pages.item_acts import DELIVERIES, POSITIONS, Asked, ItemAct
from ui.pages.item_whole import ItemWhole, called, code_of
from ui.pages.record_form import WIDEST
from ui.pages.while_asked import while_asked
from ui.pages.witness import WitnessLines, candidates, vouched
from ui.parts.card import Card
from ui.parts.editors import inner
from ui.parts.form import Form
from ui.parts.picker import Choice, Search
from ui.parts.problem import Problem
from ui.parts.text import Button, Label
from ui.tasks import Scope
from ui.when import when

if TYPE_CHECKING:
    from registry_app.domain.actor import Actor

SOURCE = "source"
SHORT = 12
"""As many letters as a choice must show at least; names of places may be long."""


class ItemActForm(QScrollArea):
    """`stands` tells that the entry is made, `left` that nothing shall be done."""

    stands = Signal()
    left = Signal()

    def __init__(self, jobs: Scope, desk: Desk, kind: str) -> None:
        super().__init__()
        self._jobs, self._desk, self._kind = jobs, desk, kind
        self.act: ItemAct | None = None
        self.record, self._entry, self._zone, self._before = 0, "", "", ""
        self._there: Mapping[str, Standing | Delivery] = {}
        self._if_still = partial(while_asked, lambda: self._entry)
        self.form = Form([])
        self.title, self.below = Label(role="h2"), Label(role="muted")
        self.witness, self._problem = WitnessLines(), Problem()
        self.button, self.back = Button(N_("Enter it"), "check", "primary"), Button(N_("Cancel"))
        self._lay_out()
        self.button.clicked.connect(self.confirm)
        self.back.clicked.connect(self.leave)
        self.witness.done.connect(self.confirm)

    def _lay_out(self) -> None:
        self._card, foot, whole = Card(margin=20, spacing=12), QHBoxLayout(), QWidget()
        foot.addWidget(self.button)
        foot.addWidget(self.back)
        foot.addStretch()
        for widget in (self.title, self.below, self.form, self.witness, self._problem):
            self._card.inside.addWidget(widget)
        self._card.inside.addLayout(foot)
        self._card.inside.addStretch(1)
        self._card.setMaximumWidth(WIDEST)
        inside = QVBoxLayout(whole)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._card)
        self.setWidgetResizable(True)
        self.setWidget(whole)

    def begin(self, act: ItemAct, record: int, title: str, whole: ItemWhole, source: str = "") -> None:
        """Ask for an act on an item called `title`, about a position or delivery `source` where one is named."""
        self.act, self.record, self._entry, self._zone = act, record, ledger.new_id(), whole.zone
        self._there = _choices(act, whole)
        self.button.setEnabled(True)
        self.retranslate()
        self.below.quote(title)
        self._renew_form(act, whole)
        own = self._desk.worker.actor.person_id if self._desk.worker.actor else 0
        self.witness.offer(candidates(whole.accounts, own))
        self.witness.setVisible(item_acts.needs_witness(act))
        self._tell_problems(())
        source = source if source in self._there else next(iter(self._there)) if len(self._there) == 1 else ""
        self._begin_with(act, source)
        self.focus_first()

    def _renew_form(self, act: ItemAct, whole: ItemWhole) -> None:
        """A form anew: no two acts ask the same, and where it lies is known now alone."""
        asked = [*self._source_field(act), *item_acts.fields_of(act, self._kind, whole.values)]
        form = Form(asked, {each.name: self._search(each) for each in asked if each.refers_to}, columns=2)
        self._card.inside.replaceWidget(self.form, form)
        self.form.hide()
        self.form.deleteLater()
        self.form = form
        form.save_asked.connect(self.confirm)
        form.changed.connect(self._suit)
        self._order()

    def _order(self) -> None:
        """Tab goes through the form, then to witness and buttons; names of places take no more than their half."""
        editors = [widget for row in self.form.rows.values() for widget in inner(row.editor)]
        last = (self.witness.witness, self.witness.passphrase, self.button, self.back)
        for before, after in pairwise((*editors, *last)):
            QWidget.setTabOrder(before, after)
        for box in (each for each in editors if isinstance(each, QComboBox)):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(SHORT)

    def _source_field(self, act: ItemAct) -> Sequence[Field]:
        if act.source not in (POSITIONS, DELIVERIES):
            return ()
        label = N_("Where it lies") if act.source == POSITIONS else N_("Delivery")
        choices = {code: self._line(each) for code, each in self._there.items()}
        return (Field(SOURCE, label, "choice", required=True, choices=choices),)

    def _line(self, there: Standing | Delivery) -> str:
        if isinstance(there, Standing):
            return called(there)
        return _("entry {entry} · {moment} · to {place} · {n}").format(
            entry=number(there.sent), moment=when(there.occurred_at, self._zone), place=there.place,
            n=number(there.quantity),
        )  # fmt: skip

    def _search(self, each: Field) -> Search:
        slot = self._jobs.latest(f"choices of {each.name}")
        if each.refers_to == "place":
            return lambda text: slot.read(record_choices.places, text)
        return lambda text: slot.read(record_choices.referred, each.refers_to, text)

    def _begin_with(self, act: ItemAct, source: str) -> None:
        usual: dict[str, Value] = {SOURCE: source} if source else {}
        if len(act.reasons) == 1:
            usual["reason"] = act.reasons[0]
        self._before = ""
        self.form.show_values(usual)
        self._suit()
        self.form.is_dirty = False

    def _suit(self) -> None:
        """Put forward what goes with what was chosen: the reason of a state, and all that is there."""
        if self.act is not None and (reason := self.act.follows.get(self._text("state"))):
            self.form.rows["reason"].show_value(reason)
        self._put_forward_all()

    def _text(self, name: str) -> str:
        return self.form.rows[name].text() if name in self.form.rows else ""

    def _put_forward_all(self) -> None:
        """As often as another place is chosen."""
        source = self._text(SOURCE)
        if source == self._before:
            return
        self._before = source
        row = self.form.rows.get("quantity")
        if row is not None and self.act is not None and self.act.takes_all and source:
            row.show_value(self._there[source].quantity)

    def focus_first(self) -> None:
        """Begin at the first line that is still empty."""
        rows = [row for row in self.form.rows.values() if not row.isHidden()]
        first = next((row for row in rows if not row.text()), rows[0])
        first.editor.setFocus()

    def confirm(self) -> None:
        """Enter it when all is fit; only once, however often it is asked."""
        act, values = self.act, self.form.values() if self.button.isEnabled() else None
        if act is None or values is None:
            return
        needs = item_acts.needs_witness(act)
        if needs and (missing := self.witness.missing()):
            self.witness.show_findings(missing)
            return
        facts = item_acts.facts(act, self._asked(values), self._zone)
        self.button.setEnabled(False)
        self._vouch(act, facts) if needs else self._write(act, facts)

    def _asked(self, values: Mapping[str, Value]) -> Asked:
        there = self._there.get(str(values.get(SOURCE) or ""))
        position = there.position if isinstance(there, Standing) else None
        return Asked(self.record, self._kind, values, position)

    def _vouch(self, act: ItemAct, facts: dict[str, Any]) -> None:
        def sign(witness: "Actor") -> None:
            self._write(act, {**facts, "witness": witness})

        job = self._jobs.labour(vouched, self.witness.name(), self.witness.passphrase.text())
        job.ended(lambda: self.button.setEnabled(True)).then(self._if_still(sign))
        job.otherwise(self._if_still(self._refused), Refused)

    def _write(self, act: ItemAct, facts: dict[str, Any]) -> None:
        self.button.setEnabled(False)
        job = self._jobs.write(act.service, **facts, entry_id=self._entry)
        job.ended(lambda: self.button.setEnabled(True)).then(self._tell_entry).then(self._if_still(self._stands))
        job.otherwise(self._if_still(self._refused), Refused)

    def _refused(self, error: Refused) -> None:
        self._tell_problems(error.findings)

    def _tell_entry(self, posted: Posted) -> None:
        self._desk.strip.say(N_("Saved as entry {entry}."), entry=posted.seq)

    def _stands(self, _posted: Posted) -> None:
        self.form.is_dirty = False
        self.witness.forget()
        self.stands.emit()

    def _tell_problems(self, findings: Collection[Finding]) -> None:
        """Beside the lines that they name, and below what is about none."""
        left = self.witness.show_findings(findings)
        left = self.form.show_findings(left)
        self._problem.tell(left)
        if left:
            self.ensureWidgetVisible(self._problem)

    def leave(self) -> None:
        """Enter nothing; what was typed is given up only by somebody who says so, and not while it is entered."""
        giving_up.leave(self, self._give_up, is_typed=self.form.is_dirty, is_under_way=not self.button.isEnabled())

    def _give_up(self) -> None:
        self.form.is_dirty, self._entry = False, ""
        self.witness.forget()
        self.left.emit()

    def retranslate(self) -> None:
        """Say the act again in the reader's language."""
        if self.act is not None:
            self.title.quote(_(self.act.label).removesuffix("…"))

    def draft(self) -> dict[str, Any]:
        """What was typed and not saved, but for passphrases; empty when nothing was."""
        if self.act is None or not self.form.is_dirty:
            return {}
        return {"record": self.record, "act": self.act.code, "typed": self.form.draft(), "entry": self._entry}

    def take_up(self, draft: Mapping[str, Any]) -> None:
        """Put back what was typed; a place where nothing lies any more is asked for again."""
        typed: Mapping[str, str | Choice] = {
            name: value for name, value in draft["typed"].items()
            if name in self.form.rows and (name != SOURCE or value in self._there)
        }  # fmt: skip
        self._entry, self._before = draft["entry"], str(typed.get(SOURCE, ""))
        self.form.take_up(typed)


def _choices(act: ItemAct, whole: ItemWhole) -> Mapping[str, Standing | Delivery]:
    """What the act may be about, by the codes of the form's choice."""
    if act.source == DELIVERIES:
        return {str(each.sent): each for each in whole.deliveries}
    return {code_of(each): each for each in whole.standings if act.fits(each)} if act.source == POSITIONS else {}

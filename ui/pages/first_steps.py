"""The first steps of a new register: a card that says what to do, leads there, and ticks itself off."""

from dataclasses import dataclass
from functools import partial

from registry_app.i18n import N_, _, number
from registry_app.services import first_steps
from ui.copying import ask_backup
from ui.desk import Desk
from ui.destinations import DESTINATIONS
from ui.parts.card import Card
from ui.parts.folding import Evenly
from ui.parts.text import Button, IconButton, Label

CLOSE = 6


@dataclass(frozen=True)
class Step:
    """Title and advice (msgids), and the pages that do it, the most fitting first; none for the backup."""

    title: str
    advice: str
    pages: tuple[str, ...] = ()


STEPS: dict[str, Step] = {
    "users": Step(
        N_("Add the second user"),
        N_("From then on two people vouch for what matters, and no one is ever locked out alone."), ("users",),
    ),
    "places": Step(
        N_("Enter armouries and posts"), N_("An armoury at least: everything that is held is held somewhere."),
        ("places", "imports"),
    ),
    "people": Step(
        N_("Enter the guards"), N_("Those who receive firearms, with their licences and courses."),
        ("people", "imports"),
    ),
    "firearms": Step(
        N_("Take the firearms in"), N_("Import the list you have; the serials are compared with each other."),
        ("imports",),
    ),
    "ammunition": Step(
        N_("Take the ammunition in"), N_("Lot by lot: calibre, maker, rounds."), ("ammunition", "imports"),
    ),
    "scanner": Step(
        N_("Learn the scanner"), N_("One scan teaches how it types. Without a scanner everything is typed instead."),
        ("scanner",),
    ),
    "backup": Step(
        N_("Make the first backup"), N_("On another disk. It is verified before it gets its name."),
    ),
    "return": Step(
        N_("File the first return"), N_("Counted from the ledger; keep the receipt of the authority."), ("returns",),
    ),
}  # fmt: skip


class FirstSteps(Card):
    """Hidden when all is done, when it was put away on this workstation, and for who may only look."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(N_("First steps"), margin=14, spacing=6)
        self._desk, self._jobs = desk, desk.tasks.of(self)
        self._done: dict[str, bool] = {}
        self._count, self.advice = Label(role="hint"), Label(role="muted", is_wrapping=True)
        self._away = IconButton(N_("Put the first steps away"), "x", size=14)
        self._away.clicked.connect(self.put_away)
        self.head.addWidget(self._count)
        self.head.addWidget(self._away)
        self.inside.addWidget(self.advice)
        self.buttons = {code: Button(step.title, "chevron-right", "line") for code, step in STEPS.items()}
        for code, button in self.buttons.items():
            button.clicked.connect(partial(self.lead, code))
        self.inside.addWidget(Evenly(list(self.buttons.values()), CLOSE))
        desk.reception.learnt.connect(lambda _habits: self.reload())
        self.hide()

    @property
    def _folder(self) -> str:
        return str(getattr(self._desk.tasks.register, "folder", ""))

    def reload(self) -> None:
        """Look at the register again."""
        if self._desk.may("describe") and self._folder not in self._desk.settings.steps_away:
            job = self._jobs.latest("steps").read(
                first_steps.steps, is_scanner_known=bool(self._desk.settings.scanner)
            )  # fmt: skip
            job.then(self._show)

    def _show(self, done: dict[str, bool]) -> None:
        self._done = {code: done[code] for code in STEPS if code in done}
        for code, button in self.buttons.items():
            button.show_icon("check" if done.get(code) else "chevron-right")
            button.setToolTip(_(STEPS[code].advice))
        self.retranslate()
        self.setVisible(not all(done.values()))

    def retranslate(self) -> None:
        """Say what is next, and how much is done."""
        ahead = [code for code, is_done in self._done.items() if not is_done]
        if ahead:
            self.advice.say(STEPS[ahead[0]].advice)
            told = _("{done} of {all} done").format(done=number(len(self._done) - len(ahead)), all=number(len(STEPS)))
            self._count.quote(told)
        for code, button in self.buttons.items():
            state = _("done") if self._done.get(code) else _("to do")
            button.setAccessibleName(f"{_(STEPS[code].title)}, {state}")

    def lead(self, code: str, _is_checked: bool = False) -> None:
        """Go where the step is done."""
        known = {each.key for each in DESTINATIONS}
        pages = [key for key in STEPS[code].pages if key in known]
        if pages:
            self._desk.go(pages[0], 0)
        elif not STEPS[code].pages:
            ask_backup(self._desk)

    def put_away(self) -> None:
        """Show it no more for this register."""
        self._desk.settings.steps_away.append(self._folder)
        self.hide()

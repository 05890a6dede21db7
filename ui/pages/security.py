"""Checking the security of an armoury: one question of the list after the other, and the score of each area.

Every answer is an entry the moment it is given, so that a check broken off goes on where it stood.
"""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from registry_app.domain import checklist as checklists
from registry_app.domain.checklist import Checklist, Question
from registry_app.domain.errors import Refused
from registry_app.domain.fields import Field
from registry_app.i18n import N_, _, language, minute, number, percent
from registry_app.services.assessments import Given, Visit
from ui.desk import Desk
from ui.job import Job
from ui.pages import security_reads as reads
from ui.pages.page import Page
from ui.pages.security_rows import ANSWER_KEYS, ANSWERS, areas
from ui.parts.card import Card
from ui.parts.folding import WithAside
from ui.parts.form import Form
from ui.parts.picker import Choice, Picker
from ui.parts.points import Point, Points
from ui.parts.problem import Problem
from ui.parts.segments import Segments
from ui.parts.text import Button, Elided, Label

FIELDS = (
    Field("evidence", N_("What was seen"), max_length=200),
    Field("action", N_("What is done"), max_length=200, help=N_("Needed where the answer is “no” or “partly”.")),
    Field("due_on", N_("Done by"), "date"),
)
WIDE = 470


class Security(Page):
    """Questions at the left, the one at hand at the right."""

    SHORTCUTS = (
        ("Ctrl+N", N_("Begin a new check")),
        *((f"Alt+Shift+{key}", label) for key, label in zip("YNPX", ANSWERS.values(), strict=True)),
        ("Ctrl+Return", N_("Enter the answer and go on")),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._checklist: Checklist | None = None
        self._visits: list[Visit] = []
        self._visit, self._question, self._wanted = "", "", ""
        self.place = Picker(self._armouries, N_("Armoury"), N_("Armoury"))
        self.new = Button(N_("New check"), "plus")
        self.list = Points(N_("Questions"), is_opening=True)
        self.answer, self.form = Segments(N_("Answer"), ANSWERS), Form(FIELDS)
        self.save = Button(N_("Enter the answer and go on"), "check", "primary")
        self.done = Button(N_("This is done"), "circle-check")
        self._told, self._area = Elided(role="muted"), Label(role="section")
        self._text = Label(role="h2", is_wrapping=True)
        self._before, self._problem = Label(role="hint", is_wrapping=True), Problem()
        self.done.hide()
        self._lay_out()
        self._connect()

    def _armouries(self, text: str) -> Job[list[Choice]]:
        return self.jobs.latest("place").read(reads.armouries, text)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        left, right = Card(margin=1, spacing=4), Card(margin=18, spacing=12)
        head.setSpacing(10)
        self.place.setMaximumWidth(300)
        self.place.setMinimumWidth(200)
        head.addWidget(self.place, 1)
        head.addWidget(self._told, 1)
        head.addWidget(self.new)
        left.inside.addWidget(self.list, 1)
        self.form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        for widget in (self._area, self._text, self._before, self.answer, self.form, self._problem, self.save,
                       self.done):  # fmt: skip
            right.inside.addWidget(widget)
        right.inside.addStretch()
        self.inside.addLayout(head)
        self.inside.addWidget(WithAside(left, right, WIDE), 1)

    def _connect(self) -> None:
        self.place.picked.connect(lambda _place: self._begin_anew())
        self.new.clicked.connect(self.begin_new)
        self.list.opened.connect(self.ask)
        self.save.clicked.connect(self.confirm)
        self.form.save_asked.connect(self.confirm)
        self.done.clicked.connect(self.tick)
        self.answer.chosen.connect(lambda _code: self._problem.tell())
        for key, code in ANSWER_KEYS.items():
            QShortcut(QKeySequence(f"Alt+Shift+{key}"), self, lambda code=code: self.answer.choose(code))
        QShortcut(QKeySequence("Ctrl+N"), self, self.begin_new)
        for widget in (self.answer, self.list):
            confirm = QShortcut(QKeySequence("Ctrl+Return"), widget, self.confirm)
            confirm.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def enter_list(self) -> None:
        """The cursor goes to the armoury, or to the questions once one is chosen."""
        (self.list if self.place.id() else self.place).setFocus()

    def open_record(self, record_id: int) -> None:
        """Check this armoury, or show this answer of its last check: another page led here."""
        self.jobs.latest("open").read(reads.wanted, record_id).then(self._choose)

    def _choose(self, found: tuple[Choice | None, str]) -> None:
        choice, question = found
        self.place.show_choice(choice)
        self._begin_anew(question)

    def _begin_anew(self, question: str = "") -> None:
        self._visit, self._wanted = "", question
        self.reload()

    def reload(self) -> None:
        """Fetch the checks of the armoury."""
        self.jobs.latest("state").read(reads.state, self.place.id()).then(self._show)

    def _show(self, found: tuple[Checklist, list[Visit]]) -> None:
        self._checklist, self._visits = found
        if not self._visit and self._visits:
            self._visit = self._visits[0].code
        self.retranslate()
        if self._wanted:
            self.ask(self._wanted)
            self._wanted = ""

    def _now(self) -> Visit | None:
        return next((each for each in self._visits if each.code == self._visit), None)

    def _last(self) -> Visit | None:
        """The check before the one at hand."""
        return next((each for each in self._visits if each.code != self._visit), None)

    def begin_new(self) -> None:
        """Begin a new check of the armoury at the first question."""
        from registry_app.services.ledger import new_id

        if not self.place.id():
            self.place.setFocus()
            return
        self._visit = new_id()
        self.retranslate()
        self._go_on("")

    def retranslate(self) -> None:
        """Say questions, answers and scores in the reader's language."""
        if self._checklist is None:
            return
        now, last, spoken = self._now(), self._last(), language()
        self.list.show_points(areas(self._checklist, now, spoken) if self.place.id() else self._nothing())
        for widget in (self.answer, self.form, self.save, self.new, self.done):
            widget.setEnabled(bool(self.place.id()) and self.desk.may("assess"))
        self._told.quote(self._tell(now, last))
        if self._question:
            self._show_question(self._question)

    def _nothing(self) -> list[Point]:
        return [Point(_("Choose an armoury; its questions are listed here."))]

    def _tell(self, now: Visit | None, last: Visit | None) -> str:
        if now is None or now.whole.percent is None:
            return _("Nothing answered yet") if self.place.id() else ""
        said = _("{percent} of {day}, {n} of {all} answered").format(
            percent=percent(10 * now.whole.percent), day=minute(now.began_at, "short"), n=number(now.whole.answered),
            all=number(now.whole.asked),
        )  # fmt: skip
        if last is not None and last.whole.percent is not None:
            return _("{told}; last time {percent}").format(told=said, percent=percent(10 * last.whole.percent))
        return said

    def ask(self, code: str) -> None:
        """Answer this question."""
        self._question = code
        now = self._now()
        given = now.answers.get(code) if now else None
        self.answer.take(given.answer if given else "yes")
        values = {field.name: getattr(given, field.name) if given else None for field in FIELDS}
        self.form.show_values(values)
        self._problem.tell()
        self._show_question(code)
        self.answer.take_focus()

    def _show_question(self, code: str) -> None:
        area, question = _found(self._checklist, code)
        if question is None:
            return
        spoken, last = language(), self._last()
        self._area.quote(area)
        self._text.quote(checklists.text(question.text, spoken))
        before = last.answers.get(code) if last else None
        said = _(ANSWERS[before.answer]) if before else ""
        self._before.quote(_("Last time: {answer}").format(answer=said) if said else "")
        self._before.setVisible(bool(said))
        self.done.setVisible(self._undone() is not None)

    def _undone(self) -> int | None:
        """The answer to the question at hand that says what is to be done, while that is not done."""
        given = reads.latest(self._visits, self._question)
        is_open = given is not None and given.answer in ("no", "partly") and not given.done_on
        return given.id if given is not None and is_open else None

    def tick(self) -> None:
        """Enter that what was to be done about the question at hand is done."""
        if (record := self._undone()) is None or not self.done.isEnabled():
            return
        from registry_app.services import assessments

        job: Job[Any] = self.jobs.latest("done").write(assessments.follow_up, record=record, is_done=True)
        job.then(self._ticked).otherwise(self._refused, Refused)

    def _ticked(self, posted: Any) -> None:
        self.desk.strip.say(N_("It is done. Entry {entry}."), entry=posted.seq)

    def confirm(self) -> None:
        """Enter the answer as an entry of its own, and go on to the next question that is open."""
        values = self.form.values()
        if values is None or not self._question or not self.place.id():
            return
        from registry_app.services import assessments, ledger

        self._visit = self._visit or ledger.new_id()
        evidence, action, due_on = (str(values[field.name] or "") for field in FIELDS)
        given = Given(self._question, self.answer.code(), evidence, action, due_on)
        job: Job[Any] = self.jobs.latest("save").write(
            assessments.assess, place=self.place.id(), visit=self._visit, answers=(given,)
        )
        job.then(lambda _posted: self._entered(given.question)).otherwise(self._refused, Refused)

    def _entered(self, code: str) -> None:
        self.form.is_dirty = False
        self._go_on(code)

    def _go_on(self, after: str) -> None:
        """Ask the question after one, the first for none."""
        codes = [question.code for question in self._checklist.questions] if self._checklist else []
        following = codes[codes.index(after) + 1 :] if after in codes else codes
        if following:
            self.ask(following[0])
        else:
            self.desk.strip.say(N_("All questions are answered."))
            self.list.setFocus()

    def _refused(self, error: Refused) -> None:
        self._problem.tell(error.findings[:1])

    def draft(self) -> dict[str, Any]:
        """The answer that is typed and not entered."""
        if not self.form.is_dirty:
            return {}
        return {
            "place": self.place.choice(), "visit": self._visit, "question": self._question,
            "answer": self.answer.code(), "texts": self.form.texts(),
        }  # fmt: skip

    def take_up(self, draft: dict[str, Any]) -> None:
        """Put it back."""
        self.place.show_choice(draft["place"])
        self._visit, self._question = draft["visit"], draft["question"]
        self.answer.take(draft["answer"])
        self.form.take_up(draft["texts"])


def _found(checklist: Checklist | None, code: str) -> tuple[str, Question | None]:
    """The title of the area of a question, and the question."""
    for area in checklist.areas if checklist else ():
        for question in area.questions:
            if question.code == code:
                return checklists.text(area.title, language()), question
    return "", None

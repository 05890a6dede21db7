"""What is due: by topic and by urgency, each with its clock, who answers for it, and the way to what settles it."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout

from registry_app.domain import wording_due
from registry_app.domain.due import CLOCKS, SEVERITIES, Due
from registry_app.i18n import N_, _, number
from registry_app.services import clock, due
from registry_app.services.due import Board
from ui import files
from ui.desk import Desk
from ui.destinations import AUDITS, CASES, RETURNS, SECURITY
from ui.pages.due_words import ALL, EVERY, points, topics
from ui.pages.page import Page
from ui.parts.card import Card
from ui.parts.empty import Empty
from ui.parts.folding import BELOW, BESIDE, Folding, at_end
from ui.parts.notice import Notice
from ui.parts.points import Points
from ui.parts.segments import Segments
from ui.parts.stack import Stack
from ui.parts.text import Button, Label, breakable, told
from ui.when import today

GROUPS: dict[str, str] = {ALL: N_("All"), **{str(code): label for code, label in SEVERITIES.items()}}
COUNTS = ("audit", "hand_over_count", "difference")
"""The clocks of what is counted: the plan of the armoury, or the difference, is shown."""
FILING = "filing"
"""The act of what is settled by a report to an authority."""
ASIDE = 290
NARROW = 900
"""Below this width of the page the topics stand away."""


@dataclass(frozen=True)
class Seen:
    """The board of everything, that of the topic chosen, and the moment and zone of the company's clock."""

    whole: Board
    topic: Board
    now: int
    zone: str


def look(session: Any, topic: str) -> Seen:
    """The board of one moment; `topic` is a clock, or nothing for all."""
    only: Collection[str] = (topic,) if topic else ()
    whole = due.board(session)
    chosen = due.board(session, only=only) if topic else whole
    return Seen(whole, chosen, clock.moment(session, clock.minute(session)), clock.zone(session))


class DuePage(Page):
    """Topics on the left, what is due on the right; Enter leads to what settles it."""

    SHORTCUTS = (("Return", N_("Go to what settles it")), ("Ctrl+S", N_("Save as a calendar")))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._seen: Seen | None = None
        self._topic = ALL
        self.problems = Notice("", "amber")
        self.topics = Points(N_("Topics"), is_opening=True)
        self.save = Button(N_("Calendar…"), "download", key="Ctrl+S")
        self.groups, self.list = Segments(N_("How urgent"), GROUPS), Points(N_("What is due"), is_opening=True)
        self._title, self._count = Label(role="h2", is_wrapping=True), Label(role="hint", is_wrapping=True)
        self._listed = Stack()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._aside, card, line = Card(N_("Topics"), margin=1, spacing=4), Card(margin=1, spacing=6), QHBoxLayout()
        self._aside.head.setContentsMargins(18, 14, 16, 0)
        self._aside.setFixedWidth(ASIDE)
        self._aside.inside.addWidget(self.topics, 1)
        line.setContentsMargins(18, 10, 16, 0)
        line.setSpacing(12)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(12)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(Folding(self.groups, at_end(self.save)))
        line.addLayout(self._head)
        card.inside.addLayout(line)
        self._listed.addWidget(self.list)
        nothing = Empty("circle-check", N_("Nothing is due"), N_("All papers, counts and returns are in time."))
        self._listed.addWidget(nothing)
        card.inside.addWidget(self._listed, 1)
        self._count.setContentsMargins(18, 2, 16, 8)
        card.inside.addWidget(self._count)
        across = QHBoxLayout()
        across.setSpacing(14)
        across.addWidget(self._aside)
        across.addWidget(card, 1)
        self.problems.hide()
        self.inside.addWidget(self.problems)
        self.inside.addLayout(across, 1)

    def _connect(self) -> None:
        self.topics.chosen.connect(self._choose)
        self.topics.opened.connect(lambda _key: self.list.setFocus(Qt.FocusReason.TabFocusReason))
        self.groups.chosen.connect(lambda _code: self.retranslate())
        self.list.opened.connect(lambda key: self._lead(int(key)))
        self.save.clicked.connect(self._ask_where)
        for points_ in (self.topics, self.list):
            points_.left_upwards.connect(self.desk.focus_search)

    def reload(self) -> None:
        """Look at the register again."""
        self.jobs.latest("board").read(look, self._topic).then(self._show)

    def _choose(self, key: str) -> None:
        topic = ALL if key == EVERY else key
        if topic != self._topic:
            self._topic = topic
            self.reload()

    def _show(self, seen: Seen) -> None:
        self._seen = seen
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again in the reader's language."""
        seen = self._seen
        if seen is None:
            return
        self._title.quote(wording_due.heading(self._topic) if self._topic else _("Everything that is due"))
        self.problems.words.quote("\n".join(told(finding) for finding in seen.whole.problems))
        self.problems.setVisible(bool(seen.whole.problems))
        for code in SEVERITIES:
            self.groups.show_note(code, number(getattr(seen.topic.total, code)))
        self.topics.show_points(topics(seen.whole.counts, seen.whole.total))
        self.topics.go_to(self._topic or EVERY)
        found = points(seen.topic, seen.now, seen.zone, self.groups.code())
        self.list.show_points(found)
        self._listed.setCurrentIndex(0 if found else 1)
        self._tell_count(seen)

    def _tell_count(self, seen: Seen) -> None:
        shown, total = len(seen.topic.items), seen.topic.total.total
        self._count.say(
            N_("The most urgent {n} of {all} are shown; choose a topic to see more of it."),
            n=number(shown), all=number(total),
        )  # fmt: skip
        self._count.setVisible(shown < total)

    def _lead(self, at: int) -> None:
        """Go to the page on which it can be settled; where there is none, say by which act."""
        if self._seen is None:
            return
        item = self._seen.topic.items[at]
        if not lead(self.desk, item):
            self.desk.strip.say(N_("Settled by: {act}"), "note", act=wording_due.settled_by(item))

    def _ask_where(self) -> None:
        dialog = QFileDialog(self, _("Save what is due as a calendar"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("ics")
        dialog.setNameFilters([_("Calendar ({suffixes})").format(suffixes="*.ics")])
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog.selectFile(str(Path(folder) / _("due-{day}.ics").format(day=today())))
        dialog.fileSelected.connect(lambda file: self.keep(Path(file)))
        dialog.open()

    def keep(self, path: Path) -> None:
        """Write the topic that is chosen, or everything, as a calendar for other programs."""
        job = self.jobs.read(keep, path, self._topic)
        job.then(lambda _done: self.desk.strip.say(N_("The calendar lies in {file}."), file=breakable(str(path))))

    def open_record(self, record_id: int) -> None:
        """Show one topic: the clocks are counted from 1."""
        self._topic = list(CLOCKS)[record_id - 1]
        self.reload()

    def enter_list(self) -> None:
        """The cursor goes to what is due."""
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def fit(self) -> None:
        """On a narrow window the list stands alone."""
        is_narrow = self.is_narrower(NARROW)
        self._aside.setVisible(not is_narrow)
        self._head.setDirection(BELOW if is_narrow else BESIDE)


def keep(session: Any, path: Path, topic: str) -> None:
    """Write what is due to a file. Raises `Unavailable`."""
    from registry_app.services import calendars

    files.write(path, calendars.ics(session, only=(topic,) if topic else ()))


def destination(item: Due) -> tuple[str, int]:
    """The page where a due thing is settled, and the record to open there; no page where the window has none."""
    if item.kind == "firearm":
        return ("handover" if item.act == "take_back" else "firearms"), item.record
    if item.kind in ("loss", "discharge"):
        return CASES, item.record
    if item.code == "security":
        return SECURITY, item.record
    if item.code in COUNTS:
        return AUDITS, item.record
    if item.kind == "company" and item.act in ("renew", "deposit"):
        return "company", 0
    return (RETURNS if item.act == FILING else ""), 0


def lead(desk: Desk, item: Due) -> bool:
    """Go to the page on which a due thing is settled; whether the window has one."""
    key, record = destination(item)
    if key and item.act == FILING:
        desk.settle(key, item)
    elif key:
        desk.go(key, record)
    return bool(key)

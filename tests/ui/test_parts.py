"""The parts that pages are built of: forms, pickers, findings, the strip, segments, the timeline."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from registry_app.domain.errors import note, refuse, warn
from registry_app.domain.fields import Field
from ui.job import Job
from ui.parts.chart import BarChart
from ui.parts.findings import FindingsList
from ui.parts.form import Form, mnemonics
from ui.parts.form_row import with_mnemonic
from ui.parts.picker import Choice, Picker
from ui.parts.segments import Segments
from ui.parts.strip import BusyLine, Strip
from ui.parts.text import Label
from ui.parts.timeline import Happening, Timeline
from ui.parts.trail import Trail
from ui.tasks import Tasks

FIELDS = (
    Field("serial", "Serial number", required=True, max_length=10),
    Field("year", "Year of manufacture", "integer", least=1800, most=2200),
    Field("day", "Permit valid until", "date", help="The last day."),
    Field("kind", "Kind", "choice", choices={"pistol": "Pistol", "rifle": "Rifle"}),
    Field("is_new", "Active", "boolean"),
)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form(FIELDS, columns=2)
    qtbot.addWidget(made)
    made.show()
    return made


def _below(form: Form, name: str) -> str:
    return form.rows[name].editor.accessibleDescription()


def test_a_form_gives_values_when_all_are_fit(form: Form) -> None:
    form.show_values({"serial": "007", "year": 1999, "kind": "rifle", "is_new": 1})
    assert form.values() == {"serial": "007", "year": 1999, "day": None, "kind": "rifle", "is_new": 1}
    assert not form.is_dirty


def test_an_unfit_field_says_why_and_takes_the_cursor(form: Form) -> None:
    form.show_values({"year": 99})
    assert form.values() is None
    assert _below(form, "serial") == "Serial number is missing."
    assert "99" in _below(form, "year")
    assert form.focusWidget() is form.rows["serial"].editor


def test_a_day_is_told_back_in_words(form: Form) -> None:
    editor = form.rows["day"].editor
    assert _below(form, "day") == "The last day."
    QTest.keyClicks(editor, "3.4.2028")
    form.rows["serial"].editor.setFocus()
    editor.clearFocus()
    form.rows["day"].check()
    assert _below(form, "day") == "Monday, April 3, 2028"


def test_enter_goes_on_and_control_enter_saves(form: Form) -> None:
    asked: list[bool] = []
    form.save_asked.connect(lambda: asked.append(True))
    form.focus_first()
    QTest.keyClicks(form.rows["serial"].editor, "A1")
    QTest.keyClick(form.rows["serial"].editor, Qt.Key.Key_Return)
    assert form.focusWidget() is form.rows["year"].editor
    QTest.keyClick(form.rows["year"].editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (asked, form.is_dirty, form.texts()["serial"]) == ([True], True, "A1")


def test_findings_stand_beside_the_fields_they_name(form: Form) -> None:
    left = form.show_findings([refuse("field_required", field="serial", label="Serial number"), refuse("other")])
    assert [finding.code for finding in left] == ["other"]
    assert _below(form, "serial") == "Serial number is missing."


def test_each_label_has_a_letter_of_its_own() -> None:
    assert mnemonics(["Serial", "Status", "S", "ss"]) == ["s", "t", "", ""]
    assert with_mnemonic("Serial", "r") == "Se&rial"
    assert with_mnemonic("A & B", "b") == "A && B"


RECORDS = [Choice(1, "Ana Ruiz", "G-1"), Choice(2, "Ana Salas", "G-2"), Choice(3, "Beto Luz")]


class Finder:
    """A picker in a window of its own, over three people."""

    def __init__(self, bot: QtBot) -> None:
        self.bot, self.tasks, self.window = bot, Tasks(), QWidget()
        bot.addWidget(self.window)
        self.window.resize(400, 300)
        self.picker = Picker(self._search)
        self.picker.setParent(self.window)
        self.window.show()
        self.picker.setFocus()

    def _search(self, text: str) -> Job[list[Choice]]:
        return self.tasks.run(lambda: [each for each in RECORDS if text.casefold() in each.line.casefold()])

    def type(self, text: str, *keys: Qt.Key) -> None:
        QTest.keyClicks(self.picker, text)
        for key in keys:
            QTest.keyClick(self.picker, key)
        self.wait(lambda: self.picker.id() or self.picker._list.isVisible())

    def wait(self, is_so: Callable[[], object]) -> None:
        self.bot.waitUntil(lambda: bool(is_so()), timeout=5_000)


@pytest.fixture
def finder(qtbot: QtBot) -> Iterator[Finder]:
    made = Finder(qtbot)
    yield made
    made.tasks.close()


def test_what_fits_one_record_is_taken_by_enter(finder: Finder) -> None:
    finder.type("g-2", Qt.Key.Key_Return)
    assert (finder.picker.id(), finder.picker.text(), finder.picker.value_text()) == (2, "Ana Salas", "2")


def test_nothing_ambiguous_is_taken_silently(finder: Finder) -> None:
    finder.type("ana", Qt.Key.Key_Return)
    assert finder.picker.id() == 0
    QTest.keyClick(finder.picker, Qt.Key.Key_Down)
    QTest.keyClick(finder.picker, Qt.Key.Key_Return)
    assert finder.picker.id() == 2


def test_typing_on_forgets_the_record(finder: Finder) -> None:
    finder.picker.show_choice(RECORDS[2])
    finder.type("x")
    assert (finder.picker.id(), [each.id for each in finder.picker.choices()]) == (0, [])
    QTest.keyClick(finder.picker, Qt.Key.Key_Escape)
    assert not finder.picker._list.isVisible()


def test_a_click_takes_from_the_list(finder: Finder) -> None:
    picked: list[int] = []
    finder.picker.picked.connect(picked.append)
    finder.type("beto")
    box = finder.picker._list.visualItemRect(finder.picker._list.item(0))
    QTest.mouseClick(finder.picker._list.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert picked == [3]


def test_findings_stand_gravest_first_and_lead_to_their_rows(qtbot: QtBot) -> None:
    listed = FindingsList("Findings")
    qtbot.addWidget(listed)
    listed.resize(300, 200)
    listed.show()
    listed.show_findings([note("a"), refuse("disk_full"), warn("b")], [7, 0, 9])
    assert [finding.code for finding in listed.findings()] == ["disk_full", "b", "a"]
    rows: list[int] = []
    listed.row_chosen.connect(rows.append)
    for row in range(3):
        listed.activated.emit(listed.model().index(row, 0))
    assert rows == [9, 7]
    assert listed.model().index(1, 0).data() == "Row 9: Finding b."


class Host:
    """A strip over a page."""

    def __init__(self, bot: QtBot) -> None:
        self.page = QWidget()
        bot.addWidget(self.page)
        self.page.resize(700, 400)
        self.strip = Strip(self.page, self.page)
        self.page.show()


def test_the_strip_stays_inside_the_page(qtbot: QtBot) -> None:
    host = Host(qtbot)
    host.strip.say("{file} " * 30, "refusal", file="long name")
    for size in (QSize(700, 400), QSize(420, 300)):
        host.page.resize(size)
        qtbot.wait(1)
        assert host.page.rect().contains(host.strip.geometry())


def test_the_strip_offers_a_way_back_once(qtbot: QtBot) -> None:
    host, undone = Host(qtbot), []
    host.strip.say("Saved")
    host.strip.offer("Undo", lambda: undone.append(True))
    for _twice in range(2):
        host.strip._act.click()
    assert (undone, host.strip.text()) == ([True], "")


def test_the_strip_follows_work_and_stops_it(qtbot: QtBot) -> None:
    host, tasks = Host(qtbot), Tasks()

    def work(progress: Callable[[int, int], None]) -> None:
        for done in range(10**9):
            progress(done, 10**9)

    host.strip.follow(tasks.run(work), "Working…")  # type: ignore[call-arg]
    assert host.strip.text() == "Working…"
    host.strip._act.click()
    qtbot.waitUntil(lambda: not tasks.under_way)
    assert host.strip.text() == ""
    tasks.close()


def test_busyness_runs_only_while_it_is_seen(qtbot: QtBot) -> None:
    line = BusyLine()
    qtbot.addWidget(line)
    line.show_busy(is_busy=True)
    assert not line._beat.isActive()
    line.show()
    assert line._beat.isActive()
    assert not line.grab().isNull()
    line.show_busy(is_busy=False)
    assert not line._beat.isActive()


def test_segments_tell_the_choice(qtbot: QtBot) -> None:
    told: list[str] = []
    segments = Segments("Which", {"": "All", "held": "On hold"})
    qtbot.addWidget(segments)
    segments.chosen.connect(told.append)
    segments.choose("held")
    assert (segments.code(), told, segments._buttons["held"].text()) == ("held", ["held"], "On hold")


def test_a_timeline_speaks_and_wraps(qtbot: QtBot) -> None:
    timeline = Timeline("Life")
    qtbot.addWidget(timeline)
    timeline.show_happenings([Happening("plus", "green", "Received " * 9, "1 May", ("Reason: Shift",), is_struck=True)])
    timeline.show()
    heights = []
    for wide in (600, 160):
        timeline.resize(wide, 300)
        qtbot.wait(1)
        heights.append(timeline.visualRect(timeline.model().index(0, 0)).height())
    assert heights[1] > heights[0]
    assert str(timeline.model().index(0, 0).data()).endswith("1 May; Reason: Shift")
    assert not timeline.grab().isNull()


def test_a_chart_reads_out_its_groups(qtbot: QtBot) -> None:
    chart = BarChart("Issues", ("Issued", "Back"))
    qtbot.addWidget(chart)
    chart.resize(400, 200)
    chart.show_values(["Mon", "Tue"], [[3, 1200], [0, 7]])
    chart.show()
    QTest.mouseMove(chart, QPoint(380, 100))
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription() == "Mon: Issued 3, Back 0; Tue: Issued 1,200, Back 7"
    assert not chart.grab().isNull()


def test_a_trail_tells_all_steps_where_there_is_room_and_else_the_one_in_hand(qtbot: QtBot) -> None:
    trail = Trail()
    qtbot.addWidget(trail)
    trail.resize(600, 30)
    trail.show_steps(["Firearms", "Places", "People"])
    trail.go_to(1)
    trail.show()
    seen = [label.text() for label in trail.findChildren(Label) if label.isVisible()]
    assert seen == ["1  Firearms", "2  Places", "3  People"]
    trail.resize(120, 30)
    assert [label.text() for label in trail.findChildren(Label) if label.isVisible()] == ["Step 2 of 3: Places"]
    assert trail.accessibleName() == trail.said()

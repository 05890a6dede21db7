"""What is due as a calendar, read back by the library that other programs use."""

import datetime as dt

import icalendar
import pytest
from icalendar import Event

from registry_app import i18n
from registry_app.services import calendars, losses
from tests.make import Make


def _events(make: Make, **asked: object) -> list[Event]:
    content = make.register.read(calendars.ics, **asked)  # type: ignore[arg-type]
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


@pytest.fixture
def company(make: Make) -> Make:
    """A permit and the licence of an armed guard that have run out, a permit that will, an open loss."""
    make.firearm("LATE", permit="2025-12-01")
    make.firearm("SOON", permit="2026-01-20")
    make.issued(make.firearm("F3"), to=make.person("G-1", name="Eva Ruiz", licence="2026-01-02"))
    gone = make.firearm("GONE")
    make.clock.pass_(hours=1)
    make.do(losses.report, items={gone: 1}, values={}, reason="theft", witness=make.witness)
    return make


def test_each_thing_is_an_event_on_its_last_day_or_hour(company: Make) -> None:
    found = {str(e["SUMMARY"]): e for e in _events(company, only=["permit", "loss_notice", "licence"])}
    notice = next(title for title in found if title.startswith("Tell the authority of case"))
    assert set(found) == {"Overdue: Renew the permit of LATE", "Renew the permit of SOON", "Renew the licence of G-1",
                          notice}  # fmt: skip
    assert found["Renew the permit of SOON"].decoded("DTSTART") == dt.date(2026, 1, 20)
    assert found["Overdue: Renew the permit of LATE"].decoded("DTSTART") == dt.date(2026, 1, 1)
    assert found[notice].decoded("DTSTART") == dt.datetime(2026, 1, 2, 14, 1, tzinfo=dt.UTC)


def test_an_event_keeps_its_identity_until_it_is_settled(company: Make) -> None:
    before = [str(e["UID"]) for e in _events(company)]
    company.clock.pass_(days=3)
    after = {str(e["UID"]) for e in _events(company)}
    assert len(set(before)) == len(before)
    assert set(before) < after


def test_nobody_is_named_and_every_event_is_private_and_rings(company: Make) -> None:
    company.clock.pass_(days=3)
    content = company.register.read(calendars.ics)
    assert b"Eva" not in content.replace(b"\r\n ", b"")
    for event in icalendar.Calendar.from_ical(content).walk("VEVENT"):
        assert event["CLASS"] == "PRIVATE"
        assert event.walk("VALARM")


def test_it_speaks_the_readers_language_and_says_how_much_it_holds(company: Make) -> None:
    (calendar,) = icalendar.Calendar.from_ical(company.register.read(calendars.ics, limit=2), multiple=True)
    assert calendar["NAME"] == "What is due – Vigilancia Andina S.A."
    assert calendar["DESCRIPTION"].startswith("Shown: 2 of ")
    with i18n.speaking("es"):
        assert b"//ES" in company.register.read(calendars.ics)


def test_lines_are_folded_and_end_as_the_standard_wants(company: Make) -> None:
    lines = company.register.read(calendars.ics).split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert b"\n" not in b"".join(lines)
    assert (lines[0], lines[-2:]) == (b"BEGIN:VCALENDAR", [b"END:VCALENDAR", b""])


def test_an_empty_board_is_an_empty_calendar(make: Make) -> None:
    assert _events(make) == []

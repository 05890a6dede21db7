"""The file under a report: strings, numbers, objects, and what it says of itself."""

import datetime as dt
import re

import pytest

from registry_app.reports import archive
from registry_app.reports.archive import Identity
from registry_app.reports.canvas import ArchiveCanvas, moment

MOMENT = dt.datetime(2026, 7, 1, 14, 0, tzinfo=dt.UTC)


def _canvas(**changes: str) -> ArchiveCanvas:
    told = {"number": "N-1", "title": "T", "subject": "S", "author": "A", "language": "es", "creator": "C", **changes}
    return ArchiveCanvas(Identity(**told, moment=MOMENT, fingerprint="AB" * 16), (300, 200), tagged=True)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a", "(a)"), ("a(b)\\", r"(a\(b\)\\)"), ("ñ", "<FEFF00F1>"), ("🔫", "<FEFFD83DDD2B>"), ("", "()")],
)
def test_strings(text: str, expected: str) -> None:
    assert archive.quoted(text) == expected


@pytest.mark.parametrize(("value", "expected"), [(1, "1"), (0.1 + 0.2, "0.3"), (-2.50, "-2.5"), (10, "10"), (0, "0")])
def test_numbers(value: float, expected: str) -> None:
    assert archive.stated(value) == expected


def test_every_object_is_where_the_table_says() -> None:
    canvas = _canvas()
    with canvas.tag("P"):
        canvas.text(10, 10, "text", "sans", 9, "0 0 0")
    canvas.showPage()
    file = canvas.finish()
    start = int(file[file.rindex(b"startxref") :].split()[1])
    offsets = re.findall(rb"(\d{10}) 00000 n", file[start:])
    assert [file[int(at) :].split(b" ", 1)[0] for at in offsets] == [b"%d" % n for n in range(1, len(offsets) + 1)]


@pytest.mark.parametrize("text", ["<&>", "\"quoted\" 'twice'", "ñ — 🔫", "]]>"])
def test_what_the_file_says_of_itself_may_be_any_text(text: str) -> None:
    canvas = _canvas(title=text, author=text, subject=text, number=text)
    canvas.showPage()
    assert b"urn:sha256:ABAB" in canvas.finish()


def test_what_is_not_known_before_is_drawn_on_a_page_that_has_ended() -> None:
    canvas = _canvas()
    canvas.showPage()
    canvas.showPage()
    canvas.amend(1, lambda: canvas.text(10, 10, "late", "sans", 9, "0 0 0"))
    from tests.reports import papers

    assert [text.strip() for text in papers.texts(canvas.finish())] == ["late", ""]


def test_a_moment_is_the_same_on_any_machine() -> None:
    assert moment("2026-06-30T23:59:59.999-05:00") == dt.datetime(2026, 7, 1, 4, 59, 59, 999_000, tzinfo=dt.UTC)

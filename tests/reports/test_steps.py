"""Progress of long reports: told in order, to the end, between pages; what is told may stop it there."""

from collections.abc import Callable
from typing import Any

import pytest

from registry_app.reports import package
from registry_app.reports.canvas import ArchiveCanvas
from registry_app.reports.steps import AT_ONCE, Steps
from tests.reports import given, given_listed

ROWS = 400
CONTENTS = {
    "inventory": given.content(ROWS), "movements": given_listed.content(package.FORMS["movements"], ROWS),
    "expiry": given_listed.content(package.FORMS["expiry"], ROWS),
}  # fmt: skip


class Stopped(Exception):
    pass


def _written(name: str, suffix: str, progress: Callable[[int, int], object] | None = None) -> bytes:
    return package.write(name, CONTENTS[name], suffix, paper="a4", language="en", progress=progress)


@pytest.mark.parametrize("name", CONTENTS)
@pytest.mark.parametrize("suffix", [".pdf", ".xlsx"])
def test_it_rises_to_its_end_and_changes_nothing(name: str, suffix: str) -> None:
    told: list[tuple[int, int]] = []
    assert _written(name, suffix, lambda *steps: told.append(steps)) == _written(name, suffix)
    done, totals = zip(*told, strict=True)
    assert sorted(done) == list(done)
    assert (done[0], done[-1], set(totals)) == (0, totals[0], {totals[0]})
    assert done.count(totals[0]) == 1
    assert len(set(done)) > (ROWS // 50 if suffix == ".pdf" else 2)


@pytest.mark.parametrize("name", CONTENTS)
def test_it_stops_before_the_next_page(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    pages: list[int] = []
    show: Any = ArchiveCanvas.showPage
    monkeypatch.setattr(ArchiveCanvas, "showPage", lambda canvas: (pages.append(canvas.getPageNumber()), show(canvas)))

    def stop(done: int, _total: int) -> None:
        if done > ROWS // 2:
            raise Stopped

    with pytest.raises(Stopped):
        _written(name, ".pdf", stop)
    stopped = len(pages)
    pages.clear()
    _written(name, ".pdf")
    assert 1 < stopped < len(pages) - 2


@pytest.mark.parametrize("suffix", [".pdf", ".xlsx"])
def test_it_may_be_stopped_before_it_begins(suffix: str) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Stopped

    with pytest.raises(Stopped):
        _written("inventory", suffix, stop)


def test_more_rows_than_were_counted_are_not_more_than_all() -> None:
    told: list[tuple[int, int]] = []
    steps = Steps(AT_ONCE + 1, lambda *of: told.append(of))
    assert list(steps.over(iter(range(AT_ONCE + 1)))) == list(range(AT_ONCE + 1))
    steps.wrote(7)
    steps.end()
    assert [done for done, _total in told] == [0, AT_ONCE, AT_ONCE + 1, AT_ONCE + 1, AT_ONCE + 2]

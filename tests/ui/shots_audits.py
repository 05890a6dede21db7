"""Pictures of audits: list, plan, trend, the beginning of a sample, a guided count, results, differences, the end."""

from typing import Any

from registry_app.domain.scan import read
from registry_app.services import audits, lists
from registry_app.services.audit_views import open_for, whole
from tests.ui.patience import settle, wait


class AuditPictures:
    """What the photographer takes of audits."""

    window: Any

    def _go(self, key: str, record: int = 0) -> Any:
        raise NotImplementedError

    def _audit(self, method: str) -> Any:
        """The page on an audit of the first armoury, begun for the picture where there is none."""
        page = self._go("audits")
        settle(self.window)
        actor = self.window.shell.desk.worker.actor
        places = self._read(page, lists.find, kind="place", text="ARM")
        people = self._read(page, lists.find, kind="person")
        there = [n for n in self._read(page, open_for, actor.person_id) if not self._read(page, whole, n).is_entered]
        second = next(number for number, *_names in people if number != actor.person_id)
        facts = {"kind": "full", "place": places[0][0], "first": actor.person_id, "second": second, "method": method}
        done: list[int] = list(there[:1])
        if not done:
            page.jobs.write(audits.begin, **facts).then(lambda posted: done.append(posted.records[0]))
        wait(lambda: done)
        page.open_record(done[0])
        settle(self.window)
        return page

    def _read(self, page: Any, service: Any, *args: Any, **facts: Any) -> Any:
        found: list[Any] = []
        page.jobs.read(service, *args, **facts).then(found.append)
        wait(lambda: found)
        return found[0]

    def audits(self) -> None:
        page = self._go("audits")
        page.show_list()

    def audit_begin(self) -> None:
        page = self._audit("guided")
        page.begin()
        settle(self.window)
        form = page.form.form
        form.show_values({"kind": "sample", "method": "guided", "size": 20, "place_id": page.whole.whole.row.place})
        form.changed.emit()

    def audit_count(self) -> None:
        page = self._audit("guided")
        page.whole.go("count")
        settle(self.window)
        for row in range(7):
            item = page.whole.count.looked_for.table.rows.row(row * 3)
            if item and str(item[1]):
                page.scanned(read(str(item[1])))
                settle(self.window)
        page.scanned(read("ZX-99"))
        settle(self.window)

    def _sheets(self) -> Any:
        part = self._audit("guided").whole.sheets
        self.window.shell.page("audits").whole.go("sheets")
        settle(self.window)
        part._put_away()
        settle(self.window)
        return part

    def audit_sheets(self) -> None:
        self._sheets()

    def audit_paper(self) -> None:
        part = self._sheets()
        part.ask_print()
        settle(self.window)

    def audit_typing(self) -> None:
        part = self._sheets()
        part.open_sheet(next(n for n, each in part._sheets.items() if len(each.printed) > 3))
        settle(self.window)
        part.typing.grid.show_cells([{"text": each.title} for each in part.typing.sheet.printed[:3]])
        part.typing.grid.lines[3]["text"].setFocus()

    def audit_gaps(self) -> None:
        part = self._sheets()
        part.open_sheet(1)
        settle(self.window)
        for cells in (
            [{"text": "BSP104417"}, {"text": "ZX-9", "marks": "x"}],
            [{"text": "BSP1O4417"}, {"text": "ZX-9"}],
        ):
            part.typing.grid.show_cells(cells)
            part.typing.go_on()
            settle(self.window)

    def audit_results(self) -> None:
        self._audit("guided").whole.go("results")

    def audit_differences(self) -> None:
        page = self._audit("guided")
        page.whole.go("results")
        settle(self.window)
        page.whole.results.confirm()
        settle(self.window)
        page.whole.go("differences")

    def audit_close(self) -> None:
        self._audit("guided").whole.go("close")

    def audit_plan(self) -> None:
        self._go("audits").take_act("plan")
        settle(self.window)

    def audit_trend(self) -> None:
        self._go("audits").take_act("trend")
        settle(self.window)

"""Pictures of the cases: the list, one with its checklist, each step of a theft, and a discharge."""

from typing import Any

from registry_app.services import listing
from registry_app.services.listing_firearms import FIREARMS
from tests.ui.patience import settle, wait
from ui.pages.case_draft import STOLEN
from ui.pages.case_reads import Hit, holder_of
from ui.parts.picker import Choice


class CasePictures:
    """What the photographer takes of the cases."""

    window: Any

    def _go(self, key: str, record: int = 0) -> Any:
        raise NotImplementedError

    def cases(self) -> None:
        page = self._go("cases")
        page.list.segments.choose("losses")

    def case(self) -> None:
        page = self._go("cases")
        page.list.segments.choose("losses")
        settle(self.window)
        page.open_record(page.table.rows.id_at(0))

    def case_step(self) -> None:
        self.case()
        settle(self.window)
        self.window.shell.page("cases").sheet.shown.steps.begin("notify")

    def _new(self, way: str) -> Any:
        page = self._go("cases")
        guide = page.sheet.guide
        page.pages.setCurrentWidget(page.sheet)
        page.sheet._show(guide)
        guide.begin(way)
        wait(lambda: guide.stages or not way)
        settle(self.window)
        return guide

    def case_ways(self) -> None:
        self._new("")

    def case_items(self) -> None:
        guide = self._new(STOLEN)
        items = guide.stages["items"]
        items.take(self._guard())
        settle(self.window)
        items.add(next(iter(items._there.values())))

    def _guard(self) -> Hit:
        """Somebody who has a firearm and rounds."""
        found: list[Choice] = []
        self._go("cases").jobs.read(_holder).then(found.append)
        wait(lambda: found)
        return Hit(found[0].id, found[0].title, found[0].detail, "person")

    def case_where(self) -> None:
        self.case_items()
        self.window.shell.page("cases").sheet.guide.go_on()

    def case_told(self) -> None:
        self.case_where()
        settle(self.window)
        self.window.shell.page("cases").sheet.guide.go_on()

    def case_check(self) -> None:
        self.case_told()
        settle(self.window)
        self.window.shell.page("cases").sheet.guide.go_on()

    def shot_who(self) -> None:
        guard = self._guard()
        guide = self._new("shot")
        form = guide.stages["shot"].form
        form.rows["person_id"].editor.show_choice(Choice(guard.id, guard.title))
        form.rows["person_id"].editor.changed.emit()
        form.rows["kind"].editor.show_value("warning_shot")
        form.rows["harm"].editor.show_value("none")
        form.rows["damage"].editor.show_value("minor")

    def shot_rounds(self) -> None:
        self.shot_who()
        settle(self.window)
        guide = self.window.shell.page("cases").sheet.guide
        guide.go_on()
        settle(self.window)
        next(iter(guide.stages["rounds"].lines.values())).show_quantity(2)

    def shot_check(self) -> None:
        self.shot_rounds()
        guide = self.window.shell.page("cases").sheet.guide
        for _step in range(2):
            guide.go_on()
            settle(self.window)


def _holder(session: Any) -> Choice | None:
    third = listing.ids(session, FIREARMS, state="issued")[2]
    return holder_of(session, third)

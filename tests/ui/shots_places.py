"""Pictures of the places: the tree, a rack with its slots, and the kit of a post."""

from typing import Any

from registry_app.services import records
from tests.ui.patience import settle, wait


class PlacePictures:
    """What the photographer takes of the places."""

    window: Any

    def _go(self, key: str, record: int = 0) -> Any:
        raise NotImplementedError

    def security(self) -> None:
        from ui.pages.security_reads import armouries

        page, found = self._go("security"), []
        page.jobs.read(armouries, "").then(found.extend)
        settle(self.window)
        page.open_record(found[0].id)
        settle(self.window)
        page.begin_new()
        for answer, action in (("yes", ""), ("partly", "2 keys"), ("yes", ""), ("no", "New bars"), ("na", "")):
            page.answer.choose(answer)
            page.form.rows["action"].show_value(action)
            page.confirm()
            settle(self.window)

    def places(self) -> None:
        page = self._go("places")
        page.tree.go_to(next(n.id for n in page._nodes.values() if n.kind == "armoury"))

    def rack(self) -> None:
        """A rack of the demo company's second armoury, made for the picture."""
        page = self._go("places")
        armoury = [n for n in page._nodes.values() if n.kind == "armoury"][-1]
        values = {"code": "R-1", "name": "Rack 1", "kind": "rack", "parent_id": armoury.id}
        rack = self._described(page, values)
        slots = [
            self._described(page, {"code": f"R1-{n:02}", "name": f"Slot {n}", "kind": "slot", "parent_id": rack})
            for n in range(1, 13)
        ]
        firearms = [each.item for each in page.card.contents.firearms][:9] if page.card.contents else []
        for slot, gun in zip(slots, firearms, strict=False):
            self._amended(page, gun, slot)
        settle(self.window)
        page.tree.go_to(rack)

    def _described(self, page: Any, values: Any) -> int:
        done: list[int] = []
        page.jobs.write(records.describe, kind="place", values=values).then(lambda p: done.append(p.records[0]))
        wait(lambda: done)
        return done[0]

    def _amended(self, page: Any, gun: int, slot: int) -> None:
        done: list[int] = []
        job = page.jobs.write(records.amend, kind="firearm", record=gun, values={"home_id": slot})
        job.ended(lambda: done.append(1))
        wait(lambda: done)

    def place(self) -> None:
        page = self._go("places")
        page.open_record(next(n.id for n in page._nodes.values() if n.kind == "post"))
        settle(self.window)
        page.sheet.tabs.choose("kit")
        for kind, many in (("rounds", 24), ("magazine", 2), ("vest", 1)):
            page.sheet.kit.begin()
            page.sheet.kit.form.show_values({"kind": kind, "quantity": many})
            page.sheet.kit.confirm()
            settle(self.window)

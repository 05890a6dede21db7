"""Pictures of the handover: a halt and what settles it, papers that expired, what stays with the person, the slip."""

from typing import Any

from registry_app.services import lists, records
from registry_app.services.listing import ids
from registry_app.services.listing_firearms import FIREARMS
from tests.ui.patience import settle, wait
from ui.parts.picker import Choice


class HandoverPictures:
    """What the photographer takes of the handover."""

    window: Any

    def _go(self, key: str, record: int = 0) -> Any:
        raise NotImplementedError

    def _ask(self, page: Any, read: Any, *given: Any, **asked: Any) -> Any:
        answers: list[Any] = []
        page.jobs.read(read, *given, **asked).then(answers.append)
        wait(lambda: answers)
        return answers[0]

    def handover(self) -> None:
        page = self._go("handover")
        firearms = self.window.shell.page("firearms")
        firearms.list.segments.choose("in_store")
        settle(self.window)
        for row in (3, 9):
            page.open_record(firearms.table.rows.id_at(row))
            settle(self.window, 200)
        page.line.setText("ald")
        page.line.textEdited.emit("ald")
        settle(self.window, 400)

    def takeback(self) -> None:
        page = self._go("handover")
        page.start_again()
        firearms = self.window.shell.page("firearms")
        firearms.list.segments.choose("issued")
        settle(self.window)
        page.open_record(firearms.table.rows.id_at(2))

    def _desk(self, act: str) -> Any:
        page = self._go("handover")
        page.put_away()
        page.acts.choose(act)
        return page

    def _person(self, page: Any, which: int) -> None:
        """One of the people receives."""
        number, name, _hint = self._ask(page, lists.find, kind="person", limit=4)[which]
        page.take_person(Choice(number, name))
        settle(self.window, 200)

    def halt(self) -> None:
        """What is out is scanned for somebody else."""
        page = self._desk("issue")
        self._person(page, 1)
        page.open_record(self._ask(page, ids, FIREARMS, state="in_store")[0])
        settle(self.window, 200)
        page.open_record(self._ask(page, ids, FIREARMS, state="issued")[0])

    def waiting(self) -> None:
        """After F9: the return, and what waits for it."""
        self.halt()
        settle(self.window)
        self.window.shell.page("handover").settle_first()

    def expired(self) -> None:
        """A licence that ran out, and the button that leads to it."""
        page = self._desk("issue")
        person = self._ask(page, lists.find, kind="person", limit=4)[3][0]
        values = {"licence_expires_on": "2026-01-31"}
        done: list[int] = []
        page.jobs.write(records.amend, kind="person", record=person, values=values).ended(lambda: done.append(1))
        wait(lambda: done)
        self._person(page, 3)
        page.open_record(self._ask(page, ids, FIREARMS, state="in_store")[0])

    def renewing(self) -> None:
        """Where F9 leads."""
        self.expired()
        settle(self.window)
        self.window.shell.page("handover").settle_first()

    def staying(self) -> None:
        """An article that does not come back."""
        page = self._desk("take_back")
        for gun in self._ask(page, ids, FIREARMS, state="issued"):
            page.open_record(gun)
            settle(self.window, 200)
            articles = [line for line in page.list.lots if line.rounds.kind == "article"]
            if articles:
                articles[0].show_counts(0)
                page.list.changed.emit()
                return
            page.put_away()

    def required(self) -> None:
        """Rules that want the acknowledgement, until the next policy."""
        page = self._desk("issue")
        page.form.note.clear()
        self._person(page, 2)
        page.open_record(self._ask(page, ids, FIREARMS, state="in_store")[0])
        settle(self.window)
        page.inhand.must_acknowledge = True
        page.show_inhand()

    def slip(self) -> None:
        """The slip of a handover that was just made."""
        page = self._desk("issue")
        self._person(page, 2)
        page.open_record(self._ask(page, ids, FIREARMS, state="in_store")[0])
        settle(self.window)
        page.confirm()
        settle(self.window)
        page.after.show_slip()
        settle(self.window)

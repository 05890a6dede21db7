"""Papers: permits and licences that are renewed, photos and marks, care, and returns that were filed."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from registry_app.services import care, clock, documents, filings, ledger, marks, renewals
from tests.machine.acts import Acts, last_days, mostly, senior, whoever
from tests.machine.expected import day
from tests.machine.model import SENIOR, Change, Done
from tests.make import PHOTO, SCAN

FEW = 3


class Papers(Acts):
    """What is on record beside where things are."""

    def _is_gun(self, item: int) -> bool:
        return self.model.items[item].kind == "firearm"

    @rule(
        gun=Acts.things, person=Acts.people, is_permit=st.booleans(), until=last_days, is_told=mostly,
        scan=st.sampled_from((b"", PHOTO)), by=whoever,
    )  # fmt: skip
    def a_paper_is_renewed(
        self, gun: int, person: int, is_permit: bool, until: str, is_told: bool, scan: bytes, by: str
    ) -> None:  # fmt: skip
        """To a later day only, by a paper that has a number."""
        guns = self.these(gun, (), self._is_gun, careful=True)
        record, name = (guns[0], "permit") if is_permit and guns else (person, "licence")
        is_later = until > str(self.model.told.get((name, record), ""))
        done = Done("renew", changes=[self.model.change(name, record, until)], content=scan)
        done.changes += self._described(scan, record)
        self.act(
            renewals.renew, done, by, may=is_told and is_later, record=record, scan=scan,
            values={f"{name}_expires_on": until or None}, document="P-2" if is_told else "",
        )  # fmt: skip

    def _described(self, content: bytes, subject: int) -> list[Change]:
        """The document that is described first in an entry, when there is one."""
        return [self.model.change("document", self.next(), subject)] if content else []

    @precondition(lambda self: len(self._documents()) < FEW)
    @rule(subject=Acts.things, content=st.sampled_from((PHOTO, SCAN)), by=whoever)
    def a_photo_is_kept(self, subject: int, content: bytes, by: str) -> None:
        if subject in self.model.items:
            done = Done("describe", changes=self._described(content, subject), content=content)
            self.act(documents.attach, done, by, subject=subject, content=content, kind="photo")

    @rule(first=Acts.things, photo=st.sampled_from((b"", PHOTO)), by=whoever)
    def a_mark_is_entered(self, first: int, photo: bytes, by: str) -> None:
        for gun in self.these(first, (), self._is_gun, careful=True):
            done = Done("describe", changes=self._described(photo, gun), content=photo)
            done.changes += [self.model.change("mark", self.next() + bool(photo), gun)]
            self.act(marks.add, done, by, firearm=gun, values={"kind": "slide", "text": "TA 7"}, photo=photo)

    @precondition(lambda self: self._documents())
    @rule(which=st.integers(0, 5), by=senior, is_witnessed=mostly)
    def a_photo_is_erased(self, which: int, by: str, is_witnessed: bool) -> None:
        """Its bytes go, and with them those of every document that has the same; once."""
        document = self._documents()[which % len(self._documents())]
        content = self.model.content_of[document]
        self.act(
            documents.erase, Done("erase", erases=content), by, may=content in self.model.contents and is_witnessed,
            roles=SENIOR, document=document, witness=self.witness if is_witnessed else None,
        )  # fmt: skip

    def _documents(self) -> list[int]:
        return [number for name, number in self.model.told if name == "document"]

    @rule(first=Acts.things, more=st.lists(Acts.things, max_size=2), by=whoever)
    def firearms_are_cleaned(self, first: int, more: list[int], by: str) -> None:
        """Those that were cleaned today already are left out."""
        guns = self.these(first, more, self._is_gun, careful=True)
        today = day(self.model.hour)
        new = [gun for gun in guns if self.model.told.get(("cleaned", gun)) != today]
        if guns:
            done = Done("amend", changes=[self.model.change("cleaned", gun, today) for gun in new])
            self.act(care.clean, done, by, may=bool(new), firearms=guns)

    @precondition(lambda self: len(self._filed()) < FEW)
    @rule(content=st.sampled_from((SCAN, b"A sheet, as the authority likes it")), by=whoever)
    def a_return_is_filed(self, content: bytes, by: str) -> None:
        """Under the next number there, with the head that it carries; the file is kept when it is paper."""
        number = self.next()
        is_paper, content = content == SCAN, content + f"\n{number}".encode()
        paper = content if is_paper else b""
        done = Done("describe", content=paper)
        done.changes = [self.model.change("filing", number, max(self._filed(), default=0) + 1)]
        done.changes += [self.model.change("document", number + 1, number)] if paper else []
        facts: dict[str, Any] = {"addressee": self.make.outside("authority"), "report": "inventory", "content": content}
        facts |= {"until_on": self.make.register.read(clock.today), "head": self.make.register.read(ledger.head)}
        self.act(filings.file, done, by, **facts)

    def _filed(self) -> list[int]:
        """The numbers of the returns that stand."""
        return [int(str(number)) for (name, _record), number in self.model.told.items() if name == "filing"]

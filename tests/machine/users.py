"""What befalls people and users, time that passes, and what turns out to have been wrong."""

from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from registry_app.domain.errors import Refused
from registry_app.services import corrections, policies, records, users
from tests.machine.acts import Acts, last_days, mostly
from tests.machine.model import Done
from tests.make import CHEAP, PASSPHRASE

AT_ONCE, MINUTE = ("issue", "relieve", "take_back"), 60_000


class People(Acts):
    """Licences are put right, users go and come back, rules change, entries are corrected."""

    @rule()
    def hours_pass(self) -> None:
        self.make.clock.pass_(hours=6)
        self.model.hour += 6

    @rule(person=Acts.people, until=last_days)
    def a_licence_is_put_right(self, person: int, until: str) -> None:
        """To any day, or to none on record."""
        before = self.model.told.get(("licence", person), "")
        done = Done("amend", changes=[self.model.change("licence", person, until)])
        values = {"licence_expires_on": until or None}
        self.act(records.amend, done, may=until != before, kind="person", record=person, values=values)

    @rule(most=st.sampled_from((0, 20, 40)))
    def what_one_person_carries_is_limited(self, most: int) -> None:
        self.make.do(policies.change, values={"rounds_carried": most or None}, witness=self.witness)
        self.model.carry = most
        self.model.entries += 1

    @rule(name=st.sampled_from(("supervisor", "counter")), is_witnessed=st.booleans())
    def a_user_goes_or_comes_back(self, name: str, is_witnessed: bool) -> None:
        """Who comes back signs by a new key; what was signed by the old one stays signed."""
        change, facts = self._change_of(name)
        if not is_witnessed:
            with pytest.raises(Refused, match="witness_missing"):
                change(self.make.register, name=name, **facts)
            return
        change(self.make.register, name=name, witness=self.witness, **facts)
        self.model.entries += 1
        self.model.absent ^= {name}
        if name not in self.model.absent:
            self.actors[name] = self.make.register.witness(name, PASSPHRASE)

    def _change_of(self, name: str) -> tuple[Any, dict[str, Any]]:
        if name in self.model.absent:
            return users.reset_user, {"passphrase": PASSPHRASE, "cost": CHEAP}
        return users.amend_user, {"is_active": False}

    @precondition(lambda self: self.model.done)
    @rule(which=st.integers(0, 30), is_witnessed=mostly)
    def something_is_corrected(self, which: int, is_witnessed: bool) -> None:
        """Whether a correction is allowed is the judge's business; what it does is not. What was done last can be."""
        wrong = self.model.done[-1 - which % len(self.model.done)]
        facts = {"seq": wrong.seq, "reason": "typing_error", "witness": self.witness if is_witnessed else None}
        is_last = wrong.seq == self.size() - 1
        self.tries += 1
        is_done, said = True, ""
        try:
            self.make.do(corrections.correct, **facts)
        except Refused as refused:
            is_done, said = False, str(refused)
        may = is_witnessed and wrong.stands and wrong.kind not in ("erase", "conclude")
        assert may or not is_done
        assert is_done or not (may and is_last), said
        if is_done:
            self.model.undo(wrong)

    @precondition(lambda self: any(act.kind in AT_ONCE for act in self.model.done[-2:]))
    @rule(which=st.integers(0, 1), is_same=mostly)
    def something_is_undone_at_once(self, which: int, is_same: bool) -> None:
        """By who made it, of handovers only, within a minute; what was done last always can be."""
        wrong = self.model.done[-1 - which % len(self.model.done)]
        by = wrong.by if is_same else next(name for name in ("armorer", "supervisor") if name != wrong.by)
        age = self.make.clock.now - self.make.entry(wrong.seq).recorded_at
        is_last = wrong.seq == self.size() - 1
        self.tries += 1
        is_done, said = True, ""
        try:
            self.make.register.opened.store.write(corrections.void, seq=wrong.seq, by=self.actors[by])
        except Refused as refused:
            is_done, said = False, str(refused)
        may = is_same and wrong.stands and wrong.kind in AT_ONCE and age < MINUTE and by not in self.model.absent
        assert may or not is_done
        assert is_done or not (may and is_last and age < MINUTE // 2), said
        if is_done:
            self.model.undo(wrong)

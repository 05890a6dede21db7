"""What befalls people and users, time that passes, and what turns out to have been wrong."""

from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import rule

from registry_app.domain.errors import Refused
from registry_app.services import corrections, ledger, records, users
from tests.machine.acts import Acts
from tests.make import CHEAP, PASSPHRASE

RENEWED, EXPIRED = "2031-01-01", "2025-06-01"


class People(Acts):
    """Licences run out and are renewed, users go and come back, entries are corrected."""

    @rule()
    def hours_pass(self) -> None:
        self.make.clock.pass_(hours=6)
        self.model.hour += 6

    @rule(person=Acts.people)
    def a_licence_runs_out_or_is_renewed(self, person: int) -> None:
        is_valid = self.model.people[person]
        values = {"licence_expires_on": EXPIRED if is_valid else RENEWED}
        facts = {"kind": "person", "record": person, "values": values, "entry_id": ledger.new_id()}
        posted = self.make.do(records.amend, **facts)
        assert self.make.do(records.amend, **facts).seq == posted.seq, "the same id, another entry"
        self.model.people[person] = not is_valid
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

    @rule(which=st.integers(0, 30), is_witnessed=st.booleans())
    def something_is_corrected(self, which: int, is_witnessed: bool) -> None:
        """Whether a correction is allowed is the judge's business; what it does is not."""
        if not self.model.done:
            return
        wrong = self.model.done[-1 - which % len(self.model.done)]
        facts = {"seq": wrong.seq, "reason": "typing_error", "witness": self.witness if is_witnessed else None}
        try:
            self.make.do(corrections.correct, **facts)
        except Refused:
            return
        assert is_witnessed
        assert wrong.is_correctable
        self.model.undo(wrong)
        if wrong.seq in self.settlements:
            seq, rounds = self.settlements[wrong.seq]
            self.under_way[seq][1] += rounds

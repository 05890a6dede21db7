"""Who answers for which armoury, and the keys that go along."""

from hypothesis.stateful import rule

from registry_app.services import custodians
from tests.machine.acts import Acts, homes, mostly, seldom, whoever
from tests.machine.expected import keys_with
from tests.machine.model import Done, Flow


class Custodians(Acts):
    """One armoury or both go to somebody, with all that the one before has of their keys."""

    @rule(home=homes, is_both=seldom, to=Acts.people, by=whoever, is_witnessed=mostly)
    def an_armoury_is_handed_over(self, home: int, is_both: bool, to: int, by: str, is_witnessed: bool) -> None:
        armouries = self.homes if is_both else [self.homes[home]]
        before = [self.model.told["custodian", armoury] for armoury in armouries]
        flows = [
            Flow(key, 1, frozenset({self.model.spot(key)}), lambda here: here._replace(person=to))
            for key in keys_with(self.model, {*before} - {to}, armouries)
        ]
        done = Done("hand_over", flows, [self.model.change("custodian", each, to) for each in armouries])
        self.act(
            custodians.hand_over, done, by, may=is_witnessed and to not in before,
            armoury=armouries if is_both else armouries[0], to=to, witness=self.witness if is_witnessed else None,
        )  # fmt: skip

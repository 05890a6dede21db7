"""Who is at work: a user whose slot was opened, with the key that signs."""

from dataclasses import dataclass, field

from registry_app.domain.acts import may_only_read
from registry_app.domain.signing import Key


@dataclass(frozen=True)
class Actor:
    """A user who has unlocked: record numbers, roles (codes separated by spaces), and the signing key."""

    user_id: int
    person_id: int
    name: str
    roles: str
    key: Key = field(repr=False)

    @property
    def is_reader(self) -> bool:
        """Whether none of the roles may write."""
        return may_only_read(self.roles)

"""What the list of users shows, and what each role may, in one sentence."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from registry_app.domain.choices import ROLES
from registry_app.domain.declare import fields_of
from registry_app.domain.records import User
from registry_app.i18n import N_, _
from registry_app.services import history, lists, users
from registry_app.services.history import Event
from registry_app.services.users import Account
from ui.parts.columns import Cell, Column, Row, shown_by
from ui.parts.picker import Choice

FIELDS = fields_of(User)
UNSHOWN = ("public_key",)
"""64 digits tell nobody anything in a narrow column."""

MAY: Mapping[str, str] = {
    "director": N_("Everything, and alone adds users, gives roles and lets people go. May witness."),
    "compliance": N_("The daily work, release, destruction, sale, and the rules of the register. May witness."),
    "supervisor": N_("The daily work, release, destruction and sale. May witness."),
    "armorer": N_("The daily work: receive, issue, take back, send, hold, lose, find, correct. May witness."),
    "counter": N_("Enters nothing, but may witness what others enter."),
    "inspector": N_("Looks at everything and enters nothing: somebody of the authority, an auditor."),
    "it": N_("Looks after the computer and the backups; enters nothing."),
    "reader": N_("Looks and enters nothing."),
}
"""What a role may, by its code."""


def status_text(is_active: Cell) -> str:
    """Whether somebody may sign in, as a word."""
    return _(N_("Active")) if is_active else _(N_("Let go"))


def status_tone(is_active: Cell) -> str:
    """Its colour."""
    return "green" if is_active else "gray"


roles_text = shown_by("choices", ROLES)
COLUMNS = (
    Column("name", N_("User name"), 12, "strong", icon=lambda _row: "user"),
    Column("person", N_("Person"), 18),
    Column("roles", N_("Roles"), 22, "muted", text=roles_text, stretches=True),
    Column("is_active", N_("Status"), 11, "chip", text=status_text, tone=status_tone),
)


def rows(session: Any, ids: Sequence[int]) -> list[Row]:
    """The rows of some users as `COLUMNS` show them."""
    wanted = set(ids)
    return [row_of(each) for each in users.accounts(session) if each.id in wanted]


def row_of(account: Account) -> Row:
    """One user as `COLUMNS` show him."""
    return (account.id, account.name, account.person, account.roles, int(account.is_active))


def ordered(accounts: Sequence[Account], key: str, *, is_descending: bool) -> list[int]:
    """The numbers of the users, sorted by a column as it is read."""
    place = [column.key for column in COLUMNS].index(key) + 1
    text = COLUMNS[place - 1].text
    found = sorted(accounts, key=lambda each: text(row_of(each)[place]).casefold(), reverse=is_descending)
    return [each.id for each in found]


def life(session: Any, record: int) -> list[Event]:
    """The entries about a user, the newest first, without the keys."""
    return [_shown(event) for event in history.life(session, record=record) if event.changes]


def _shown(event: Event) -> Event:
    return replace(event, changes=tuple(each for each in event.changes if each.name not in UNSHOWN))


def people(session: Any, text: str) -> list[Choice]:
    """Who may be meant by a name: people of the register, and last somebody who is not on it yet."""
    known = [Choice(*found) for found in lists.find(session, kind="person", text=text)]
    return [*known, Choice(0, text, _(N_("somebody new")))]

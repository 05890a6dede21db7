"""What the page of audits reads and enters off the window's thread."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from registry_app.domain.days import minute_at
from registry_app.domain.records import Audit, Difference
from registry_app.domain.sampling import Statement
from registry_app.services import audit_views, audits, clock, counting, counts, draws, ledger, lists, references, users
from registry_app.services.audit_views import DifferenceRow, Told, Whole
from registry_app.services.users import Account
from registry_app.services.whereabouts import place_of_kind
from ui.pages import audit_words
from ui.pages.witness import candidates, vouched
from ui.parts.columns import Row
from ui.parts.picker import Choice

if TYPE_CHECKING:
    from registry_app.services.register import Register


@dataclass(frozen=True)
class Beginning:
    """What the form for a new audit stands on: the head of now, and the number that it would get."""

    size: int
    root: str
    code: str


def beginning(session: Any) -> Beginning:
    """The head of now, and the number of the next audit."""
    head = ledger.head(session)
    return Beginning(head.size, head.root, audits.next_code(session))


def statement(session: Any, place: int, size: int, head: int) -> Statement:
    """What a sample of so many proves; which ones are drawn makes no difference to that."""
    return draws.draw(session, size=size, word="-", place=place, head=head).statement


def listed(session: Any) -> list[Row]:
    """All audits as rows of the list."""
    zone = clock.zone(session)
    return [audit_words.row_of(each, _minute(each.begun_at, zone)) for each in audits.audits(session)]


def _minute(at: int, zone: str) -> str:
    return minute_at(at, zone)


def results(session: Any, audit: int) -> list[Told]:
    """All results of an audit by names."""
    return audit_views.told(session, counts.standing(session, audit).results)


def left_to_enter(session: Any, audit: int) -> int:
    """How many differences are not entered yet."""
    return len(audits.left_to_enter(session, audit))


@dataclass(frozen=True)
class Ending:
    """What an audit can be closed as: its differences, how many are left open or not entered, who may vouch."""

    whole: Whole
    differences: tuple[DifferenceRow, ...]
    not_entered: int
    witnesses: tuple[Account, ...]
    statement: Statement | None


def ending(session: Any, audit: int, own: int) -> Ending:
    """How an audit can be closed now by whoever works here."""
    whole = audit_views.whole(session, audit)
    found = tuple(audit_views.differences(session, audit))
    left = 0 if whole.is_closed else left_to_enter(session, audit)
    return Ending(whole, found, left, tuple(witnesses(session, own)), _proof(session, whole))


def _proof(session: Any, whole: Whole) -> Statement | None:
    if not whole.size:
        return None
    return statement(session, whole.row.place, whole.size, whole.head_size)


def meant(session: Any, record: int) -> tuple[str, int]:
    """What another page led to: `place` and its number, `audit`, or `difference` and the number of its audit."""
    difference = session.get(Difference, record)
    if difference is not None:
        return "difference", int(difference.audit_id)
    return ("audit" if session.get(Audit, record) else "place"), record


def witnesses(session: Any, own: int) -> list[Account]:
    """Who may vouch beside the person at work."""
    return candidates(users.accounts(session), own)


def is_counted(session: Any, audit: int, place: int) -> bool:
    """Whether a place belongs to what an audit counts."""
    return counting.audit_place(session, audit) in counting.upwards(session, place)


def choices(session: Any, kind: str, text: str) -> list[Choice]:
    """Places or people for a picker."""
    return [Choice(*found) for found in lists.find(session, kind=kind, text=text)]


def everywhere(session: Any, text: str) -> list[Choice]:
    """Places of the company and the company itself, which is counted as a whole."""
    found = choices(session, "place", text)
    for number, (name, code) in references.named(session, [place_of_kind(session, "company")]).items():
        if text.casefold() in f"{name} {code}".casefold():
            found.append(Choice(number, name, code))
    return found


def witnessed(register: "Register", service: Any, user: str, passphrase: str, facts: dict[str, Any]) -> Any:
    """Do an act under the eyes of a witness, whose passphrase is tried first. `Refused` beside it when it is wrong."""
    return register.write(service, **facts, witness=vouched(register, user, passphrase))

"""Acts that may be asked for twice: a caller who never heard the answer asks again with the same id."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import wraps
from typing import Concatenate, ParamSpec

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.errors import Refused, refuse
from registry_app.domain.rows import MentionRow
from registry_app.services.ledger import Posted, repeated

P = ParamSpec("P")
Act = Callable[Concatenate[Session, P], Posted]


def once(act: Act[P]) -> Act[P]:
    """`act`, which answers as the first time when an entry with its `entry_id` stands already.

    Raises `Refused` when that entry was about other things: the id was not made for this act.
    """
    return once_but()(act)


def once_but(*spared: str) -> Callable[[Act[P]], Act[P]]:
    """As `once`, for an act that may leave out some of what these arguments name."""

    def asked_once(act: Act[P]) -> Act[P]:
        @wraps(act)
        def asked(session: Session, /, *args: P.args, **kwargs: P.kwargs) -> Posted:
            earlier = repeated(session, str(kwargs.get("entry_id", "")))
            if earlier is None:
                return act(session, *args, **kwargs)
            if not _is_about(session, earlier, kwargs, spared):
                raise Refused(refuse("id_used", entry=earlier.seq))
            return earlier

        return asked

    return asked_once


def _is_about(session: Session, earlier: Posted, facts: Mapping[str, object], spared: Collection[str]) -> bool:
    """Whether an entry is about all that an act names; of what it may leave out, about something at least."""
    about = set(session.execute(select(MentionRow.record_id).where(MentionRow.seq == earlier.seq)).scalars())
    all_of_it = set(_named({name: value for name, value in facts.items() if name not in spared}))
    return all_of_it <= about and (not (named := set(_named(facts))) or bool(named & about))


_NAMING = (
    "item", "record", "case", "firearm", "lot", "lots", "to", "firearms", "rounds", "expended", "items", "old", "new",
    "subject", "document", "articles", "addressee", "armoury", "filing", "records",
    "audit", "differences",
)  # fmt: skip
"""The arguments that name records; of `items` a quantity of 0 means all there is."""
_COUNTED = ("rounds", "expended", "old", "new")
"""Those that name lots with a number of rounds each; a number alone is one of rounds."""


def _named(facts: Mapping[str, object]) -> Iterator[int]:
    """The records that an act is asked to be about, as far as its arguments tell."""
    for name in _NAMING:
        value = facts.get(name) or ()
        if isinstance(value, int):
            yield from () if name in _COUNTED else (value,)
        elif isinstance(value, Mapping):
            yield from (record for record, quantity in value.items() if quantity or name == "items")
        elif not isinstance(value, str):
            yield from value  # type: ignore[misc]  # a sequence of record numbers

"""An entry before it takes its place: what a service asks the ledger to append."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from registry_app.domain.entry import NONE, Line, Ref
from registry_app.domain.fields import Value


@dataclass(frozen=True)
class Wish:
    """A record as it should be: `record` 0 describes a new one, else the fields named are amended.

    Values are plain (`None` for nothing); the ledger turns personal ones into commitments. `placeholder` is a
    negative number by which lines and other wishes of the same draft may refer to a record that has no number yet.
    """

    kind: str
    values: Mapping[str, Value]
    record: int = 0
    placeholder: int = 0


@dataclass(frozen=True)
class Draft:
    """What is to be entered. `occurred_at` 0 means now; `id` empty means a new one; moments are UTC milliseconds.

    `contents` are the bytes of the documents that it describes, by their SHA-256 in hex.
    """

    kind: str
    lines: tuple[Line, ...] = ()
    wishes: tuple[Wish, ...] = ()
    reason_code: str = ""
    note: str = ""
    occurred_at: int = 0
    zone: str = ""
    id: str = ""
    batch: str = ""
    corrects: int = NONE
    acknowledged_by: int = 0
    refs: tuple[Ref, ...] = field(default=())
    contents: Mapping[str, bytes] = field(default_factory=dict)


NEW_ITEM = -1
"""The placeholder that services use for the one item that a draft describes."""

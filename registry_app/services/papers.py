"""What acts rest on, as references: papers by their numbers, when something is due back, who was there, which case."""

from collections.abc import Sequence

from registry_app.domain.entry import Ref
from registry_app.domain.fields import clean


def refs(
    *, document: str = "", due_at: int = 0, case: int = 0, entry: int = -1, attended: Sequence[int] = (),
    unsigned: str = "", work: str = "",
) -> tuple[Ref, ...]:  # fmt: skip
    """The references that are given; `Refused` when a text cannot be printed.

    `due_at` is a moment (UTC ms), `case` the record of a loss, `entry` an earlier entry, `attended` people by record,
    `unsigned` a code of `choices.UNSIGNED`, `work` what was done in a workshop.
    """
    given = [("document", clean(document)), ("unsigned", unsigned), ("work", clean(work))]
    numbers = [("due", due_at), ("case", case), *(("attended", one) for one in attended)]
    told = [Ref(kind, value) for kind, value in given if value]
    told += [Ref(kind, str(number)) for kind, number in numbers if number]
    return (*told, *([Ref("entry", str(entry))] if entry >= 0 else []))

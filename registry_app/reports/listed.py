"""How a paper made of lists is declared: once, and from that come its PDF, its workbook and the schema of its data.

The columns are `Field`s, as those of records are: a label, and how a value is told. The content of such a paper is its
frame (`services.frame`), `about` and `figures` with the values of the fields declared here, and under the key of each
list its rows, objects in which what is empty has no key.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from registry_app.domain.calibres import shown
from registry_app.domain.fields import Field
from registry_app.i18n import _, minute, number
from registry_app.reports import told
from registry_app.reports.told import NOTHING

MONO = frozenset(
    ["serial", "item", "lot_number", "tag", "number", "permit_number", "licence_number", "code", "id_number", "hash"]
)
"""The fields whose values are set in a face of equal widths, in which I, l and 1 differ."""


PLAIN = frozenset(["year"])
"""Whole numbers that are written without marks between thousands."""


@dataclass(frozen=True)
class Listed:
    """One list: the key of its rows, what it is called and says (msgids), and its columns.

    `also` are fields that the data and the workbook have and the paper leaves out. `groups` is a field by whose value
    rows are gathered under a band (they must come in that order); `totals` are the columns that are summed up; `most`
    is how wide a column may grow, in points, where that is not the usual; `tellers` tell a column from the whole row.
    """

    key: str
    title: str
    columns: tuple[Field, ...]
    about: str = ""
    also: tuple[Field, ...] = ()
    groups: Field | None = None
    totals: tuple[str, ...] = ()
    most: Mapping[str, float] = field(default_factory=dict)
    tellers: Mapping[str, Callable[[Mapping[str, Any]], str]] = field(default_factory=dict)
    is_optional: bool = False
    """Left out of the paper, heading and all, where there are no rows."""

    @property
    def fields(self) -> tuple[Field, ...]:
        """Everything that a row may have, in order."""
        return (*([self.groups] if self.groups else []), *self.columns, *self.also)


@dataclass(frozen=True)
class Form:
    """A paper made of lists. `subtitle` is a msgid with the placeholders that `told_period` fills."""

    name: str
    title: str
    subtitle: str
    lists: tuple[Listed, ...]
    about: tuple[Field, ...] = ()
    figures: tuple[Field, ...] = ()
    alarms: frozenset[str] = frozenset()
    """Figures that are set in the colour of alarm unless they are 0."""
    texts: tuple[str, ...] = ()
    """Paragraphs before the first list."""
    signers: tuple[tuple[str, str], ...] = ()
    """Names of signature fields and who signs there."""
    layout: int = 1
    is_wide: bool = False
    """Laid out across the longer side of the paper."""

    @property
    def format(self) -> str:
        """What the data calls itself."""
        return f"armarium-{self.name}/1"

    @property
    def data(self) -> str:
        """The name of the attached data."""
        return f"{self.name}.json"


def value(declared: Field, stored: Any) -> str:
    """A value as people read it, in the language in force; a dash for none."""
    return NOTHING if stored is None or stored == "" else _TELLERS.get(declared.kind, _as_it_is)(declared, stored)


def is_told(declared: Field) -> bool:
    """Whether people read the field's values otherwise than they are stored."""
    return declared.kind in _TELLERS


def _as_it_is(_declared: Field, stored: Any) -> str:
    return str(stored)


def _choices(declared: Field, stored: Any) -> str:
    return ", ".join(told.label(declared.choices, code) for code in str(stored).split())


_TELLERS: Mapping[str, Callable[[Field, Any], str]] = {
    "integer": lambda declared, stored: str(stored) if declared.name in PLAIN else number(int(stored)),
    "boolean": lambda _declared, stored: _("Yes") if stored else _("No"),
    "date": lambda _declared, stored: told.day(str(stored)),
    "moment": lambda _declared, stored: minute(str(stored), "short"),
    "choice": lambda declared, stored: told.label(declared.choices, str(stored)),
    "choices": _choices,
    "calibre": lambda _declared, stored: shown(str(stored)),
}


def count(form: Form, content: Mapping[str, Any]) -> int:
    """How many rows its lists have together."""
    return sum(len(content.get(each.key, ())) for each in form.lists)


def subtitle(form: Form, content: Mapping[str, Any]) -> str:
    """What the paper is of: its period, or the moment that it is as of."""
    facts = {"company": content["company"]["name"]}
    if "period" in content:
        facts |= {name: told.day(content["period"][name]) for name in ("from_on", "until_on")}
    if "as_of" in content:
        facts["moment"] = told.moment(content["as_of"]["moment"])
    return _(form.subtitle).format(**facts)

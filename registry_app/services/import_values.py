"""From the texts of a row to values: parsed by the fields themselves, with what a spreadsheet may have done to them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from registry_app.domain.calibres import CALIBRES
from registry_app.domain.errors import Finding, Refused, note, refuse
from registry_app.domain.fields import Field, Value
from registry_app.services.import_tables import FIELDS, Row

_AS_WRITTEN = ("text", "code", "calibre")
"""Kinds of field whose text counts sign by sign, so that a number or day made of it is not what was typed."""
_DOUBTS_OF_WRITING = ("number_lost_digits", "number_scientific", "became_date")
_DAY = len("2026-03-31")
"""A cell that holds a day may hold an hour as well, which nobody sees."""
_LISTED = frozenset(calibre.code for calibre in CALIBRES)
_SHORTENED = re.compile(r"[0-9][.,][0-9]+E[+-]?[0-9]+", re.IGNORECASE)
_BELOW_ONE = re.compile(r"0[.,][0-9]+")


@dataclass(frozen=True)
class RowFinding:
    """What is to be said of a row: its number, the field and the text it is about (both may be empty), the finding."""

    row: int
    field: str
    value: str
    finding: Finding

    @property
    def is_refusal(self) -> bool:
        """Whether it keeps the row out."""
        return self.finding.severity == "refusal"


@dataclass(frozen=True)
class Parsed:
    """A row as values by field; fields without a text are absent."""

    row: Row
    values: Mapping[str, Value]
    findings: tuple[RowFinding, ...]

    @property
    def is_refused(self) -> bool:
        """Whether a value cannot be taken."""
        return any(f.is_refusal for f in self.findings)


@dataclass
class Reader:
    """Parses the rows of one kind of list; the same text in the same column is parsed once."""

    kind: str
    _known: dict[tuple[str, str], Value | Refused] = field(default_factory=dict)
    _strange: set[str] = field(default_factory=set)

    def parse(self, row: Row) -> Parsed:
        """The values of a row, and what is wrong with its texts."""
        values: dict[str, Value] = {}
        findings: list[RowFinding] = []
        for each in FIELDS[self.kind]:
            text = row.texts.get(each.name)
            if text is None:
                continue
            doubt = row.doubts.get(each.name, "")
            told = self._doubted(each, text, doubt)
            value = self._value(each, text[:_DAY] if doubt == "became_date" and each.kind == "date" else text)
            if isinstance(value, Refused):
                told += value.findings
            elif value is not None:
                values[each.name] = value
                told = told or self._remarks(each, value)
            findings += [RowFinding(row.number, each.name, text, finding) for finding in told]
        return Parsed(row, values, tuple(findings))

    def _value(self, which: Field, text: str) -> Value | Refused:
        key = (which.name, text)
        if key not in self._known:
            try:
                self._known[key] = which.parse(text)
            except Refused as refused:
                self._known[key] = refused
        return self._known[key]

    def _doubted(self, which: Field, text: str, doubt: str) -> tuple[Finding, ...]:
        if doubt == "cell_error":
            return (refuse("cell_error", label=which.label),)
        if which.kind not in _AS_WRITTEN:
            return ()
        if doubt in _DOUBTS_OF_WRITING:
            return (refuse(doubt, label=which.label, value=text),)
        if which.kind == "calibre" and _BELOW_ONE.fullmatch(text.strip()):
            return (refuse("calibre_as_number", value=text),)
        if doubt == "number_shortened" or (which.name == "serial" and _SHORTENED.fullmatch(text.strip())):
            return (note("number_shortened", label=which.label, value=text),)
        return ()

    def _remarks(self, which: Field, value: Value) -> tuple[Finding, ...]:
        """A calibre that no list knows is said once, at the first row that has it."""
        if which.kind != "calibre" or value in _LISTED or value in self._strange:
            return ()
        self._strange.add(str(value))
        return (note("calibre_unlisted", value=str(value)),)

"""Audits in words: how they stand, what each result is, why something was not seen, what a sample proves."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from registry_app.domain.audit import AUDIT_KINDS, AUDIT_METHODS, AUDIT_OUTCOMES, CAUSES, DIFFERENCE_KINDS
from registry_app.domain.count import RESULTS, Result
from registry_app.domain.sampling import Statement
from registry_app.i18n import N_, _, minute, number, percent
from registry_app.services.audit_views import DifferenceRow, Told, Whole
from registry_app.services.audits import AuditRow
from ui.parts.columns import Cell, Column, Row, shown_by

OPEN = "open"
OUTCOMES = {OPEN: N_("In progress"), **AUDIT_OUTCOMES}
OUTCOME_TONES = {OPEN: "blue", "clean": "green", "explained": "green", "with_differences": "amber"}
RESULT_TONES = {
    "missing": "red", "short": "red", "unknown": "red", "found_gone": "red", "marks": "red", "elsewhere": "amber",
    "found_issued": "amber", "twice": "amber", "surplus": "amber", "seals": "amber", "not_seen": "gray",
    "moved": "blue", "found": "green",
}  # fmt: skip
"""The colour of each result; the gravest first, as lists sort them."""
ZONES = {
    "person": N_("With {person}, at {place}; no photo and no call showed it"),
    "workshop": N_("In the workshop"),
    "transit": N_("Under way"),
    "field": N_("At {place}"),
}
NEVER = N_("A sample can never prove that no firearm is missing. Only counting all of them can.")
SHORT_ROOT = 16


def columns() -> tuple[Column, ...]:
    """The columns of the list of audits."""
    return (
        Column("code", N_("Number"), 10, "strong", icon=lambda _row: "clipboard-check"),
        Column("kind", N_("Kind"), 16, text=shown_by("choice", AUDIT_KINDS)),
        Column("place", N_("Place"), 20, stretches=True),
        Column("counters", N_("Counters"), 16, "muted"),
        Column("begun", N_("Begun"), 17, text=_minute),
        Column("state", N_("State"), 27, "chip", shown_by("choice", OUTCOMES), lambda v: OUTCOME_TONES[str(v)]),
        Column("left", N_("To be settled"), 12, "number", text=lambda n: number(int(n or 0)) if n else ""),
    )


def _minute(value: Cell) -> str:
    return minute(str(value or ""))


def row_of(each: AuditRow, begun: str) -> Row:
    """An audit as `columns` show it; `begun` is the minute on the company's clock."""
    counters = ", ".join(filter(None, (each.first, each.second)))
    return (each.number, each.code, each.kind, each.place_name, counters, begun, each.outcome or OPEN, each.left)


def title(whole: Whole) -> str:
    """What an audit is called above its screens."""
    return " · ".join((whole.row.code, _(AUDIT_KINDS[whole.row.kind]), whole.row.place_name))


def about(whole: Whole) -> str:
    """Who counts, by which method, since which head."""
    counters = ", ".join(whole.names)
    said = [_(AUDIT_METHODS[whole.row.method]), _("counted by {people}").format(people=counters)]
    if whole.incoming:
        said.append(_("taken over by {person}").format(person=whole.incoming))
    if whole.basis:
        said.append(whole.basis)
    return " · ".join([*said, head(whole.head_size, whole.head_root)])


def head(size: int, root: str) -> str:
    """A head as people compare it: how many entries, and the beginning of the root."""
    pairs = (root[i : i + 4] for i in range(0, SHORT_ROOT, 4))
    return _("head {size}: {root}").format(size=number(size), root=" ".join(pairs))


def proof(statement: Statement) -> str:
    """What a sample can and cannot prove."""
    said = _(
        "{n} of {all} are drawn. If all of them are right, at most {most} of all are wrong, with {confidence} "
        "confidence. The chance that one single missing firearm is not drawn is {misses}."
    ).format(
        n=number(statement.sample), all=number(statement.population), most=_percent(statement.rate),
        confidence=_percent(statement.confidence), misses=_percent(statement.misses),
    )  # fmt: skip
    return f"{said} {_(NEVER)}"


def _percent(share: Fraction) -> str:
    """A share in percent, rounded up: what is proven is never said too well."""
    return percent(ceil(share * 1_000))


def result_columns() -> tuple[Column, ...]:
    """The columns of the results."""
    return (
        Column("kind", N_("Result"), 19, "chip", shown_by("choice", RESULTS), lambda v: RESULT_TONES[str(v)]),
        Column("title", N_("Serial or lot"), 13, "serial"),
        Column("detail", N_("What it is"), 15, "muted"),
        Column("book", N_("On record"), 18),
        Column("floor", N_("Seen"), 18),
        Column("expected", N_("Expected"), 9, "number", text=_count),
        Column("counted", N_("Counted"), 9, "number", text=_count),
        Column("why", N_("Remark"), 26, "muted", stretches=True, is_prose=True),
    )


def _count(value: Cell) -> str:
    return number(int(value or 0))


def result_row(at: int, told: Told) -> Row:
    """A result as `result_columns` show it, under the number `at`."""
    each = told.result
    book = " · ".join(filter(None, (told.person, told.place)))
    return (
        at, each.kind, told.title, told.detail, book, told.seen_place, each.expected, each.counted, remark(told),
    )  # fmt: skip


def remark(told: Told) -> str:
    """Why it was not seen, and by which entries it moved during the count."""
    said = []
    if told.result.kind == "not_seen" and told.zone in ZONES:
        said.append(_(ZONES[told.zone]).format(person=told.person, place=told.place))
    if told.result.moved_by:
        entries = ", ".join(f"#{seq}" for seq in told.result.moved_by)
        said.append(_("moved during the count by {entries}").format(entries=entries))
    return "; ".join(said)


def difference_columns() -> tuple[Column, ...]:
    """The columns of the differences."""
    return (
        Column(
            "kind", N_("Difference"), 18, "chip", shown_by("choice", DIFFERENCE_KINDS), lambda v: RESULT_TONES[str(v)]
        ),
        Column("title", N_("Serial or lot"), 13, "serial"),
        Column("detail", N_("What it is"), 12, "muted"),
        Column("expected", N_("Expected"), 9, "number", text=_count),
        Column("counted", N_("Counted"), 9, "number", text=_count),
        Column("cause", N_("Cause"), 20, text=shown_by("choice", CAUSES), stretches=True),
        Column("owner", N_("Who follows it up"), 14),
        Column("due_on", N_("Until"), 10, text=shown_by("date", {})),
        Column("settled_on", N_("Settled"), 10, "chip", shown_by("date", {}), lambda _v: "green"),
    )  # fmt: skip


def difference_row(each: DifferenceRow) -> Row:
    """A difference as `difference_columns` show it."""
    return (
        each.number, each.kind, each.title, each.detail, each.expected, each.counted, each.cause, each.owner_name,
        each.due_on, each.settled_on,
    )  # fmt: skip


def is_of_group(result: Result, group: str) -> bool:
    """Whether a result belongs to a segment of the results."""
    if group == "different":
        return result.is_difference
    return not group or result.kind == group


def sorted_by(rows: Sequence[Row], shown: Sequence[Column], key: str, *, is_descending: bool) -> list[int]:
    """The numbers of rows, sorted by a column: numbers by their size, all else as it is read."""
    at = [column.key for column in shown].index(key)
    column = shown[at]

    def rank(row: Row) -> tuple[int, str]:
        value = row[at + 1]
        if value in RESULT_TONES and key == "kind":
            return (list(RESULT_TONES).index(str(value)), "")
        is_number = column.look == "number"
        return (int(value or 0), "") if is_number else (0, column.text(value).casefold())

    return [int(row[0] or 0) for row in sorted(rows, key=rank, reverse=is_descending)]

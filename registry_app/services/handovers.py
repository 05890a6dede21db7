"""The issue-and-return book: everything that was handed to somebody in a period or was out when it began, each with
what came back of it, how, and what is still out.

A row is a part of what was handed out: what one entry took back of it, or what nobody has taken back yet. So of each
row that was not corrected, `quantity` = `back` + `expended` + `passed` + `gone` + `still_out`.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import inf

from sqlalchemy import select
from sqlalchemy.orm import Session

from registry_app.domain.entry import Entry, Line
from registry_app.domain.records import Policy
from registry_app.services import acknowledgements, frame, oversight
from registry_app.services.due_outlook import HOUR
from registry_app.services.frame import Asked, Content
from registry_app.services.period_entries import Period
from registry_app.services.return_lists import filled
from registry_app.services.spans import WAYS, Came, End, Span, spans

NAME = "handovers"
KINDS = ("issue", "relieve", "take_back")
"""The acts whose corrected entries stay in the book."""


def content(session: Session, asked: Asked) -> Content:
    """The book as plain values (`docs/formats/papers-v1.md`). Raises `Refused` for a period that is none."""
    taken = frame.of_a_period(session, asked, report=NAME)
    period = Period(taken)
    met = [span for span in spans(session, taken.cut) if _is_met(span, taken.since)]
    book = Book(period, period.numbered(_numbers(met)))
    rows = [row for span in met for row in book.rows(span, taken.since)] + list(book.corrected())
    rows.sort(key=_order)
    return {
        **frame.top(taken, NAME, "HB"), "about": {"corrected": sum("corrected_by" in row for row in rows)},
        "figures": _figures(rows, taken.minute(taken.until)), NAME: rows, **oversight.gather(taken),
    }  # fmt: skip


def _order(row: Content) -> tuple[str, int, float]:
    """By when it was handed out, or else came back; what is still out of it comes last."""
    number = row.get("entry") or row["back_entry"]
    return row.get("out_at") or row["back_at"], number, row.get("back_entry", inf)


def _is_met(span: Span, since: int) -> bool:
    """Whether a span reaches into the period."""
    return bool(span.left) or any(end.by.at >= since for end in span.ends)


def _numbers(met: Iterable[Span]) -> set[int]:
    return {came.entry for span in met for came in (span.came, *(end.by for end in span.ends))}


@dataclass(frozen=True)
class Book:
    """What rows are told from: the names of the period, and the entries that rows speak of."""

    period: Period
    entries: Mapping[int, Entry]

    @cached_property
    def _methods(self) -> Mapping[int, str]:
        return acknowledgements.methods(self.period.frame.session, self.entries.values())

    @cached_property
    def _shifts(self) -> Mapping[int, int]:
        """How long a shift lasts (ms) by the entry of each policy; 0 where it has no end."""
        query = select(Policy.described_seq, Policy.shift_hours)
        return {seq: (hours or 0) * HOUR for seq, hours in self.period.frame.session.execute(query)}

    def rows(self, span: Span, since: int) -> Iterator[Content]:
        """What came back of a span from a moment on, a row for each entry, and what is still out."""
        told = self.out(span)
        ends: dict[Came, list[End]] = defaultdict(list)
        for end in span.ends:
            if end.by.at >= since:
                ends[end.by].append(end)
        for by, parts in ends.items():
            quantities = _by_way(parts)
            yield {**told, "quantity": sum(quantities.values()), **self._back(by), **quantities}
        if span.left:
            yield {**told, "quantity": span.left, "still_out": span.left}

    def out(self, span: Span) -> Content:
        """How it was handed out; what was never handed out has nothing of that."""
        told = self._item(span.item) | self._holder(span.person)
        entry = self.entries.get(span.came.entry)
        if entry is None:
            return told
        due = due_at(span.came, self._shift(entry, span.item))
        return told | self._out(entry) | filled({"post": self.period.places.get(span.place)}) | self._due(due)

    def _shift(self, entry: Entry, item: int) -> int:
        """How long what an entry hands out may be out at most, by the policy that it was judged by; 0 for no end."""
        is_firearm = self.period.items.get(item, {}).get("item_kind") == "firearm"
        return self._shifts.get(entry.policy, 0) if is_firearm else 0

    def _due(self, due: int) -> Content:
        return {"due": self.period.frame.minute(due)} if due else {}

    def _out(self, entry: Entry) -> Content:
        about = self.period.about(entry)
        kept = {name: about[name] for name in ("entry", "kind", "user", "witness", "document") if name in about}
        return kept | filled({"out_at": about["occurred_at"], "acknowledged": self._methods.get(entry.seq)})

    def _back(self, by: Came) -> Content:
        entry = self.entries[by.entry]
        told = {
            "back_entry": entry.seq, "back_kind": entry.kind, "back_at": self.period.frame.minute(entry.occurred_at),
            "back_user": self.period.user(entry.actor), "back_acknowledged": self._methods.get(entry.seq),
            "reason": entry.reason_code,
        }  # fmt: skip
        return filled(told)

    def _item(self, item: int) -> Content:
        return dict(self.period.items.get(item) or {"item": self.period.names.get(item, str(item))})

    def _holder(self, person: int) -> Content:
        return filled({"person_code": self.period.codes.get(person), "person": self.period.person(person)})

    def corrected(self) -> Iterator[Content]:
        """The rows of the handovers of the period that were corrected: they count for nothing, and stay."""
        for entry in self.period.entries(*KINDS):
            if by := self.period.corrected.get(entry.seq):
                book = Book(self.period, {entry.seq: entry})
                for line in entry.lines:
                    yield from ({**row, "corrected_by": by} for row in book.undone(entry, line))

    def undone(self, entry: Entry, line: Line) -> Iterator[Content]:
        """The rows of one line of a corrected handover: what was handed out, and what was taken back."""
        came = Came(entry.seq, entry.occurred_at, entry.kind, entry.due_at())
        if line.target.person:
            span = Span(line.item, line.target.person, line.target.place, line.quantity, came)
            yield {**self.out(span), "quantity": line.quantity}
        if line.source.person:
            yield {
                **self._item(line.item), **self._holder(line.source.person), "quantity": line.quantity,
                **self._back(came),
            }  # fmt: skip


def due_at(came: Came, shift: int) -> int:
    """When what came to somebody is to be back (UTC ms): at the hour that was named or at the end of a shift of so many
    milliseconds, whichever is first; 0 for never."""
    by_shift = came.at + shift if shift else 0
    return min(filter(None, (came.due_at, by_shift)), default=0)


def _by_way(parts: Iterable[End]) -> dict[str, int]:
    sums = Counter[str]()
    for end in parts:
        sums[end.way] += end.quantity
    return {way: sums[way] for way in WAYS if sums[way]}


def _figures(rows: Iterable[Content], until: str) -> dict[str, int]:
    """Of what was not corrected: pieces and rounds that were out in the period, what became of them, what is out."""
    sums = Counter[str]()
    for row in rows:
        if "corrected_by" in row:
            continue
        is_lot = row.get("item_kind") == "lot"
        if is_lot:
            sums.update({"rounds": row["quantity"], "rounds_expended": row.get("expended", 0)})
        elif row.get("item_kind") == "firearm":
            sums["firearms"] += row["quantity"]
        sums["rounds_out" if is_lot else "pieces_out"] += row.get("still_out", 0)
        sums["overdue"] += "still_out" in row and row.get("due", until) < until
    names = ("firearms", "rounds", "rounds_expended", "pieces_out", "rounds_out", "overdue")
    return {name: sums[name] for name in names}

"""The account of ammunition in a period, by lot and by calibre; and its month form, by calibre and month.

What the columns mean is told in `services.round_flows`.
"""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy.orm import Session

from registry_app.domain.errors import Damaged, refuse
from registry_app.services import cuts, frame, lot_counts, oversight, past, return_figures
from registry_app.services.frame import Asked, Content, Frame
from registry_app.services.lot_counts import Counted
from registry_app.services.return_figures import Stock
from registry_app.services.return_lists import filled
from registry_app.services.round_flows import COLUMNS, Flow, add, closing, flows

NAME, MONTH_NAME = "ammunition", "ammunition-month"
WHERE = ("in_store", "with_persons", "at_posts", "in_transit", "total")
_LOT = ("calibre", "maker", "lot_number", "load", "year")
_ORDER = ("calibre", "maker", "lot_number")
PURPOSES = ("training", "test", "misfire")
"""The reasons for which rounds are expended that a month form tells apart; all others are use."""

Account = Counter[str]


def content(session: Session, asked: Asked) -> Content:
    """The account by lot as plain values (`docs/formats/papers-v1.md`). Raises `Refused` for a period that is none or
    times that contradict each other, `Damaged` where the account does not lead to what is in store."""
    taken = frame.of_a_period(session, asked, report=NAME)
    stock = return_figures.take(session, taken.cut, taken.zone)
    rows = _lots(taken, stock)
    calibres = [{"calibre": calibre, **_summed(group)} for calibre, group in _by_calibre(rows).items()]
    return {
        **frame.top(taken, NAME, "AA"), "about": {"lots": len(rows)}, "figures": _figures(rows), "calibres": calibres,
        "lots": rows, **oversight.gather(taken),
    }  # fmt: skip


def _lots(taken: Frame, stock: Stock) -> list[Content]:
    """The lots of which there was any in the period, by calibre, maker and number."""
    accounts: dict[int, Account] = defaultdict(Counter)
    for flow in flows(taken.session, stock, taken.cut):
        add(accounts[flow.item], flow, taken.since)
    known = past.records(taken.session, "lot", taken.cut.known(), names=_LOT)
    there = [n for n in known if any(accounts[n].values()) or stock.held_of.get(n)]
    there.sort(key=lambda number: [str(known[number][name]) for name in _ORDER])
    counted = lot_counts.last(taken, set(there))
    return [
        filled(known[n]) | _account(accounts[n]) | _where(stock, n, closing(accounts[n])) | _counted(counted.get(n))
        for n in there
    ]  # fmt: skip


def _account(account: Account) -> dict[str, int]:
    return {name: account[name] for name in COLUMNS} | {"closing": closing(account)}


def _where(stock: Stock, lot: int, led: int) -> dict[str, int]:
    """Where the rounds of a lot are. `Damaged` when its account leads to another stock."""
    found = return_figures.where(stock, stock.held_of.get(lot, ()))
    if led != found["in_store"]:
        raise Damaged(refuse("return_does_not_add_up", wanted=led, there=found["in_store"]))
    return {name: found[name] for name in WHERE if name != "in_store"}


def _counted(found: Counted | None) -> Content:
    if found is None:
        return {}
    return {
        "audit": found.audit, "counted_on": found.day, "expected": found.expected, "counted": found.counted,
        "difference": found.counted - found.expected,
    }  # fmt: skip


def _by_calibre(rows: Iterable[Content]) -> Mapping[str, list[Content]]:
    found: dict[str, list[Content]] = defaultdict(list)
    for row in rows:
        found[row["calibre"]].append(row)
    return found


def _summed(rows: Iterable[Content]) -> dict[str, int]:
    sums = Counter[str]()
    names = (*COLUMNS, "closing", *(name for name in WHERE if name != "in_store"))
    for row in rows:
        sums.update({name: row[name] for name in names})
    return {name: sums[name] for name in names}


def _figures(rows: list[Content]) -> dict[str, int]:
    sums = _summed(rows)
    off = sum(abs(row.get("difference", 0)) for row in rows)
    names = ("received", "issued", "expended", "lost", "total")
    return {name: sums[name] for name in names} | {"off": off}


def months(session: Session, asked: Asked) -> Content:
    """The month form as plain values: a row for each calibre and month of the period. Raises as `content`."""
    taken = frame.of_a_period(session, asked, report=MONTH_NAME)
    stock = return_figures.take(session, taken.cut, taken.zone)
    every = list(flows(session, stock, taken.cut))
    rows = [row for month in _months(taken) for row in _month(stock, every, *month, taken)]
    _judge(stock, rows, taken.day)
    figures = {name: sum(row[name] for row in rows) for name in ("received", "expended", "lost")}
    last = sum(row["closing"] for row in rows if row["until_on"] == taken.day)
    return {
        **frame.top(taken, MONTH_NAME, "AM"), "figures": {**figures, "closing": last}, "months": rows,
        **oversight.gather(taken),
    }  # fmt: skip


def _months(taken: Frame) -> Iterator[tuple[dt.date, dt.date]]:
    """The first and the last day of each month, as far as they lie in the period."""
    first, end = dt.date.fromisoformat(taken.from_on), dt.date.fromisoformat(taken.day)
    while first <= end:
        following = (first.replace(day=1) + dt.timedelta(days=31)).replace(day=1)
        yield first, min(end, following - dt.timedelta(days=1))
        first = following


def _month(stock: Stock, every: Iterable[Flow], first: dt.date, last: dt.date, taken: Frame) -> Iterator[Content]:
    """The rows of one month, by calibre; calibres of which there was nothing are left out."""
    since, until = cuts.end_of(first - dt.timedelta(days=1), taken.zone) + 1, cuts.end_of(last, taken.zone)
    accounts: dict[str, Account] = defaultdict(Counter)
    for flow in every:
        if flow.at <= until:
            account = accounts[stock.lots[flow.item]]
            add(account, flow, since)
            if flow.column == "expended" and flow.at >= since:
                account[_purpose(flow.reason)] += flow.quantity
    days_ = {"month": first.isoformat()[:7], "from_on": first.isoformat(), "until_on": last.isoformat()}
    for calibre, account in sorted(accounts.items()):
        if any(account.values()):
            used = {f"for_{name}": account[f"for_{name}"] for name in (*PURPOSES, "use")}
            yield {**days_, "calibre": calibre, **_account(account), **used}


def _purpose(reason: str) -> str:
    return f"for_{reason if reason in PURPOSES else 'use'}"


def _judge(stock: Stock, rows: Iterable[Mapping[str, Any]], day: str) -> None:
    """`Damaged` when the rows of the last month do not lead to what is in store."""
    led = sum(row["closing"] for row in rows if row["until_on"] == day)
    held = (p for lot in stock.lots for p in stock.held_of.get(lot, ()))
    if led != (there := return_figures.where(stock, held)["in_store"]):
        raise Damaged(refuse("return_does_not_add_up", wanted=led, there=there))

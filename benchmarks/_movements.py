"""A movements book of so many lines, as the service gathers it: handovers of a year, two lines each."""

from typing import Any

from benchmarks import returns

MINUTES = 365 * 24 * 60
STEP = 5
"""Minutes between two handovers."""


def content(count: int) -> dict[str, Any]:
    """The book: each firearm goes to a guard and comes back."""
    frame = returns.content(1)
    lines = [_line(at) for at in range(count)]
    return {
        "format": "armarium-movements/1", "number": f"MB-20260630-{count}-0123ABCD",
        **{key: frame[key] for key in ("made", "company", "head")},
        "period": {"from_on": "2025-07-01", "until_on": "2026-06-30", "zone": "America/Bogota"},
        "figures": {"lines": count, "entries": (count + 1) // 2, "corrections": 0, "corrected": 0},
        "movements": lines,
        "users": [{"user": "marta", "roles": "armorer", "is_active": 1, "entries": count, "witnessed": 0}],
    }  # fmt: skip


def _line(at: int) -> dict[str, Any]:
    minute = at // 2 * STEP % MINUTES
    day, maker, model, _kind, calibre, _country = minute // 1440, *returns.MODELS[at * 7 % len(returns.MODELS)]
    safe, guard = f"ARM-{at % 8}-{at % 9} Safe {at % 9}", f"G-{at * 31 % 4000:05} Ana Ruiz"
    is_issue = at // 8 % 2 == 0
    return {
        "entry": 1 + at // 2, "occurred_at": f"{2025 + day // 184}-{1 + day // 31 % 12:02}-{1 + day % 28:02}"
        f"T{minute // 60 % 24:02}:{minute % 60:02}",
        "kind": "issue" if is_issue else "take_back", "item": f"{maker[:2].upper()}{at * 7919 % 1_000_000:06}",
        "item_kind": "firearm", "maker": maker, "model": model, "calibre": calibre, "quantity": 1,
        "from": safe if is_issue else guard, "to": guard if is_issue else safe, "from_state": "ready",
        "to_state": "ready", "user": "marta",
    }  # fmt: skip

"""The national picture: what the newest inventory returns of all companies at a desk come to, summed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from registry_app.services import crosschecks
from registry_app.services.crosschecks import INVENTORY
from registry_app.services.desk import Desk, Known


@dataclass(frozen=True)
class Site:
    """A place of a company with what lies there."""

    company: str
    name: str
    kind: str
    firearms: int
    rounds: int


@dataclass(frozen=True)
class Company:
    """A company in a line: `until` is the day of its newest inventory return, ``""`` where it sent none; `restorations`
    how often its register came out of a backup, as it declared."""

    origin: str
    name: str
    licence: str
    until: str
    size: int
    firearms: int
    lost: int
    returns: int
    receipts: int
    is_doubted: bool
    restorations: int = 0


@dataclass
class Picture:
    """The sums over all companies; `indicators` by code: numerators and denominators, only of those that are shares."""

    companies: list[Company] = field(default_factory=list)
    sites: list[Site] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    calibres: Counter[str] = field(default_factory=Counter)
    firearms: Counter[str] = field(default_factory=Counter)
    rounds: Counter[str] = field(default_factory=Counter)
    indicators: dict[str, tuple[int, int]] = field(default_factory=dict)


def picture(desk: Desk) -> Picture:
    """The picture as the desk has it. Raises `Damaged` for a desk that is not whole."""
    found = Picture()
    for known in desk.all():
        content = newest(desk, known)
        found.companies.append(_company(known, content))
        if content is not None:
            _add(found, known.company, content)
    return found


def newest(desk: Desk, known: Known) -> Mapping[str, Any] | None:
    """The data of a company's newest inventory return; `None` where it sent none."""
    kept = [
        each for each in known.returns if each.report == INVENTORY and not crosschecks.is_doubted(known, each.sha256)
    ]
    last = max(kept, key=lambda each: (each.until_on, each.size, each.taken_at), default=None)
    return desk.content(known.origin, last) if last else None


def _company(known: Known, content: Mapping[str, Any] | None) -> Company:
    figures = content.get("figures", {}).get("firearms", {}) if content else {}
    return Company(
        known.origin, known.company, known.licence, str(content["as_of"]["day"]) if content else "", known.head.size,
        len(content["firearms"]) if content else 0, int(figures.get("lost", 0)), len(known.returns),
        sum(1 for each in known.returns if each.receipt), bool(known.forks),
        len(known.restorations),
    )  # fmt: skip


def _add(found: Picture, company: str, content: Mapping[str, Any]) -> None:
    for each in content["firearms"]:
        found.kinds[each["kind"]] += 1
        found.calibres[each["calibre"]] += 1
    for name, counts in (("firearms", found.firearms), ("rounds", found.rounds)):
        counts.update(content.get("figures", {}).get(name, {}))
    for each in content.get("sites", ()):
        found.sites.append(Site(company, each["name"], each["kind"], each["firearms"], each["rounds"]))
    for each in content.get("indicators", ()):
        if each.get("denominator") and each["unit"] == "permille":
            above, below = found.indicators.get(each["code"], (0, 0))
            found.indicators[each["code"]] = above + each["numerator"], below + each["denominator"]

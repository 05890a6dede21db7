"""The indicators told the slow way: entry by entry from the bodies, in plain Python and fractions."""

import datetime as dt
from collections.abc import Iterator, Sequence
from fractions import Fraction
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from registry_app.domain.choices import OUTSIDE
from registry_app.domain.entry import Entry
from registry_app.domain.indicator import MEASURES, UNITS
from registry_app.services.cuts import Cut
from tests.histories import counting, replayed

DAY = 86_400_000
BROUGHT = ("supplier", "authority", "buyer", "expended", "destroyed")
Told = dict[str, tuple[int, int | None, int | None]]


def half_up(value: Fraction) -> int:
    return (value + Fraction(1, 2)).__floor__()


class Recount:
    """What the entries that count come to, and the figures from it."""

    def __init__(self, entries: Sequence[Entry], cut: Cut, zone: str) -> None:
        self.all, self.cut, self.zone = entries, cut, ZoneInfo(zone)
        self.entries = counting(entries, cut)
        self.records = {n: kept.facts for n, kept in replayed(self.entries).records.items()}
        known = replayed(counting(entries, cut.known())).records
        self.kinds = {n: kept.facts.text("kind") for n, kept in known.items() if kept.facts.kind == "place"}
        self.items = {n: kept.facts.kind for n, kept in known.items()}
        self.day = dt.datetime.fromtimestamp(cut.moment / 1000, self.zone).date()
        self.today = self.day.isoformat()

    def of(self, kind: str) -> list[Any]:
        return [facts for facts in self.records.values() if facts.kind == kind]

    def is_out(self, place: int) -> bool:
        return self.kinds[place] in OUTSIDE

    def lives(self) -> Iterator[tuple[int, list[Any]]]:
        """Each firearm with its lines and their moments, in order."""
        for item in [n for n, kind in self.items.items() if kind == "firearm"]:
            lines = [(entry.occurred_at, line) for entry in self.entries for line in entry.lines if line.item == item]
            if lines:
                yield item, lines

    def inside(self) -> list[int]:
        return [item for item, lines in self.lives() if not self.is_out(lines[-1][1].target.place)]

    def firearm_days(self) -> int:
        """The time between every coming in and going out, within the last 365 days."""
        spent, since = 0, self.cut.moment - 365 * DAY
        for _item, lines in self.lives():
            came = None
            for at, line in lines:
                if self.is_out(line.source.place) and not self.is_out(line.target.place):
                    came = at
                elif came is not None and self.is_out(line.target.place):
                    spent, came = spent + max(at, since) - max(came, since), None
            spent += self.cut.moment - max(came, since) if came is not None else 0
        return spent // DAY

    def unaccounted(self) -> list[int]:
        """When each firearm was lost that is lost now."""
        return [lines[-1][0] for _item, lines in self.lives() if self.kinds[lines[-1][1].target.place] == "lost"]

    def late(self) -> tuple[int, int]:
        """How many of the firearms that people have they have had for longer than a shift, and how many they have."""
        policies = self.of("policy")
        hours = max(policies, key=lambda facts: facts.id).values.get("shift_hours") if policies else None
        held = [[(at, line) for at, line in lines] for _item, lines in self.lives() if lines[-1][1].target.person
                and not self.is_out(lines[-1][1].target.place)]  # fmt: skip
        since = [max(at for at, line in lines if line.target.person not in (0, line.source.person)) for lines in held]
        if hours is None:
            return -1, len(held)
        return sum(at < self.cut.moment - hours * 3_600_000 for at in since), len(held)

    def moved(self, kind: str, source: str = "", target: str = "") -> int:
        """How much of a kind of item went over the border from, or to, a kind of outside place."""
        found = 0
        for entry in self.entries:
            for line in entry.lines:
                ends = self.kinds[line.source.place], self.kinds[line.target.place]
                is_one = (source == ends[0] and ends[1] not in OUTSIDE) or (
                    target == ends[1] and ends[0] not in OUTSIDE
                )
                found += line.quantity if is_one and self.items.get(line.item) == kind else 0
        return found

    def cases(self) -> Iterator[tuple[Any, int | None, int, int | None]]:
        """Each case with the minutes until it was told, its moment, and its term in minutes by the policy of then."""
        for facts in self.of("loss"):
            known, told = (self.moment(facts.text(name)) for name in ("discovered_at", "notified_at"))
            assert known is not None
            yield facts, None if told is None else (told - known) // 60_000, known, self.term(facts.id)

    def moment(self, minute: str) -> int | None:
        return int(dt.datetime.fromisoformat(minute).replace(tzinfo=self.zone).timestamp() * 1000) if minute else None

    def term(self, case: int) -> int | None:
        """By the policy in force when the case was entered, whatever was known later."""
        opened = next(e.seq for e in self.all if any(c.record == case and not c.old for c in e.records))
        policies = [c.new for e in self.all[:opened] for c in e.records if c.kind == "policy"]
        hours = policies[-1].get("loss_hours", "")
        return None if hours == "" else int(str(hours)) * 60 or 60

    def told(self) -> Told:
        """Every figure: value, numerator, denominator."""
        return {code: figure for code, figure in self._figures() if figure is not None}

    def _figures(self) -> Iterator[tuple[str, tuple[int, int | None, int | None] | None]]:
        inside = self.inside()
        guns = [self.records[item] for item in inside if item in self.records]
        yield from self._shares(inside, guns)
        yield from self._people(inside)
        lost = self.unaccounted()
        yield "unaccounted", (len(lost), None, None)
        recent = sum(at > self.cut.moment - 365 * DAY for at in lost)
        yield "unaccounted_rate", self.ratio("unaccounted_rate", recent, self.firearm_days(), 365_000)
        yield (
            "recovered",
            self.ratio("recovered", self.moved("firearm", source="lost"), self.moved("firearm", target="lost")),
        )
        variance = self.moved("lot", target="lost") - self.moved("lot", source="lost")
        account = sum(self.moved("lot", source=kind) for kind in BROUGHT)
        yield "lot_variance", self.ratio("lot_variance", variance, account, 10_000)
        late, held = self.late()
        yield "out_over_shift", None if late < 0 else (late, late, held)
        yield from self._cases()

    def ratio(self, code: str, one: int, other: int, per: int = 1) -> tuple[int, int, int] | None:
        scale = UNITS[MEASURES[code].unit]
        return (half_up(Fraction(one * per * scale, other)), one, other) if other else None

    def _shares(self, inside: list[int], guns: list[Any]) -> Iterator[tuple[str, Any]]:
        marks, papers = self.of("mark"), self.of("document")
        pictured = {p.number("subject_id") for p in papers if p.text("kind") == "photo_marks"}
        pictured |= {m.number("firearm_id") for m in marks if m.number("photo_id")}
        again = {m.number("firearm_id") for m in marks if m.text("kind") in ("secondary", "import")}
        for days in (90, 365):
            since = (self.day - dt.timedelta(days=days)).isoformat()
            seen = sum(gun.text("inspected_on") >= since for gun in guns)
            yield f"verified_{days}", self.ratio(f"verified_{days}", seen, len(inside))
        yield "marks_photographed", self.ratio("marks_photographed", len(pictured & set(inside)), len(inside))
        yield "marked_again", self.ratio("marked_again", len(again & set(inside)), len(inside))
        expired = sum("" < gun.text("permit_expires_on") < self.today for gun in guns)
        yield "permits_expired", (expired, expired, len(inside))

    def _people(self, inside: list[int]) -> Iterator[tuple[str, Any]]:
        here = [p for p in self.of("person") if not p.text("left_on") or p.text("left_on") > self.today]
        guards = sum(p.text("licence_expires_on") >= self.today for p in here)
        yield "firearms_per_guard", self.ratio("firearms_per_guard", len(inside), guards)
        for code, name in (("licences_expired", "licence_expires_on"), ("fitness_expired", "fitness_expires_on")):
            expired = sum("" < p.text(name) < self.today for p in here)
            yield code, (expired, expired, len(here))

    def _cases(self) -> Iterator[tuple[str, Any]]:
        cases = list(self.cases())
        meant = [each for each in cases if each[0].text("outcome") != "error"]
        minutes = [taken for _facts, taken, _known, _term in meant if taken is not None]
        if minutes:
            yield "hours_to_report", (half_up(Fraction(median(map(Fraction, minutes))) * 100 / 60), None, len(minutes))
        judged = [taken is not None and taken <= term for _facts, taken, known, term in meant if term is not None
                  and (taken is not None or self.cut.moment > known + term * 60_000)]  # fmt: skip
        yield "reported_in_time", self.ratio("reported_in_time", sum(judged), len(judged))
        ages = [(self.day - dt.date.fromisoformat(facts.text("discovered_at")[:10])).days for facts, *_rest in cases
                if not facts.text("closed_on") or facts.text("closed_on") > self.today]  # fmt: skip
        yield "open_cases", (len(ages), None, None)
        bounds = (("7", 0, 7), ("30", 8, 30), ("90", 31, 90), ("older", 91, 99_999))
        for name, least, most in bounds:
            yield f"open_cases_{name}", (sum(least <= age <= most for age in ages), None, None)

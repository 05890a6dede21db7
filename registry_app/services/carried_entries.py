"""The entries that a return carries, walked behind those that are known: each signed by who may, following on the one
before it, allowed by the one judge; and together they make the head that the return names.

What follows from them is replayed in memory; no register is opened, and no secret is asked for.
"""

import base64
import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from registry_app.domain import merkle, signing
from registry_app.domain.acts import HANDING
from registry_app.domain.entry import NONE, Entry, Line, parse, skim
from registry_app.domain.errors import Damaged, Finding, refuse, warn
from registry_app.domain.head import Head
from registry_app.domain.replay import Replay
from registry_app.domain.rules import is_refused, judge
from registry_app.persistence.check_entries import keys_in, signed_otherwise
from registry_app.persistence.replayed import Replayed
from registry_app.services.ledger_files import FORMAT

MOST_FINDINGS = 20
"""A forged ledger breaks at every later entry; the first places are what helps."""
Progress = Callable[[int, int], None]
_MALFORMED = (ValueError, KeyError, TypeError, AttributeError, RecursionError)


@dataclass(frozen=True)
class Carried:
    """An `entries.jsonl`: the head that it says it makes, the number of its first entry, its lines after the first."""

    head: Head
    first: int
    lines: Sequence[bytes]


class Counted(NamedTuple):
    """What an entry moved, and what decides whether it counts as of a moment."""

    seq: int
    occurred_at: int
    corrects: int
    reason: str
    lines: tuple[Line, ...]
    is_let_through: bool


def day_of(moment: int) -> str:
    """The day of a moment (UTC ms), as UTC has it; a dash for one that has none, as a forged entry may."""
    try:
        return dt.datetime.fromtimestamp(moment // 1000, dt.UTC).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return "–"


def read(content: bytes) -> Carried:
    """What the file holds; ValueError when it is none (`docs/formats/ledger-file-v1.md`)."""
    first, *lines = content.split(b"\n")
    if not lines or lines.pop():
        raise ValueError("the last line does not end")
    try:
        told = json.loads(first)
        head = Head(str(told["origin"]), _number(told["size"]), str(told["root"]))
        since = _number(told.get("from", 0))
    except _MALFORMED:
        raise ValueError("no head") from None
    if told.get("format") != FORMAT or since + len(lines) != head.size:
        raise ValueError("another format, or entries are missing")
    return Carried(head, since, lines)


def _number(told: Any) -> int:
    if type(told) is not int or told < 0:
        raise ValueError("no number")
    return told


@dataclass
class Walk:
    """A ledger as far as it was walked. `roots` answers the root of each size that was asked for."""

    origin: str
    asked: frozenset[int] = frozenset()
    size: int = 0
    roots: dict[int, bytes] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    counted: list[Counted] = field(default_factory=list)
    declared: list[Entry] = field(default_factory=list)
    """The entries by which restorations were declared."""
    is_judged: bool = True
    """Whether this release knows the rules that all entries were made under."""

    def __post_init__(self) -> None:
        self.replay = Replay(older=lambda seq: skim(self.register.body(seq)))
        self._peaks: tuple[bytes, ...] = ()
        self._keys: dict[bytes, bytes] = {}

    @cached_property
    def register(self) -> Replayed:
        """The entries walked, as a register holds them."""
        return Replayed()

    def close(self) -> None:
        """Let go of the entries walked: nothing can be asked of them any more."""
        if self.size:
            self.register.close()

    @property
    def root(self) -> bytes:
        """The root over the entries walked."""
        return merkle.root_of_peaks(self._peaks)

    def walk(self, lines: Iterable[bytes], total: int, progress: Progress | None = None) -> bool:
        """Take entries in; False when one cannot be read, so that nothing after it can be told."""
        for line in lines:
            if len(self.findings) >= MOST_FINDINGS or not self._take(line):
                return False
            if progress and self.size % 200 == 0:
                progress(self.size, total)
        return True

    def _take(self, line: bytes) -> bool:
        try:
            told = json.loads(line)
            body, packed = told["body"].encode(), base64.b64decode(told["signatures"], validate=True)
            entry = parse(body)
            leaf = merkle.leaf_hash(signing.leaf(body, packed))
            if told["leaf_hash"] != leaf.hex():
                raise ValueError("not what its hash says")
            is_placed = told["seq"] == entry.seq == self.size
        except (Damaged, *_MALFORMED):
            self.findings.append(refuse("entry_strange", entry=self.size))
            return False
        if not is_placed or entry.origin != self.origin or entry.prior_root != self.root.hex():
            self.findings.append(self._about("entry_not_following", entry))
            return False
        self.findings += self._wrong(entry, body, packed)
        self._keep(entry, body, leaf)
        return True

    def _about(self, code: str, entry: Entry, **facts: Any) -> Finding:
        return refuse(code, entry=entry.seq, day=day_of(entry.recorded_at), **facts)

    def _wrong(self, entry: Entry, body: bytes, packed: bytes) -> Iterator[Finding]:
        if self.is_judged:
            found = [finding for finding in judge(entry, self.replay) if finding.severity == "refusal"]
            if any(finding.code == "edition_unknown" for finding in found):
                self.is_judged = False
                yield warn("rules_unknown", entry=entry.seq)
            elif is_refused(found):
                yield self._about("entry_forbidden", entry, codes=tuple(finding.code for finding in found))
        for change in entry.records:
            self._keys.update({signing.key_id(public): public for _user, public in keys_in(change)})
        if not self._is_signed(body, packed) or any(signed_otherwise(entry, packed, self._is_key_of(entry))):
            yield self._about("entry_signed_wrong", entry)

    def _is_signed(self, body: bytes, packed: bytes) -> bool:
        try:
            signatures = signing.unpack(packed)
        except ValueError:
            return False
        keys = self._keys
        return all(s.key_id in keys and signing.is_signed(s, keys[s.key_id], body) for s in signatures)

    def _is_key_of(self, entry: Entry) -> Callable[[bytes, int], bool]:
        """Whether a short name is that of the key that a user has when the entry is made."""
        made = {c.record: c.new for c in entry.records if c.kind == "user" and entry.seq == 0}

        def is_key_of(name: bytes, user: int) -> bool:
            found = self.replay.record(user)
            values = made.get(user) or (found.values if found and found.kind == "user" else {})
            return name in self._keys and self._keys[name].hex() == values.get("public_key")

        return is_key_of

    def _keep(self, entry: Entry, body: bytes, leaf: bytes) -> None:
        self.replay.apply(entry)
        self.declared += [entry] if entry.kind == "declare_restored" else []
        is_let_through = bool(entry.kind in HANDING and entry.witness and entry.overrides())
        self.counted.append(
            Counted(entry.seq, entry.occurred_at, entry.corrects, entry.reason_code, entry.lines, is_let_through)
        )
        self._peaks = merkle.append(self._peaks, self.size, leaf)
        self.register.take(entry, body, self._peaks)
        self.size += 1
        if self.size in self.asked:
            self.roots[self.size] = self.root

    def replayed(self, size: int) -> Replay:
        """What followed from the first `size` entries."""
        if size == self.size:
            return self.replay
        replay = Replay(older=lambda seq: skim(self.register.body(seq)))
        for body in self.register.bodies(size):
            replay.apply(skim(body))
        return replay


def counting(entries: Sequence[Counted], moment: int | None) -> list[Counted]:
    """Those that count as of a moment (UTC ms, `None` for all of them): neither corrected nor corrections."""
    corrected = {each.corrects for each in entries if each.corrects != NONE}
    return [
        each for each in entries
        if each.corrects == NONE and each.seq not in corrected and (moment is None or each.occurred_at <= moment)
    ]  # fmt: skip

"""The ledger replayed: every entry follows on the one before it, is signed by who may, and stands before the judge."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from registry_app.domain import merkle, signing
from registry_app.domain.entry import Entry, parse
from registry_app.domain.errors import Damaged, Finding, refuse
from registry_app.domain.facts import RecordFacts
from registry_app.domain.projection import mentions
from registry_app.domain.replay import Replay
from registry_app.domain.rules import is_refused, judge
from registry_app.persistence.check_rows import Row, is_same, shown
from registry_app.persistence.check_signatures import Leaf
from registry_app.persistence.columns import columns_of, line_columns

BYTES = ("body", "signatures", "leaf_hash", "peaks")


@dataclass
class Chain:
    """The tree as far as it has been walked; starts empty, or at a checkpoint with that size's peaks and origin."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()
    origin: str = ""
    last_recorded_at: int = 0

    @property
    def root(self) -> bytes:
        """The root over the entries walked."""
        return merkle.root_of_peaks(self.peaks)

    def follow(self, entry: Entry, row: Row) -> Iterator[Finding]:
        """What is wrong with how the entry follows; then the chain goes on with what is stored."""
        number = self.size
        self.origin = self.origin or entry.origin
        if entry.prior_root != self.root.hex() or entry.origin != self.origin:
            yield refuse("root_differs", entry=number)
        if entry.recorded_at < self.last_recorded_at:
            yield refuse("clock_ran_back", entry=number)
        self.last_recorded_at = entry.recorded_at
        leaf = merkle.leaf_hash(signing.leaf(_bytes(row, "body"), _bytes(row, "signatures")))
        self.peaks = merkle.append(self.peaks, self.size, leaf)
        self.size += 1
        if merkle.pack(self.peaks) != row["peaks"]:
            yield refuse("column_differs", table="entry", row=str(number), column="peaks")


def _bytes(row: Row, name: str) -> bytes:
    value = row[name]
    return value if isinstance(value, bytes) else b""


@dataclass
class Walk:
    """A replay under way: what has been found, what lines and mentions follow, and which keys signed."""

    chain: Chain = field(default_factory=Chain)
    replay: Replay = field(default_factory=Replay)
    findings: list[Finding] = field(default_factory=list)
    keys: dict[bytes, bytes] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)

    def take(self, row: Row, lines: list[Row], about: list[int]) -> Leaf:
        """Walk one entry with its rows of lines and mentions; answers its leaf.

        Raises `Unwalkable` when nothing that follows can be told from it.
        """
        number = self.chain.size
        if not is_same(row["seq"], number):
            raise Unwalkable(refuse("entry_missing", entry=number))
        if wrong := [name for name in BYTES if not isinstance(row[name], bytes)]:
            raise Unwalkable(refuse("column_differs", table="entry", row=str(number), column=wrong[0]))
        entry = self._read(row, number)
        self.findings += self.chain.follow(entry, row)
        self.findings += columns_differ(entry, row, lines, about)
        self.findings += self._signed(entry, row)
        self.findings += self._judged(entry)
        self._once(entry)
        self.replay.apply(entry)
        return Leaf(number, _bytes(row, "body"), _bytes(row, "signatures"), _bytes(row, "leaf_hash"))

    def _read(self, row: Row, number: int) -> Entry:
        try:
            entry = parse(_bytes(row, "body"))
        except Damaged as damaged:
            raise Unwalkable(*damaged.findings) from None
        if entry.seq != number:
            raise Unwalkable(refuse("entry_missing", entry=number))
        self._learn_keys(entry)
        return entry

    def _learn_keys(self, entry: Entry) -> None:
        for change in entry.records:
            public = change.new.get("public_key") if change.kind == "user" else None
            if isinstance(public, str) and len(public) == 64:  # noqa: PLR2004 - 32 bytes in hex
                raw = bytes.fromhex(public)
                self.keys[signing.key_id(raw)] = raw

    def _once(self, entry: Entry) -> None:
        if entry.id in self.ids:
            self.findings.append(refuse("id_twice", entry=entry.seq))
        self.ids.add(entry.id)

    def _signed(self, entry: Entry, row: Row) -> Iterator[Finding]:
        """The slots are those that the entry must have, each signed by the key of its user at that moment."""
        try:
            signatures = signing.unpack(_bytes(row, "signatures"))
        except ValueError:
            return  # `check_signatures` says so
        wanted = {signing.ACTOR: entry.actor} | ({signing.WITNESS: entry.witness} if entry.witness else {})
        if sorted(s.slot for s in signatures) != sorted(wanted):
            yield refuse("signature_missing", entry=entry.seq)
        for signature in signatures:
            user = self._user(entry, wanted.get(signature.slot, 0))
            if user is None or signing.key_id(bytes.fromhex(user.text("public_key"))) != signature.key_id:
                yield refuse("signature_wrong", entry=entry.seq)

    def _user(self, entry: Entry, number: int) -> RecordFacts | None:
        if entry.seq == 0:  # the set-up is signed by the user that it describes
            made = next((c for c in entry.records if c.record == number and c.kind == "user"), None)
            return RecordFacts(number, "user", made.new) if made else None
        found = self.replay.record(number)
        return found if found and found.kind == "user" else None

    def _judged(self, entry: Entry) -> Iterator[Finding]:
        findings = judge(entry, self.replay)
        if is_refused(findings):
            codes = tuple(f.code for f in findings if f.severity == "refusal")
            yield refuse("judge_forbids", entry=entry.seq, codes=codes)


class Unwalkable(Damaged):
    """The replay cannot go beyond this entry."""


def columns_differ(entry: Entry, row: Row, lines: list[Row], about: list[int]) -> Iterator[Finding]:
    """The columns, lines and mentions that the file has for an entry against those that follow from its body."""
    number = str(entry.seq)
    for column, value in columns_of(entry).items():
        if not is_same(row[column], value):
            yield refuse("column_differs", table="entry", row=number, column=column)
    yield from _lines(entry, lines)
    if sorted(about) != sorted(mentions(entry)):
        yield refuse("rows_differ", table="mention", row=number)


def _lines(entry: Entry, stored: list[Row]) -> Iterator[Finding]:
    expected = line_columns(entry)
    if len(stored) != len(expected):
        yield refuse("rows_differ", table="line", row=str(entry.seq))
        return
    for have, wanted in zip(stored, expected, strict=True):
        for column, value in wanted.items():
            if not is_same(have[column], value):
                key = shown((entry.seq, wanted["number"]))
                yield refuse("column_differs", table="line", row=key, column=column)


def by_entry(rows: Iterator[dict[str, object]]) -> Mapping[object, list[Row]]:
    """Rows of lines or mentions, gathered by the entry they belong to."""
    gathered: dict[object, list[Row]] = {}
    for row in rows:
        gathered.setdefault(row["seq"], []).append(row)
    return gathered

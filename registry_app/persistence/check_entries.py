"""The ledger replayed: every entry follows on the one before it, is signed by who may, and stands before the judge."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from registry_app.domain import merkle, signing
from registry_app.domain.entry import Change, Entry, skim
from registry_app.domain.errors import Damaged, Finding, refuse
from registry_app.domain.projection import contents, erased, personal
from registry_app.domain.records import RECORDS
from registry_app.domain.replay import Replay
from registry_app.domain.rows import EntryRow, LineRow
from registry_app.domain.rules import is_refused, judge
from registry_app.persistence.check_rows import Key, Raw, Row, column_differs, compared, is_same, names_of, table_of
from registry_app.persistence.check_signatures import Leaf
from registry_app.persistence.columns import columns_of, line_columns

ENTRY, LINE = table_of(EntryRow), table_of(LineRow)
ENTRY_NAMES, LINE_NAMES = names_of(ENTRY), names_of(LINE)
KEY_DIGITS = 64
ASKED_AGAIN = 1_000
"""Old entries kept at hand: rules ask for some, such as the set-up, again and again."""


@dataclass
class Chain:
    """The tree as far as it has been walked; starts empty, or at a checkpoint with that size's peaks and origin."""

    size: int = 0
    peaks: tuple[bytes, ...] | None = ()
    """`None` where an entry is missing: nothing can be said until one that stores its peaks."""
    origin: str = ""

    @property
    def root(self) -> bytes:
        """The root over the entries walked; of no bytes where it is not known."""
        return b"" if self.peaks is None else merkle.root_of_peaks(self.peaks)

    def follows(self, entry: Entry) -> Iterator[Finding]:
        """What is wrong with how an entry follows on those walked."""
        self.origin = self.origin or entry.origin
        is_next = self.peaks is None or entry.prior_root == self.root.hex()
        if not is_next or entry.origin != self.origin:
            yield refuse("root_differs", entry=self.size)

    def grow(self, row: Row) -> Iterator[Finding]:
        """Take in the next leaf as it is stored. Where the stored peaks differ the chain goes on with them, so that
        an edit is found where it was made and not at every later entry."""
        content, packed, kept = row["body"], row["signatures"], _peaks(row["peaks"], self.size + 1)
        if self.peaks is None or not isinstance(content, bytes) or not isinstance(packed, bytes):
            self.peaks = kept
        else:
            leaf = merkle.leaf_hash(signing.leaf(content, packed))
            grown = merkle.append(self.peaks, self.size, leaf)
            if grown != kept:
                yield column_differs(ENTRY, str(self.size), "peaks", row["peaks"], merkle.pack(grown))
            self.peaks = kept or grown
        self.size += 1


def _peaks(blob: object, size: int) -> tuple[bytes, ...] | None:
    is_fitting = isinstance(blob, bytes) and len(blob) == merkle.HASH_SIZE * size.bit_count()
    return merkle.unpack(blob, size) if is_fitting else None  # type: ignore[arg-type]


@dataclass
class Walk:
    """A replay under way: what has been found, and what the checks after it need to know.

    Once an entry is missing or cannot be read (`is_gapless` False), later ones are no longer judged, for every rule
    rests on what came before; their leaves, signatures, columns and lines are looked at all the same.
    """

    chain: Chain = field(default_factory=Chain)
    replay: Replay = field(default_factory=Replay)
    findings: list[Finding] = field(default_factory=list)
    keys: dict[bytes, bytes] = field(default_factory=dict)
    owners: dict[bytes, int] = field(default_factory=dict)
    """Whose key each short name is."""
    commits: dict[str, str] = field(default_factory=dict)
    """Every commitment of the ledger whose value was not erased, with whose value it is."""
    contents: set[str] = field(default_factory=set)
    """The hash of every content that belongs to a document and was not erased."""
    erased: Counter[str] = field(default_factory=Counter)
    """How many personal values and contents were erased by entries."""
    is_gapless: bool = True
    follow: Callable[[Entry], None] | None = None
    """Told of each entry that was read, once it is applied."""
    _is_edition_known: bool = True

    def take(self, row: Row, lines: list[Key]) -> Leaf | None:
        """Walk one entry with its rows of lines, both as stored; answers what is left to be verified."""
        number = row["seq"]
        if not isinstance(number, int) or number < self.chain.size:
            self.findings.append(refuse("row_strange", table=ENTRY.name, row=str(number)[:40]))
            return None
        self._skip_to(number)
        content, packed = row["body"], row["signatures"]
        if isinstance(content, bytes) and isinstance(packed, bytes):
            self._read(row, content, packed, lines)
            leaf = Leaf(number, content, packed, row["leaf_hash"])
        else:
            self._lose(refuse("entry_unreadable", entry=number, reason="not bytes"))
            leaf = None
        self.findings += self.chain.grow(row)
        return leaf

    def _skip_to(self, number: int) -> None:
        if number > self.chain.size:
            self._lose(refuse("entry_missing", entry=self.chain.size))
            self.chain.size, self.chain.peaks = number, None

    def _lose(self, finding: Finding) -> None:
        self.findings.append(finding)
        self.is_gapless = False

    def _read(self, row: Row, content: bytes, packed: bytes, lines: list[Key]) -> None:
        number = self.chain.size
        try:
            entry = skim(content)
        except Damaged as damaged:
            self._lose(refuse("entry_unreadable", entry=number, **damaged.findings[0].facts))
            return
        self.findings += entry_differs(entry, row)
        if entry.seq != number:
            self._lose(refuse("entry_missing", entry=number))
            return
        self.findings += [*self.chain.follows(entry), *lines_differ(entry, lines), *self._judged(entry)]
        self._learn(entry)
        self.findings += signed_otherwise(entry, packed, self._is_key_of(entry))
        self.replay.apply(entry)
        if self.follow:
            self.follow(entry)

    def _judged(self, entry: Entry) -> Iterator[Finding]:
        if not self.is_gapless or not self._is_edition_known:
            return
        found = [finding for finding in judge(entry, self.replay) if finding.severity == "refusal"]
        self._is_edition_known = not any(finding.code == "edition_unknown" for finding in found)
        if not self._is_edition_known:
            yield from found
        elif is_refused(found):
            yield refuse("judge_forbids", entry=entry.seq, codes=tuple(finding.code for finding in found))

    def _learn(self, entry: Entry) -> None:
        """Remember the keys, commitments and contents that an entry brings, and forget those that it erases."""
        if entry.note_commit:
            self.commits[entry.note_commit] = "note"
        for change in entry.records:
            for user, public in keys_in(change):
                self.keys[signing.key_id(public)] = public
                self.owners[signing.key_id(public)] = user
            for name, commit in personal(change.kind, change.new).items() if change.kind in RECORDS else ():
                self.commits[commit] = f"{change.kind}.{name}"
        self.contents |= set(contents(entry))
        for which in erased(entry):
            self.erased["personal"] += self.commits.pop(which, None) is not None
            self.erased["content"] += which in self.contents
            self.contents.discard(which)

    def _is_key_of(self, entry: Entry) -> Callable[[bytes, int], bool]:
        """Whether a short name is that of the key that a user has when the entry is made."""
        made = {c.record: c.new for c in entry.records if c.kind == "user" and entry.seq == 0}

        def is_key_of(name: bytes, user: int) -> bool:
            found = self.replay.record(user)
            values = made.get(user) or (found.values if found and found.kind == "user" else {})
            return name in self.keys and self.keys[name].hex() == values.get("public_key")

        return is_key_of


def keys_in(change: Change) -> Iterator[tuple[int, bytes]]:
    """The public key that a change gives to a user."""
    public = change.new.get("public_key") if change.kind == "user" else None
    if isinstance(public, str) and len(public) == KEY_DIGITS and set(public) <= set("0123456789abcdef"):
        yield change.record, bytes.fromhex(public)


def signed_otherwise(entry: Entry, packed: bytes, is_key_of: Callable[[bytes, int], bool]) -> Iterator[Finding]:
    """What is wrong with who signed: the slots are those that the entry must have, each of its own user's key."""
    try:
        signatures = signing.unpack(packed)
    except ValueError:
        return  # `check_signatures` says so
    wanted = {signing.ACTOR: entry.actor} | ({signing.WITNESS: entry.witness} if entry.witness else {})
    if sorted(s.slot for s in signatures) != sorted(wanted):
        yield refuse("signature_missing", entry=entry.seq)
    elif not all(is_key_of(s.key_id, wanted[s.slot]) for s in signatures):
        yield refuse("signature_wrong", entry=entry.seq)


def entry_differs(entry: Entry, row: Row) -> Iterator[Finding]:
    """The columns that do not follow from the entry's body."""
    expected = columns_of(entry)
    if all(row[column] == value for column, value in expected.items()):
        return
    for column, value in expected.items():
        if not is_same(row[column], value):
            yield column_differs(ENTRY, str(row["seq"]), column, row[column], value)


def lines_differ(entry: Entry, found: list[Key]) -> Iterator[Finding]:
    """The rows of lines that do not follow from the entry's body."""
    expected = [tuple(line[name] for name in LINE_NAMES) for line in line_columns(entry)]
    if found != expected:
        yield from compared(LINE, found, {line[:2]: line for line in expected})


def ids_twice(raw: Raw) -> Iterator[Finding]:
    """Entries whose id an earlier one has, since the index that forbids it may have been removed."""
    for (seq,) in raw.execute("SELECT max(seq) FROM entry GROUP BY id HAVING count(*) > 1 ORDER BY 1"):
        yield refuse("id_twice", entry=seq)


class LinesInOrder:
    """Rows of lines as they come, ordered by entry, handed out to the entries they belong to."""

    def __init__(self, rows: Iterator[Key]) -> None:
        self._rows = rows
        self._next = next(rows, None)
        self.strange: list[Key] = []
        """Rows that belong to no entry."""

    def of(self, seq: object) -> list[Key]:
        """The rows of an entry; those that were not asked for before it are strange."""
        found: list[Key] = []
        while self._next is not None and isinstance(self._next[0], int) and isinstance(seq, int):
            if self._next[0] > seq:
                break
            (found if self._next[0] == seq else self.strange).append(self._next)
            self._next = next(self._rows, None)
        return found

    def rest(self) -> list[Key]:
        """All rows that belong to no entry, once the last entry was asked for."""
        while self._next is not None:
            self.strange.append(self._next)
            self._next = next(self._rows, None)
        return self.strange


def fetch(raw: Raw) -> Callable[[int], Entry | None]:
    """Reads an entry that the walk has passed, for a replay that holds only the newest."""

    @lru_cache(ASKED_AGAIN)
    def older(seq: int) -> Entry | None:
        row = raw.execute("SELECT body FROM entry WHERE seq = ?", (seq,)).fetchone()
        try:
            return skim(row[0]) if row else None
        except Damaged:
            return None

    return older

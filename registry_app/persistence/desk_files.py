"""The files of an authority's desk, `NAME.authority/` (`docs/formats/desk-v1.md`): each is whole, or was not written.

What the desk keeps of a ledger is named in one small file, which is replaced last: what a broken attempt wrote before
it is named nowhere, and counts for nothing.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from registry_app.domain import disk
from registry_app.domain import receipt as receipts
from registry_app.domain.errors import Damaged, Refused, Unavailable, refuse
from registry_app.persistence import atomic, key_file, keys, wrapping
from registry_app.persistence.secret import Secret

SUFFIX = ".authority"
FILE, STATE, ENTRIES = "desk.json", "ledger.json", "entries.jsonl"
LEDGERS, RETURNS, RECEIPTS = "ledgers", "returns", "receipts"
FAMILY, VERSION = "armarium-desk/", 1
FORMAT = f"{FAMILY}{VERSION}"
LARGEST = 64_000_000
"""Bytes that no file of the desk's own writing has; more is not read."""
MODE = 0o700
"""Only who works at the desk may look into it."""


@dataclass(frozen=True)
class DeskFile:
    """Whose desk it is: name and public key (hex), and the slot that wraps its seed; all empty for heads only.
    `trusted` is the number of the newest trust list that it issued, 0 for none."""

    name: str = ""
    key: str = ""
    slot: dict[str, Any] = field(default_factory=dict)
    trusted: int = 0


@dataclass(frozen=True)
class Kept:
    """A return that was taken in: its file by SHA-256, and what it says. `taken_at` in UTC ms; `receipt` 0 for none."""

    sha256: str
    suffix: str
    number: str
    report: str
    from_on: str
    until_on: str
    size: int
    root: str
    taken_at: int
    receipt: int = 0


@dataclass(frozen=True)
class Fork:
    """Two returns of one ledger whose heads have one size and two roots, by root and by file."""

    size: int
    roots: tuple[str, str]
    files: tuple[str, str]
    seen_at: int


@dataclass(frozen=True)
class Restored:
    """A declared restoration: the ledger went on from its first `size` entries, by the return `sha256`; what was the
    longest head then stays, and the entries of then in the first `lost_bytes` of `lost_file`."""

    size: int
    sha256: str
    lost_size: int
    lost_root: str
    lost_entries: int
    lost_bytes: int
    lost_file: str
    seen_at: int


@dataclass(frozen=True)
class LedgerState:
    """What the desk has of one ledger: the longest head, how many `entries` in how many bytes of which `file`, and
    their peaks; the returns, and what contradicts or gave up any of them."""

    origin: str
    licence: str = ""
    company: str = ""
    size: int = 0
    root: str = ""
    entries: int = 0
    entries_bytes: int = 0
    peaks: str = ""
    returns: tuple[Kept, ...] = ()
    forks: tuple[Fork, ...] = ()
    restorations: tuple[Restored, ...] = ()

    @property
    def file(self) -> str:
        """What the entries lie in: since a restoration in a further file, so that those before it stay."""
        return f"entries-{len(self.restorations)}.jsonl" if self.restorations else ENTRIES

    def is_given_up(self, kept: Kept) -> bool:
        """Whether a return is of entries that the company has declared lost since."""
        return any(
            kept.size > each.size and kept.taken_at <= each.seen_at and kept.sha256 != each.sha256
            for each in self.restorations
        )

    @property
    def standing(self) -> tuple[Kept, ...]:
        """The returns of the history that holds."""
        return tuple(each for each in self.returns if not self.is_given_up(each))


def make(folder: Path, desk: DeskFile) -> None:
    """Make a desk; a folder without anything in it becomes one. Raises `Refused` or `Unavailable`."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=MODE)
        if any(folder.iterdir()):
            raise Refused(refuse("folder_exists", path=str(folder)))
        folder.chmod(MODE)
        for name in (LEDGERS, RECEIPTS):
            (folder / name).mkdir(mode=MODE)
    except FileExistsError:
        raise Refused(refuse("folder_exists", path=str(folder))) from None
    except OSError as error:
        raise atomic.cannot_write(error, folder) from error
    save(folder, desk)


def is_desk(folder: Path) -> bool:
    """Whether a folder is a desk."""
    return (folder / FILE).is_file()


def save(folder: Path, desk: DeskFile) -> None:
    """Write whose desk it is."""
    _write_summed(folder / FILE, {"format": FORMAT, **asdict(desk)})


def load(folder: Path) -> DeskFile:
    """Whose desk it is. Raises `Unavailable` (`not_a_desk`, `desk_newer`) or `Damaged`."""
    if not is_desk(folder):
        raise Unavailable("not_a_desk", path=str(folder))
    found = _read_summed(folder / FILE)
    try:
        return DeskFile(str(found["name"]), str(found["key"]), dict(found["slot"]), int(found.get("trusted", 0)))
    except (KeyError, TypeError, ValueError):
        raise Damaged(refuse("desk_damaged", path=str(folder / FILE))) from None


def wrapped(name: str, key: str, seed: Secret, passphrase: str, cost: wrapping.Cost) -> DeskFile:
    """A desk whose seed only the passphrase opens. Raises `Refused` for a passphrase that is too short."""
    if wrong := [f for f in keys.judge_passphrase(passphrase) if f.severity == "refusal"]:
        raise Refused(*wrong)
    return DeskFile(name, key, wrapping.wrap(_bound_to(name, key), keys.secret_of(passphrase), seed, cost))


def unwrapped(desk: DeskFile, passphrase: str) -> Secret:
    """The seed of a desk's key. Raises `Unavailable("desk_passphrase")`."""
    seed = wrapping.unwrap(_bound_to(desk.name, desk.key), keys.secret_of(passphrase), desk.slot, keys.KEY_BYTES)
    if seed is None:
        raise Unavailable("desk_passphrase")
    return seed


def _bound_to(name: str, key: str) -> bytes:
    return key_file.canonical([FORMAT, name, key, "authority"])


def ledger_folder(folder: Path, origin: str) -> Path:
    """Where what the desk has of a ledger lies: by the SHA-256 of its origin, which may hold any sign."""
    return folder / LEDGERS / sha256(origin.encode()).hexdigest()[:32]


def ledger_states(folder: Path) -> Iterator[LedgerState]:
    """What the desk has of every ledger."""
    for found in sorted((folder / LEDGERS).glob(f"*/{STATE}")):
        yield _state(found)


def ledger_state(folder: Path, origin: str) -> LedgerState | None:
    """What the desk has of a ledger; `None` when it was sent nothing of it. Raises `Damaged`."""
    path = ledger_folder(folder, origin) / STATE
    return _state(path) if path.exists() else None


def _state(path: Path) -> LedgerState:
    found = _read_summed(path)
    try:
        returns = tuple(Kept(**each) for each in found["returns"])
        forks = tuple(Fork(f["size"], tuple(f["roots"]), tuple(f["files"]), f["seen_at"]) for f in found["forks"])
        restored = tuple(Restored(**each) for each in found.get("restorations", ()))
        plain = {name: found[name] for name in _PLAIN}
        return LedgerState(**plain, returns=returns, forks=forks, restorations=restored)
    except (KeyError, TypeError, ValueError):
        raise Damaged(refuse("desk_damaged", path=str(path))) from None


_PLAIN = ("origin", "licence", "company", "size", "root", "entries", "entries_bytes", "peaks")


def save_state(folder: Path, state: LedgerState) -> None:
    """Replace what is said of a ledger: from now on the rest that was written counts."""
    _write_summed(ledger_folder(folder, state.origin) / STATE, {"format": FORMAT, **asdict(state)})


def keep_return(folder: Path, origin: str, name: str, content: bytes) -> None:
    """Put a return, or the data in it, beside the ledger it is of, by its name; the same name has the same bytes."""
    target = ledger_folder(folder, origin) / RETURNS
    try:
        for each in (target.parent, target):
            each.mkdir(exist_ok=True, mode=MODE)
    except OSError as error:
        raise atomic.cannot_write(error, target) from error
    if not (target / name).exists():
        atomic.write(target / name, content)


def append(folder: Path, state: LedgerState, lines: Iterable[bytes]) -> int:
    """Put lines behind the entries that `state` knows, over whatever a broken attempt left; answers all bytes now."""
    path = ledger_folder(folder, state.origin) / state.file
    try:
        with path.open("r+b" if path.exists() else "w+b") as file:
            file.truncate(state.entries_bytes)
            file.seek(state.entries_bytes)
            for line in lines:
                file.write(line.rstrip(b"\n") + b"\n")
            file.flush()
            os.fsync(file.fileno())
            end = file.tell()
        path.chmod(atomic.new_file_mode(path.parent))
    except OSError as error:
        raise atomic.cannot_write(error, path) from error
    return end


def entry_lines(folder: Path, state: LedgerState) -> Iterator[bytes]:
    """The entries that the desk has of a ledger, each as its line of a ledger file. Raises `Damaged` when some are
    gone."""
    path = ledger_folder(folder, state.origin) / state.file
    left = state.entries_bytes
    if not left:
        return
    try:
        with path.open("rb") as file:
            for line in file:
                if (left := left - len(line)) < 0:
                    return
                yield line
    except OSError as error:
        raise disk.unreadable(error, path) from error
    if left:
        raise Damaged(refuse("desk_damaged", path=str(path)))


def receipt_path(folder: Path, number: int) -> Path:
    """Where the receipt of a number lies."""
    return folder / RECEIPTS / f"{number:08}.json"


def receipt(folder: Path, number: int) -> bytes:
    """A receipt as it was written. Raises `Unavailable`."""
    return disk.read(receipt_path(folder, number), receipts.LARGEST)


def last_receipt(folder: Path) -> int:
    """The number of the newest receipt, 0 before the first."""
    numbers = [int(each.stem) for each in (folder / RECEIPTS).glob("*.json") if each.stem.isdecimal()]
    return max(numbers, default=0)


def _write_summed(path: Path, content: Mapping[str, Any]) -> None:
    summed = {**content, "sum": sha256(key_file.canonical(content)).hexdigest()}
    atomic.write(path, (json.dumps(summed, indent=1, ensure_ascii=False) + "\n").encode())


def _read_summed(path: Path) -> dict[str, Any]:
    """What `_write_summed` wrote; `Damaged` for other bytes, `Unavailable("desk_newer")` for a later format."""
    content = disk.read(path, LARGEST)
    try:
        found = dict(json.loads(content))
        said, told = found.pop("sum"), str(found["format"])
        is_ours = len(content) <= LARGEST and said == sha256(key_file.canonical(found)).hexdigest()
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Damaged(refuse("desk_damaged", path=str(path))) from None
    number = told.removeprefix(FAMILY)
    if is_ours and told.startswith(FAMILY) and number.isdecimal() and int(number) > VERSION:
        raise Unavailable("desk_newer", revision=told)
    if not is_ours or told != FORMAT:
        raise Damaged(refuse("desk_damaged", path=str(path)))
    return found

"""The desk of an authority: what it was sent by each company, kept so that no shorter history ever takes the place.

A folder of its own (`docs/formats/desk-v1.md`). Reading it needs no lock: what counts is named in one file for each
ledger, which is replaced whole. Writing is one at a time. A desk without a key keeps heads, and signs nothing.
"""

import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from registry_app.domain import disk
from registry_app.domain import receipt as receipts
from registry_app.domain import trust as trusts
from registry_app.domain.entry import canonical
from registry_app.domain.errors import Damaged, Finding, Refused, Unavailable, refuse
from registry_app.domain.head import Head
from registry_app.domain.receipt import Receipt
from registry_app.domain.received import LARGEST, Received
from registry_app.domain.signing import Key
from registry_app.domain.trust import Trusted, TrustList
from registry_app.persistence import atomic, desk_files
from registry_app.persistence.desk_files import FILE, SUFFIX, Fork, Kept, LedgerState, Restored
from registry_app.persistence.lock import Lock, hold
from registry_app.persistence.secret import Secret
from registry_app.persistence.store import Clock, system_clock
from registry_app.persistence.wrapping import DEFAULT, Cost
from registry_app.services import desk_taking, desk_trust

__all__ = ["FILE", "SUFFIX", "Desk", "Fork", "Kept", "Known", "Overtaken", "Received", "Taken", "is_desk"]

PATIENCE = 10.0
"""Seconds to wait for another official who is receiving at the same desk."""


@dataclass(frozen=True)
class Known:
    """What a desk knows of a ledger: the longest head, whose it is, the numbers of the returns that were received.

    The first `entries` entries are at hand: `lines()` gives each as its line of a ledger file, and they lie in the
    first `entries_bytes` bytes of `path`. `returns` are those of the history that holds; the company has declared since
    that what those `given_up` told of was lost.
    """

    head: Head
    licence: str
    company: str
    numbers: frozenset[str]
    entries: int
    entries_bytes: int
    path: Path
    returns: tuple[Kept, ...]
    forks: tuple[Fork, ...]
    lines: Callable[[], Iterator[bytes]]
    given_up: tuple[Kept, ...] = ()
    restorations: tuple[Restored, ...] = ()

    @property
    def origin(self) -> str:
        """The origin of the ledger."""
        return self.head.origin


@dataclass(frozen=True)
class Taken:
    """What came of a return: what the desk knows now, how it kept the return, and what is to be said."""

    known: Known
    kept: Kept
    findings: tuple[Finding, ...]


class Overtaken(Exception):
    """Somebody else received a return of the same ledger meanwhile: what was verified must be verified again."""


def is_desk(folder: Path) -> bool:
    """Whether a folder is the desk of an authority."""
    return desk_files.is_desk(folder)


class Desk:
    """The desk in `folder`; `name` and `key` (public, in hex) are empty where it has none."""

    def __init__(self, folder: Path, clock: Clock = system_clock) -> None:
        self.folder, self._clock = folder, clock
        self._file = desk_files.load(folder)

    @property
    def name(self) -> str:
        """The authority's name."""
        return self._file.name

    @property
    def public_key(self) -> str:
        """The authority's public key, in hex."""
        return self._file.key

    @classmethod
    def open(cls, folder: Path, *, clock: Clock = system_clock) -> "Desk":
        """The desk in a folder. Raises `Unavailable` (`not_a_desk`, `desk_newer`) or `Damaged`."""
        return cls(folder, clock)

    @classmethod
    def at(cls, folder: Path, *, clock: Clock = system_clock) -> "Desk":
        """The desk in a folder; one without a key is made where there is nothing yet. Raises as `open`."""
        is_there = folder.is_dir() and any(folder.iterdir())
        if not is_there:
            desk_files.make(folder, desk_files.DeskFile())
        return cls(folder, clock)

    @classmethod
    def create(
        cls, folder: Path, *, name: str, passphrase: str, cost: Cost = DEFAULT, clock: Clock = system_clock
    ) -> "Desk":
        """A new desk with a key of its own. Raises `Refused` (name taken or malformed, passphrase short)."""
        if folder.suffix != SUFFIX:
            raise Refused(refuse("desk_name", path=str(folder), suffix=SUFFIX))
        desk_files.make(folder, _with_key(name, passphrase, cost))
        return cls(folder, clock)

    def found(self, *, name: str, passphrase: str, cost: Cost = DEFAULT) -> None:
        """Give a desk without a key one; what it received stays. `Refused` when it has a key."""
        with self._alone():
            if desk_files.load(self.folder).key:
                raise Refused(refuse("folder_exists", path=str(self.folder)))
            self._file = _with_key(name, passphrase, cost)
            desk_files.save(self.folder, self._file)

    def now(self) -> int:
        """The moment by the desk's clock, UTC ms."""
        return self._clock()

    def key(self, passphrase: str) -> Key:
        """The authority's key. Raises `Unavailable` (`desk_passphrase`), `Refused` where the desk has none."""
        if not self._file.key:
            raise Refused(refuse("desk_without_key", path=str(self.folder)))
        return Key(desk_files.unwrapped(self._file, passphrase).reveal())

    def known(self, origin: str) -> Known | None:
        """What the desk has of a ledger; `None` when it was sent nothing of it."""
        state = desk_files.ledger_state(self.folder, origin)
        return self._known(state) if state else None

    def all(self) -> list[Known]:
        """What the desk has of every ledger, by the company's name."""
        states = desk_files.ledger_states(self.folder)
        return sorted((self._known(state) for state in states), key=lambda each: (each.company, each.origin))

    def _known(self, state: LedgerState) -> Known:
        path = desk_files.ledger_folder(self.folder, state.origin) / state.file
        return Known(
            Head(state.origin, state.size, state.root), state.licence, state.company,
            frozenset(each.number for each in state.returns), state.entries, state.entries_bytes, path,
            state.standing, state.forks, lambda: desk_files.entry_lines(self.folder, state),
            tuple(each for each in state.returns if state.is_given_up(each)), state.restorations,
        )  # fmt: skip

    def take(self, received: Received, *, before: int | None = None) -> Taken:
        """Keep a return that was verified: the file, its data, its entries, and the head when it is the longest yet.

        The caller has found the return intact and, where it is longer than what is known and brings no entries, its
        head consistent with the known one. The same file again changes nothing. A second root for one size is kept as
        evidence and told (`two_heads`), and moves nothing; a declared restoration takes the place of the head, and what
        it gives up is kept. Raises `Refused("entries_differ")`, or `Unavailable`;
        `Overtaken` where the desk has more returns of this ledger now than the `before` that it was verified against.
        """
        with self._alone():
            state = desk_files.ledger_state(self.folder, received.origin) or LedgerState(received.origin)
            if before is not None and len(state.returns) != before:
                raise Overtaken
            again = next((each for each in state.returns if each.sha256 == received.sha256), None)
            if again is not None:
                return Taken(self._known(state), again, (desk_taking.again(again),))
            kept = Kept(
                received.sha256, received.suffix, received.number, received.report, *received.period,
                received.head.size, received.head.root, self._clock(),
            )  # fmt: skip
            lines = desk_files.entry_lines(self.folder, state) if state.entries else iter(())
            judged, added, findings = desk_taking.take(state, received, kept, lines)
            judged = self._keep(received, judged, added)
        return Taken(self._known(judged), kept, findings)

    def _keep(self, received: Received, state: LedgerState, added: list[bytes]) -> LedgerState:
        """Write what came in; the state goes last, because it names all else."""
        origin = received.origin
        desk_files.keep_return(self.folder, origin, received.sha256 + received.suffix, received.file)
        desk_files.keep_return(self.folder, origin, received.sha256 + ".content", canonical(dict(received.content)))
        if added:
            before = desk_files.ledger_state(self.folder, origin) or LedgerState(origin)
            if before.file != state.file:
                before = replace(before, restorations=state.restorations, entries_bytes=0)
            state = replace(state, entries_bytes=desk_files.append(self.folder, before, added))
        desk_files.save_state(self.folder, state)
        return state

    def content(self, origin: str, kept: Kept) -> dict[str, Any]:
        """The data of a return that was received. Raises `Damaged` when they are gone."""
        path = self._return_path(origin, kept, ".content")
        try:
            return dict(json.loads(disk.read(path, LARGEST)))
        except (ValueError, TypeError):
            raise Damaged(refuse("desk_damaged", path=str(path))) from None

    def path_of(self, origin: str, kept: Kept) -> Path:
        """Where a return lies as it was received, byte for byte."""
        return self._return_path(origin, kept, kept.suffix)

    def _return_path(self, origin: str, kept: Kept, suffix: str) -> Path:
        return desk_files.ledger_folder(self.folder, origin) / desk_files.RETURNS / (kept.sha256 + suffix)

    def receipt(self, sha256: str, *, key: Key) -> bytes:
        """The receipt for a return by the SHA-256 of its file, made now or as it was made before, byte for byte.

        Raises `Refused` (`return_unknown`; `two_heads` for a return that contradicts another), `Unavailable`.
        """
        with self._alone():
            state, kept = self._kept(sha256)
            if kept.receipt:
                return desk_files.receipt(self.folder, kept.receipt)
            desk_taking.check_is_single(state, kept)
            content, number = self._receipted(state, kept, key)
            returns = tuple(replace(each, receipt=number) if each == kept else each for each in state.returns)
            desk_files.save_state(self.folder, replace(state, returns=returns))
        return content

    def _receipted(self, state: LedgerState, kept: Kept, key: Key) -> tuple[bytes, int]:
        """A new receipt under the next number; one that was written and then not named is that receipt."""
        last = desk_files.last_receipt(self.folder)
        if last:
            written = desk_files.receipt(self.folder, last)
            if receipts.parse(written).file_sha256 == kept.sha256:
                return written, last
        made = Receipt(
            self.name, self.public_key, last + 1, self._clock(), kept.number, kept.report, kept.until_on,
            Head(state.origin, kept.size, kept.root), kept.sha256,
        )  # fmt: skip
        content = receipts.write(made, key)
        atomic.write(desk_files.receipt_path(self.folder, last + 1), content)
        return content, last + 1

    def _kept(self, sha256: str) -> tuple[LedgerState, Kept]:
        for state in desk_files.ledger_states(self.folder):
            for kept in state.returns:
                if kept.sha256 == sha256:
                    return state, kept
        raise Refused(refuse("return_unknown"))

    def receipts(self) -> list[Receipt]:
        """The receipts that were given, the newest first."""
        numbers = range(desk_files.last_receipt(self.folder), 0, -1)
        given = (number for number in numbers if desk_files.receipt_path(self.folder, number).exists())
        return [receipts.parse(desk_files.receipt(self.folder, number)) for number in given]

    def trust(self) -> TrustList | None:
        """The trust list, `None` before the first company was added. Raises as `desk_trust.read`."""
        return desk_trust.read(self.folder)

    def trust_company(self, company: Trusted, *, key: Key) -> TrustList:
        """The trust list with a company added, or changed under its licence. Raises as `TrustList.added`."""
        return self._issue(lambda before: before.added(company, issued_at=self._clock()), key)

    def distrust(self, licence: str, *, key: Key) -> TrustList:
        """The trust list without a company. Raises `Refused("trust_unknown_licence")`."""
        return self._issue(lambda before: before.removed(licence, issued_at=self._clock()), key)

    def _issue(self, change: Callable[[TrustList], TrustList], key: Key) -> TrustList:
        with self._alone():
            return desk_trust.issue(self.folder, change, key)

    def _alone(self) -> Lock:
        return hold(self.folder, exclusive=True, patience=PATIENCE)


def _with_key(name: str, passphrase: str, cost: Cost) -> desk_files.DeskFile:
    name = name.strip()
    if not 0 < len(name) <= receipts.MOST_NAME:
        raise Refused(refuse("desk_name_length", most=receipts.MOST_NAME))
    seed = Secret(secrets.token_bytes(32))
    return desk_files.wrapped(name, Key(seed.reveal()).public.hex(), seed, passphrase, cost)


def trust_in(folder: Path) -> TrustList:
    """The trust list in a folder, a desk or one that only has `trust.json`. Raises as `trusts.parse`."""
    if is_desk(folder) and (found := Desk.open(folder).trust()) is not None:
        return found
    path = folder / trusts.FILE
    if not path.exists():
        raise Unavailable("not_a_desk", path=str(folder))
    return trusts.parse(disk.read(path, trusts.LARGEST))

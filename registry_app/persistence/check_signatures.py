"""The part of a check that is spread over processes: each body canonical, each leaf's hash and every signature right.

Pure functions over bytes, so that a fresh process needs nothing but them.
"""

import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

from registry_app.domain import merkle, signing
from registry_app.domain.entry import parse
from registry_app.domain.errors import Damaged, Finding, refuse

PART = 500
"""Entries that one process takes at a time."""
WORTH_SPREADING = 6_000
"""Below so many entries starting processes costs more than it saves."""
AHEAD = 3
"""Parts for each process that may wait: reading ahead further would only fill the memory."""


class Leaf(NamedTuple):
    """What is kept of one entry, as it was read: number, body, signatures, hash."""

    seq: int
    body: bytes
    signatures: bytes
    leaf_hash: object


Keys = Mapping[bytes, bytes]
"""Public keys by their short names (`signing.key_id`)."""


def wrong_in(leaves: Sequence[Leaf], keys: Keys) -> list[Finding]:
    """What is wrong with these leaves, each on its own."""
    return [finding for leaf in leaves for finding in _wrong(leaf, keys)]


def _wrong(leaf: Leaf, keys: Keys) -> Iterator[Finding]:
    try:
        parse(leaf.body)
    except Damaged as damaged:
        yield refuse("entry_unreadable", entry=leaf.seq, **damaged.findings[0].facts)
    if merkle.leaf_hash(signing.leaf(leaf.body, leaf.signatures)) != leaf.leaf_hash:
        yield refuse("leaf_differs", entry=leaf.seq)
    if not _is_signed(leaf, keys):
        yield refuse("signature_wrong", entry=leaf.seq)


def _is_signed(leaf: Leaf, keys: Keys) -> bool:
    try:
        signatures = signing.unpack(leaf.signatures)
    except ValueError:
        return False
    return all(s.key_id in keys and signing.is_signed(s, keys[s.key_id], leaf.body) for s in signatures)


class Verifiers:
    """Leaves are handed in as they are walked; `ended` answers what is wrong with any of them.

    `processes` 0 takes as many as there are processors, 1 none but this one.
    """

    def __init__(self, many: int, processes: int = 0) -> None:
        self._processes = processes or (os.cpu_count() or 1)
        is_spread = self._processes > 1 and (many >= WORTH_SPREADING or processes > 1)
        self._pool = ProcessPoolExecutor(self._processes, mp_context=get_context("spawn")) if is_spread else None
        self._part: list[Leaf] = []
        self._under_way: deque[tuple[list[Leaf], Keys, Future[list[Finding]]]] = deque()
        self._wrong: list[Finding] = []

    def take(self, leaf: Leaf, keys: Keys) -> None:
        """One more leaf; `keys` are all that were known to the ledger when it was made."""
        self._part.append(leaf)
        if len(self._part) >= PART:
            self._begin(keys)

    def _begin(self, keys: Keys) -> None:
        if self._pool is None:
            self._wrong += wrong_in(self._part, keys)
        else:
            known = dict(keys)
            self._under_way.append((self._part, known, self._pool.submit(wrong_in, self._part, known)))
            self._wait(AHEAD * self._processes)
        self._part = []

    def _wait(self, most: int) -> None:
        """Until no more than so many parts are under way; what a killed process leaves undone is done here."""
        while len(self._under_way) > most:
            part, keys, answer = self._under_way.popleft()
            try:
                self._wrong += answer.result()
            except BrokenExecutor:
                self._pool = None
                self._wrong += wrong_in(part, keys)

    def ended(self, keys: Keys) -> list[Finding]:
        """What is wrong with any leaf, waiting for those that are under way."""
        self._begin(keys)
        self._wait(0)
        return self._wrong

    def close(self) -> None:
        """Let the processes go."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

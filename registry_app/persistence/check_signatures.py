"""The part of a check that is spread over processes: each body canonical, each leaf's hash and every signature right.

Pure functions over bytes, so that a fresh process needs nothing but them.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import NamedTuple

from registry_app.domain import merkle, signing

PART = 500
"""Entries that one process takes at a time."""
WORTH_SPREADING = 6_000
"""Below so many entries starting processes costs more than it saves."""


class Leaf(NamedTuple):
    """What is kept of one entry, as it was read: number, body, signatures, hash."""

    seq: int
    body: bytes
    signatures: bytes
    leaf_hash: bytes


Keys = Mapping[bytes, bytes]
"""Public keys by their short names (`signing.key_id`)."""
Wrong = tuple[int, str]
"""The number of an entry and the code of what is wrong with it."""


def wrong_in(leaves: Sequence[Leaf], keys: Keys) -> list[Wrong]:
    """What is wrong with these leaves, each on its own."""
    return [(leaf.seq, code) for leaf in leaves for code in _wrong(leaf, keys)]


def _wrong(leaf: Leaf, keys: Keys) -> Iterator[str]:
    if merkle.leaf_hash(signing.leaf(leaf.body, leaf.signatures)) != leaf.leaf_hash:
        yield "leaf_differs"
    try:
        signatures = signing.unpack(leaf.signatures)
    except ValueError:
        yield "signature_wrong"
        return
    for signature in signatures:
        public = keys.get(signature.key_id)
        if public is None or not signing.is_signed(signature, public, leaf.body):
            yield "signature_wrong"


class Verifiers:
    """Leaves are handed in as they are walked; `ended` answers what is wrong with any of them.

    `processes` 0 takes as many as there are processors, 1 none but this one.
    """

    def __init__(self, many: int, processes: int = 0) -> None:
        wanted = processes or (os.cpu_count() or 1)
        is_spread = wanted > 1 and (many >= WORTH_SPREADING or processes > 1)
        self._pool = ProcessPoolExecutor(wanted, mp_context=get_context("spawn")) if is_spread else None
        self._part: list[Leaf] = []
        self._under_way: list[Future[list[Wrong]]] = []
        self._wrong: list[Wrong] = []

    def take(self, leaf: Leaf, keys: Keys) -> None:
        """One more leaf; `keys` are all that were known to the ledger when it was made."""
        self._part.append(leaf)
        if len(self._part) >= PART:
            self._begin(keys)

    def _begin(self, keys: Keys) -> None:
        if self._pool is None:
            self._wrong += wrong_in(self._part, keys)
        else:
            self._under_way.append(self._pool.submit(wrong_in, self._part, dict(keys)))
        self._part = []

    def ended(self, keys: Keys) -> list[Wrong]:
        """What is wrong with any leaf, waiting for those that are under way."""
        self._begin(keys)
        return [*self._wrong, *(wrong for future in self._under_way for wrong in future.result())]

    def close(self) -> None:
        """Let the processes go."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

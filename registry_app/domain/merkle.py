"""The Merkle tree of RFC 6962: roots, compact ranges, proofs of inclusion and of consistency; strict about sizes and
left-overs."""

from collections.abc import Iterable, Sequence
from hashlib import sha256

EMPTY_ROOT = sha256(b"").digest()
"""The root of a tree without leaves (RFC 6962 section 2.1)."""

HASH_SIZE = 32


def leaf_hash(content: bytes) -> bytes:
    """SHA-256(0x00 | content)."""
    return sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 | left | right)."""
    return sha256(b"\x01" + left + right).digest()


def append(peaks: Sequence[bytes], size: int, leaf: bytes) -> tuple[bytes, ...]:
    """The peaks after `leaf` joins a tree of `size` leaves; peaks are the full subtrees, largest first."""
    if len(peaks) != size.bit_count():
        raise ValueError("the peaks do not belong to a tree of that size")
    grown = list(peaks)
    while size & 1:
        leaf = node_hash(grown.pop(), leaf)
        size >>= 1
    return (*grown, leaf)


def root_of_peaks(peaks: Sequence[bytes]) -> bytes:
    """The root of the tree whose full subtrees are `peaks`."""
    if not peaks:
        return EMPTY_ROOT
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def peaks_of(leaves: Iterable[bytes]) -> tuple[bytes, ...]:
    """The peaks of the tree over all `leaves`."""
    peaks: tuple[bytes, ...] = ()
    for size, leaf in enumerate(leaves):
        peaks = append(peaks, size, leaf)
    return peaks


def root(leaves: Sequence[bytes]) -> bytes:
    """The root of the tree over `leaves`."""
    return root_of_peaks(peaks_of(leaves))


def pack(peaks: Sequence[bytes]) -> bytes:
    """The peaks as one blob."""
    return b"".join(peaks)


def unpack(blob: bytes, size: int) -> tuple[bytes, ...]:
    """The peaks that `pack` wrote for a tree of `size`; ValueError when the blob has another length."""
    if len(blob) != HASH_SIZE * size.bit_count():
        raise ValueError("the peaks do not belong to a tree of that size")
    return tuple(blob[at : at + HASH_SIZE] for at in range(0, len(blob), HASH_SIZE))


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The hashes that show leaf `index` to be in the tree over `leaves`, the lowest first (RFC 6962 2.1.1)."""
    if not 0 <= index < len(leaves):
        raise ValueError("a proof is of a leaf that is there")
    if len(leaves) == 1:
        return []
    half = _split(len(leaves))
    if index < half:
        return [*inclusion_proof(leaves[:half], index), root(leaves[half:])]
    return [*inclusion_proof(leaves[half:], index - half), root(leaves[:half])]


def is_included(leaf: bytes, index: int, size: int, whole: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows `leaf` to be number `index` of the tree of `size` with the root `whole` (RFC 9162 2.1.3.2).

    False, never an exception, for an index out of reach, hashes of another length, or a proof with left-overs.
    """
    if any(len(h) != HASH_SIZE for h in (leaf, whole, *proof)) or not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(step, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, step)
        at, last = at >> 1, last >> 1
    return last == 0 and found == whole


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> list[bytes]:
    """The hashes that show the first `old_size` leaves to be the beginning of `leaves` (RFC 6962 2.1.2)."""
    if not 0 < old_size <= len(leaves):
        raise ValueError("a proof starts from a tree that is neither empty nor larger")
    return [] if old_size == len(leaves) else _subproof(leaves, old_size, whole=True)


def _subproof(leaves: Sequence[bytes], old_size: int, *, whole: bool) -> list[bytes]:
    if old_size == len(leaves):
        return [] if whole else [root(leaves)]
    half = _split(len(leaves))
    if old_size <= half:
        return [*_subproof(leaves[:half], old_size, whole=whole), root(leaves[half:])]
    return [*_subproof(leaves[half:], old_size - half, whole=False), root(leaves[:half])]


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def is_extension(old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: Sequence[bytes]) -> bool:
    """Whether `proof` shows that the new tree only extends the old one (RFC 9162 2.1.4.2).

    False, never an exception, for sizes out of order, hashes of another length, or a proof with left-overs.
    """
    if any(len(h) != HASH_SIZE for h in (old_root, new_root, *proof)) or not 0 <= old_size <= new_size:
        return False
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT
    if old_size == new_size:
        return not proof and old_root == new_root
    return _is_walked(old_size, old_root, new_size, new_root, list(proof))


def _is_walked(old_size: int, old_root: bytes, new_size: int, new_root: bytes, proof: list[bytes]) -> bool:
    if old_size & (old_size - 1) == 0:
        proof.insert(0, old_root)
    if not proof:
        return False
    old_at, new_at = old_size - 1, new_size - 1
    while old_at & 1:
        old_at, new_at = old_at >> 1, new_at >> 1
    old = new = proof[0]
    for step in proof[1:]:
        if new_at == 0:
            return False
        if old_at & 1 or old_at == new_at:
            old, new = node_hash(step, old), node_hash(step, new)
            while not old_at & 1 and old_at:
                old_at, new_at = old_at >> 1, new_at >> 1
        else:
            new = node_hash(new, step)
        old_at, new_at = old_at >> 1, new_at >> 1
    return new_at == 0 and old == old_root and new == new_root

"""What taking in a return does to what a desk knows of a ledger: decided before anything is written."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from registry_app.domain import merkle, received
from registry_app.domain.days import minute_at
from registry_app.domain.errors import Finding, Refused, note, refuse
from registry_app.domain.received import Received
from registry_app.persistence.desk_files import Fork, Kept, LedgerState, Restored

SHOWN = 16
"""Digits of a root that a sentence names."""
Decided = tuple[LedgerState, list[bytes], tuple[Finding, ...]]
"""What the desk knows then, the entries to be put behind those it has, and what is to be said."""


def again(kept: Kept) -> Finding:
    """That a return was received before."""
    return note("return_again", day=minute_at(kept.taken_at, "UTC")[:10])


def take(state: LedgerState, sent: Received, kept: Kept, ours: Iterator[bytes]) -> Decided:
    """What becomes of `state` by a verified return; `ours` are the entries that the desk has.

    Raises `Refused("entries_differ")` when what it brings does not follow on what the desk has.
    """
    after = replace(state, returns=(*state.returns, kept))
    if sent.restored:
        return _restored(state, after, sent, kept, ours)
    if kept.size >= state.size:
        after = replace(after, company=sent.company, licence=sent.licence or state.licence)
    if other := _contradicted(state, kept, ours):
        return _forked(after, other, kept)
    if kept.size <= state.size:
        return after, [], _older(state, kept)
    return _longer(state, after, sent, kept)


def _restored(state: LedgerState, after: LedgerState, sent: Received, kept: Kept, ours: Iterator[bytes]) -> Decided:
    """The ledger goes on from a head that two persons declared: the new head holds, and the one before stays beside."""
    carried = sent.entries[sent.restored - received.first_of(sent.entries[0]) :] if sent.entries else []
    lines = [*islice(ours, sent.restored), *carried]
    peaks, at = received.grown((), 0, lines)
    if (at, merkle.root_of_peaks(peaks).hex()) != (kept.size, kept.root):
        raise Refused(refuse("entries_differ"))
    lost = Restored(
        sent.restored, kept.sha256, state.size, state.root, state.entries, state.entries_bytes, state.file,
        kept.taken_at,
    )  # fmt: skip
    gone = (*state.restorations, lost)
    now = replace(
        after, company=sent.company, licence=sent.licence or state.licence, size=kept.size, root=kept.root, entries=at,
        peaks=merkle.pack(peaks).hex(), restorations=gone,
    )  # fmt: skip
    return now, lines, ()


def _older(state: LedgerState, kept: Kept) -> tuple[Finding, ...]:
    return () if kept.size == state.size else (note("return_older", size=kept.size, wanted=state.size),)


def _contradicted(state: LedgerState, kept: Kept, ours: Iterator[bytes]) -> tuple[str, str] | None:
    """Root and file of what the desk has for the same size, where the root is another."""
    same = next((each for each in state.standing if each.size == kept.size), None)
    if same is not None:
        return None if same.root == kept.root else (same.root, same.sha256)
    if not kept.size <= state.entries or not state.standing:
        return None
    peaks, _size = received.grown((), 0, islice(ours, kept.size))
    root = merkle.root_of_peaks(peaks).hex()
    longest = max(state.standing, key=lambda each: each.size)
    return None if root == kept.root else (root, longest.sha256)


def _forked(after: LedgerState, other: tuple[str, str], kept: Kept, size: int = 0, root: str = "") -> Decided:
    """Both returns stay, and the head stays where it was."""
    size, root = size or kept.size, root or kept.root
    fork = Fork(size, (other[0], root), (other[1], kept.sha256), kept.taken_at)
    return replace(after, forks=(*after.forks, fork)), [], (told(after.company, fork),)


def told(company: str, fork: Fork) -> Finding:
    """The sentence for two heads of one size."""
    return refuse("two_heads", size=fork.size, company=company, root=fork.roots[1][:SHOWN], other=fork.roots[0][:SHOWN])


def _longer(state: LedgerState, after: LedgerState, sent: Received, kept: Kept) -> Decided:
    after = replace(after, size=kept.size, root=kept.root)
    new = _new(state, sent)
    if not new:
        gap = note("return_gap", first=state.entries, final=kept.size - 1)
        return after, [], (gap,)
    peaks, at = merkle.unpack(bytes.fromhex(state.peaks), state.entries), state.entries
    if at < state.size:
        peaks, at = received.grown(peaks, at, new[: state.size - at])
        if (root := merkle.root_of_peaks(peaks).hex()) != state.root and at == state.size:
            longest = max(state.standing, key=lambda each: each.size)
            was = replace(after, size=state.size, root=state.root)
            return _forked(was, (state.root, longest.sha256), kept, state.size, root)
    peaks, at = received.grown(peaks, at, new[at - state.entries :])
    if (at, merkle.root_of_peaks(peaks).hex()) != (kept.size, kept.root):
        raise Refused(refuse("entries_differ"))
    return replace(after, entries=at, peaks=merkle.pack(peaks).hex()), new, ()


def _new(state: LedgerState, sent: Received) -> list[bytes]:
    """The lines that follow on what the desk has; none where the return brings none, or not the next one."""
    if not sent.entries:
        return []
    missing = received.first_of(sent.entries[0])
    if missing + len(sent.entries) != sent.head.size:
        raise Refused(refuse("entries_differ"))
    return list(sent.entries[state.entries - missing :]) if missing <= state.entries else []


def check_is_single(state: LedgerState, kept: Kept) -> None:
    """`Refused("two_heads")` for a return that contradicts another: what is in doubt gets no receipt."""
    for fork in state.forks:
        if kept.sha256 in fork.files:
            raise Refused(told(state.company, fork))

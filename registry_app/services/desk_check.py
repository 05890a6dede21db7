"""A desk held against what it signed itself: whoever works at it can rewrite its files, but no receipt.

What nobody was given a receipt for can be taken away unseen; so can the newest receipts together with their returns.
Then the company's copy is the proof.
"""

from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import islice

from registry_app.domain import disk, merkle, received
from registry_app.domain import receipt as receipts
from registry_app.domain.entry import canonical
from registry_app.domain.errors import Damaged, Finding, Refused, Unavailable, refuse
from registry_app.domain.receipt import Receipt
from registry_app.domain.received import LARGEST
from registry_app.persistence import desk_files
from registry_app.persistence.desk_files import Kept, LedgerState
from registry_app.reports import opened_paper
from registry_app.reports.opened_paper import Unreadable
from registry_app.services.desk import Desk


def check(desk: Desk) -> list[Finding]:
    """What is not as the desk signed and took it in; nothing for a desk as it should be.

    Every receipt is read, every return hashed, every entry put into the tree anew. Raises `Damaged` for a file of the
    desk's own that cannot be read.
    """
    states = list(desk_files.ledger_states(desk.folder))
    found = list(_trust(desk))
    found += _receipts(desk, states)
    for state in states:
        found += [*_files(desk, state), *_entries(desk, state), *_head(state)]
    return found


def _trust(desk: Desk) -> Iterator[Finding]:
    try:
        desk.trust()
    except (Damaged, Refused) as wrong:
        yield from wrong.findings


def _receipts(desk: Desk, states: Sequence[LedgerState]) -> Iterator[Finding]:
    """Each receipt, from the first to the last that any return names, against the return that it is for."""
    kept = {each.sha256: (state, each) for state in states for each in state.returns}
    named = max((each.receipt for _state, each in kept.values()), default=0)
    last = max(desk_files.last_receipt(desk.folder), named)
    for number in range(1, last + 1):
        try:
            given = _given(desk, number)
        except Unavailable:
            yield refuse("desk_receipt_missing", number=number)
            continue
        except Damaged:
            yield refuse("desk_receipt_strange", number=number)
            continue
        if not _is_as_given(given, kept.get(given.file_sha256), is_newest=number == last):
            yield refuse("desk_not_as_receipted", number=number, value=given.return_number, size=given.head.size)


def _given(desk: Desk, number: int) -> Receipt:
    given = receipts.parse(desk_files.receipt(desk.folder, number))
    if (given.number, given.authority_key) != (number, desk.public_key):
        raise Damaged(refuse("desk_receipt_strange", number=number))
    return given


def _is_as_given(given: Receipt, found: tuple[LedgerState, Kept] | None, *, is_newest: bool) -> bool:
    """Whether the desk has the return as the receipt tells it; a power cut may keep the newest from being named."""
    if found is None:
        return False
    state, kept = found
    head, is_named = given.head, kept.receipt == given.number or (is_newest and not kept.receipt)
    told = (head.origin, head.size, head.root, given.return_number, given.report, given.until)
    return is_named and told == (state.origin, kept.size, kept.root, kept.number, kept.report, kept.until_on)


def _files(desk: Desk, state: LedgerState) -> Iterator[Finding]:
    """Each return byte for byte, and its data as they stand in it."""
    for kept in state.returns:
        try:
            file = disk.read(desk.path_of(state.origin, kept), LARGEST)
            is_whole = sha256(file).hexdigest() == kept.sha256
            is_whole = is_whole and canonical(desk.content(state.origin, kept)) == _data(file)
        except (Unavailable, Damaged, Unreadable):
            is_whole = False
        if not is_whole:
            yield refuse("desk_return_differs", value=kept.number, company=state.company)


def _data(file: bytes) -> bytes:
    """The data in a return. Raises `Unreadable`."""
    if file.startswith(b"{"):
        return file
    opened = opened_paper.read(file)
    attached = opened.attachments.get(opened.said.get("DataFile", ""))
    return attached.content if attached else b""


def _entries(desk: Desk, state: LedgerState) -> Iterator[Finding]:
    """The tree over the entries at hand has the root of each return at its size."""
    wanted = {kept.size: kept.root for kept in _sound(state) if 0 < kept.size <= state.entries}
    try:
        roots = _roots(desk, state, sorted({*wanted, state.entries} - {0}))
    except (Damaged, Refused, Unavailable):
        roots = {}
    at = next((size for size, root in sorted(wanted.items()) if roots.get(size) != root), 0)
    if at or (state.entries and roots.get(state.entries) != _root_of(state.peaks, state.entries)):
        yield refuse("desk_entries_differ", company=state.company, size=at or state.entries)


def _roots(desk: Desk, state: LedgerState, sizes: Sequence[int]) -> Mapping[int, str]:
    found: dict[int, str] = {}
    peaks, at, lines = tuple[bytes, ...](), 0, desk_files.entry_lines(desk.folder, state)
    for size in sizes:
        peaks, at = received.grown(peaks, at, islice(lines, size - at))
        found[at] = merkle.root_of_peaks(peaks).hex()
    return found


def _root_of(peaks: str, size: int) -> str:
    return merkle.root_of_peaks(merkle.unpack(bytes.fromhex(peaks), size)).hex()


def _sound(state: LedgerState) -> list[Kept]:
    """The returns of the history that holds: neither given up, nor the second of two heads."""
    doubted = {fork.files[1] for fork in state.forks}
    return [kept for kept in state.standing if kept.sha256 not in doubted]


def _head(state: LedgerState) -> Iterator[Finding]:
    """The longest head is that of a return."""
    longest = max(((kept.size, kept.root) for kept in _sound(state)), default=(0, ""))
    if longest != (state.size, state.root):
        yield refuse("desk_head_differs", company=state.company, size=state.size, wanted=longest[0])

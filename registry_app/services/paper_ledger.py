"""What a paper says of its ledger: its proof, its head against what was received, its entries replayed, its figures."""

import datetime as dt
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any, NamedTuple

from registry_app.domain.entry import skim
from registry_app.domain.errors import Finding, refuse, warn
from registry_app.reports.signature_check import Seen
from registry_app.services import paper_history, paper_restorations, recomputed, recomputed_reports
from registry_app.services.carried_entries import Carried, Progress, Walk, day_of, read
from registry_app.services.cuts import end_of
from registry_app.services.desk import Desk, Known
from registry_app.services.paper_history import Claim
from registry_app.services.paper_restorations import Told

ENTRIES = "entries.jsonl"
_INVENTORY = "armarium-inventory-return/1"
_SILENT = frozenset({
    "armarium-slip/1", "armarium-count-sheets/1", "armarium-audit-report/1", "armarium-difference-list/1",
    "armarium-deposit-list/1",
})  # fmt: skip
"""Papers that never carry entries: nobody misses them."""


class Judged(NamedTuple):
    """What is wrong with the ledger of a paper, the lines of the entries that it carries, and how many returns of that
    ledger the desk had."""

    findings: list[Finding]
    lines: Sequence[bytes]
    before: int


def judge(
    claim: Claim, content: Mapping[str, Any], attached: bytes, desk: Desk | None, seen: Sequence[Seen] = (), *,
    has_figures: bool, progress: Progress | None = None,
) -> Judged:  # fmt: skip
    """What is wrong with the ledger of a paper that was signed as `seen`. With `has_figures` the data are in the form
    that they name, so that their figures can be computed anew."""
    known = desk.known(claim.head.origin) if desk else None
    findings = paper_history.proof_differs(claim)
    carried, wrong = _carried(claim, content, attached)
    findings += wrong
    listed = paper_restorations.listed(content)
    with closing(Walk(claim.head.origin, _asked(claim, known, Told(listed).sizes))) as walk:
        ours = _walked(walk, claim, carried, known, progress)
        findings += walk.findings
        is_there = walk.size > 0 and (walk.size, walk.root.hex()) == (claim.head.size, claim.head.root)
        if walk.size == claim.head.size and not is_there and carried and carried.lines and not walk.findings:
            findings.append(refuse("entries_not_of_head", size=claim.head.size))
        if known:
            is_whole = is_there and not any(map(_is_refusal, findings))
            told = Told(listed, paper_restorations.proven(walk) if is_whole else frozenset(), is_whole)
            findings += paper_history.differing(claim, known, walk.roots, ours, told)
        if not any(map(_is_refusal, findings)):
            findings += _figures(content, walk, known) if is_there and has_figures else []
            findings += _not_computed(content, carried, known, has_figures) if not is_there else []
            findings += (*_withdrawn(walk, seen), *_made_before(claim, walk)) if is_there else ()
    before = len(known.returns) + len(known.given_up) if known else 0
    return Judged(findings, carried.lines if carried else (), before)


def _withdrawn(walk: Walk, seen: Sequence[Seen]) -> Iterator[Finding]:
    """Signatures by certificates that had been withdrawn by the very entries that the paper is made from."""
    facts = (kept.facts for kept in walk.replay.records.values() if kept.facts.kind == "certificate")
    days = {each.text("content_hash"): day for each in facts if (day := each.text("withdrawn_on"))}
    for each in seen:
        if each.holds and each.chain[0] in days:
            yield refuse("certificate_withdrawn", field=each.field, subject=each.subject, day=days[each.chain[0]])


def _recorded_at(walk: Walk, size: int) -> int:
    """When the last of the first `size` entries was recorded (UTC ms)."""
    return skim(walk.register.body(size - 1)).recorded_at


def _made_before(claim: Claim, walk: Walk) -> Iterator[Finding]:
    """A moment of making before that of the last entry: a clock that was set back, or a day that was missed."""
    last = _recorded_at(walk, walk.size)
    if 0 < claim.made_at < last:
        yield warn("made_before_entries", day=day_of(claim.made_at), last=last)


def _is_refusal(finding: Finding) -> bool:
    return finding.severity == "refusal"


def _carried(claim: Claim, content: Mapping[str, Any], attached: bytes) -> tuple[Carried | None, list[Finding]]:
    """The entries that the paper carries; they must be the ones that its data name."""
    named = content.get("carried")
    if not attached:
        return None, [refuse("entries_strange")] if named else []
    try:
        carried = read(attached)
    except ValueError:
        return None, [refuse("entries_strange")]
    is_named = not named or named.get("sha256") == hashlib.sha256(attached).hexdigest()
    if carried.head != claim.head or not is_named:
        return None, [refuse("entries_not_of_head", size=carried.head.size)]
    return carried, []


def _asked(claim: Claim, known: Known | None, more: frozenset[int]) -> frozenset[int]:
    """At which sizes a root is asked for; `more` are such sizes."""
    return more | {claim.head.size} | (paper_history.asked(claim, known) if known else frozenset())


def _walked(
    walk: Walk, claim: Claim, carried: Carried | None, known: Known | None, progress: Progress | None
) -> Mapping[int, bytes]:
    """Walk the ledger as far as it can be up to the paper's head: the known entries, then those carried. The roots of
    the known ones alone, where those lead elsewhere."""
    first = carried.first if carried else claim.head.size
    at_hand = known.entries if known else 0
    if first > at_hand:
        return _alone(known, walk.asked)
    if first and known and not walk.walk(_up_to(known, first), claim.head.size, progress):
        return {}
    if carried:
        walk.walk(carried.lines, claim.head.size, progress)
    return _alone(known, walk.asked)


def _up_to(known: Known, size: int) -> list[bytes]:
    lines = known.lines()
    return [line for line, _number in zip(lines, range(size), strict=False)]


def _alone(known: Known | None, sizes: frozenset[int]) -> Mapping[int, bytes]:
    """The roots of the known entries at the sizes that the paper speaks of, by their hashes alone."""
    from registry_app.domain import merkle, received

    if known is None or not known.entries:
        return {}
    found: dict[int, bytes] = {}
    peaks: tuple[bytes, ...] = ()
    wanted = sorted(size for size in sizes if 0 < size <= known.entries)
    lines, at = known.lines(), 0
    for size in wanted:
        peaks, at = received.grown(peaks, at, (next(lines) for _each in range(size - at)))
        found[size] = merkle.root_of_peaks(peaks)
    return found


def _not_computed(
    content: Mapping[str, Any], carried: Carried | None, known: Known | None, has_figures: bool
) -> list[Finding]:
    """That nothing can be computed anew, and the restorations that the paper tells of by itself."""
    told = list(paper_restorations.listed_only(content)) if has_figures else []
    if carried:
        return [warn("entries_missing", first=carried.first, before=known.entries if known else 0), *told]
    return told if content["format"] in _SILENT else [warn("entries_absent"), *told]


def _figures(content: Mapping[str, Any], walk: Walk, known: Known | None) -> list[Finding]:
    """The figures and lists of a report against the entries: those of inventory returns by sums of their own, then all
    by the functions that gather them, unless the entries were made under rules that are not known."""
    found = _inventory_sums(content, walk)
    if walk.is_judged and recomputed_reports.name_of(content["format"]):
        found += recomputed_reports.differing(content, walk.register, walk.replay)
    return [*found, *paper_restorations.of_entries(content, walk, known)]


def _inventory_sums(content: Mapping[str, Any], walk: Walk) -> list[Finding]:
    if content["format"] != _INVENTORY:
        return []
    size = content["known_at"]["size"] if "known_at" in content else walk.size
    if not 0 < size <= walk.size:
        return [refuse("figure_differs", where="known_at.size", found=str(size), wanted=str(walk.size))]
    moment, is_end = _moment(content)
    if not is_end and "known_at" in content and moment != _recorded_at(walk, size):
        return [refuse("period_strange", day=content["as_of"]["day"])]
    return recomputed.differing(content, walk.replayed(size), walk.counted[:size], moment if is_end else None)


def _moment(content: Mapping[str, Any]) -> tuple[int, bool]:
    """Up to when entries count (UTC ms), and whether that is the end of a day; where it is not, all do."""
    as_of = content["as_of"]
    at = dt.datetime.fromisoformat(as_of["moment"])
    moment = int(at.timestamp()) * 1000 + at.microsecond // 1000
    return moment, moment == end_of(dt.date.fromisoformat(as_of["day"]), as_of["zone"])

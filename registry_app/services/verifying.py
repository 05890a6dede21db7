"""A signed paper verified offline, without a register, a network or any secret of the company.

In this order (`docs/formats/verify-v1.md`): the file and its revisions, its signatures, what was added after it was
made, its data and their schema, the paper drawn again from them, the certificates, the head against what was received
before, the entries replayed, and every figure computed anew. Later steps go on where an earlier one found something, as
far as there is something to go on.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from registry_app.domain import disk, unseen
from registry_app.domain.entry import canonical
from registry_app.domain.errors import Finding, refuse, warn
from registry_app.domain.head import Head
from registry_app.domain.paper_verdict import PaperVerdict, verdict_of
from registry_app.domain.received import LARGEST
from registry_app.domain.trust import TrustList
from registry_app.reports import opened_paper, paper_changes, redrawn, schema_check, signature_check, signed_bytes
from registry_app.reports.opened_paper import Opened, Unreadable
from registry_app.reports.signature_check import Seen
from registry_app.services import paper_ledger, paper_trust
from registry_app.services.carried_entries import Progress, day_of
from registry_app.services.course import Course
from registry_app.services.cuts import end_of
from registry_app.services.desk import Desk
from registry_app.services.paper_history import Claim

ENTRIES = paper_ledger.ENTRIES
MOST_SCHEMA_FINDINGS = 5
_INVENTORY = "armarium-inventory-return/1"
_DAY = 86_400_000
"""Milliseconds."""
_MALFORMED = (ValueError, KeyError, TypeError, AttributeError, ArithmeticError, RecursionError)
_PARTS = ("proof", "carried", "as_of", "known_at", "period", "policy")
"""Members of a paper's data that have members themselves, where they are there."""


@dataclass(frozen=True)
class Signed:
    """A signature as people are told of it: `is_trusted` is `None` where there is no list to say."""

    seen: Seen
    is_trusted: bool | None


@dataclass(frozen=True)
class Verified:
    """What came of a paper: the verdict, why, its data (`None` where they cannot be read), who signed, and the lines of
    the entries that it carries. `sha256` is that of the file; `before` how many returns of its ledger the desk had."""

    file: str
    verdict: PaperVerdict
    findings: tuple[Finding, ...]
    content: Mapping[str, Any] | None = None
    signatures: tuple[Signed, ...] = ()
    entries: Sequence[bytes] = ()
    sha256: str = ""
    before: int = 0

    @property
    def is_signed(self) -> bool:
        """Whether somebody signed it whom the authority's list names for this ledger."""
        return any(each.seen.holds and each.is_trusted for each in self.signatures)

    @property
    def head(self) -> Head | None:
        """The head that the paper names."""
        if self.content is None:
            return None
        head = self.content["head"]
        return Head(str(head["origin"]), int(head["size"]), str(head["root"]))

    @property
    def number(self) -> str:
        """The number of the paper, ``""`` where it cannot be read."""
        return str(self.content["number"]) if self.content else ""


def verify(
    source: Path | bytes, *, desk: Desk | None = None, trust: TrustList | None = None, name: str = "",
    progress: Progress | None = None,
) -> Verified:  # fmt: skip
    """Verify one paper, a file or its bytes, against what `desk` received before and the list of whom to trust.

    Changes nothing anywhere. `progress` is told of the rows that are drawn again, then of the entries that are
    walked, as steps of one work; what it raises ends the verifying. Raises `Unavailable` when the file cannot be read
    from the disk.
    """
    named, file = name or (source.name if isinstance(source, Path) else ""), b""
    try:
        file = _bytes(source)
        opened = opened_paper.read(file)
    except Unreadable as unreadable:
        return _unread(named, file, unreadable.finding)
    sha256 = hashlib.sha256(file).hexdigest()
    seen, findings = signature_check.check(opened)
    findings += paper_changes.found(opened, seen)
    if opened.is_ours and not any(finding.severity == "refusal" for finding in findings):
        findings += signed_bytes.differing(file)
    if not seen and not any(finding.severity == "refusal" for finding in findings):
        findings.append(warn("unsigned"))
    content, wrong = _content(opened) if opened.is_ours else (None, [warn("not_a_paper")])
    findings += wrong
    entries: Sequence[bytes] = ()
    before = 0
    if content is not None:
        claim, kept = _claim(content, sha256), _carried(opened)
        course = Course(progress, claim.head.size if kept else 0)
        findings += redrawn.differing(opened, content, kept, progress=course.first) if not wrong else []
        findings += _hidden(content)
        findings += (*paper_trust.differing(content, seen, trust), *paper_trust.twice(seen))
        findings += _dated_ahead(claim, seen, desk)
        is_formed = not wrong and redrawn.has_known_schema(opened, content["format"])
        judged = paper_ledger.judge(claim, content, kept, desk, seen, has_figures=is_formed, progress=course.then)
        findings, entries, before = findings + judged.findings, judged.lines, judged.before
    signatures = tuple(Signed(each, paper_trust.is_trusted(each, content, trust)) for each in seen)
    all_found = tuple(dict.fromkeys(findings))
    return Verified(named, verdict_of(all_found), all_found, content, signatures, entries, sha256, before)


def _unread(name: str, file: bytes, why: Finding) -> Verified:
    """What is said of a file that is no paper, or cannot be read through: at least whether it is the one signed."""
    findings = (why, *(signed_bytes.differing(file) if why.severity == "refusal" else ()))
    sha256 = hashlib.sha256(file).hexdigest() if file else ""
    return Verified(name, verdict_of(findings), findings, sha256=sha256)


def _bytes(source: Path | bytes) -> bytes:
    if isinstance(source, bytes):
        return source
    return disk.read(source, LARGEST)


def _carried(opened: Opened) -> bytes:
    found = opened.attachments.get(ENTRIES)
    return found.content if found else b""


def _claim(content: Mapping[str, Any], sha256: str) -> Claim:
    head = content["head"]
    made = datetime.fromisoformat(content["made"]["moment"]) if "made" in content else None
    return Claim(
        Head(head["origin"], head["size"], head["root"]), int(made.timestamp() * 1000) if made else 0,
        content["number"], sha256, content.get("proof"),
    )  # fmt: skip


def _dated_ahead(claim: Claim, seen: Sequence[Seen], desk: Desk | None) -> Iterator[Finding]:
    """Moments that are still to come by the clock of the desk, which may be a day off."""
    told = [claim.made_at, *(int(each.moment.timestamp() * 1000) for each in seen if each.moment)]
    if desk and (latest := max(told)) > desk.now() + _DAY:
        yield warn("dated_ahead", day=day_of(latest))


# The data.


def _content(opened: Opened) -> tuple[Mapping[str, Any] | None, list[Finding]]:
    """The data inside, and what is wrong with them; nothing where they are not even of the shape of a paper's."""
    attached = opened.attachments.get(opened.said.get("DataFile", ""))
    if attached is None or attached.relation != "Data":
        return None, [refuse("data_missing")]
    try:
        content = json.loads(attached.content)
        if canonical(content) != attached.content:
            raise ValueError("not the canonical bytes")
        _check_frame(content)
    except _MALFORMED:
        return None, [refuse("data_strange")]
    if not redrawn.has_known_schema(opened, content["format"]):
        return content, []
    found = list(_schema_differs(content))
    if content["format"] == _INVENTORY and not found:
        found += _inventory_differs(content)
    return content, found


def _hidden(content: Mapping[str, Any]) -> Iterator[Finding]:
    """Characters in the data that nobody sees, and that no form of the program takes: two names that look alike would
    be two."""
    if found := unseen.in_json(canonical(content).decode()):
        yield warn("text_hidden", value=found)


def _check_frame(content: Any) -> None:
    """What every paper begins with; ValueError and others where it does not."""
    head = content["head"]
    texts = content["format"], content["number"], head["origin"], head["root"], content["company"]["name"]
    if not all(isinstance(text, str) for text in texts) or type(head["size"]) is not int:
        raise ValueError("not the frame of a paper")
    if len(bytes.fromhex(head["root"])) != 32 or head["size"] < 0:  # noqa: PLR2004 - SHA-256
        raise ValueError("not a head")
    if not all(isinstance(content.get(name, {}), dict) for name in _PARTS):
        raise TypeError("not the parts of a paper")
    _check_proof(content.get("proof"))
    _claim(content, "")


def _check_proof(proof: Any) -> None:
    if proof is None:
        return
    size, root, hashes = proof["size"], proof["root"], proof["hashes"]
    if type(size) is not int or not all(isinstance(each, str) for each in (root, *hashes)):
        raise ValueError("not the form of a proof")


def _schema_differs(content: Mapping[str, Any]) -> Iterator[Finding]:
    schema = schema_check.validator(content["format"])
    for number, problem in enumerate(schema.iter_errors(content) if schema else ()):
        if number == MOST_SCHEMA_FINDINGS:
            return
        where = ".".join(str(each + 1 if isinstance(each, int) else each) for each in problem.absolute_path)
        yield refuse("schema_differs", where=where or "–", detail=str(problem.validator))


def _inventory_differs(content: Mapping[str, Any]) -> Iterator[Finding]:
    """Number and day of an inventory return, which follow from the rest."""
    head, as_of = content["head"], content["as_of"]
    known = f"-K{content['known_at']['size']}" if "known_at" in content else ""
    number = f"IR-{as_of['day'].replace('-', '')}-{head['size']}-{head['root'][:8].upper()}{known}"
    if content["number"] != number:
        yield refuse("number_differs", number=content["number"])
    try:
        moment, made = (datetime.fromisoformat(at) for at in (as_of["moment"], content["made"]["moment"]))
        end = end_of(date.fromisoformat(as_of["day"]), as_of["zone"])
        is_end = round(moment.timestamp() * 1000) == end
        is_fitting = moment <= made and (is_end or "known_at" in content or moment == made)
        is_fitting &= moment.astimezone(ZoneInfo(as_of["zone"])).date().isoformat() == as_of["day"]
    except (ValueError, TypeError, OSError, LookupError):
        is_fitting = False
    if not is_fitting:
        yield refuse("period_strange", day=as_of["day"])

"""What the findings on a paper come to: one of four verdicts."""

from collections.abc import Iterable
from typing import Literal

from registry_app.domain.errors import Finding

PaperVerdict = Literal["intact", "remarks", "altered", "cannot tell"]

UNTOLD = frozenset({
    "paper_too_large", "not_a_paper", "format_unknown", "layout_unknown", "schema_unknown", "rules_unknown",
    "trust_list_missing", "history_unlinked", "signed_out_of_time", "certificate_unlisted",
})  # fmt: skip
"""Findings that leave something open: a genuine paper may look so, and a forged one too."""


def verdict_of(findings: Iterable[Finding]) -> PaperVerdict:
    """`altered` where anything is as no genuine paper is; else `cannot tell` where something stays open; else
    `remarks` where there is something to know. Notes change nothing."""
    told = list(findings)
    if any(finding.severity == "refusal" for finding in told):
        return "altered"
    warned = {finding.code for finding in told if finding.severity == "warning"}
    if warned & UNTOLD:
        return "cannot tell"
    return "remarks" if warned else "intact"

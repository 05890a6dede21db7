"""What the findings on a paper come to: one of four verdicts."""

from collections.abc import Iterable
from typing import Literal

from registry_app.domain.choices import SIGNATURE_FIELDS
from registry_app.domain.errors import Finding
from registry_app.domain.unseen import visible
from registry_app.i18n import N_, _

PaperVerdict = Literal["intact", "remarks", "altered", "cannot tell"]

VERDICTS: dict[PaperVerdict, str] = {
    "intact": N_("intact"),
    "remarks": N_("intact, with remarks"),
    "altered": N_("altered"),
    "cannot tell": N_("cannot tell"),
}
"""The verdicts as people are told them."""
MEANINGS: dict[PaperVerdict, str] = {
    "intact": N_(
        "The paper is as it was signed, its pages say what its data say, and the data follow from the ledger."
    ),
    "remarks": N_("Nothing was changed. There is something to know before it is filed."),
    "altered": N_(
        "Something in the file is not as it should be. That accuses nobody: files are damaged on their way, too. Ask "
        "for it again, and compare."
    ),
    "cannot tell": N_("What is here is not enough to say. The findings name what is missing."),
}
"""What each of them means, and what to do."""

UNTOLD = frozenset({
    "paper_too_large", "not_a_paper", "format_unknown", "layout_unknown", "schema_unknown", "rules_unknown",
    "trust_list_missing", "history_unlinked", "restoration_unproven", "signed_out_of_time", "certificate_unlisted",
    "other_release", "drawn_by_other_release", "company_not_signed", "dated_ahead", "text_hidden",
})  # fmt: skip
"""Findings that leave something open: a genuine paper may look so, and a forged one too."""


def signed_in(field: str) -> str:
    """Where a paper is signed, in the reader's words; a name that no paper of ours has is told as it stands there."""
    return _(SIGNATURE_FIELDS[field]) if field in SIGNATURE_FIELDS else visible(field)


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

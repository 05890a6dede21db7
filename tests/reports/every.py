"""Every kind of paper that the program makes, each from a content without a register: usual, long-winded, or huge."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from registry_app.reports import fingerprint_sheet, package
from registry_app.reports.frame import TAGGED_ROWS
from tests.reports import given, given_audits, given_listed, test_count_sheets, test_deposit_list, test_slip

Content = dict[str, Any]
ONE_WORD = "W" * 125
"""As long as the model of a firearm may be, and nowhere to break it."""
CODE = "0410-6105-0R3G-G28A-1C60-T3GF-208H-44RM-X"
"""A recovery code."""


def _sealed() -> Content:
    kept = given.content(0)
    framed = {name: kept[name] for name in ("number", "made", "company", "head")}
    return {**framed, "format": "armarium-recovery-kit/1", "code": CODE, "folder": "andina.armarium"}


def _fingerprints() -> Content:
    kept = given.content(0)
    days = {"valid_from_on": "2026-07-01", "valid_until_on": "2029-07-01", "fingerprint": "0123456789abcdef" * 4}
    held = [
        {"kind": kind, "user": "ana", "subject": "Ana Ruiz", **days} for kind in ("authority", "signer", "imported")
    ]
    return {
        **{name: kept[name] for name in ("made", "company", "head")}, "format": "armarium-fingerprint-sheet/1",
        "number": "FS-20260701-412-9F3A61C2", "authority": held[0], "certificates": held[1:],
    }  # fmt: skip


CONTENTS: Mapping[str, Callable[[], Content]] = {
    "inventory": lambda: given.content(40), "deposit": test_deposit_list.content, "slip": test_slip.content,
    "audit": given_audits.report, "differences": given_audits.differences,
    "count-sheet": lambda: test_count_sheets.content(given_audits.GUN), "recovery-kit": _sealed,
    "fingerprints": _fingerprints,
    **{name: partial(given_listed.content, form) for name, form in package.FORMS.items()},
}  # fmt: skip
"""What each kind of paper is made of."""
LONG: Mapping[str, str] = {
    "inventory": "firearms", "deposit": "firearms", "audit": "results", "differences": "differences",
    **{name: form.lists[0].key for name, form in package.FORMS.items()},
}  # fmt: skip
"""Those that may have so many rows that they are not tagged any more, and where these stand."""


def written(name: str, content: Content, *, paper: str = "a4", language: str = "en") -> bytes:
    """The paper as PDF."""
    if name == "fingerprints":
        return fingerprint_sheet.write(content, paper=paper, language=language)
    return package.write(name, content, ".pdf", paper=paper, language=language)


def called(content: Any, model: str) -> Any:
    """The same with every model called so."""
    if isinstance(content, list):
        return [called(each, model) for each in content]
    if not isinstance(content, dict):
        return content
    return {key: model if key == "model" else called(value, model) for key, value in content.items()}


def many(name: str) -> Content:
    """The content of a paper of the long ones, with so many rows that it is not tagged."""
    content, key = CONTENTS[name](), LONG[name]
    return {**content, key: content[key] * (TAGGED_ROWS // len(content[key]) + 1)}

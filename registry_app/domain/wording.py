"""Findings in words: what happened and what to do, in the reader's language. The sentences lie in tables by topic."""

from collections.abc import Callable, Mapping

from registry_app.domain.acts import ACTS
from registry_app.domain.calibres import shown as calibre_shown
from registry_app.domain.choices import FIREARM_KINDS, PLACE_KINDS, REASONS, ROLES, STATES
from registry_app.domain.disk import TROUBLES
from registry_app.domain.errors import FactValue, Finding
from registry_app.domain.fields import KIND_LABELS
from registry_app.domain.paper_verdict import signed_in
from registry_app.domain.unseen import visible
from registry_app.domain.wording_acts import ACT_SENTENCES
from registry_app.domain.wording_audits import AUDIT_SENTENCES
from registry_app.domain.wording_authority import AUTHORITY_SENTENCES
from registry_app.domain.wording_cases import CASE_SENTENCES
from registry_app.domain.wording_checks import CHECK_SENTENCES
from registry_app.domain.wording_crosses import CROSS_SENTENCES
from registry_app.domain.wording_desk import DESK_SENTENCES
from registry_app.domain.wording_files import FILE_SENTENCES
from registry_app.domain.wording_labels import LABEL_SENTENCES
from registry_app.domain.wording_law import LAW_SENTENCES
from registry_app.domain.wording_records import RECORD_SENTENCES
from registry_app.domain.wording_scans import SCAN_SENTENCES
from registry_app.domain.wording_sheets import SHEET_SENTENCES
from registry_app.domain.wording_signatures import SIGNATURE_SENTENCES
from registry_app.domain.wording_verify import VERIFY_SENTENCES
from registry_app.i18n import N_, _, date, minute, moment, number

SENTENCES: Mapping[str, str] = {
    **ACT_SENTENCES,
    **DESK_SENTENCES,
    **CASE_SENTENCES,
    **AUDIT_SENTENCES,
    **RECORD_SENTENCES,
    **SHEET_SENTENCES,
    **FILE_SENTENCES,
    **CHECK_SENTENCES,
    **LAW_SENTENCES,
    **SCAN_SENTENCES,
    **LABEL_SENTENCES,
    **SIGNATURE_SENTENCES,
    **AUTHORITY_SENTENCES,
    **CROSS_SENTENCES,
    **VERIFY_SENTENCES,
}
"""Every code that a finding may have, with its sentence (an English msgid with the names of facts in braces)."""

NOT_WORDED = N_("Finding {code}.")
SHOWN_AT_MOST = 5


def say(finding: Finding) -> str:
    """The sentence for a finding, with its facts as the reader writes them."""
    said = fill(SENTENCES.get(finding.code, NOT_WORDED), {**finding.facts, "code": finding.code})
    if "overridden" in finding.facts:
        return _("{sentence} Let through all the same by {user}.").format(
            sentence=said, user=finding.facts["overridden"]
        )
    return said


def fill(sentence: str, facts: Mapping[str, FactValue]) -> str:
    """A sentence (an English msgid) in the reader's language, with facts as the reader writes them."""
    zone = str(facts.get("zone", "UTC"))
    return _(sentence).format_map(_Lenient({name: _told(name, value, zone) for name, value in facts.items()}))


class _Lenient(dict[str, str]):
    """A fact that a finding of an older release does not carry is left blank."""

    def __missing__(self, key: str) -> str:
        return "…"


def _told(name: str, value: FactValue, zone: str) -> str:
    if isinstance(value, tuple):
        shown = [_told(name, each, zone) for each in value[:SHOWN_AT_MOST]]
        return ", ".join([*shown, "…"] if len(value) > SHOWN_AT_MOST else shown)
    if name in ("at", "last") and isinstance(value, int):
        return moment(value, zone)
    if name in _CODES:
        return _coded(name, str(value))
    return number(value) if isinstance(value, int) and name not in _PLAIN else visible(str(value))


def _coded(name: str, value: str) -> str:
    """A code by its label, a day as the reader writes it; as it is what is none, as a file from elsewhere may say."""
    try:
        return _CODES[name](value)
    except ValueError:
        return visible(value)


_PLAIN = frozenset({"entry", "entries", "by", "record", "case", "row", "rows", "pid"})
"""Facts that are numbers of things, not amounts: no digit groups."""


def _of(labels: Mapping[str, str]) -> Callable[[str], str]:
    return lambda code: _(labels.get(code, code))


_ACT_LABELS = {code: act.label for code, act in ACTS.items()}
_SHEETS = {"places": N_("Places"), "people": N_("People"), "firearms": N_("Firearms"), "ammunition": N_("Ammunition"),
           "articles": N_("Articles")}  # fmt: skip
_KINDS = {**_SHEETS, **PLACE_KINDS, **FIREARM_KINDS, **KIND_LABELS, **_ACT_LABELS}


def _roles(codes: str) -> str:
    return ", ".join(_(ROLES.get(code, code)) for code in codes.split())


_CODES: Mapping[str, Callable[[str], str]] = {
    "kind": _of(_KINDS),
    "act": _of(_ACT_LABELS),
    "label": _of({}),
    "trouble": _of(TROUBLES),
    "fields": _of({}),
    "choices": _of({}),
    "keyboard": _of({}),
    "roles": _roles,
    "reason_code": _of(REASONS),
    "state": _of(STATES),
    "found_state": _of(STATES),
    "said_state": _of(STATES),
    "field": signed_in,
    "other": signed_in,
    "calibre": calibre_shown,
    "calibres": calibre_shown,
    "until": date,
    "day": date,
    "minute": minute,
    "known": minute,
}
"""How facts that are codes or days are told, by the fact's name."""

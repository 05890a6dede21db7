"""Rules of documents and filings: contents by their hash, authorities that are such, numbers without a gap."""

from collections.abc import Iterator, Mapping

from registry_app.domain.case import Case
from registry_app.domain.declare import entered_fields
from registry_app.domain.errors import Finding, refuse
from registry_app.domain.facts import RecordFacts
from registry_app.domain.fields import HEX_32, Field
from registry_app.domain.records import RECORDS

_HASHES = ("content_hash", "head_root", "issuer_hash", "lost_root", "receipt_hash")
_AUTHORITIES = ("arms_registry_id", "security_regulator_id", "addressee_id", "authority_id")


def hashes_are_hashes(case: Case) -> Iterator[Finding]:
    """A content and a root are named by 32 bytes in hex."""
    for change in case.entry.records:
        for name in _HASHES:
            if change.new.get(name) and not HEX_32.fullmatch(str(change.new[name])):
                yield refuse("hash_malformed", field=name)


def contents_stay(case: Case) -> Iterator[Finding]:
    """Another content is another document: hash, size and type of one are never amended, nor what a return was, nor
    which firearm a mark stands on."""
    for change in case.entry.records:
        strange = [name for name in _FIXED.get(change.kind, ()) if change.old and name in change.new]
        if strange:
            yield refuse("content_is_fixed", item=case.name(change.record), fields=tuple(strange))


_FIXED = {
    "document": ("content_hash", "size", "media_type", "subject_id"),
    "filing": (
        "addressee_id", "number", "report", "from_on", "until_on", "filed_on", "head_size", "head_root", "content_hash",
    ),
    "mark": ("firearm_id",),
}  # fmt: skip


def addressees_are_authorities(case: Case) -> Iterator[Finding]:
    """What is addressed as an authority is a place of that kind."""
    for change in case.entry.records:
        for name in _AUTHORITIES:
            place = change.new.get(name)
            if isinstance(place, int) and case.known(place).text("kind") != "authority":
                yield refuse("not_an_authority", item=case.name(place))


def filings_are_numbered(case: Case) -> Iterator[Finding]:
    """The returns to an authority are numbered from 1 without a gap, and carry a head that was there.

    So the newest one alone can be taken back.
    """
    for change in case.entry.records:
        if change.kind == "filing" and not change.new:
            gone = RecordFacts(change.record, change.kind, change.old)
            if _is_filed(case, gone, gone.number("number") + 1):
                yield refuse("filing_followed", number=gone.number("number"))
        elif change.kind == "filing" and not change.old:
            filing = case.will_be(change.record)
            if filing.number("number") > 1 and not _is_filed(case, filing, filing.number("number") - 1):
                yield refuse("filing_number", wanted=filing.number("number"))
            if filing.number("head_size") > case.entry.seq:
                yield refuse("head_unknown", size=filing.number("head_size"))


def _is_filed(case: Case, filing: RecordFacts, number: int) -> bool:
    """Whether the authority of a return has one of this number."""
    names = ("addressee_id", "number")
    return bool(case.facts.taken("filing", names, (filing.text("addressee_id"), str(number))))


def fields_belong_to_the_kind(case: Case) -> Iterator[Finding]:
    """A field that only some kinds of place or article have is empty in the others."""
    for change in case.entry.records:
        if change.kind in RECORDS and change.new:
            found = case.will_be(change.record)
            told = found.values if "kind" in change.new else change.new
            yield from _strange(found, told, entered_fields(RECORDS[change.kind]))


def _strange(found: RecordFacts, told: Mapping[str, object], fields: Mapping[str, Field]) -> Iterator[Finding]:
    for name, value in told.items():
        only = fields[name].only_for if name in fields else ()
        if only and value != "" and found.text("kind") not in only:
            yield refuse("field_not_for_kind", field=name, label=fields[name].label, kind=found.text("kind"))


FILING_RULES = (
    hashes_are_hashes,
    contents_stay,
    addressees_are_authorities,
    filings_are_numbered,
    fields_belong_to_the_kind,
)

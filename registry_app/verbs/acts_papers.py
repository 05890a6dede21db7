"""The sub-commands of `act` for papers: renewed, attached, filed, receipted; marks, hand-overs, and what is erased."""

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy.orm import Session

from registry_app.domain.choices import DOCUMENT_KINDS, REPORT_NAMES
from registry_app.domain.document import LARGEST_DOCUMENT
from registry_app.domain.errors import Refused, refuse
from registry_app.domain.records import RECORDS
from registry_app.i18n import N_
from registry_app.persistence.atomic import cannot_read
from registry_app.services import custodians, cuts, documents, erasing, filings, marks, naming, renewals
from registry_app.verbs.acts_frame import Row
from registry_app.verbs.acts_parts import Handed, Part, chosen, fields, named, parsed, several, text, values_of

NAMED = ("firearm", "person", "lot", "article", "place")
"""The kinds of record that people call by a name, in the order in which a name is looked up."""


def _called(session: Session, written: str, kinds: Sequence[str]) -> int:
    """The one record that a name means, of the first kind that has any of it; `#12` is one of any kind."""
    number = written.removeprefix("#")
    if written.startswith("#") and number.isascii() and number.isdigit():
        kind = naming.kind_of(session, int(number))
        return naming.one(session, kind or "firearm", written)
    if written.casefold() == "company":
        return naming.one(session, "company", written)
    for kind in kinds:
        try:
            return naming.one(session, kind, written)
        except Refused as refused:
            if refused.findings[0].code != "nothing_of_that_name":
                raise
    raise Refused(refuse("nothing_of_that_name", value=written))


def record(flag: str, keyword: str, about: str) -> Part:
    """A record of whatever kind."""
    return Part(flag, about, lambda session, written, _before: {keyword: _called(session, written, NAMED)}, keyword,
                "RECORD")  # fmt: skip


def numbered(flag: str, keyword: str, kind: str, about: str) -> Part:
    """A record that has no name but its number."""
    return Part(flag, about, lambda session, written, _before: {
        keyword: naming.one(session, kind, "#" + written.removeprefix("#"))
    }, keyword, "N")  # fmt: skip


def file(flag: str, keyword: str, about: str) -> Part:
    """The bytes of a file; `Refused` for one that is too large to keep, `Unavailable` for one that cannot be read."""
    return Part(flag, about, lambda _session, written, _before: {keyword: _content(Path(written))}, keyword, "FILE")


def _content(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > LARGEST_DOCUMENT:
            raise Refused(refuse("content_too_large", name=path.name, size=size, most=LARGEST_DOCUMENT))
        return path.read_bytes()
    except OSError as error:
        raise cannot_read(error, path) from error


def _renewed(session: Session, pairs: list[str], before: Handed) -> Handed:
    kind = naming.kind_of(session, before["record"])
    return {"values": values_of(session, kind if kind in RECORDS else "firearm", pairs)}


def _head(session: Session, written: str, _before: Handed) -> Handed:
    return {"head": cuts.head_of(session, written)}


def _names(_session: Session, written: list[str], _before: Handed) -> Handed:
    return {"fields": tuple(written)}


SET = fields("firearm")
PAPER_ROWS = (
    Row("renew", N_("enter the new paper of a firearm, person, article, place or the company"), renewals.renew, (
        record("record", "record", N_("its serial, tag or code, #number, or company")),
        Part("--set", N_("a field of the paper, such as permit_expires_on=2029-12-31; may be repeated"), _renewed,
             "values", "NAME=VALUE", options=SET.options, is_always=True),
        file("--scan", "scan", N_("the paper itself: JPEG, PNG, WebP or PDF")),
        text("--title", "title", N_("what is to be seen; no names of people")),
    )),
    Row("hand-over", N_("hand armouries over to a new custodian, with their keys"), custodians.hand_over, (
        several("armoury", "armoury", "place", N_("code of the armoury"), "ARMOURY"),
        named("--to", "to", "person", N_("code of the new custodian, who acknowledges it")),
    )),
    Row("attach", N_("keep a photo or paper about a record"), documents.attach, (
        record("subject", "subject", N_("its serial, tag, lot number or code, #number, or company")),
        file("file", "content", N_("JPEG, PNG, WebP or PDF")),
        chosen("--kind", "kind", N_("Kind of document"), DOCUMENT_KINDS, N_("what it is: {codes}")),
        text("--title", "title", N_("what is to be seen; no names of people")),
        text("--number", "number", N_("the number of the paper"), "NUMBER"),
        parsed("--dated", "dated_on", N_("Dated"), N_("the day on the paper"), "date", "DAY"),
    )),
    Row("mark", N_("describe a mark of a firearm"), marks.add, (
        named("firearm", "firearm", "firearm", N_("serial or tag"), "FIREARM"), fields("mark"),
        file("--photo", "photo", N_("a photo of it: JPEG, PNG, WebP or PDF")),
    )),
    Row("file", N_("enter that a return went to an authority"), filings.file, (
        named("addressee", "addressee", "place", N_("code of the authority"), "AUTHORITY"),
        chosen("report", "report", N_("Report"), REPORT_NAMES, N_("which: {codes}")),
        file("file", "content", N_("the file that was sent")),
        parsed("--until", "until_on", N_("Up to day"), N_("the last day that it tells of"), "date", "DAY"),
        parsed("--from", "from_on", N_("From day"), N_("the first day that it tells of"), "date", "DAY"),
        parsed("--due-on", "due_on", N_("Was due on"), N_("the day on which it was due"), "date", "DAY"),
        parsed("--on", "filed_on", N_("Filed on"), N_("the day, if not today"), "date", "DAY"),
        Part("--head", N_("the head that it carries: entries, and root where it is at hand (1042:5f3a09c1)"), _head,
             "head", "HEAD"),
    )),
    Row("receipt", N_("enter the authority's receipt for a return"), filings.receipt, (
        numbered("filing", "filing", "filing", N_("number of the filed return, as list filings tells it")),
        text("number", "number", N_("number of the receipt"), "NUMBER"),
        parsed("--on", "dated_on", N_("Receipt dated"), N_("the day, if not today"), "date", "DAY"),
    )),
    Row("erase", N_("erase the personal values of a person or case for good"), erasing.values, (
        record("record", "record", N_("code of the person, or #number of the case")),
        Part("--field", N_("a field alone, such as document; may be repeated"), _names, "fields", "NAME",
             options={"action": "append", "default": []}),
    )),
    Row("erase-document", N_("erase the content of a document for good"), documents.erase, (
        numbered("document", "document", "document", N_("number of the document")),
    )),
    Row("erase-note", N_("erase the note of an entry for good"), erasing.remark, (
        parsed("entry", "seq", N_("Entry"), N_("number of the entry")),
    )),
)  # fmt: skip
"""The acts on papers, records beside items, and what is erased."""

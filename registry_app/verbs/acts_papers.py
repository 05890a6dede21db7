"""The sub-commands of `act` about papers: renewed, attached, answered with a receipt, erased; and who answers for an
armoury."""

from sqlalchemy.orm import Session

from registry_app.domain.choices import ATTACHED_KINDS, REPORT_NAMES
from registry_app.domain.fields import KIND_LABELS
from registry_app.i18n import N_
from registry_app.services import custodians, cuts, documents, erasing, filings, marks, naming, renewals
from registry_app.verbs.acts_frame import Row
from registry_app.verbs.acts_parts import (
    Handed,
    Part,
    chosen,
    content,
    fields,
    named,
    numbered,
    parsed,
    several,
    text,
)
from registry_app.verbs.acts_rows import RECORD

ANY = N_("serial, tag, lot number or code of an item, person or place, or #number of any record")
RENEWED = {kind: KIND_LABELS[kind] for kind in renewals.SCANS}


def _about(keyword: str) -> Part:
    def read(session: Session, written: str, _before: Handed) -> Handed:
        return {keyword: naming.record(session, written)}

    return Part("about", ANY, read, keyword, "RECORD")


def _head(session: Session, written: str, _before: Handed) -> Handed:
    return {"head": cuts.head_of(session, written)}


HEAD = Part("--head", N_("the head that it carries: its size, and the root where it is at hand (1042:5f3a09c1)"), _head,
            "head", "HEAD")  # fmt: skip
PAPER_ROWS = (
    Row("renew", N_("enter a new permit, licence or contract"), renewals.renew, (
        chosen("kind", "kind", N_("Kind"), RENEWED, "{codes}"), RECORD, fields(),
        content("--scan", "scan", N_("the paper itself, as a picture or PDF")),
        text("--title", "title", N_("what is to be seen on it")),
    )),
    Row("hand-over", N_("give an armoury and its keys to a new custodian"), custodians.hand_over, (
        several("armoury", "armoury", "place", N_("code of the armoury"), "ARMOURY"),
        named("--to", "to", "person", N_("code of the new custodian, who acknowledges it"), "PERSON"),
    )),
    Row("attach", N_("keep a photo or paper about a record"), documents.attach, (
        _about("subject"), content("file", "content", N_("a JPEG, PNG, WebP or PDF file")),
        chosen("--kind", "kind", N_("Kind of document"), ATTACHED_KINDS, N_("what it is: {codes}")),
        text("--title", "title", N_("what is to be seen on it")),
        text("--number", "number", N_("the number on it"), "NUMBER"),
        parsed("--dated", "dated_on", N_("Dated"), N_("the day on it"), "date", "DAY"),
    )),
    Row("mark", N_("describe a mark of a firearm, with its photo"), marks.add, (
        named("firearm", "firearm", "firearm", N_("serial or tag"), "FIREARM"), fields("mark"),
        content("--photo", "photo", N_("a JPEG, PNG or WebP file")),
    )),
    Row("file", N_("enter that a return went to an authority"), filings.file, (
        named("addressee", "addressee", "place", N_("code of the authority"), "AUTHORITY"),
        chosen("report", "report", N_("Report"), REPORT_NAMES, "{codes}"),
        content("file", "content", N_("the file that was sent")), HEAD,
        parsed("--until", "until_on", N_("Up to day"), N_("the last day that it tells of"), "date", "DAY"),
        parsed("--from", "from_on", N_("From day"), N_("the first day that it tells of"), "date", "DAY"),
        parsed("--due-on", "due_on", N_("Was due on"), N_("the day on which it was due"), "date", "DAY"),
        parsed("--on", "filed_on", N_("Filed on"), N_("the day, if not today"), "date", "DAY"),
    )),
    Row("receipt", N_("enter the authority's receipt for a return"), filings.receipt, (
        numbered("filing", "filing", "filing", N_("number of the filed return's record"), "FILING"),
        text("--number", "number", N_("number of the receipt"), "NUMBER"),
        parsed("--dated", "dated_on", N_("Receipt dated"), N_("the day, if not today"), "date", "DAY"),
    )),
    Row("erase", N_("erase the personal values of a record for good"), erasing.values, (
        _about("record"),
        Part("--field", N_("only this one, by its name; may be repeated"),
             lambda _session, names, _before: {"fields": names}, "fields", "NAME",
             options={"action": "append", "default": []}),
    )),
    Row("erase-file", N_("erase the content of a document for good"), documents.erase, (
        numbered("document", "document", "document", N_("number of the document's record"), "DOCUMENT"),
    )),
    Row("erase-note", N_("erase the note of an entry for good"), erasing.remark, (
        parsed("entry", "seq", N_("Entry"), N_("number of the entry")),
    )),
)  # fmt: skip
"""Acts about papers and people's data."""

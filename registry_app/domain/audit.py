"""Audits: what is counted by whom, every sighting, each difference with its cause, and what an inspector remarks."""

from typing import ClassVar

from sqlalchemy.orm import Mapped

from registry_app.domain.declare import ANY, Record, field
from registry_app.i18n import N_

AUDIT_KINDS = {
    "full": N_("Full count"),
    "hand_over": N_("Hand-over count"),
    "spot": N_("Spot check"),
    "sample": N_("Sample"),
}
BY_TWO = ("full", "hand_over")
"""The kinds of audit that count everything, by two people."""
AUDIT_METHODS = {"blind": N_("Blind"), "guided": N_("Guided")}
AUDIT_OUTCOMES = {
    "clean": N_("No differences"),
    "explained": N_("All differences explained"),
    "with_differences": N_("With differences"),
}
SIGHTING_WAYS = {
    "scan": N_("Scanned"),
    "typed": N_("Typed"),
    "paper": N_("From a paper sheet"),
    "photo": N_("Photo of the same day"),
    "remote": N_("Seen from afar"),
    "shown": N_("Shown to the inspector"),
}
REMOTE_WAYS = ("photo", "remote")
"""Ways by which something is seen that is not before the counter."""
MARKS_SEEN = {"same": N_("As on record"), "differ": N_("They differ")}
DIFFERENCE_KINDS = {
    "missing": N_("Missing"),
    "elsewhere": N_("Elsewhere"),
    "found_issued": N_("In store though issued"),
    "found_gone": N_("Here though it left the company"),
    "unknown": N_("Not in the register"),
    "marks": N_("Marks differ"),
    "twice": N_("Seen in two places"),
    "short": N_("Fewer than on record"),
    "surplus": N_("More than on record"),
    "seals": N_("Seals differ"),
}
CAUSES = {
    "DAT-1": N_("Copied wrongly"),
    "DAT-2": N_("O and 0, or I and 1, taken for each other"),
    "DAT-3": N_("The wrong mark was read"),
    "DOC-1": N_("A receipt was not entered"),
    "DOC-2": N_("An issue or a return was not entered"),
    "DOC-3": N_("A transfer was not entered"),
    "DOC-4": N_("In the workshop without an entry"),
    "LOC-1": N_("At another post"),
    "LOC-2": N_("A guard has it"),
    "QTY-1": N_("Counted wrongly"),
    "QTY-2": N_("Rounds used in training were not entered"),
    "LEG-1": N_("Seized, or held as evidence"),
    "LEG-2": N_("The permit lapsed"),
    "LOS-1": N_("Lost"),
    "LOS-2": N_("Stolen from within"),
    "LOS-3": N_("Robbed"),
    "LOS-4": N_("Gone, nobody knows how"),
    "SUR-1": N_("Found and never registered"),
}
"""What a difference comes from: error classification, so that causes can be added up over audits."""
REMARK_KINDS = {
    "remark": N_("Remark"),
    "no_findings": N_("No findings"),
    "shown": N_("What was shown"),
}


class Audit(Record, kw_only=True, eq=False, repr=False):
    """One count of a place. What is expected is what the ledger told when it had `head_size` entries."""

    __tablename__ = "audit"
    KIND: ClassVar[str] = "audit"
    LABEL: ClassVar[str] = N_("Audit")
    KEYS: ClassVar[tuple[tuple[str, ...], ...]] = (("code",),)

    code: Mapped[str] = field(N_("Audit number"), "code", required=True, max_length=32, in_table=True, in_report=True)
    kind: Mapped[str] = field(N_("Kind of audit"), "choice", required=True, choices=AUDIT_KINDS, in_table=True)
    method: Mapped[str] = field(
        N_("Method"), "choice", required=True, choices=AUDIT_METHODS, in_table=True,
        help=N_("Blind: who counts does not see what is expected."),
    )  # fmt: skip
    place_id: Mapped[int] = field(
        N_("What is counted"), "reference", required=True, refers_to="place", in_table=True, index=True,
        help=N_("A place with all that lies in it and was issued from it; the company for everything."),
    )  # fmt: skip
    basis: Mapped[str | None] = field(
        N_("Basis"), max_length=200, in_report=True, help=N_("The rule or order that asks for the count.")
    )
    head_size: Mapped[int] = field(N_("Entries at the head"), "integer", required=True, least=1)
    head_root: Mapped[str] = field(N_("Root at the head"), required=True, max_length=64)
    size: Mapped[int | None] = field(N_("Size of the sample"), "integer", least=1, most=1_000_000)
    word: Mapped[str | None] = field(
        N_("Word of the inspector"), max_length=60,
        help=N_("Typed after the head was seen: nobody could know before which pieces would be drawn."),
    )  # fmt: skip
    first_id: Mapped[int] = field(N_("First counter"), "reference", required=True, refers_to="person", in_table=True)
    second_id: Mapped[int | None] = field(N_("Second counter"), "reference", refers_to="person", in_table=True)
    incoming_id: Mapped[int | None] = field(N_("New custodian"), "reference", refers_to="person")
    counted_root: Mapped[str | None] = field(N_("Digest of what was counted"), max_length=64, in_report=True)
    outcome: Mapped[str | None] = field(N_("Outcome"), "choice", choices=AUDIT_OUTCOMES, in_table=True, in_report=True)
    closed_at: Mapped[str | None] = field(N_("Closed at"), "moment", in_table=True, in_report=True)


class Sighting(Record, kw_only=True, eq=False, repr=False):
    """Something that was seen in a count: which item, where, with whom, how many. Never amended."""

    __tablename__ = "sighting"
    KIND: ClassVar[str] = "sighting"
    LABEL: ClassVar[str] = N_("Sighting")

    audit_id: Mapped[int] = field(N_("Audit"), "reference", required=True, refers_to="audit", index=True)
    turn: Mapped[int] = field(
        N_("Turn"), "integer", required=True, least=1, most=9, help=N_("1 for the count, 2 and more for recounts.")
    )
    way: Mapped[str] = field(N_("How it was seen"), "choice", required=True, choices=SIGHTING_WAYS, in_table=True)
    raw: Mapped[str | None] = field(N_("As read"), max_length=200, help=N_("What the scanner read or was typed."))
    item_id: Mapped[int | None] = field(N_("Item"), "reference", refers_to=ANY, index=True, in_table=True)
    place_id: Mapped[int] = field(N_("Place"), "reference", required=True, refers_to="place", in_table=True)
    person_id: Mapped[int | None] = field(N_("With"), "reference", refers_to="person", in_table=True)
    packs: Mapped[int | None] = field(N_("Sealed packs"), "integer", most=1_000_000, in_table=True)
    quantity: Mapped[int | None] = field(N_("Loose rounds or pieces"), "integer", most=10_000_000, in_table=True)
    seal: Mapped[str | None] = field(N_("Seals"), max_length=200, help=N_("The numbers of the seals as read."))
    marks: Mapped[str | None] = field(N_("Marks"), "choice", choices=MARKS_SEEN, in_table=True)
    remark: Mapped[str | None] = field(N_("What was noticed"), max_length=200, help=N_("No names of people."))


class Difference(Record, kw_only=True, eq=False, repr=False):
    """What book and floor do not agree on: with its cause, who follows it up until when, and how it was settled."""

    __tablename__ = "difference"
    KIND: ClassVar[str] = "difference"
    LABEL: ClassVar[str] = N_("Difference")

    audit_id: Mapped[int] = field(N_("Audit"), "reference", required=True, refers_to="audit", index=True)
    kind: Mapped[str] = field(
        N_("Kind of difference"), "choice", required=True, choices=DIFFERENCE_KINDS, in_table=True
    )
    item_id: Mapped[int | None] = field(N_("Item"), "reference", refers_to=ANY, index=True, in_table=True)
    raw: Mapped[str | None] = field(N_("As read"), max_length=200, in_table=True)
    place_id: Mapped[int | None] = field(N_("Place on record"), "reference", refers_to="place")
    person_id: Mapped[int | None] = field(N_("With whom on record"), "reference", refers_to="person")
    seen_id: Mapped[int | None] = field(N_("Place where it was seen"), "reference", refers_to="place")
    expected: Mapped[int] = field(N_("On record"), "integer", required=True, in_table=True)
    counted: Mapped[int] = field(N_("Counted"), "integer", required=True, in_table=True)
    cause: Mapped[str | None] = field(N_("Cause"), "choice", choices=CAUSES, in_table=True, in_report=True)
    owner_id: Mapped[int | None] = field(N_("Who follows it up"), "reference", refers_to="person", in_table=True)
    due_on: Mapped[str | None] = field(N_("To be explained by"), "date", in_table=True, in_report=True)
    action: Mapped[str | None] = field(N_("What is done"), max_length=200, in_report=True)
    evidence: Mapped[str | None] = field(N_("Evidence"), max_length=120, help=N_("The number of a paper or report."))
    settled_on: Mapped[str | None] = field(N_("Settled on"), "date", in_table=True, in_report=True)


class Remark(Record, kw_only=True, eq=False, repr=False):
    """What an inspector says in his own words, or that there is nothing to say; signed by him."""

    __tablename__ = "remark"
    KIND: ClassVar[str] = "remark"
    LABEL: ClassVar[str] = N_("Remark of an inspector")

    kind: Mapped[str] = field(N_("What it is"), "choice", required=True, choices=REMARK_KINDS, in_table=True)
    audit_id: Mapped[int | None] = field(N_("Audit"), "reference", refers_to="audit", index=True)
    place_id: Mapped[int | None] = field(N_("Place"), "reference", refers_to="place")
    text: Mapped[str | None] = field(N_("Remark"), max_length=1000, in_report=True, help=N_("No names of people."))


class Answer(Record, kw_only=True, eq=False, repr=False):
    """The answer to one question about the security of an armoury, with what is to be done about it."""

    __tablename__ = "answer"
    KIND: ClassVar[str] = "answer"
    LABEL: ClassVar[str] = N_("Answer of a security check")

    place_id: Mapped[int] = field(N_("Armoury"), "reference", required=True, refers_to="place", index=True)
    audit_id: Mapped[int | None] = field(N_("Audit"), "reference", refers_to="audit", index=True)
    visit: Mapped[str] = field(N_("Visit"), required=True, max_length=36, index=True)
    checklist: Mapped[str] = field(N_("Checklist"), required=True, max_length=40)
    question: Mapped[str] = field(N_("Question"), required=True, max_length=40, in_table=True)
    answer: Mapped[str] = field(
        N_("Answer"), "choice", required=True, in_table=True,
        choices={"yes": N_("Yes"), "no": N_("No"), "partly": N_("Partly"), "na": N_("Does not apply")},
    )  # fmt: skip
    evidence: Mapped[str | None] = field(N_("What was seen"), max_length=200, in_report=True)
    action: Mapped[str | None] = field(N_("What is done"), max_length=200, in_report=True)
    due_on: Mapped[str | None] = field(N_("Done by"), "date", in_table=True)
    done_on: Mapped[str | None] = field(N_("Done on"), "date", in_table=True)

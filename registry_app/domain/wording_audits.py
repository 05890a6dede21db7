"""Sentences for what the judge says of audits, their differences, and inspectors."""

from registry_app.i18n import N_

AUDIT_SENTENCES = {
    "audit_head_differs": N_("The ledger never had the head named for {size} entries. Begin the audit again."),
    "audit_ends_at_once": N_("An audit begins open. Close it once everything is counted."),
    "sample_needs_word": N_("A sample needs its size and the inspector's word; other audits have neither."),
    "hand_over_needs_custodian": N_("Say who takes the armoury over."),
    "counters_are_two": N_("The two counters must be two people."),
    "count_needs_two": N_("A full count is made by two people. Name the second one."),
    "counters_not_independent": N_(
        "{people} answer for the place or counted it last time. Name one counter who did neither."
    ),
    "audit_is_fixed": N_("An audit does not change once it began. Close it, and begin another one."),
    "audit_dated_back": N_("An audit is begun, its differences entered and closed as of now, not of {minute}."),
    "sample_drawn_already": N_(
        "Sample {audit} was drawn here already, and nobody draws again until it pleases. Count and close it; the next "
        "one is drawn from a newer head."
    ),
    "audit_outside": N_("{item} is not a place of the company. Choose one that is."),
    "sighting_is_fixed": N_("What was seen does not change. Correct the entry with a reason, and enter it anew."),
    "audit_closed": N_("Audit {audit} was closed on {until}. Begin another one."),
    "sighting_without_number": N_("Say how many of {item} there are."),
    "sighting_of_nothing": N_("Say what was seen: scan it or type what is written on it."),
    "sighting_afar": N_("{person} is not here: say whether a photo or a call showed it."),
    "sighting_outside": N_("{item} is not counted in audit {audit}. Say where in it this was seen."),
    "sighting_before_audit": N_("Audit {audit} began at {minute}: nothing was counted before. Look at the time."),
    "sighting_without_photo": N_("Add the photo that shows it, or say that a call showed it."),
    "recount_too_early": N_("Audit {audit} is counted again once its differences are entered."),
    "counter_not_named": N_("Only the counters that audit {audit} names count. Sign in as one of them."),
    "recount_by_same": N_("Audit {audit} is counted again by somebody who has not counted this yet."),
    "difference_settled": N_("This difference was settled on {until}."),
    "difference_without_cause": N_("Say what the difference comes from before it is settled."),
    "difference_explained_at_once": N_("Enter the difference as it is. Others explain it, before a witness."),
    "difference_not_of_entry": N_("Entry {entry} has nothing to do with this, or was corrected. Name another one."),
    "difference_without_evidence": N_("Say what was done, or name the paper or the entry that settles it."),
    "settled_by_counter": N_("{people} counted this: somebody else settles it and witnesses that."),
    "audit_not_closed_so": N_("Closing an audit says its outcome, when, and what was counted, and nothing else."),
    "audit_closed_another_time": N_("An audit is closed now, not on {minute}."),
    "audit_outcome_is": N_("{left} differences are not settled: the audit ends as “{outcome}”."),
    "dated_before_count": N_(
        "Audit {audit} was closed on {until}: nothing there is dated before it. Enter it as of now and say in the note "
        "when it was, or correct the entry that was wrong."
    ),
    "audit_not_as_closed": N_(
        "What was counted in audit {audit} does not come to what it was closed as, and {left} differences were never "
        "entered. Ask who closed it."
    ),
    "no_differences": N_("There is no difference that is not entered yet."),
    "differences_not_entered": N_("{left} differences are not entered yet. Enter them first."),
    "checklist_unknown": N_("There is no checklist {value}."),
    "checklist_malformed": N_(
        "{file}: {key} is not right ({value}). docs/formats/checklist-v1.md tells what it must be."
    ),
    "question_unknown": N_("The checklist has no question {value}."),
    "answer_without_action": N_("Say what is done about what is not as it should be."),
    "remark_empty": N_("Write the remark, or choose “No findings”."),
    "answer_not_of_armoury": N_("{item} is no armoury."),
    "sheet_order": N_("There is no order {value} of count sheets. Choose one of: {choices}."),
    "shown_ambiguous": N_("“{text}” fits {many} things. Scan its label, or type its tag."),
    "sheet_of_another_audit": N_("That sheet is of another audit. Open that one first."),
    "sheet_unknown": N_("“{value}” is no code of a count sheet of this register."),
    "sheet_line_differs": N_("Line {line}: typed “{first}” and then “{second}”. Look at the paper."),
    "sheet_line_missing": N_("Line {line} (“{text}”) was typed only once. Look at the paper."),
    "sheet_line_misread": N_("Line {line}: “{text}” is a code that was misread. Type it again."),
    "sheet_line_ambiguous": N_(
        "Line {line}: “{text}” is what {many} things are called. Type the tag or the code of the label instead."
    ),
    "sheet_heading": N_("{file}: there is no heading {heading} on a count sheet. Use: {choices}; text must be there."),
    "sheet_number": N_("Row {line}: {value} is no number of packs, rounds or pieces."),
    "sheet_entered": N_("Sheet {sheet} is entered already, by entry {entry}. Correct that entry to enter it anew."),
    "sheet_empty": N_("Nothing is written on sheet {sheet}."),
    "inspector_only": N_("Only an inspector remarks. Sign in as one."),
    "paper_of_which_audit": N_("Name the audit with --audit and its number."),
    "paper_of_which_case": N_("Name the case of loss or theft with --case and its number."),
    "paper_of_which_discharge": N_("Name the discharge with --case and its number."),
    "paper_of_which_delivery": N_("Name the entry that sent the delivery with --entry and its number."),
    "paper_of_which_firearm": N_("Name the firearm with --serial and its serial number."),
    "answer_is_fixed": N_("An answer does not change. Check again, or enter what is done about it."),
}

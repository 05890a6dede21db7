"""Sentences for what the judge says at the handover desk: reliefs, voids, and why a thing cannot go out now."""

from registry_app.i18n import N_

DESK_SENTENCES = {
    # reliefs
    "relief_of_many": N_("A relief is between two people: make one for each who hands over or takes over."),
    "relief_of_oneself": N_("{person} has it already: choose who takes over."),
    # voids
    "void_not_for": N_("Entry {entry} ({kind}) cannot be undone so. Correct it, with a witness."),
    "void_of_another": N_("Entry {entry} was made by {user}, who alone may undo it. Correct it, with a witness."),
    "void_too_late": N_("Entry {entry} can be undone for {seconds} seconds only. Correct it, with a witness."),
    "void_reason": N_("The reason of what is undone at once is “{reason_code}”."),
}

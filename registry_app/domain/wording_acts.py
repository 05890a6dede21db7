"""Sentences for what the judge says of acts: custody, people, form. Each names the remedy."""

from registry_app.i18n import N_

ACT_SENTENCES = {
    # custody
    "item_not_there": N_(
        "{item} is not at {said}: the register has it at {found} ({found_state}). Look it up, and enter first what "
        "moved it."
    ),
    "item_not_in_store": N_("{item} is not in store: it is at {found}. Take it back first."),
    "item_not_issued": N_("{item} is not issued to anybody: it is at {found}. There is nothing to take back."),
    "item_not_there_now": N_("{item} is not in the company now: it is at {found}."),
    "item_nowhere": N_("{item} was never received. Receive it first."),
    "item_destroyed": N_("{item} was destroyed: nothing more can be done with it. Check the serial number."),
    "item_unknown": N_("There is no firearm, lot or article with number {item} in this register."),
    "item_not_usable": N_("{item} cannot go out: it is “{state}”. Release it first, or choose another."),
    "below_zero": N_("Of {item} there are {there} at {place}, not {wanted}. Enter the right quantity or place."),
    "more_than_issued": N_(
        "{place} has {there} of {item}, not {wanted}: no more can come back than went out. Count again."
    ),
    "holder_unclear": N_("What comes back must come from one person: say from whom."),
    "calibre_does_not_fit": N_(
        "Lot {item} is {calibre}, and {person} has no firearm of that calibre ({calibres}). Choose another lot."
    ),
    "firearm_is_one": N_("{item} is one piece: its quantity is 1, not {quantity}."),
    "quantity_below_one": N_("The quantity of {item} must be at least 1, not {quantity}."),
    "moves_nowhere": N_("{item} would stay where it is: choose another place, person or state."),
    "act_not_for_item": N_("“{kind}” is not an act for {item}."),
    "act_not_between": N_("“{kind}” does not lead from {source} to {target}. Choose the right act or place."),
    "state_not_so": N_("“{kind}” cannot change the state so."),
    "state_unknown": N_("There is no state “{state}”."),
    "place_unknown": N_("There is no place with number {place}."),
    "person_unknown": N_("There is no person with number {person}."),
    "person_outside": N_("{person} cannot have an item at a place outside the company."),
    "delivery_unknown": N_("Entry {entry} sent nothing: name the entry of the delivery."),
    "delivery_settled": N_("Of {item} only {there} are still under way from entry {entry}, not {wanted}."),
    "rejected_elsewhere": N_("{item} goes back to where it was sent from, not to {target}."),
    "destination_unknown": N_("Say to which armoury or store of the company it is sent."),
    "delivered_elsewhere": N_(
        "{item} was sent to {destination}, not to {target}. Accept it there, or reject it and send it anew."
    ),
    "quantity_too_large": N_(
        "{quantity} of {item} at once is too much (at most {most}): was a bar code read into the quantity?"
    ),
    "item_elsewhere": N_("{item} is not there: it is at {found}. Name that place, or send it over first."),
    "position_unclear": N_("{item} lies in several positions ({places}). Say from which place, or from whom."),
    "item_not_sent": N_("Entry {entry} did not send item {item_id}. Look at the delivery again."),
    "id_used": N_(
        "Nothing was entered: the id of this act belongs to entry {entry}, which is about something else. Begin the "
        "act anew."
    ),
    # permits, licences, courses
    "permit_expired": N_("The permit {permit} of {item} expired on {until}. Renew it and amend the firearm first."),
    "permit_unknown": N_("No permit with a last day is on record for {item}."),
    "licence_expired": N_("The licence of {person} expired on {until}. Renew it and amend the person first."),
    "licence_unknown": N_("No licence with a last day is on record for {person}."),
    "course_expired": N_("The course of {person} expired on {until}. Renew it and amend the person first."),
    "course_unknown": N_("No course with a last day is on record for {person}."),
    # time
    "future_date": N_("{at} is in the future. Enter when it happened, or check the clock of this computer."),
    "clock_behind": N_(
        "The clock of this computer says {at}, but an entry was already made at {last}. Set the clock right."
    ),
    "time_out_of_range": N_("That moment is not on any calendar of this register. Enter when it happened."),
    "moved_since": N_(
        "{item} moved at {last}: it cannot have moved at {at} as well. Enter the right time, or correct the later "
        "entry first and enter both in order."
    ),
    "late_entry": N_("Entered {hours} hours after it happened."),
    "opening_late": N_("Entered as there from the beginning, {days} days after the register began."),
    "zone_not_the_companys": N_("The time zone must be the company's, {company}, not {zone}."),
    "zone_unknown": N_("“{zone}” is no time zone."),
    # who
    "actor_unknown": N_("User {user} is not known in this register."),
    "user_inactive": N_("User {user} is not active any more. Ask a director."),
    "role_may_not": N_("{user} ({roles}) may not enter “{kind}”. Ask somebody whose role may."),
    "witness_missing": N_("“{kind}” needs a second person as witness."),
    "witness_unknown": N_("The witness is no active user of this register."),
    "witness_may_not": N_("{user} has no role that may witness."),
    "witness_same_person": N_("{user} is the same person: the witness must be somebody else."),
    "user_own_rights": N_("{user} cannot take away the own rights as director. Another director must do it."),
    "second_user": N_(
        "{user} is the second user and must be somebody else than the first, active, in a role that may witness: "
        "nobody could witness anything otherwise. Add other users afterwards."
    ),
    # form
    "kind_unknown": N_("There is no act “{kind}” here."),
    "reason_unknown": N_("There is no reason “{reason}”. Choose one of the list."),
    "reason_missing": N_("“{kind}” needs a reason. Choose one of the list."),
    "reason_needed": N_("There is a warning: to go on all the same, choose a reason."),
    "entry_empty": N_("“{kind}” with nothing in it: choose at least one item."),
    "policy_not_in_force": N_("The rules were changed meanwhile. Try again."),
    "edition_unknown": N_("Edition {edition} of the rules is not known to this release. Install the newer one."),
    "id_malformed": N_("“{id}” is no entry id, or a hash of the entry is malformed. Let the program make it."),
    "set_up_incomplete": N_("A register begins with one company, one policy, and one or two users."),
    "note_too_long": N_("The note is too long: at most {most} characters."),
    # corrections
    "correction_of_nothing": N_("There is no entry {entry} to correct."),
    "correction_not_for": N_("Entry {entry} ({kind}) cannot be corrected so. Make the opposite entry instead."),
    "corrected_already": N_("Entry {entry} was already corrected by entry {by}."),
    "correction_differs": N_("A correction must undo entry {entry} exactly."),
    "correction_used_since": N_(
        "{item} was used since by entries {entries}. Correct those first, the newest before the older."
    ),
}

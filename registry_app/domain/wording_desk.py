"""Sentences for what the judge says at the handover desk: reliefs, voids, and why a thing cannot go out now."""

from registry_app.i18n import N_

DESK_SENTENCES = {
    # why a thing cannot go out
    "item_out": N_("{item} is out: {holder} has it, {place}. Take it back first, or relieve {holder}."),
    "item_out_to_same": N_("{holder} has {item} already, {place}. There is nothing to issue."),
    "item_lost": N_("{item} is lost. If it is here, enter first that it was found."),
    "item_in_workshop": N_("{item} is in the workshop ({place}). Take it back from there first."),
    "item_in_transit": N_("{item} is under way. Accept the delivery first."),
    "item_at_authority": N_("{item} is with the authority ({place}). Enter first that it came back."),
    "item_left": N_("{item} has left the company: {place}. If it came back, receive it first."),
    "item_reserved": N_("{item} is reserved. Release it first, or choose another."),
    "item_blocked": N_("{item} is blocked. A supervisor must release it first; choose another."),
    "item_evidence": N_("{item} is held as evidence and must not be used. Choose another."),
    "item_quarantine": N_("{item} is in quarantine. A supervisor must release it first; choose another."),
    # overrides
    "override_not_for": N_("“{kind}” is not let through by a superior. Leave the override out."),
    "override_unknown": N_("“{value}” cannot be overridden by anybody. Settle what was refused."),
    "override_without_senior": N_("Only another person may let this through: one of {roles}, as witness."),
    "override_without_note": N_("Write in the note why this is let through."),
    "override_needless": N_("Nothing has to be let through for “{label}”. Leave the override out."),
    # reliefs
    "relief_of_many": N_("A relief is between two people: make one for each who hands over or takes over."),
    "relief_of_oneself": N_("{person} has it already: choose who takes over."),
    # acknowledgements
    "handover_unacknowledged": N_(
        "{person} has not acknowledged this handover, as the rules of the company ask. Let {person} acknowledge it at "
        "the desk, by PIN or by a signature on the screen."
    ),
    "acknowledgement_unbound": N_("A handover keeps the one text that was acknowledged, and no other document."),
    "acknowledgement_of_another": N_("The text is about somebody else than who acknowledged it. Begin anew."),
    "acknowledged_another_text": N_("The handover was changed after it was acknowledged. Have it acknowledged again."),
    "nothing_acknowledged": N_("Nobody acknowledged entry {entry} by a PIN or a signature."),
    "drawing_empty": N_("Nothing was drawn: sign again."),
    "drawing_too_long": N_("The drawing has more than {most} points: sign again, shorter."),
    "slip_of_which": N_("Say of which handover: --entry with its number."),
    "slip_not_for": N_("Entry {entry} hands nothing over: there is no slip of it."),
    # what does not come back
    "rounds_short": N_(
        "{n} rounds are missing. Enter as used what was fired or misfired. For the rest choose loss, incident or other "
        "as the reason, and write in the note what happened."
    ),
    "articles_short": N_("Not back: {items}. Scan what is here; confirm that the rest stays with the person."),
    # PINs
    "pin_of_another": N_("A PIN does not become another person's. Set a new one."),
    "pin_not_in_presence": N_("A PIN is set while its person is there and acknowledges it."),
    "pin_malformed": N_("A PIN has {least} to {most} digits and nothing else."),
    "pin_too_simple": N_("That PIN is the first one that a stranger would try. Choose another."),
    "pin_typed_differently": N_("The two lines differ. Type the PIN again, the same in both."),
    "pin_missing": N_("{person} has no PIN yet. Set one, or let {person} sign on the screen."),
    "pin_wrong": N_("That is not the PIN of {person}. Tries left: {left}."),
    "pin_locked": N_("Too many wrong PINs for {person}: locked until {at}. Let {person} sign on the screen."),
    # kits
    "kit_not_of_post": N_("{item} has no kit: choose a post, a contract or a client."),
    # voids
    "void_not_for": N_("Entry {entry} ({kind}) cannot be undone so. Correct it, with a witness."),
    "void_of_another": N_("Entry {entry} was made by {user}, who alone may undo it. Correct it, with a witness."),
    "void_too_late": N_("Entry {entry} can be undone for {seconds} seconds only. Correct it, with a witness."),
    "void_of_sheet": N_("Entry {entry} is a whole count sheet. Correct it, with a witness."),
    "void_not_last": N_("You saw something later, by entry {later}. Undo that first, or correct this with a witness."),
    "void_after_count": N_(
        "The counting of audit {audit} is over: its differences are entered. Correct it, with a witness."
    ),
    "void_reason": N_("The reason of what is undone at once is “{reason_code}”."),
}

"""Sentences for what the judge says of papers, cases, limits, articles, custodians and filings."""

from registry_app.i18n import N_

CASE_SENTENCES = {
    "act_of_later_edition": N_(
        "“{kind}” belongs to newer rules than this register's. A director adopts them under Policy, with a witness."
    ),
    "edition_falls_back": N_("The rules in force are of edition {edition}: a policy cannot go back to an earlier one."),
    # papers
    "document_missing": N_("“{kind}” rests on a paper: enter its number."),
    "field_not_for_act": N_("“{kind}” does not change {fields} of {item}. Amend the record for that."),
    "renewal_of_nothing": N_("{item} is new: a renewal is for what is on record already."),
    "renewal_not_later": N_("{item}: the new last day {day} is not after {until}. Enter the day on the new paper."),
    "acknowledgement_missing": N_("“{kind}” must be acknowledged by the person concerned, or it is said why not."),
    "fitness_expired": N_("The fitness certificate of {person} expired on {until}. Renew it first."),
    "person_left": N_("{person} left the company on {day}: nothing can be handed over. Check the code."),
    # cases
    "case_missing": N_("What is lost belongs to one case: open one, or name the one that is open."),
    "case_unknown": N_("There is no loss or theft case with number {case}."),
    "case_closed": N_("Case {case} was closed on {until}. Open another one."),
    "found_in_several_cases": N_("What is found is of one case. Enter what is found of each by itself."),
    "found_not_of_case": N_(
        "Of {item} there are {there} missing in case {case}, not {wanted}. Name the case that it was lost in, or none."
    ),
    "case_of_nothing": N_("Say which documents are lost; firearms, rounds and articles are entered by losing them."),
    "case_without_outcome": N_("Say how the case ended before it is closed."),
    "case_never_notified": N_("Enter when the authority was told before the case is closed."),
    "happened_after_discovery": N_("It cannot have happened on {minute}, after it was discovered on {known}."),
    "told_before_discovery": N_("Nobody can have been told on {minute}, before it was discovered on {known}."),
    "minute_in_the_future": N_("{minute} is in the future. Enter when it happened."),
    "loss_of_nothing": N_("Name what is gone: scan it, or type part of its serial or lot number."),
    "loss_uncounted": N_("Enter how much of {item} is gone, and no more than was there."),
    "rounds_over": N_("No more than {there} rounds can have been fired of these. Look at the number."),
    "shot_without_rounds": N_("Enter how many rounds were fired, by lot, or name the entry by which they came in."),
    "discharge_missing": N_("A discharge tells of one use of one firearm: enter it."),
    "discharge_without_director": N_("A discharge is witnessed by the legal representative: a user who is director."),
    "discharge_signed_by_another": N_("Who fired acknowledges the discharge, nobody else."),
    "discharge_unbound": N_("A discharge names by its hash the one text that was acknowledged, and no other."),
    "acknowledged_another_discharge": N_(
        "The account of the discharge was changed after it was acknowledged. Have it acknowledged again."
    ),
    "discharge_rounds": N_("{wanted} rounds were fired, but {there} are accounted for. Enter all of them by lot."),
    "discharge_calibre": N_("Lot {item} does not fit the firearm, which is {calibre}."),
    "discharge_of_anothers_rounds": N_("The rounds of {item} are with somebody else than who fired."),
    "discharge_count": N_("The rounds fired of {item} must grow by {wanted}, and those of no other firearm."),
    "discharge_is_fixed": N_(
        "Who fired which firearm, and how many rounds, cannot be amended. Correct the entry of the discharge, and "
        "enter it anew."
    ),
    # workshop
    "work_missing": N_("Say what was done in the workshop."),
    "change_of_another": N_("{item} did not come back with this entry. Amend it by itself."),
    # limits
    "carries_too_much": N_("{person} would carry {wanted} rounds; the policy allows {most}. Hand out fewer."),
    "more_firearms_than_authorised": N_("The company would have {there} firearms; {most} are authorised."),
    "more_firearms_than_guards": N_(
        "The company would have {there} firearms; its guards allow {most} (one for each {each} with a valid licence)."
    ),
    "more_rounds_than_authorised": N_("The company would have {there} rounds; {most} are authorised."),
    "more_rounds_than_a_month": N_(
        "{there} rounds would have come in this month; {most} are allowed ({each} for each firearm)."
    ),
    "calibre_not_allowed": N_("{item} is {calibre}, which the policy does not allow."),
    "company_ceased": N_(
        "The company ceased work on {day}: nobody is handed firearms or rounds since. Take them back and deposit them; "
        "if the company goes on working, take that day out of its record first."
    ),
    "comes_in_after_ceasing": N_("The company ceased work on {day}, and yet more comes in."),
    "leaves_with_items": N_("{person} leaves with things in hand. Take them back first, or give the reason."),
    "evidence_is_kept": N_("{item} is held as evidence: “{kind}” is for what was released. Release it first."),
    "case_still_misses": N_("{item} is still missing: the case cannot end so. Find it first, or choose another end."),
    # articles and packs
    "article_is_settled": N_("{item} was received: whether it is one piece or a stock does not change any more."),
    "key_opens_nothing": N_("{item} must open a place of the company."),
    "nothing_to_withdraw": N_("Of {item} there is nothing in the company that is not held already."),
    "nothing_sealed": N_("There are no sealed packs of {item} there. Look where they are, or open none."),
    "pack_size_unknown": N_(
        "How many rounds a pack of {item} holds is not on record: enter the rounds, or amend the lot."
    ),
    "pack_not_whole": N_("{item} comes in packs of {each}: {quantity} rounds are no whole packs."),
    "rotation_between_same": N_("A rotation moves rounds of {item} between store and person."),
    "rotation_uneven": N_("{person} would not have as many rounds of {calibre} as before: {there} differ."),
    # custodians
    "custodian_by_hand_over": N_("The custodian of {item} changes by handing over the armoury, not by amending it."),
    "hand_over_of_nothing": N_("Say which armoury is handed over."),
    "custodian_not_acknowledged": N_("The new custodian of {item} must acknowledge the hand-over, nobody else."),
    "hand_over_moves_keys": N_("A hand-over moves keys only, to the new custodian or into store; {item} is none."),
    "keys_stay_behind": N_("{person} would keep the key {item}. Hand it over too."),
    # documents and filings
    "hash_malformed": N_("{field} must be a SHA-256 hash, 64 characters in hex."),
    "content_is_fixed": N_("{item}: {fields} cannot be amended. Add another document instead."),
    "not_an_authority": N_("{item} is no authority. Describe the authority as a place of that kind first."),
    "filing_number": N_("Returns are numbered without a gap: there is none before number {wanted} for this authority."),
    "paper_not_of_ledger": N_(
        "This paper is not of this ledger, which never had its head ({size} entries, root {root}). Make the paper "
        "here, and send that one."
    ),
    "paper_for_nobody": N_("This paper names no authority, so nobody was sent it. Make it anew with an addressee."),
    "file_changed": N_(
        "{path} is not what was saved or signed here: somebody changed the file since. Save and sign it again."
    ),
    "filed_before": N_("This very file was entered as sent on {day} already, as number {number}."),
    "filing_number_taken": N_(
        "The paper bears number {number}, and the next one for this authority is {wanted} by now. Make it anew."
    ),
    "filing_not_kept": N_(
        "Of return {number} the register keeps the hash alone ({hash}), not the file. Look for it where it was saved."
    ),
    "filing_followed": N_("Return {number} was followed by another one. Correct the newest first."),
    "home_not_a_store": N_("{item} must be an armoury, safe, rack or slot of the company."),
    "day_in_the_future": N_("{label}: {day} has not come yet. Enter the day on which it happened."),
    "field_not_for_kind": N_("{label} is not for “{kind}”. Leave it empty."),
    "content_too_large": N_("{name} has {size} bytes; at most {most} are kept. Scan it smaller."),
    "content_strange": N_("{name} is no JPEG, PNG, WebP or PDF file. Save it as one of these."),
    "content_missing": N_("The content of {name} is not there. Attach the file itself."),
    "content_erased": N_("The content of {name} was erased; its hash {hash} stays on record."),
    # erasing
    "erased_in_passing": N_("“{kind}” erases nothing: erasing is an act of its own."),
    "erased_unknown": N_("No entry named holds {values}. Begin the erasing anew."),
    "erased_of_whom": N_("An erasing names exactly the records that something is erased of. Begin it anew."),
    "erased_of_holder": N_("{person} has things of the company in hand. Take them back, then erase."),
    "erased_nothing": N_("There is nothing to erase: it was erased before, or never entered."),
}

"""Sentences for the authority's side: its desk, its trust list, its receipts, and the heads that they keep."""

from registry_app.i18n import N_

AUTHORITY_SENTENCES = {
    # the desk
    "not_a_desk": N_("{path} is no desk of an authority. “authority found” makes one."),
    "desk_name": N_("{path}: the name of a desk ends in {suffix}."),
    "desk_newer": N_("This was made by a newer release ({revision}). Install that release; nothing was changed."),
    "desk_damaged": N_("The desk is damaged: {path}. Stop receiving, keep a copy, and restore the last backup of it."),
    "desk_without_key": N_("The desk {path} has no key, so it signs nothing. Make one with “authority found”."),
    "desk_name_length": N_("Give the authority a name of 1 to {most} characters."),
    # the desk against what it signed
    "desk_receipt_missing": N_(
        "Receipt {number} of this desk is missing. Restore it from a backup, or ask the company."
    ),
    "desk_receipt_strange": N_("What lies here as receipt {number} was not signed by this desk."),
    "desk_not_as_receipted": N_(
        "Receipt {number} is for the return {value} with {size} entries, which the desk does not have so any more. "
        "Somebody changed the desk: compare with a backup and with the company."
    ),
    "desk_return_differs": N_("The return {value} of {company} does not lie here as it was received."),
    "desk_entries_differ": N_(
        "The entries of {company} that lie here, up to {size}, do not make the head that was received with them."
    ),
    "desk_head_differs": N_("The desk says {size} entries for {company}; its returns come to {wanted}."),
    "desk_passphrase": N_("The passphrase of the desk is not right. Mind capitals and the language of the keyboard."),
    # what came in
    "return_again": N_("This return was received already, on {day}. Nothing was changed."),
    "return_older": N_(
        "The return carries {size} entries; this desk has {wanted} of that ledger already, and keeps the "
        "longer history."
    ),
    "return_gap": N_(
        "The return does not bring the entries {first} to {final}. They are missing at this desk: ask for a return "
        "with entries."
    ),
    "return_not_signed": N_(
        "Nobody whom the trust list names for this ledger has signed the return, so it was not kept. Ask for a signed "
        "one."
    ),
    "return_unknown": N_("This return was not received here. Verify it with --state first."),
    "two_heads": N_(
        "Two heads of one size: after {size} entries the ledger of {company} has the root {root} in one return and "
        "{other} in another. Both returns are kept as evidence. Ask the company for both, and for its receipts."
    ),
    "entries_differ": N_(
        "The entries that came with the return, after those that this desk has, do not make its head. Nothing was "
        "taken in."
    ),
    # the trust list
    "trust_damaged": N_("The trust list is damaged, or was not signed by the key that it names. Get it anew."),
    "trust_of_another": N_("The trust list is one of {authority} (key {key}), not of this desk. Get the right one."),
    "trust_rolled_back": N_(
        "The trust list here has the number {number} (0: there is none), and this desk issued number {wanted} already. "
        "Somebody put an older one back: get the newest from a backup."
    ),
    "trust_malformed": N_("This cannot stand in a trust list: {detail}"),
    "trust_unknown_licence": N_("No company with the licence {value} stands in the trust list."),
    "trust_origin_twice": N_("This ledger stands in the list for {company} already. A ledger has one licence."),
    "trust_certificate_twice": N_("The certificate {value} stands in the list for {company} already."),
    "trust_needs": N_("To add a company, give --licence, --company and --origin."),
    "no_certificate_nor_print": N_("{path} is no certificate (PEM or DER), and no fingerprint of 64 digits."),
    # receipts and anchors
    "receipt_damaged": N_("The receipt is damaged, or was not signed by the key that it names. Ask for it again."),
    "receipt_of_another": N_("The receipt is for another ledger ({origin}). Take it to the company that it is for."),
    "receipt_key_new": N_(
        "This is the first receipt of {authority} here, so nothing shows yet that the key is theirs. Compare its "
        "SHA-256 with what the authority published, by another way than the receipt came: {value}"
    ),
    "receipt_key_other": N_(
        "Receipts of {authority} had the key {before} until now; this one has {found}. Ask the authority by another "
        "way for the SHA-256 of its key, and give it with --key."
    ),
    "receipt_accepted": N_("The receipt {number} was taken in already. Nothing was changed."),
    "receipt_needs_authority": N_(
        "Nobody entered that this return was filed, and the register does not say with which authority. Name the "
        "authority in the company's record, or say which with --addressee."
    ),
    "anchor_ahead": N_(
        "This register has {size} entries. {authority} gave a receipt for {wanted}, on {day}: an older copy was put in "
        "its place. Do not work in it. Look for the newer register; after the death of a disk, use “restore” on the "
        "newest backup, which opens for reading until it is declared."
    ),
    "anchor_differs": N_(
        "After {size} entries this register has another root than the one that {authority} gave a receipt for, on "
        "{day}: its history is another. Do not work in it. Keep it as evidence, and look for the register of the "
        "receipt."
    ),
    "anchor_behind": N_(
        "This restored register is {n} entries behind the receipt of {authority}. Tell the authority, and enter what "
        "was lost from slips."
    ),
    # restorations
    "nothing_to_declare": N_("This register was not restored, and lacks nothing that a receipt vouches for."),
    "receipt_not_lost": N_("What the receipt {number} vouches for is in this register, or declared lost already."),
    "restoration_of_another_head": N_(
        "A declaration goes on from the head that it follows; this one names {size} entries. Declare it anew."
    ),
    "restoration_loses_nothing": N_(
        "A receipt that was lost is named whole, and for more than the {size} entries that were restored."
    ),
    "restoration_declared_already": N_("What the receipt {number} vouches for was declared lost already."),
    "restoration_is_fixed": N_("A declared restoration stays as it was declared."),
}  # fmt: skip

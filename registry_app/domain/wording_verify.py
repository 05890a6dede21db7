"""Sentences for what the verification of a paper finds: what, where, since when, and what to do. They accuse nobody: a
file that was damaged on its way looks like one that was changed.
"""

from registry_app.i18n import N_

VERIFY_SENTENCES = {
    # The file.
    "not_a_paper": N_("This is not a paper of this program. It could not be checked."),
    "paper_too_large": N_("The file is too large to be checked ({size} bytes)."),
    "cut_short": N_("The file was cut short, or its end is missing. Ask for it again."),
    "paper_broken": N_(
        "The file cannot be read through: it was damaged or changed after it was made. Ask for it again."
    ),
    "bytes_after_end": N_("{bytes} bytes were added after the end of the paper."),
    # Signatures.
    "unsigned": N_("Nobody has signed this paper. Its data and pages agree, but nothing says who vouches for them."),
    "signature_broken": N_(
        "What was signed in the field “{field}” is not what the file holds now: it was changed after that signature."
    ),
    "not_as_signed": N_("The file is not, byte for byte, the one that was signed last."),
    "signature_wrong_key": N_("The signature in the field “{field}” was not made with the key of its certificate."),
    "signature_unreadable": N_("The signature in the field “{field}” cannot be read: it was damaged or changed."),
    "signature_strange": N_("The signature in the field “{field}” has a form that signing a paper never gives it."),
    "signature_not_canonical": N_(
        "The signature in the field “{field}” is written in a way that could hide something."
    ),
    "gap_not_canonical": N_(
        "The place of the signature in the field “{field}” holds something beside the signature: it was changed after "
        "signing."
    ),
    "unsigned_attribute": N_("Something was added to the signature in the field “{field}” after signing."),
    "signature_covers_part": N_("The signature in the field “{field}” does not cover the whole file as it was then."),
    "certificates_strange": N_("The certificates in the field “{field}” do not vouch for one another in one line."),
    "chain_incomplete": N_(
        "The certificates of {subject} in the field “{field}” do not lead up to an authority that vouches for itself."
    ),
    "certificate_unfit": N_("The certificate in the field “{field}” is not one for signing papers."),
    "time_stamp_wrong": N_("The time stamp in the field “{field}” is not of this signature."),
    "not_certifying": N_("The first signature, in the field “{field}”, does not certify the paper as it should."),
    "certifies_twice": N_("The signature in the field “{field}” certifies a paper that was certified before."),
    "signed_out_of_time": N_(
        "{subject} signed in the field “{field}” on {day}, when the certificate was not valid. Ask who signed, and "
        "when."
    ),
    "trust_list_missing": N_(
        "There is no trust list here, so nobody can say whether {subject} may sign in the field “{field}”. Name the "
        "folder with the authority’s trust list."
    ),
    "certificate_not_trusted": N_(
        "The certificate of {subject} in the field “{field}” is not in the trust list. Compare its fingerprint {print} "
        "with the sheet of the company."
    ),
    "certificate_unlisted": N_(
        "The certificate of {subject} in the field “{field}” is not in the trust list. Who inspected is not "
        "shown by it."
    ),
    "signed_by_other_company": N_(
        "The signature in the field “{field}” is by a certificate of {company}, not of the company of this ledger."
    ),
    "company_not_signed": N_(
        "Nobody of {company} has signed this paper, though it is of its ledger. Ask the company whether it sent it."
    ),
    "certificate_withdrawn": N_(
        "The certificate of {subject} in the field “{field}” was withdrawn on {day}, before this paper was made."
    ),
    "signed_by_same": N_(
        "{subject} signed in the field “{field}” and in the field “{other}”. Two signatures of one person are one."
    ),
    "dated_ahead": N_(
        "The paper was made or signed on {day} by what it says, which is still to come. Ask which clock was wrong."
    ),
    "origin_not_trusted": N_("The trust list knows no company with the ledger {origin}."),
    "company_name_differs": N_(
        "The paper calls the company {found}; the trust list calls it {wanted}. Ask which is right."
    ),
    "licence_differs": N_("The paper names the licence {found}; the trust list has {wanted} for this ledger."),
    # What was added after it was made.
    "increment_strange": N_("Something was added to the file that is not a signature (after the field “{since}”)."),
    "value_differs": N_("The field “{field}” was filled in or emptied without a signature."),
    # The paper against its data.
    "page_differs": N_("Page {page} does not show what the data say."),
    "picture_differs": N_("Page {page} shows a picture, code or form that does not belong there."),
    "letters_differ": N_("On page {page}, letters would be copied or searched as others than they look."),
    "annotation_added": N_("Page {page} has an annotation that does not belong there."),
    "pages_missing": N_("The paper has {found} pages; its data make {wanted}."),
    "pages_added": N_("The paper has {found} pages; its data make {wanted}."),
    "attachment_differs": N_("The attached file “{name}” is not the one that belongs to the pages."),
    "property_differs": N_("What the paper says of itself ({name}) does not follow from its data."),
    "field_differs": N_("The signature field “{field}” is not as the paper was made with it."),
    "script_added": N_("The file holds instructions for the reader’s program ({name}) that do not belong there."),
    "document_differs": N_("The file is not the one that its data make, though the pages look alike."),
    "cannot_be_drawn": N_("The data cannot have made this paper: it cannot be drawn from them."),
    "format_unknown": N_("The data have a format that this release does not know ({value}). Use a newer release."),
    "layout_unknown": N_("The paper has a layout that this release does not know ({value}). Use a newer release."),
    "schema_unknown": N_(
        "The paper was made by a release with another schema ({name}). Use a newer release, or ask who made it."
    ),
    # The data.
    "data_missing": N_("The paper carries no data, so nothing in it can be checked."),
    "text_hidden": N_(
        "The data hold characters that nobody sees ({value}), so that two names may look alike and be two. Ask for a "
        "paper without them."
    ),
    "data_strange": N_("The attached data cannot be read, or are not written as the program writes them."),
    "schema_differs": N_("The data are not in the form that they name ({where}: {detail})."),
    "number_differs": N_("The number {number} does not follow from the day and the head of the ledger."),
    "period_strange": N_("The day that the paper speaks of ({day}) does not fit the moment at which it was made."),
    # The ledger.
    "proof_wrong": N_(
        "The proof that the ledger only grew since its {size} entries does not hold: the earlier history is another."
    ),
    "made_before_entries": N_(
        "The paper was made on {day} by what it says, but holds an entry that was recorded later ({last}). Its day may "
        "be wrong."
    ),
    "history_forked": N_(
        "The first {size} entries of this ledger are not those of the return that was received on {day}: the history "
        "was rewritten."
    ),
    "history_shortened": N_(
        "The ledger has {size} entries, but {before} were reported by {day}: entries are missing at its end."
    ),
    "history_restored": N_(
        "A declared restoration: the company’s register came out of a backup and goes on from its first {first} "
        "entries, as two persons signed. The entries {first} to {final}, known here by {day}, are given up; both "
        "histories are kept."
    ),
    "restoration_unproven": N_(
        "The paper says that its register came out of a backup with {size} entries, and nothing here shows it. Ask for "
        "the return with all its entries."
    ),
    "restoration_told": N_("By entry {entry} ({day}) two persons declared that this register came out of a backup."),
    "restorations_differ": N_(
        "The restorations that the paper lists are not those that the entries declare (entries {entries})."
    ),
    "history_given_up": N_(
        "This paper is of entries that the company has declared lost since, after its {size} entries. It is kept "
        "nowhere anew."
    ),
    "history_unlinked": N_(
        "Nothing shows that this ledger continues the one of {before} entries that was received on {day}. Ask for a "
        "return with its proof or entries."
    ),
    "older_than_known": N_("This paper is older than one received already ({before} entries, on {day})."),
    "received_before": N_("This very file was received before, on {day}. It is not a new return."),
    "number_used": N_("A paper with the number {number} was received before, on {day}."),
    "entries_absent": N_("The paper carries no entries, so its figures could not be computed anew."),
    "entries_missing": N_(
        "The entries begin at {first}, but only {before} are known here: the figures could not be computed anew."
    ),
    "entries_strange": N_("The attached entries cannot be read, or are not those that the paper names."),
    "entries_not_of_head": N_("The entries do not make the head that the paper names ({size} entries)."),
    "entry_strange": N_("Entry {entry} cannot be read, or is not the one that was signed."),
    "entry_not_following": N_("Entry {entry} ({day}) does not follow on the one before it."),
    "entry_signed_wrong": N_("Entry {entry} ({day}) is not signed by those who are said to have signed it."),
    "entry_forbidden": N_("Entry {entry} ({day}) breaks the rules that were in force then ({codes})."),
    "rules_unknown": N_("Entry {entry} was made under rules that this release does not know. Use a newer release."),
    # The figures.
    "figure_differs": N_("{where}: the paper says {found}; the entries come to {wanted}."),
    "firearm_missing": N_("The firearm {name} is in the company by the entries, and not in the list."),
    "firearm_added": N_("Row {row}: the firearm {name} is not in the company by the entries."),
    "firearm_differs": N_("Row {row}: the firearm {name} is told otherwise than the entries say ({fields})."),
    "lot_missing": N_("The lot {name} is in the ledger, and not in the list."),
    "lot_added": N_("Row {row}: the lot {name} is not in the ledger."),
    "lot_differs": N_("Row {row}: the lot {name} is told otherwise than the entries say ({fields})."),
    "rows_differ": N_("{n} more rows differ."),
    "paper_value_differs": N_("{label}: the paper says {found}; its entries come to {wanted}."),
    "paper_row_differs": N_("{label}, row {row}, {fields}: the paper says {found}; its entries come to {wanted}."),
    "paper_row_added": N_("{label}: row {row} does not follow from the entries."),
    "paper_row_missing": N_("{label}: a row that follows from the entries is missing ({name})."),
    "paper_order_differs": N_("{label}: the rows stand in another order than the entries lead to."),
    "paper_not_possible": N_("No such paper can be made from its entries ({codes})."),
    "sections_absent": N_(
        "The paper does not tell of: {fields}. Those of earlier releases do not; ask whether this one is so old."
    ),
    "other_release": N_(
        "The paper was made by another release ({value}), and {n} of its values are not those that this release "
        "computes. Check it with the release that made it."
    ),
    "drawn_by_other_release": N_(
        "The paper was drawn by another release ({value}), and this one draws it otherwise. Check it with the release "
        "that made it."
    ),
    "not_in_entries": N_("Not in the entries, and so not computed anew: {fields}."),
}

"""Sentences for what a check finds. They say where, never what stood there: it may be personal."""

from registry_app.i18n import N_

CHECK_SENTENCES = {
    "entry_missing": N_("Entry {entry} is missing or out of place. What follows could not be checked."),
    "entry_unreadable": N_("An entry cannot be read: {reason}"),
    "column_differs": N_("Table {table}, row {row}: column {column} does not follow from the entries."),
    "row_missing": N_("Table {table}: row {row} is missing."),
    "row_strange": N_("Table {table}: row {row} does not follow from any entry."),
    "table_differs": N_("Table {table} does not have the columns that it should."),
    "root_differs": N_("Entry {entry} does not follow on the ledger before it."),
    "clock_ran_back": N_("Entry {entry} was recorded before the one that it follows on."),
    "leaf_differs": N_("Entry {entry} is not the one that was signed. Stop writing, and restore the last backup."),
    "id_twice": N_("Entry {entry} has the id of an earlier one."),
    "signature_wrong": N_("Entry {entry}: a signature is not that of the user who is said to have signed."),
    "signature_missing": N_("Entry {entry} does not carry the signatures that it should."),
    "judge_forbids": N_("Entry {entry} breaks the rules that were in force then ({codes})."),
    "personal_differs": N_("A personal value (row {row}) is not the one that the ledger vouches for."),
    "personal_erased": N_("Personal values erased: {values}."),
    "contents_erased": N_("Contents of documents erased: {values}."),
    "content_differs": N_("The content of a document (row {row}) is not the one that the ledger vouches for."),
    "checkpoint_wrong": N_("The checkpoint after {size} entries is not one that a user of this register kept."),
    "snapshot_differs": N_("What is kept of the month until {day} is not what the entries come to."),
    "ledger_cut": N_("The ledger was cut: a checkpoint knows {size} entries."),
    "head_not_ours": N_(
        "The head {size} {root}, which was kept elsewhere, is not of this ledger: its history was cut or rewritten. "
        "Stop writing, and restore the last backup."
    ),
    "search_differs": N_("The search index does not match the firearms. Restore the last backup."),
    "batch_unfinished": N_("An import ({kind}) did not come to its end. Import the same file again, or drop it."),
}

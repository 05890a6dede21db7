"""Sentences for registers, keys and files that cannot be used. Each names the remedy."""

from registry_app.i18n import N_

FILE_SENTENCES = {
    # folders
    "not_a_register": N_("{path} is no register: choose a folder whose name ends in .armarium."),
    "folder_name": N_("{path}: the name of a register ends in {suffix}."),
    "folder_exists": N_("{path} exists already. Choose another name; nothing is ever overwritten."),
    "folder_read_only": N_("{path} cannot be written. Choose another folder, or ask for the right to write there."),
    "register_newer": N_(
        "This register was made by a newer release ({revision}). Install that release; nothing was changed."
    ),
    "register_locked": N_("The register {path} is in use by {holders}. Close it there and try again."),
    "register_busy": N_("Another program is writing in the register. Try again in a moment."),
    "read_only": N_(
        "The register is open for reading only: it is a backup, was restored and not declared yet, or you may only "
        "look. Nothing was written."
    ),
    "interrupted": N_("Stopped. Nothing of it was written."),
    "register_older": N_(
        "The register {path} was made by an older release, and cannot be brought up to date where it lies. Copy the "
        "folder to a disk that can be written, and open it there."
    ),
    "journal_left": N_(
        "The register {path} was not closed, and cannot be read where nothing can be written. Copy the folder to a "
        "disk that can be written, and open it there."
    ),
    "not_a_backup": N_("{path} is no backup of a register. Choose a folder that “backup” made."),
    "backup_inside": N_("{path} lies inside the register itself. Choose a folder elsewhere, best on another disk."),
    # disks
    "disk_full": N_("The disk is full. Nothing was written; make room and try again."),
    "disk_error": N_(
        "The disk reports an error, or takes no more. Nothing was written; check the disk, and make a backup elsewhere."
    ),
    "disk_unfit": N_(
        "This disk cannot hold a register: it does not keep a journal. Choose another, not a network drive."
    ),
    "cannot_open": N_("The register's file cannot be opened. Check the folder and your rights to it."),
    "cannot_read": N_("{path} cannot be read: {trouble}"),
    "cannot_write": N_("{path} cannot be written: {trouble}"),
    # keys
    "wrong_passphrase": N_("The passphrase is not right. Mind capitals and the language of the keyboard."),
    "unknown_user": N_("There is no user {user} in this register."),
    "user_exists": N_("There is a user {user} already. Choose another name."),
    "passphrase_short": N_("The passphrase is too short: at least {least} characters."),
    "passphrase_weak": N_("The passphrase is rather short: {advised} characters or more are hard to guess."),
    "wrong_recovery_code": N_("This recovery code belongs to another register, or was replaced by a newer one."),
    "misread_recovery_code": N_("The recovery code was misread: compare it with the paper, group by group."),
    "passphrases_differ": N_("The two passphrases are not the same. Type them again."),
    "passphrase_missing": N_("No passphrase: give {option}, or set {variable}."),
    "memory_short": N_("There is not enough memory to open the keys: {needed} MB are needed. Close other programs."),
    "key_replaced": N_("The key of {user} was replaced meanwhile. Lock the register and unlock it again."),
    "user_own_key": N_("{user} cannot replace the own key. Another director must do it."),
    "user_needs_key": N_("{user} has no key any more: give a new passphrase, so that a new one is made."),
    "keyring_closed": N_("The keyring of this system cannot be used. The passphrase is asked for each time."),
    # the command line
    "nothing_of_that_name": N_("There is nothing called “{value}” here. Check the spelling, or look it up."),
    "several_of_that_name": N_("“{value}” is the name of {many} records. Use the tag or code instead."),
    "several_so_called": N_(
        "“{value}” is the name of several: {choices}. Write the number of the right one, such as #12."
    ),
    "named_twice": N_("{value} is named twice. Name it once, with the whole quantity."),
    "quantity_missing": N_("Say how many of {value}: write {value}=24."),
    "set_unknown": N_("There is no field “{value}” to be set here. Choose one of {choices}."),
    "mark_of_several": N_("A mark is of one firearm: enter that one by itself."),
    "report_unknown": N_("There is no report “{value}”. “report --list” names them."),
    "show_needs": N_(
        "Say which record, by kind and name, or by kind, # and number, such as “show record firearm SN1”. Kinds: "
        "{kinds}."
    ),
    "report_needs": N_("A report needs a register (-r) and a file to write (-o)."),
    "report_only_now": N_("“{value}” tells what is so now. Leave out the day and the head."),
    "changes_for_whom": N_(
        "A change notice tells an authority what changed since its last return. Say which one (--addressee)."
    ),
    "report_suffix": N_("“{value}”: the name must end in one of {choices}."),
    "report_paper": N_("There is no paper {value}. Choose one of {choices}."),
    "addressee_unknown": N_("There is no authority with the code {value}. Known: {choices}."),
    "period_backwards": N_("The period begins on {day} and ends on {until}. Let it begin on an earlier day."),
    "as_of_future": N_("{day} has not come yet. Choose today or an earlier day."),
    "as_of_after_head": N_(
        "With {size} entries the ledger knew nothing after {until}. Choose that day or an earlier one, or a later head."
    ),
    "head_malformed": N_(
        "“{value}” is no head. Write how many entries were known, such as 1200, or 1200:9f3ab2c4 with the beginning of "
        "the root."
    ),
    "head_differs": N_(
        "After {size} entries this ledger has another root than {root}. Compare the head with the paper it stands on."
    ),
    "as_of_contradictory": N_(
        "By the times given, {items} left a place before coming there, so nobody can say where they were at {at}. "
        "Choose another day, or correct the entry with the wrong time."
    ),
    "ledger_is_whole": N_("The ledger is handed out whole, not as of a day. Leave out --as-of."),
    "export_unknown": N_("There is no export “{value}”. Choose among {choices}."),
    "head_unknown": N_("The ledger has not had {size} entries yet."),
    "bench_unknown": N_("There is no benchmark “{value}”. Choose one of {choices}."),
    # damage
    "file_cut": N_("The register's file is cut short. Stop writing, keep a copy, and restore the last backup."),
    "copy_differs": N_(
        "The copy {path} is not the same as the register. It was removed; check the disk and try again."
    ),
    "backup_damaged": N_("The backup {path} is damaged ({file}). Take an older one."),
    "balances_differ": N_(
        "The balances of {items} differ from the ledger. Stop writing, run a check, and restore the last backup."
    ),
    "return_does_not_add_up": N_(
        "The return does not add up: {wanted} by the account, {there} by the list. Run a check; no return was made."
    ),
    "policy_missing": N_("The register has no policy. Run a check, and restore the last backup."),
    "keys_damaged": N_("The key file {path} is damaged. Restore the register from the last backup."),
    "key_not_of_user": N_("The key of {user} is not the one on the ledger. The key file was replaced: restore it."),
    "not_our_file": N_("The register's file cannot be decrypted: it is damaged, or not the one of these keys."),
    "file_malformed": N_("The register's file is damaged. Stop writing, keep a copy, and restore the last backup."),
    "ledger_sealed": N_("Something tried to change what the ledger holds. It was refused."),
    "seals_broken": N_("The seals of the register are broken: {names}. Run a check, and restore the last backup."),
}

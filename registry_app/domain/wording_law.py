"""Sentences for what is wrong with the file of a jurisdiction. Each names file and key, and the remedy."""

from registry_app.i18n import N_

LAW_SENTENCES = {
    "jurisdiction_unknown": N_("There are no rules for “{value}”. Choose one of {choices}."),
    "law_unreadable": N_("{file} cannot be read as TOML: {detail}. Correct that line, or restore the file."),
    "law_key_unknown": N_("{file}: there is no key “{key}”. Remove it, or write one of {choices}."),
    "law_key_missing": N_("{file}: the key “{key}” is missing. Add it."),
    "law_not_table": N_("{file}: “{key}” should hold keys of its own. Write it as a table."),
    "law_not_list": N_("{file}: “{key}” should be a list."),
    "law_not_text": N_("{file}: “{key}” should be text between quotation marks, on one line, and not be empty."),
    "law_not_number": N_(
        "{file}: “{key}” is “{value}”. Write a whole number from {least} to {most}, without quotation marks."
    ),
    "law_not_in_list": N_("{file}: “{key}” is “{value}”, which is none of {choices}."),
    "law_not_day": N_(
        "{file}: “{key}” is “{value}”. Write the day on which it was compared with the text as “2026-12-31”, or “” "
        "when it was not."
    ),
    "law_calibres": N_("{file}: “{key}” should name at least one calibre, and each once."),
    "law_other_code": N_("{file}: “code” is “{value}”. Write the name of the file there, or rename the file."),
}

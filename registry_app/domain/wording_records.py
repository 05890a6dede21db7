"""Sentences for what is wrong with records and their fields. Each names the remedy."""

from registry_app.i18n import N_

RECORD_SENTENCES = {
    # fields
    "field_required": N_("{label} is missing."),
    "field_too_long": N_("{label}: “{value}” is too long, at most {most} characters."),
    "field_not_integer": N_("{label}: “{value}” is not a whole number. Write digits alone, without points or commas."),
    "field_not_tenths": N_("{label}: “{value}” is not a number with one decimal. Write it as 1.2 or 1,2."),
    "field_out_of_range": N_("{label}: “{value}” must be between {least} and {most}."),
    "field_too_small": N_("{label}: “{value}” is too little, at least {least}."),
    "field_not_date": N_("{label}: “{value}” is not a day. Write it as 2026-12-31 or 31/12/2026."),
    "field_not_moment": N_("{label}: “{value}” is not a day with a time. Write it as 2026-12-31 14:30."),
    "field_not_choice": N_("{label}: “{value}” is not in the list ({choices})."),
    "field_not_boolean": N_("{label}: write yes or no, not “{value}”."),
    "field_not_country": N_("{label}: “{value}” is no country. Write its name or its two letters."),
    "typed_differently": N_("{label}: the two lines differ. Read it off the piece once more, and type it in both."),
    "too_many_at_once": N_("{many} records are too many for one entry, at most {most}. Select fewer of them."),
    "field_not_at_once": N_("“{field}” is not changed of many records at once. Open each of them and edit it there."),
    "criterion_unfinished": N_("{label}: write after “{value}” what it is to be compared with."),
    "criterion_reversed": N_("{label}: the range ends before it begins. Write {value}."),
    "criterion_unknown": N_("This list has no column “{field}”. Take the filter away."),
    "text_unprintable": N_("The text {value} holds characters that cannot be printed. Type it anew."),
    "field_unknown": N_("A record of this kind has no field “{field}”."),
    "value_not_of_field": N_("{label}: “{value}” does not fit."),
    "reference_unknown": N_("{label}: there is no record {record} of that kind."),
    "text_malformed": N_(
        "The text {value} is empty, too long or holds characters that cannot be printed. Type it anew."
    ),
    # records
    "record_not_for_act": N_("“{act}” cannot change a record of this kind ({kind})."),
    "record_exists_once": N_("There is one record of this kind already ({kind})."),
    "record_twice": N_("Record {record} is named twice."),
    "record_number": N_("Record {record} should have number {expected}. Try again."),
    "record_unknown": N_("There is no record {record} of that kind ({kind})."),
    "amend_nothing": N_("Nothing of record {record} would change: it says so already."),
    "changes_nothing": N_("Nothing would change: all of it is on record already."),
    "change_uneven": N_("The change of record {record} does not name the same fields before and after."),
    "changed_meanwhile": N_("{item} was changed by somebody else meanwhile. Look at it again, then repeat."),
    "key_taken": N_("“{value}” is taken already by another record ({kind}). Choose another, or amend that one."),
    "place_in_itself": N_("{item} would lie in itself. Choose another place that it is part of."),
    "record_not_described": N_("“{act}” makes records and changes none: record {record} must be amended."),
    "public_key_malformed": N_("The public key is not one of this program. Make the user again."),
    # places
    "place_not_there": N_(
        "{item} ({kind}) cannot lie there. Armouries, safes, clients and posts lie in the company or in something of "
        "it; places outside stand alone."
    ),
    "place_exists_once": N_("There is one place of this kind already ({kind}). Use that one."),
    "place_kind_fixed": N_(
        "{item} stays what it is ({kind}): what lies there would change hands. Describe a new place and move things "
        "there."
    ),
    "place_was_used": N_(
        "{item} was used already and stays in its armoury. Describe a new place there, and send what lies here to it."
    ),
    # firearms
    "firearm_exists": N_(
        "{maker} {model} {other} is on the register already. Check the serial number; if it is the same firearm, "
        "amend that record."
    ),
    "firearm_reopens": N_(
        "{maker} {model} {other} was here before and left. Receive it again on its old record instead of making "
        "a new one."
    ),
    "serial_of_another": N_("The serial {item} is also that of {maker} {model}. If that is right, give the reason."),
    "serial_of_destroyed": N_(
        "{maker} {model} {other} was destroyed, and has this serial. If this is another one, give the reason."
    ),
    "identity_changed": N_(
        "{fields} of {item} would change, which tells it from other firearms. If the record was wrong, give the reason."
    ),
    "serial_is_junk": N_("“{value}” is no serial number. Look at the frame again; hold the firearm if it has none."),
    "serial_only_zeros": N_("The serial “{value}” is nothing but zeros. Look at the frame again."),
}

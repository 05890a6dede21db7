"""Sentences for what is wrong with spreadsheets and their rows. Each names the remedy."""

from registry_app.i18n import N_

SHEET_SENTENCES = {
    "file_empty": N_("{file} holds no rows. Choose the file, or the sheet, that holds the list."),
    "file_too_large": N_(
        "{file} is too large: at most {most} MB. Divide it, and import the parts one after the other."
    ),
    "file_too_many_rows": N_(
        "{file} has too many rows: at most {most}. Divide it, and import the parts one after the other."
    ),
    "file_too_many_columns": N_("{file} has too many columns: at most {most}. Take out those that are not needed."),
    "file_not_table": N_(
        "{file} is no list: it may be a picture or another kind of file. Save the list as CSV (UTF-8) or XLSX."
    ),
    "file_unreadable": N_(
        "{file} cannot be read: it is damaged, or was not copied whole. Open it in a spreadsheet program and save it "
        "anew."
    ),
    "file_has_password": N_("{file} is locked with a password. Save it without one, import it, then delete that copy."),
    "headings_unknown": N_("No heading in {file} is known. The first row should hold headings such as {fields}."),
    "headings_missing": N_("{file} has no column for {fields}. Add it, or say by a mapping which column it is."),
    "heading_twice": N_("Several columns of {file} mean the same: {columns}. Rename all but one."),
    "column_ignored": N_("The column “{heading}” is not imported."),
    "map_unreadable": N_('{file} is no mapping. It should be a JSON object such as {{"Heading": "serial"}}.'),
    "map_field_unknown": N_("The mapping names a field “{field}” that there is not. Choose among {names}."),
    "map_heading_unknown": N_("The mapping names a heading “{heading}” that {file} does not have."),
    "place_needed": N_("{file} has no column that says where each item is. Name the place where they are kept."),
    "place_missing": N_("The row names no place. Write the code or the name of one."),
    "place_not_found": N_("There is no place “{value}” on the register. Import the places first, or correct the code."),
    "place_ambiguous": N_("Several places are called “{value}”. Write the code instead."),
    "person_not_found": N_("There is no person with the code “{value}”. Import the people first, or correct the code."),
    "twice_in_file": N_("The same is in row {row} of this file as well. Leave only the right one of the two."),
    "lot_rows_differ": N_("Another row of this file describes lot {item} differently. Make the rows agree."),
    "article_rows_differ": N_("Another row of this file describes article {item} differently. Make the rows agree."),
    "firearm_not_found": N_(
        "There is no firearm with the tag or serial “{value}”. Import the firearms first, or correct it."
    ),
    "firearm_ambiguous": N_("Several firearms have the serial “{value}”. Write the tag instead."),
    "custodian_left_out": N_(
        "{value} is not entered as custodian of {item}: who takes an armoury over acknowledges it. Hand it over."
    ),
    "serial_looks_alike": N_(
        "The serial {value} looks like {other} of the same maker and model. Compare both with the frames."
    ),
    "spelled_differently": N_(
        "The register has “{found}”, not “{value}”: taken as the same. Amend the record if it is wrong."
    ),
    "position_differs": N_(
        "The register has {item} at {found}, not at {said}. An import moves nothing: enter what moved it."
    ),
    "quantity_differs": N_(
        "The register has {found} of {item} at {place}, not {said}. An import moves nothing: count again."
    ),
    "cell_error": N_("{label}: the spreadsheet shows an error instead of a value. Correct the cell."),
    "number_lost_digits": N_(
        "{label}: the spreadsheet kept “{value}” as a number and lost digits. Type it anew as text."
    ),
    "number_scientific": N_(
        "{label}: the spreadsheet took the text for a power of ten, now “{value}”. Type it anew as text."
    ),
    "number_shortened": N_(
        "{label}: “{value}” looks like a number that a spreadsheet changed. Compare it with the original."
    ),
    "became_date": N_("{label}: the spreadsheet took the text for a day, now “{value}”. Type it anew as text."),
    "calibre_as_number": N_(
        "The calibre “{value}” was typed as a number, so that .38 and .380 look the same. Write its name."
    ),
    "calibre_unlisted": N_(
        "The calibre “{value}” is not on the list, and is kept as written. Check that it is spelled as elsewhere."
    ),
    "batch_unknown": N_("There is no import {batch} in this register."),
}

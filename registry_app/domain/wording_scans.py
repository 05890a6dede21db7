"""Sentences for what a scanner read. Each names the remedy."""

from registry_app.i18n import N_

SCAN_SENTENCES = {
    "scan_empty": N_("The scanner sent nothing that can be read. Scan again."),
    "scan_misread": N_("Misread: {value} is no whole code. Scan again; if it stays so, the label is damaged."),
    "scan_other_layout": N_(
        "The scanner is set to another keyboard layout: this computer's keyboard is {keyboard}. Set up the scanner on "
        "the page “Scanner”."
    ),
    "scan_other_register": N_(
        "{value} is a label of another register. If the item is yours now, take that label off and put on your own."
    ),
    "scan_unknown": N_(
        "Nothing on the register answers to {value}. Look at the label, or search by the serial number."
    ),
}

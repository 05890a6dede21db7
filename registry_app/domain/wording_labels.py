"""Sentences for labels and cards that cannot be printed. Each names the remedy."""

from registry_app.i18n import N_

LABEL_SENTENCES = {
    "label_too_small": N_(
        "{value}: the code does not fit a label of {wide} × {tall} mm. Choose a QR code, a Data Matrix, or a larger "
        "label."
    ),
    "label_layout": N_("There is no layout “{value}” for this. Choose one of {choices}."),
    "label_symbol": N_("There is no code “{value}”. Choose one of {choices}."),
    "label_skip": N_("{value} labels cannot be left free: the sheet has {many}. Choose fewer."),
    "label_shift": N_("A shift is {most} mm at most. Choose the paper in the printer's settings instead."),
    "label_none": N_("Nothing is chosen to be printed. Name at least one record."),
    "label_kind": N_("There are no labels for “{value}”. Choose one of {choices}."),
    "label_suffix": N_("“{value}”: labels are written as .pdf. Choose such a name."),
}

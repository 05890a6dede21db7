"""The keys of the handover and what they are called."""

from registry_app.i18n import N_
from ui.pages.handover_reads import ISSUE, RELIEVE, TAKE_BACK

ACTS = {ISSUE: N_("Issue"), TAKE_BACK: N_("Take back"), RELIEVE: N_("Relieve")}
KEYS = (("F2", ISSUE), ("F3", TAKE_BACK), ("F4", RELIEVE))
SETTLE = "F9"
LINE_HINT = N_("Scan or type a serial, tag, person or lot")
OTHER_WAY = ("item_out", "item_out_to_same", "item_not_issued")
"""Findings that mean: the other act fits."""
SHORTCUTS = (
    ("F2", N_("Issue")),
    ("F3", N_("Take back")),
    ("F4", N_("Relieve")),
    ("Return", N_("On the empty line: make the handover")),
    ("Ctrl+Return", N_("Make the handover")),
    ("F8", N_("Start again")),
    (SETTLE, N_("Go to what settles a refusal")),
    ("Ctrl+Z", N_("Undo the last handover, for 10 seconds")),
    ("Ctrl+P", N_("See, print or save the slip of the last handover")),
)

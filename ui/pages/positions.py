"""Where a firearm stands, as one code with its label and colour: from the state, the holder and the kind of place."""

from registry_app.domain.choices import HELD_STATES, OUTSIDE, PASSAGES, STATES
from registry_app.i18n import N_, _

IN_STORE, ISSUED = "in_store", "issued"
LABELS = {
    IN_STORE: N_("In store"),
    ISSUED: N_("Issued"),
    "transit": N_("In transit"),
    "workshop": N_("In the workshop"),
    **STATES,
    **OUTSIDE,
}
TONES = {
    IN_STORE: "green",
    ISSUED: "blue",
    "transit": "amber",
    "workshop": "amber",
    "lost": "red",
    "held:evidence": "red",
    **dict.fromkeys(("reserved", "blocked", "held:quarantine", "sealed"), "amber"),
}


def status_of(state: str, holder: str, place_kind: str) -> str:
    """The code that says most: gone, then held, then with somebody, then under way, then in store."""
    if place_kind in OUTSIDE:
        return place_kind
    if state in HELD_STATES:
        return state
    if holder:
        return ISSUED
    return place_kind if place_kind in PASSAGES else IN_STORE


def status_text(code: object) -> str:
    """The label of a status."""
    return _(LABELS.get(str(code), str(code))) if code else ""


def status_tone(code: object) -> str:
    """The colour of a status."""
    return TONES.get(str(code), "gray")


def drawing_of(kind: object) -> str:
    """The icon for a kind of firearm."""
    return "long-gun" if kind in ("shotgun", "rifle", "carbine", "combination") else "pistol"

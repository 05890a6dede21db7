"""Sources that are said rather than cited: what practice is, and whose. A law goes by the name that it has at home."""

from registry_app.i18n import N_, _

SAID = frozenset({
    N_("Practice"), N_("Practice, after IATG 07"), N_("Practice, after MOSAIC 05.20"),
    N_("Practice, after MOSAIC 05.20 and the quarterly serial count of US Army armouries"),
    N_("Practice, after the ICoCA guidance on management of weapons (2025)"),
    N_("Practice, after the rule of Argentina"), N_("Practice, after the rule of Chile"),
    N_("Practice, after the rule of Peru"), N_("Guideline of DIGESSP"),
    N_("Decreto 52-2010 art. 30 and guideline of DIGESSP"),
    N_("D.S. 1773/1994 art. 11 g, 18 bis; now Ley 21.659"), N_("D.S. 1773/1994 art. 11; now Ley 21.659"),
    N_("D.S. 1773/1994 art. 12, 13; now Ley 21.659"), N_("D.S. 1773/1994 art. 7; now Ley 21.659"),
    N_("D.S. 1773/1994 art. 19; now D.S. 209/2024"), N_("D.S. 1773/1994 art. 20; now D.S. 209/2024"),
    N_("Ley 21.659 (offences are reported within 24 hours)"),
    N_("ISO 28007-1 (record of movement, issue and receipt)"),
})  # fmt: skip
"""Those of the files that come with the program, in English as they stand there."""


def cited(source: str) -> str:
    """A source in the reader's language, as far as it is said; as it stands, where it is a law or somebody's own."""
    return _(source) if source in SAID else source

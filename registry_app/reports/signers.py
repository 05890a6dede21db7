"""Who signs papers: names of signature fields in the file, and what stands above them."""

from registry_app.i18n import N_

ARMORER = ("armorer", N_("Armorer"))
WITNESS = ("witness", N_("Witness"))
INSPECTOR = ("inspector", N_("Inspector"))
ALL = (ARMORER, WITNESS, INSPECTOR)
"""The three of every return."""

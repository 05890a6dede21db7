"""Who signs papers: names of signature fields in the file, and what stands above them."""

from registry_app.domain.choices import SIGNATURE_FIELDS

ALL = ARMORER, WITNESS, INSPECTOR = tuple(SIGNATURE_FIELDS.items())
"""The three of every return."""

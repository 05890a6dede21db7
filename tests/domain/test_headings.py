"""What columns of real lists mean."""

import pytest

from registry_app.domain.headings import SYNONYMS, folded, meanings
from registry_app.i18n import LANGUAGES, _, speaking
from registry_app.services.import_tables import FIELDS


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("N° de Série", "Número de serie"),
        ("SERIE No.", "nº serie"),
        ("Serial  number", "serial_number"),
        ("Año de fabricación", "ANO FABRICACION"),
        ("Permit valid until:", "permit valid until"),
    ],
)
def test_headings_that_mean_the_same_meet(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize("kind", FIELDS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_leads_to_its_field_in_every_language(kind: str, language: str) -> None:
    known = meanings(kind, FIELDS[kind])
    with speaking(language):
        found = {field.name: known[folded(_(field.label))] for field in FIELDS[kind]}
    assert found == {name: name for name in found}


@pytest.mark.parametrize("kind", SYNONYMS)
def test_no_synonym_means_two_things(kind: str) -> None:
    means = [(folded(word), name) for name, words in SYNONYMS[kind].items() for word in words]
    assert len({heading for heading, _name in set(means)}) == len(set(means))


@pytest.mark.parametrize("kind", SYNONYMS)
def test_every_synonym_leads_to_its_field(kind: str) -> None:
    known = meanings(kind, FIELDS[kind])
    found = {word: known[folded(word)] for words in SYNONYMS[kind].values() for word in words}
    assert found == {word: name for name, words in SYNONYMS[kind].items() for word in words}


def test_synonyms_are_for_fields_that_there_are() -> None:
    for kind, fields in FIELDS.items():
        assert SYNONYMS[kind].keys() <= {field.name for field in fields}

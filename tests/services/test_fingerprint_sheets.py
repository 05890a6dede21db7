"""The fingerprint sheet as it follows from the register."""

import json

import pytest

from registry_app.domain.errors import Refused
from registry_app.domain.records import COMPANY
from registry_app.services import certificates, fingerprint_sheets, ledger, records
from tests.make import Make


def test_it_names_what_is_in_force_and_nothing_else(make: Make, known_keys: None) -> None:
    make.do(records.amend, kind="company", record=COMPANY, values={"licence_number": "L-1"})
    make.do(certificates.found, witness=make.witness)
    for _time in range(2):
        make.do(certificates.certify)
    by, head = make.register.actor, make.register.read(ledger.head)
    told = make.register.read(fingerprint_sheets.content, by=by)
    above, mine, _withdrawn = make.register.read(certificates.listed)
    assert told["authority"]["fingerprint"] == above.fingerprint
    assert [(c["user"], c["subject"], c["issuer"]) for c in told["certificates"]] == [
        ("first", "Ana Ruiz", mine.issuer),
    ]  # fmt: skip
    assert told["head"] == {"origin": head.origin, "size": head.size, "root": head.root}
    assert told["number"] == f"FS-20260101-{head.size}-{head.root[:8].upper()}"
    again = json.loads(make.register.read(fingerprint_sheets.make, suffix=".json", by=by))
    assert again | {"made": told["made"]} == told


@pytest.mark.parametrize(("facts", "code"), [
    ({"suffix": ".doc"}, "report_suffix"), ({"paper": "a3"}, "report_paper"), ({}, "authority_missing"),
])  # fmt: skip
def test_what_cannot_be_made(make: Make, facts: dict[str, str], code: str) -> None:
    with pytest.raises(Refused, match=code):
        make.register.read(fingerprint_sheets.make, by=make.register.actor, **facts)

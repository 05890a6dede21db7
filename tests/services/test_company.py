"""The company's own record, completed, with its logo."""

from registry_app.services import company, documents
from tests.make import PHOTO, Make

PNG = b"\x89PNG\r\n\x1a\n a newer one"


def test_the_company_is_completed_field_by_field(make: Make) -> None:
    assert make.register.read(company.of)["name"] == "Vigilancia Andina S.A."
    assert "tax_id" in make.register.read(company.lacking)
    make.do(company.complete, values={"tax_id": "900", "licence_number": "LF-1", "licence_expires_on": "2030-01-01"})
    assert make.register.read(company.of)["licence_number"] == "LF-1"
    assert make.register.read(company.lacking) == ["address", "arms_registry_id", "security_regulator_id"]


def test_the_newest_logo_counts(make: Make) -> None:
    assert make.register.read(company.logo) == b""
    make.do(company.set_logo, content=PHOTO)
    newest = make.do(company.set_logo, content=PNG, title="Logo").records[0]
    assert make.register.read(company.logo) == PNG
    make.do(documents.erase, document=newest, witness=make.witness)
    assert make.register.read(company.logo) == PHOTO

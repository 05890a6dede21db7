"""The records by kind. Projections of the ledger, never its source; each is declared in the module of its topic."""

from registry_app.domain.article import Article
from registry_app.domain.audit import Answer, Audit, Difference, Remark, Sighting
from registry_app.domain.certificate import Certificate
from registry_app.domain.company import Company, Policy
from registry_app.domain.declare import Record
from registry_app.domain.discharge import Discharge
from registry_app.domain.document import Document
from registry_app.domain.filing import Filing
from registry_app.domain.firearm import Firearm, Mark
from registry_app.domain.kit import Kit
from registry_app.domain.loss import Loss
from registry_app.domain.lot import Lot
from registry_app.domain.person import Person, User
from registry_app.domain.pin import Pin
from registry_app.domain.place import Place
from registry_app.domain.restoration import Restoration

__all__ = [
    "COMPANY", "ITEMS", "RECORDS", "Answer", "Article", "Audit", "Certificate", "Company", "Difference", "Discharge",
    "Document", "Filing", "Firearm", "Kit", "Loss", "Lot", "Mark", "Person", "Pin", "Place", "Policy", "Remark",
    "Restoration", "Sighting", "User",
]  # fmt: skip

RECORDS: dict[str, type[Record]] = {
    c.KIND: c
    for c in (
        Company,
        Place,
        Person,
        User,
        Policy,
        Firearm,
        Lot,
        Article,
        Mark,
        Document,
        Loss,
        Discharge,
        Filing,
        Kit,
        Pin,
        Audit,
        Sighting,
        Difference,
        Remark,
        Answer,
        Certificate,
        Restoration,
    )
}
COMPANY = 1
"""The number of the company's record: the first that the set-up describes."""
ITEMS = ("firearm", "lot", "article")
"""The kinds of record that lines move."""

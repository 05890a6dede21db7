"""The recovery kit holds the code, to be read and to be scanned, and is kept nowhere."""

import pypdfium2
import zxingcpp

from registry_app.services import ledger, recovery_kits
from tests.make import Make
from tests.reports import papers

CODE = "0410-6105-0R3G-G28A-1C60-T3GF-208H-44RM-X"


def _kit(make: Make, language: str = "en") -> bytes:
    given = {"code": CODE, "folder": "andina.armarium", "by": make.register.actor, "language": language}
    made: bytes = make.register.read(recovery_kits.make, **given)
    return made


def test_the_code_can_be_read_and_scanned(make: Make) -> None:
    kit = _kit(make)
    assert all(group in papers.whole(kit) for group in CODE.split("-"))
    picture = pypdfium2.PdfDocument(kit)[0].render(scale=150 / 72).to_pil()
    assert CODE in [code.text for code in zxingcpp.read_barcodes(picture)]


def test_nothing_of_it_enters_the_register(make: Make) -> None:
    before = make.register.read(ledger.head)
    assert "andina.armarium" in papers.whole(_kit(make, "es"))
    assert make.register.read(ledger.head) == before

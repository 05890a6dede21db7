"""Signing: increments that change nothing before, in fields that are there and empty, by several people."""

import datetime as dt
import io
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import page
import pytest
from asn1crypto import keys, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from registry_app.domain.errors import Refused
from registry_app.reports import certificates, inventory_return, signing
from tests.reports import given, papers, signers
from tests.reports.signers import MOMENT, PEOPLE

FIELDS = ("armorer", "witness", "inspector")
EARLIER = "PDFA3A-SIGNATURE-BYTERANGE-001"
"""The validator wants every signature to cover the whole file, which of several only the last can."""


def _signed(file: bytes, *fields: str, language: str = "") -> list[bytes]:
    """The file as it is after each signature, the unsigned one first."""
    made = [file]
    for field, name in zip(fields, PEOPLE, strict=False):
        signer = signers.person(name)
        made.append(signing.sign(made[-1], signer, field=field, moment=MOMENT, name=name, language=language))
    return made


@pytest.fixture(scope="module")
def unsigned() -> bytes:
    return inventory_return.write(given.content(30), language="es")


@pytest.fixture(scope="module")
def made(unsigned: bytes) -> list[bytes]:
    return _signed(unsigned, *FIELDS)


def test_each_signature_only_adds(made: list[bytes]) -> None:
    assert all(after.startswith(before) and len(after) < len(before) + 60_000 for before, after in pairwise(made))


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_a_signed_return_stays_an_archive_that_everybody_can_read(made: list[bytes], profile: str) -> None:
    found = [{f.rule_id for f in page.validate_pdf_bytes(file, profile=profile).failures} for file in made]
    assert found[:2] == [set(), set()]
    assert found[2] | found[3] <= {EARLIER}


def test_a_long_return_without_tags_is_signed_as_well() -> None:
    file = inventory_return.write(given.content(20), tagged_rows=0)
    signed = _signed(file, "armorer")[-1]
    assert [f.rule_id for f in page.validate_pdf_bytes(signed, profile="3u").failures] == []


def test_the_first_certifies_and_all_hold(made: list[bytes]) -> None:
    trust = ValidationContext(trust_roots=[x509.Certificate.load(signers.authority().certificate)], moment=MOMENT)
    found = PdfFileReader(io.BytesIO(made[-1])).embedded_signatures
    told = [validate_pdf_signature(each, trust) for each in found]
    assert [each.docmdp_level is not None for each in found] == [True, False, False]
    assert all(each.bottom_line and each.docmdp_ok is not False for each in told)
    assert [each.field_name for each in found] == [*FIELDS]


def test_nothing_but_the_field_is_touched(unsigned: bytes, made: list[bytes]) -> None:
    """Neither pages, nor data, nor what the paper says of itself are written anew."""
    before, after = ({int(n) for n in re.findall(rb"^(\d+) 0 obj", file, re.MULTILINE)} for file in (unsigned, made[1]))
    again = {int(n) for n in re.findall(rb"^(\d+) 0 obj", made[1][len(unsigned) :], re.MULTILINE)} & before
    reader = PdfFileReader(io.BytesIO(unsigned))
    widget = next(iter(reader.root["/AcroForm"].raw_get("/Fields"))).idnum
    form = reader.root.raw_get("/AcroForm").idnum
    assert again == {widget, form, reader.trailer.raw_get("/Root").idnum}
    assert after > before


def test_what_is_seen(made: list[bytes]) -> None:
    text = papers.whole(papers.flattened(made[-1]))
    digits = certificates.fingerprint(signers.person().certificate)
    assert "Marta Cano" in text
    assert "Luis Peña Ñandú" in text
    assert certificates.grouped(digits[:20]) in text
    assert "1 jul 2026, 14:05 (UTC+00:00)" in text
    assert not {"✓", "✔"} & set(text)


def test_a_name_of_any_length_stays_in_its_field(unsigned: bytes) -> None:
    name = "Compañía-de-Vigilancia " * 12
    signed = signing.sign(unsigned, signers.person(), field="witness", moment=MOMENT, name=name, reason="R " * 100)
    seen = papers.flattened(signed)
    last = papers.boxes(seen, len(papers.texts(seen)) - 1)
    assert any("Compañía-de" in box.text for box in last)
    assert [*papers.overlapping(last)] == []


def test_a_name_that_no_face_has_is_told_by_number(unsigned: bytes) -> None:
    signed = signing.sign(unsigned, signers.person(), moment=MOMENT, name="王")
    assert "[U+738B]" in papers.whole(papers.flattened(signed))


def test_the_moment_is_the_one_that_was_told(made: list[bytes]) -> None:
    (first, *_others) = PdfFileReader(io.BytesIO(made[-1])).embedded_signatures
    assert first.self_reported_timestamp == MOMENT


def test_a_time_stamp_is_the_only_thing_that_is_not_signed(unsigned: bytes) -> None:
    clerk = signers.person("Sello de Tiempo")
    stamper = DummyTimeStamper(
        x509.Certificate.load(clerk.certificate), keys.PrivateKeyInfo.load(certificates.key_bytes(clerk.key)),
        fixed_dt=dt.datetime(2026, 7, 1, 14, 5, 9, tzinfo=dt.UTC),
    )  # fmt: skip
    plain = signing.sign(unsigned, signers.person(), moment=MOMENT, name="M")
    stamped = signing.sign(unsigned, signers.person(), moment=MOMENT, name="M", time_stamper=stamper)
    assert [_unsigned_attributes(file) for file in (plain, stamped)] == [[], ["signature_time_stamp_token"]]


def _unsigned_attributes(file: bytes) -> list[str]:
    (only,) = PdfFileReader(io.BytesIO(file)).embedded_signatures
    return [each["type"].native for each in only.signer_info["unsigned_attrs"] or ()]


def test_the_fields_of_a_paper_and_who_signed_them(unsigned: bytes, made: list[bytes]) -> None:
    labels = ["Armero", "Testigo", "Inspector"]
    assert [(f.name, f.label, f.signed_by) for f in signing.fields(unsigned)] == [
        (name, label, "") for name, label in zip(FIELDS, labels, strict=True)
    ]
    assert [f.signed_by for f in signing.fields(made[2])] == ["Marta Cano", "Luis Peña Ñandú", ""]


def test_the_first_empty_field_is_taken_where_none_is_named(made: list[bytes]) -> None:
    again = signing.sign(made[1], signers.person("Eva Gil"), moment=MOMENT, name="E")
    assert [bool(f.signed_by) for f in signing.fields(again)] == [True, True, False]


# Refusals.


def _refused(code: str, file: bytes, field: str = "") -> None:
    with pytest.raises(Refused) as caught:
        signing.sign(file, signers.person(), field=field, moment=MOMENT, name="M")
    assert [finding.code for finding in caught.value.findings] == [code]


def test_nobody_signs_twice(made: list[bytes]) -> None:
    _refused("paper_signed_by_same", made[1], "witness")


def test_the_ledger_that_a_paper_names(made: list[bytes]) -> None:
    assert signing.origin(made[0]) == signing.origin(made[3]) == given.HEAD["origin"]


def test_a_field_is_there_and_empty(unsigned: bytes, made: list[bytes]) -> None:
    _refused("signature_field_unknown", unsigned, "notary")
    _refused("signature_field_taken", made[1], "armorer")
    _refused("paper_signed_by_all", made[3])


@pytest.mark.parametrize("file", [b"", b"%PDF-1.7", b"%PDF-1.7\n%%EOF\n", b"PK\x03\x04"])
def test_other_files_are_no_reports(file: bytes) -> None:
    _refused("paper_not_ours", file)


def test_a_file_that_is_cut_short_is_no_report(unsigned: bytes) -> None:
    for length in range(0, len(unsigned), len(unsigned) // 25):
        _refused("paper_not_ours", unsigned[:length])


def test_a_file_that_was_changed_is_not_signed(made: list[bytes]) -> None:
    """Something after the last signature, an increment of somebody else's, another byte under the signature."""
    signed = made[1]
    spots = (signed.index(b"stream", 30_000) + 20, signed.index(b"/M (D") + 12)
    _refused("paper_changed", signed + b"\n")
    _refused("paper_changed", signed + made[2][len(made[1]) :][:100])
    for spot in spots:
        _refused("paper_changed", signed[:spot] + bytes([signed[spot] ^ 1]) + signed[spot + 1 :])


def test_an_increment_of_another_hand_is_not_signed_over(unsigned: bytes) -> None:
    for base in (unsigned, signing.sign(unsigned, signers.person(), moment=MOMENT, name="M")):
        writer, out = IncrementalPdfFileWriter(io.BytesIO(base)), io.BytesIO()
        writer.update_root()  # type: ignore[no-untyped-call]
        writer.write(out)  # type: ignore[no-untyped-call]
        _refused("paper_changed", out.getvalue())


def test_a_paper_without_fields() -> None:
    from registry_app.reports.archive import Identity
    from registry_app.reports.canvas import ArchiveCanvas

    identity = Identity("N", "T", "S", "A", "en", "C", MOMENT, "0" * 32, {"Number": "N"})
    canvas = ArchiveCanvas(identity, (200, 200), tagged=False)
    canvas.showPage()
    _refused("paper_without_fields", canvas.finish())


# A second opinion.


def _poppler(file: Path, *arguments: str) -> str:
    return subprocess.run(["pdfsig", *arguments, str(file)], capture_output=True, text=True, check=False).stdout


@pytest.mark.long
@pytest.mark.skipif(
    not (shutil.which("pdfsig") and shutil.which("certutil")), reason="poppler-utils or libnss3-tools is not installed"
)
def test_other_programs_find_all_three_valid_and_trusted(made: list[bytes], tmp_path: Path) -> None:
    store, file, root = tmp_path / "nss", tmp_path / "return.pdf", tmp_path / "root.der"
    store.mkdir()
    file.write_bytes(made[-1])
    root.write_bytes(signers.authority().certificate)
    database = f"sql:{store}"
    subprocess.run(["certutil", "-d", database, "-N", "--empty-password"], check=True)
    without = _poppler(file, "-nssdir", database)
    imported = ["certutil", "-d", database, "-A", "-n", "company", "-t", "CT,C,C", "-i", str(root)]
    subprocess.run(imported, check=True)
    told = _poppler(file, "-nssdir", database)
    assert without.count("Signature is Valid") == told.count("Signature is Valid") == 3
    assert (without.count("Certificate is Trusted"), told.count("Certificate is Trusted")) == (0, 3)
    assert told.count("Total document signed") == 1

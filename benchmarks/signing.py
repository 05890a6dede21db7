"""Signing a return, against pyHanko's own signer on the same file, which reads the private key anew each time it signs.

    python main.py bench signing

Ours also looks whether the file is as it was made, and draws what is seen in the field. The aim is less than a second.
"""

import datetime as dt
import io

from asn1crypto import keys, x509
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers
from pyhanko_certvalidator.registry import SimpleCertificateStore

from benchmarks._registers import row, seconds
from benchmarks.returns import content
from registry_app.reports import certificates, inventory_return, signing
from registry_app.reports.certificates import Signer

MOMENT = dt.datetime(2026, 7, 1, 14, tzinfo=dt.UTC)
TIMES = 5


def _bare(file: bytes, signer: Signer) -> bytes:
    """The same signature by nothing but pyHanko, without anything to be seen."""
    own = signers.SimpleSigner(
        x509.Certificate.load(signer.certificate), keys.PrivateKeyInfo.load(certificates.key_bytes(signer.key)),
        SimpleCertificateStore(),  # type: ignore[no-untyped-call]
    )  # fmt: skip
    stated = signers.PdfSignatureMetadata(
        field_name="armorer", subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256", certify=True
    )  # fmt: skip
    made: bytes = signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(file)), stated, own).getvalue()
    return made


def main(_arguments: list[str]) -> None:
    """Print the ratios for a first and a third signature."""
    above = certificates.found(company="Bench", licence="L-1", moment=MOMENT)
    people = [certificates.certify(above, name=n, user=n, company="Bench", moment=MOMENT) for n in ("a", "b", "c")]

    def signed(file: bytes, at: int) -> bytes:
        return signing.sign(file, people[at], moment=MOMENT, name="Marta Cano")

    for count, most in ((1_000, 2_000), (10_000, 0)):
        file = inventory_return.write(content(count), tagged_rows=most)
        baseline = seconds(lambda file=file: _bare(file, people[0]), TIMES)  # type: ignore[misc]
        second = signed(signed(file, 0), 1)
        for name, work in (("first", lambda file=file: signed(file, 0)), ("third", lambda f=second: signed(f, 2))):
            row(f"{count:,} rows, {name} signature", seconds(work, TIMES), baseline, "pyHanko alone")

"""Somebody signs who has a key: not the right one, not for that, or changing something on the occasion."""

import datetime as dt
import io
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko_certvalidator.registry import SimpleCertificateStore

from registry_app.reports import certificates
from tests import signed_papers
from tests.reports import signers
from tests.signed_papers import OTHER, signed
from tests.tamper.papers.bench import Bench
from tests.tamper.papers.outside import Change, overlaid, reattached, scripted


def _hand(name: str = signers.PEOPLE[1], company: str = signers.COMPANY) -> SimpleSigner:
    made = signers.person(name, company)
    store = SimpleCertificateStore()
    store.register_multiple(asn1.Certificate.load(each) for each in made.chain)
    return SimpleSigner(
        asn1.Certificate.load(made.certificate), asn1_keys.PrivateKeyInfo.load(certificates.key_bytes(made.key)), store
    )


class _Careless(PdfSigner):  # type: ignore[misc]
    """A program that lets everybody certify."""

    def _enforce_certification_constraints(self, reader: Any) -> None:
        pass


def _signed_with(
    file: bytes, change: Change, *, field: str = "witness", hand: SimpleSigner | None = None, **how: Any
) -> bytes:
    writer = IncrementalPdfFileWriter(io.BytesIO(file))
    change(writer)
    stated = PdfSignatureMetadata(
        field_name=field, subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256", **how
    )  # fmt: skip
    pen = _Careless(stated, hand or _hand())
    session = pen.init_signing_session(writer, existing_fields_only=True)
    session.system_time = signed_papers.SIGNED_AT + dt.timedelta(hours=1)
    pen.init_signing_session = lambda *_a, **_k: session  # type: ignore[method-assign]
    return bytes(pen.sign_pdf(writer, existing_fields_only=True).getvalue())


def _once(bench: Bench) -> bytes:
    return signed(bench.later.file, "armorer")


def witness_draws_over(bench: Bench) -> bytes:
    """The witness signs, and covers a line of page 2 with the same stroke."""
    return _signed_with(_once(bench), overlaid)


def witness_scripts(bench: Bench) -> bytes:
    """The witness signs, and puts a script in."""
    return _signed_with(_once(bench), scripted)


def witness_reattaches(bench: Bench) -> bytes:
    """The witness signs, and swaps the data."""
    return _signed_with(_once(bench), reattached)


def certified_twice(bench: Bench) -> bytes:
    """The witness certifies again, allowing comments."""
    return _signed_with(_once(bench), lambda _writer: None, certify=True, docmdp_permissions=fields.MDPPerm.ANNOTATE)


def certified_for_nothing(bench: Bench) -> bytes:
    """The first signature does not certify."""
    return _signed_with(bench.later.file, lambda _writer: None, field="armorer")


def certified_for_comments(bench: Bench) -> bytes:
    """The first signature allows comments."""
    return _signed_with(
        bench.later.file,
        lambda _writer: None,
        field="armorer",
        certify=True,
        docmdp_permissions=fields.MDPPerm.ANNOTATE,
    )


def other_company(bench: Bench) -> bytes:
    """Signed by somebody of another company that is trusted for its own ledger."""
    return signed(bench.later.file, "armorer", company=OTHER)


def nobody_known(bench: Bench) -> bytes:
    """Signed under an authority that nobody knows, of the company's own name."""
    return signed(bench.later.file, "armorer", company=signers.COMPANY + " ")


def before_the_certificate(bench: Bench) -> bytes:
    """Signed on a day on which the certificate was not valid yet."""
    return signed(bench.later.file, "armorer", at=signed_papers.SIGNED_AT - dt.timedelta(days=90))


def nobody_of_the_company(bench: Bench) -> bytes:
    """A paper that the company never signed, signed as its inspector by somebody of another company."""
    return signed(bench.later.file, "inspector", company=OTHER)


def one_hand_in_two_fields(bench: Bench) -> bytes:
    """The armorer signs as his own witness, by a program that lets him."""
    return _signed_with(_once(bench), lambda _writer: None, hand=_hand(signers.PEOPLE[0]))


def signed_ahead(bench: Bench) -> bytes:
    """Signed on a day that is still to come."""
    return signed(bench.later.file, "armorer", at=signed_papers.SIGNED_AT + dt.timedelta(days=400))


def under_another_name(bench: Bench) -> bytes:
    """The paper calls its company otherwise than the trust list does, and so do its entries."""
    return signed(bench.renamed.file, "armorer")

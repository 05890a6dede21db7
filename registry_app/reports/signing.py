"""Signing a finished report: PAdES level B-B in a field that the paper has, as an increment that changes nothing else.

The first signature certifies the paper and allows only that fields be filled in; those that follow fill in one each.
Nothing here asks a network; a time stamper of RFC 3161 may be given.
"""

import datetime as dt
import io
import re
from dataclasses import dataclass
from typing import Any

from asn1crypto import x509 as asn1
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from pyhanko.pdf_utils.content import PdfContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, BoxConstraints, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields as pdf_fields
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.signers import Signer as CmsSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import TimeStamper, TimestampRequestError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from registry_app.domain.errors import Refused, refuse
from registry_app.i18n import LANGUAGES
from registry_app.reports import appearance
from registry_app.reports.archive import NAMESPACE
from registry_app.reports.certificates import Signer, fingerprint

__all__ = ["STAMPING", "FieldState", "Signer", "fields", "origin", "sign"]

STAMPING = (TimestampRequestError,)
"""What signing raises where a time stamp service gives no stamp."""

_UNREADABLE = (PdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, AssertionError, RecursionError)
"""What reading raises for a file that is no PDF, or one that was made to trip readers."""
_ORIGIN = re.compile(rb"<ar:LedgerOrigin>([^<]*)</ar:LedgerOrigin>")
_WHOLE = SignatureCoverageLevel.ENTIRE_FILE


@dataclass(frozen=True)
class FieldState:
    """A signature field of a paper: its name, what it is called, who signed there and by which certificate (both empty
    where nobody did)."""

    name: str
    label: str
    signed_by: str = ""
    fingerprint: str = ""


def fields(file: bytes) -> tuple[FieldState, ...]:
    """The signature fields of a report in their order. Raises `Refused` when the file is no report of ours."""
    return _Paper(file).fields


def origin(file: bytes) -> str:
    """The origin of the ledger that a report names, ``""`` when it names none. Raises `Refused` as `fields` does."""
    return _Paper(file).origin


def sign(
    file: bytes, signer: Signer, *, field: str = "", moment: dt.datetime, name: str, reason: str = "",
    language: str = "", time_stamper: TimeStamper | None = None,
) -> bytes:  # fmt: skip
    """The report with one more signature, in `field` or in the first empty one; it begins with `file` byte for byte.

    `moment` is told as that of signing, in UTC; `name` is drawn in the field, in the language of the report unless
    another is named. Raises `Refused`: not a report of ours,
    no such field, a field that is signed already, the same signer a second time, or a file that was changed.
    """
    paper = _Paper(file)
    paper.check_unchanged()
    chosen = paper.chosen(field)
    mine = fingerprint(signer.certificate)
    if earlier := next((each for each in paper.fields if each.fingerprint == mine), None):
        raise Refused(refuse("paper_signed_by_same", person=earlier.signed_by, value=earlier.label))
    seen = appearance.draw(
        *paper.size_of(chosen.name), name=name, role=chosen.label, moment=moment, reason=reason, fingerprint=mine,
        language=language or paper.language,
    )  # fmt: skip
    stated = PdfSignatureMetadata(
        field_name=chosen.name, subfilter=pdf_fields.SigSeedSubFilter.PADES, md_algorithm="sha256", name=name,
        reason=reason or None, certify=not paper.signatures, docmdp_permissions=pdf_fields.MDPPerm.FILL_FORMS,
    )  # fmt: skip
    pen = _Pen(stated, _Hand(signer), timestamper=time_stamper, stamp_style=_style(seen))
    pen.moment = moment
    signed: bytes = pen.sign_pdf(_Increment(io.BytesIO(file)), existing_fields_only=True).getvalue()
    return signed


class _Paper:
    """A report as far as signing it needs to know."""

    def __init__(self, file: bytes) -> None:
        try:
            self._ends_well = file.endswith((b"%%EOF", b"%%EOF\n"))
            self._reader = PdfFileReader(io.BytesIO(file))
            self._about = self._reader.root["/Metadata"].data
            if NAMESPACE.encode() not in self._about:
                raise ValueError("no report")
            self._found = list(pdf_fields.enumerate_sig_fields(self._reader))
            self.signatures: list[EmbeddedPdfSignature] = list(self._reader.embedded_signatures)
            self.fields = tuple(self._state(*each) for each in self._found)
        except _UNREADABLE:
            raise Refused(refuse("paper_not_ours")) from None
        if not self.fields:
            raise Refused(refuse("paper_without_fields"))

    def _state(self, name: str, value: object, reference: Any) -> FieldState:
        label = str(reference.get_object().get("/TU", name))
        if value is None:
            return FieldState(name, label)
        certificate = next(s for s in self.signatures if s.field_name == name).signer_cert
        who = str(certificate.subject.native.get("common_name", name))
        return FieldState(name, label, who, fingerprint(certificate.dump()))

    def check_unchanged(self) -> None:
        """`Refused` unless each revision after the first is a signature, each holds, and the last covers the file."""
        try:
            is_whole = self._reader.xrefs.total_revisions == len(self.signatures) + 1 and self._ends_well
            holds = is_whole and all(map(_is_intact, self.signatures))
            covers = not self.signatures or self.signatures[-1].evaluate_signature_coverage() == _WHOLE
        except _UNREADABLE:
            holds = covers = False
        if not (holds and covers):
            raise Refused(refuse("paper_changed"))

    @property
    def origin(self) -> str:
        """The ledger that the report says it was made from."""
        found = _ORIGIN.search(self._about)
        return found.group(1).decode("ascii", "replace") if found else ""

    @property
    def language(self) -> str:
        """The language that the report is written in."""
        stated = str(self._reader.root.get("/Lang", "en"))
        return stated if stated in LANGUAGES else "en"

    def chosen(self, field: str) -> FieldState:
        """The field to be signed; the first empty one where none is named."""
        named = next((each for each in self.fields if each.name == field), None)
        if named is None and field:
            names = tuple(each.name for each in self.fields)
            raise Refused(refuse("signature_field_unknown", value=field, names=names))
        if named is not None and named.signed_by:
            raise Refused(refuse("signature_field_taken", value=named.label, person=named.signed_by))
        empty = [each for each in self.fields if not each.signed_by]
        if not empty:
            raise Refused(refuse("paper_signed_by_all"))
        return named or empty[0]

    def size_of(self, field: str) -> tuple[float, float]:
        """Width and height of a field, in points."""
        (widget,) = (reference.get_object() for name, _value, reference in self._found if name == field)
        left, bottom, right, top = (float(edge) for edge in widget["/Rect"])
        return abs(right - left), abs(top - bottom)


def _is_intact(signature: EmbeddedPdfSignature) -> bool:
    """Whether the bytes that it covers are those that were signed; says nothing of who signed."""
    digest = signature.compute_digest()
    return all(validate_sig_integrity(signature.signer_info, signature.signer_cert, "data", digest))


class _Increment(IncrementalPdfFileWriter):
    """An increment that leaves alone what the paper says of itself: its metadata are part of what is signed."""

    def _update_meta(self) -> None:
        pass


class _Pen(PdfSigner):
    """pyHanko's signer of files, at a moment that is told to it."""

    moment: dt.datetime

    def init_signing_session(self, pdf_out: Any, existing_fields_only: bool = False) -> PdfSigningSession:
        """A session of that moment."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.moment
        return session


class _Hand(CmsSigner):
    """Signs with a key that is held ready: pyHanko's own reads it anew for each signature, a sixth of a second each."""

    def __init__(self, signer: Signer) -> None:
        self._key = signer.key
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        store.register_multiple(asn1.Certificate.load(each) for each in signer.chain)
        super().__init__(signing_cert=asn1.Certificate.load(signer.certificate), cert_registry=store)

    async def async_sign_raw(self, data: bytes, digest_algorithm: str, dry_run: bool = False) -> bytes:
        """The signature over `data`; as many zeros where only its length is asked for."""
        assert digest_algorithm == "sha256"
        return bytes(self._key.key_size // 8) if dry_run else self._key.sign(data, PKCS1v15(), hashes.SHA256())


class _Drawn(PdfContent):
    """The first page of a PDF in memory, as the content of a field."""

    def __init__(self, file: bytes) -> None:
        super().__init__()
        self._file = file

    def render(self) -> bytes:
        """The operators that show it."""
        writer = self._ensure_writer
        shown = writer.import_page_as_xobject(PdfFileReader(io.BytesIO(self._file)))
        self.resources.xobject["/Seen"] = shown
        _left, _bottom, width, height = shown.get_object()["/BBox"]
        self.box = BoxConstraints(width=width, height=height)
        return b"/Seen Do"


def _style(drawn: bytes) -> StaticStampStyle:
    corner = SimpleBoxLayoutRule(AxisAlignment.ALIGN_MIN, AxisAlignment.ALIGN_MIN, Margins(0, 0, 0, 0))
    return StaticStampStyle(
        background=_Drawn(drawn), border_width=0, background_opacity=1.0, background_layout=corner
    )  # fmt: skip

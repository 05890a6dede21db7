"""Changes that somebody makes to a signed paper who has none of the keys."""

import io
from collections.abc import Callable
from typing import Any

from asn1crypto import cms, core
from asn1crypto import x509 as asn1
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from registry_app.domain.entry import canonical
from tests.reports import signers
from tests.signed_papers import OTHER, signed
from tests.tamper.papers.bench import Bench

Change = Callable[[IncrementalPdfFileWriter], None]


def _updated(file: bytes, change: Change) -> bytes:
    """The file with an increment that nobody signed."""
    writer = IncrementalPdfFileWriter(io.BytesIO(file))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _page(writer: Any, number: int = 0) -> Any:
    reference, _resources = writer.find_page_for_modification(number)
    writer.mark_update(reference)
    return reference.get_object()


def overlaid(writer: Any) -> None:
    """Draw over a page."""
    page = _page(writer, 1)
    stream = generic.StreamObject(stream_data=b"q 1 1 1 rg 40 600 500 14 re f Q")
    page["/Contents"].append(writer.add_object(stream))
    writer.update_container(page["/Contents"])


def _annotated(writer: Any) -> None:
    note = generic.DictionaryObject({
        pdf_name("/Type"): pdf_name("/Annot"), pdf_name("/Subtype"): pdf_name("/FreeText"),
        pdf_name("/Contents"): generic.pdf_string("0"),
        pdf_name("/Rect"): generic.ArrayObject(map(generic.NumberObject, (40, 600, 300, 620))),
    })  # fmt: skip
    _page(writer)["/Annots"] = generic.ArrayObject([writer.add_object(note)])


def scripted(writer: Any) -> None:
    action = generic.DictionaryObject({
        pdf_name("/S"): pdf_name("/JavaScript"), pdf_name("/JS"): generic.pdf_string("app.alert(1)"),
    })  # fmt: skip
    writer.root["/OpenAction"] = writer.add_object(action)
    writer.update_root()


def _relabelled(writer: Any) -> None:
    packet = writer.root["/Metadata"]
    packet._data = packet.data.replace(b"IR-", b"IX-")
    packet._encoded_data = None
    writer.update_container(packet)


def reattached(writer: Any) -> None:
    names = writer.root["/Names"]["/EmbeddedFiles"]["/Names"]
    at = next(at for at in range(0, len(names), 2) if str(names[at]) == "inventory-return.json")
    stream = names[at + 1]["/EF"]["/F"]
    stream._data, stream._encoded_data = canonical({"format": "armarium-inventory-return/1"}), None
    writer.update_container(stream)


def _page_dropped(writer: Any) -> None:
    pages = writer.root["/Pages"]
    pages["/Kids"].pop(1)
    pages["/Count"] = generic.NumberObject(len(pages["/Kids"]))
    writer.update_container(pages)


def _filled_in(writer: Any) -> None:
    field = next(each for each in map(_object, writer.root["/AcroForm"]["/Fields"]) if each["/T"] == "inspector")
    field["/V"] = writer.add_object(generic.DictionaryObject({pdf_name("/Type"): pdf_name("/Sig")}))
    writer.update_container(field)


def _emptied(writer: Any) -> None:
    field = next(each for each in map(_object, writer.root["/AcroForm"]["/Fields"]) if each["/T"] == "armorer")
    del field["/V"]
    writer.update_container(field)


def _object(reference: Any) -> Any:
    return reference.get_object()


def overlaid_later(bench: Bench) -> bytes:
    """A white sheet over a line of page 2."""
    return _updated(bench.signed, overlaid)


def annotated_later(bench: Bench) -> bytes:
    """A note on page 1."""
    return _updated(bench.signed, _annotated)


def scripted_later(bench: Bench) -> bytes:
    """Something that the reader's program does on opening."""
    return _updated(bench.signed, scripted)


def relabelled_later(bench: Bench) -> bytes:
    """Other properties."""
    return _updated(bench.signed, _relabelled)


def reattached_later(bench: Bench) -> bytes:
    """Other data."""
    return _updated(bench.signed, reattached)


def page_dropped_later(bench: Bench) -> bytes:
    """One page less."""
    return _updated(bench.signed, _page_dropped)


def filled_in_later(bench: Bench) -> bytes:
    """A signature in the third field that is none."""
    return _updated(bench.signed, _filled_in)


def emptied_later(bench: Bench) -> bytes:
    """The first signature taken out of its field."""
    return _updated(bench.signed, _emptied)


def increment_of_nothing(bench: Bench) -> bytes:
    """An increment with an object that nothing leads to."""
    return _updated(bench.signed, lambda writer: writer.add_object(generic.pdf_string("seven pistols")))


def signature_of_another_paper(bench: Bench) -> bytes:
    """The structure of a genuine signature of the first return, in the later one."""
    file, other = signed(bench.later.file, "armorer"), bench.received
    start, end = _gap(file)
    a, b = _gap(other)
    return file[:start] + other[a:b].ljust(end - start, b"0")[: end - start] + file[end:]


def stripped(bench: Bench) -> bytes:
    """All signatures cut off: what is left is the paper before anybody signed."""
    return bench.signed[: len(bench.later.file)]


# The bytes of the last signature.


def _gap(file: bytes) -> tuple[int, int]:
    """The hex digits of the last signature."""
    start = file.rindex(b"/Contents <") + len(b"/Contents <")
    return start, file.index(b">", start)


def gap_padding(bench: Bench) -> bytes:
    """A byte in the padding after the signature."""
    _start, end = _gap(bench.signed)
    return bench.signed[: end - 4] + b"4F" + bench.signed[end - 2 :]


def gap_swallowed(bench: Bench) -> bytes:
    """The structure says that it is longer, so that padding becomes a part of it."""
    start, _end = _gap(bench.signed)
    size = int(bench.signed[start + 4 : start + 8], 16) + 16
    return bench.signed[: start + 4] + b"%04X" % size + bench.signed[start + 8 :]


def gap_without_end(bench: Bench) -> bytes:
    """Thirty million digits in the place of the signature, for which a reader would want gigabytes."""
    start, _end = _gap(bench.signed)
    return bench.signed[:start] + b"3" * 30_000_000 + bench.signed[start:]


def gap_small_letters(bench: Bench) -> bytes:
    """The same digits in small letters."""
    start, end = _gap(bench.signed)
    return bench.signed[:start] + bench.signed[start:end].lower() + bench.signed[end:]


def _restructured(bench: Bench, change: Callable[[cms.SignedData], None]) -> bytes:
    """The last signature with its structure changed where no signature covers it."""
    start, end = _gap(bench.signed)
    raw = bytes.fromhex(bench.signed[start:end].decode())
    content = cms.ContentInfo.load(raw)
    change(content["content"])
    filled = content.dump(force=True).hex().upper().encode()
    assert len(filled) <= end - start
    return bench.signed[:start] + filled.ljust(end - start, b"0") + bench.signed[end:]


def unsigned_attribute(bench: Bench) -> bytes:
    """A remark beside the signature."""

    def change(data: cms.SignedData) -> None:
        note = cms.CMSAttribute({"type": "1.2.3.4.5", "values": [core.UTF8String("approved")]})
        data["signer_infos"][0]["unsigned_attrs"] = cms.CMSAttributes([note])

    return _restructured(bench, change)


def certificate_more(bench: Bench) -> bytes:
    """A further certificate among those that vouch."""

    def change(data: cms.SignedData) -> None:
        more = asn1.Certificate.load(signers.authority(OTHER).certificate)
        data["certificates"].append(cms.CertificateChoices({"certificate": more}))

    return _restructured(bench, change)


def certificate_less(bench: Bench) -> bytes:
    """Only the authority's certificate is left."""

    def change(data: cms.SignedData) -> None:
        leaf = data["signer_infos"][0]["sid"].chosen["serial_number"].native
        kept = [each for each in data["certificates"] if each.chosen.serial_number != leaf]
        data["certificates"] = cms.CertificateSet(kept)

    return _restructured(bench, change)


def signature_of_noise(bench: Bench) -> bytes:
    """Other bytes in place of the signature itself."""

    def change(data: cms.SignedData) -> None:
        signer = data["signer_infos"][0]
        signer["signature"] = core.OctetString(bytes(reversed(signer["signature"].native)))

    return _restructured(bench, change)


def range_narrowed(bench: Bench) -> bytes:
    """The range that is signed leaves out the last bytes."""
    at = bench.signed.rindex(b"/ByteRange [")
    end = bench.signed.index(b"]", at)
    *three, last = bench.signed[at + 12 : end].split()
    told = b" ".join([*three, b"%d" % (int(last) - 7)])
    return bench.signed[: at + 12] + told.ljust(end - at - 12) + bench.signed[end:]


# The file as a whole.


def byte_changed(bench: Bench) -> bytes:
    """One byte of a page."""
    at = bench.signed.index(b"stream\n", 40_000) + 40
    return bench.signed[:at] + bytes([bench.signed[at] ^ 1]) + bench.signed[at + 1 :]


def cut_in_half(bench: Bench) -> bytes:
    """Half of the file."""
    return bench.signed[: len(bench.later.file) // 2]


def cut_in_a_signature(bench: Bench) -> bytes:
    """The second signature without its end."""
    return bench.signed[:-2_000]


def appended(bench: Bench) -> bytes:
    """Some bytes after the end."""
    return bench.signed + b"\n% seven pistols\n"


def appended_to_unsigned(bench: Bench) -> bytes:
    """The same on a paper that nobody signed."""
    return bench.later.file + b"hidden"


def another_file(_bench: Bench) -> bytes:
    """A PDF of somebody else."""
    return b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n0\n%%EOF\n"


def no_file(_bench: Bench) -> bytes:
    """Nothing at all."""
    return b""

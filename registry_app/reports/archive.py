"""The file format under every report: PDF 1.7 as PDF/A-3, written in one pass from ReportLab's objects.

ReportLab's own writer leaves out the line end before `endstream` (ISO 19005-3, 6.1.7.1) and cannot name a document by
its content; `ArchiveDocument` writes the file itself and so needs no change to ReportLab's modules.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Any
from xml.sax.saxutils import escape

from reportlab import rl_config
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFObject
from reportlab.pdfbase.pdfdoc import format as written

NAMESPACE = "urn:armarium:report:1#"
"""The XMP namespace of a report's own properties."""


@dataclass(frozen=True)
class Identity:
    """What the file says of itself; `moment` in UTC, `fingerprint` 32 hex digits that name the content.

    `properties` go into the XMP under `NAMESPACE`, so that a reader finds number, hash and head without parsing pages.
    """

    number: str
    title: str
    subject: str
    author: str
    language: str
    creator: str
    moment: dt.datetime
    fingerprint: str
    properties: dict[str, str] = field(default_factory=dict)


class Literal(PDFObject):  # type: ignore[misc]
    """A value as its bytes stand in a dictionary or array."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def format(self, _document: PDFDocument) -> bytes:
        """The bytes."""
        return self._content


def numbered(number: int) -> Literal:
    """A reference to an object that has a number but no name."""
    return Literal(b"%d 0 R" % number)


def quoted(text: str) -> str:
    """`text` as a PDF string."""
    if text.isascii():
        return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    return "<" + (b"\xfe\xff" + text.encode("utf-16-be")).hex().upper() + ">"


Written = bytes | Callable[[], bytes]


class ArchiveDocument(PDFDocument):  # type: ignore[misc]
    """ReportLab's document, with its own way to the file: PDF/A line ends, and no clock in the identifier."""

    fingerprint: str
    numbered: dict[int, Written]
    """Objects that have a number but no name: structure elements, which are many."""
    page_number: int
    """The object number that the page at work will have."""

    def number(self, content: Written) -> int:
        """Take the next object number for `content`."""
        number = self.reserve(1)
        self.numbered[number] = content
        return number

    def reserve(self, count: int) -> int:
        """Take some object numbers in a row for what `numbered` will hold; answers the first."""
        first = int(self.objectcounter) + 1
        self.objectcounter += count
        return first

    def number_of(self, name: str) -> int:
        """The object number behind one of ReportLab's internal names."""
        return int(self.idToObjectNumberAndVersion[name][0])

    def addPage(self, page: PDFObject) -> None:  # noqa: N802
        """Take the finished page in under the number that was kept for it, and keep one for the next."""
        name = self.thisPageName()
        page.__InternalName__ = name
        self.idToObject[name] = page
        self.idToObjectNumberAndVersion[name] = (self.page_number, 0)
        self.numberToId[self.page_number] = name
        del self.numbered[self.page_number]
        self.Pages.addPage(page)
        self.pageCounter += 1
        self.inObject = None
        self.page_number = self.number(b"null")

    def format(self) -> bytes:
        """The whole file."""
        self.Reference(self.Catalog)
        self.Reference(self.info)
        # The second line tells transfer programs that the file is binary: four bytes above 127 (6.1.2).
        parts = [b"%PDF-1.7\n%\x93\x8c\x8b\x9e\n"]
        kept = self.numbered
        while len(parts) <= self.objectcounter:  # writing one object may number more of them
            parts += [
                b"%d 0 obj\n%b\nendobj\n" % (n, at if type(at := kept.get(n)) is bytes else self._written(n))
                for n in range(len(parts), self.objectcounter + 1)
            ]
        *offsets, end = accumulate(map(len, parts))
        parts.append(self._table(offsets))
        parts.append(self._trailer(len(offsets) + 1, end))
        return b"".join(parts)

    def _written(self, number: int) -> bytes:
        if callable(kept := self.numbered.get(number)):
            return kept()
        content: bytes = written(self.idToObject[self.numberToId[number]], self, toplevel=1)
        if content.endswith(b"endstream\n"):
            # CR LF, not LF alone: else one compressed stream in 256 ends with what looks like its own CR LF.
            return content[: -len(b"endstream\n")] + b"\r\nendstream"
        return content.rstrip(b"\n")

    def _table(self, offsets: list[int]) -> bytes:
        rows = b"".join([b"%010d 00000 n \n" % offset for offset in offsets])
        return b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(offsets) + 1, rows)

    def _trailer(self, size: int, start: int) -> bytes:
        root, info = self.number_of(self.Reference(self.Catalog).name), self.number_of(self.Reference(self.info).name)
        name = self.fingerprint
        text = f"trailer\n<</Size {size}/Root {root} 0 R/Info {info} 0 R/ID[<{name}><{name}>]>>\nstartxref\n{start}\n"
        return text.encode() + b"%%EOF\n"


def adopt(document: PDFDocument, identity: Identity) -> ArchiveDocument:
    """Make the fresh `document` of a canvas an archive document (ReportLab's canvas offers no other way in)."""
    # A setting of ReportLab in the user's home or environment must not change a byte.
    rl_config.useA85 = rl_config.pdfMultiLine = rl_config.pdfComments = 0
    document.__class__ = ArchiveDocument
    document.numbered = {}
    document.fingerprint = identity.fingerprint
    document._timeStamp = Instant(identity.moment)
    archive: ArchiveDocument = document
    archive.page_number = archive.number(b"null")
    return archive


class Instant:
    """A fixed moment in the shape of ReportLab's time stamp."""

    def __init__(self, moment: dt.datetime) -> None:
        self.YMDhms = moment.timetuple()[:6]
        self.dhh = self.dmm = 0


_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
    "ar": NAMESPACE,
}


def metadata(identity: Identity, *, tagged: bool) -> bytes:
    """The XMP packet: PDF/A-3 level A and PDF/UA-1 when `tagged`, else PDF/A-3 level U."""
    i = identity
    moment = i.moment.strftime("%Y-%m-%dT%H:%M:%S+00:00")
    namespaces = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    own = "".join(f"<ar:{name}>{escape(value)}</ar:{name}>" for name, value in i.properties.items())
    described = f"""<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(i.title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{escape(i.author)}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(i.subject)}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{i.language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate>
<xmp:CreatorTool>{escape(i.creator)}</xmp:CreatorTool><pdf:Producer>{escape(i.creator)}</pdf:Producer>
<pdf:Keywords>{escape(i.number)}</pdf:Keywords><xmpMM:DocumentID>urn:sha256:{i.fingerprint}</xmpMM:DocumentID>
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>{"A" if tagged else "U"}</pdfaid:conformance>
{"<pdfuaid:part>1</pdfuaid:part>" if tagged else ""}{own}
<pdfaExtension:schemas><rdf:Bag>{_schemas(i, tagged)}</rdf:Bag></pdfaExtension:schemas>"""
    packet = f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" {namespaces}>
{described}
</rdf:Description></rdf:RDF></x:xmpmeta>
{(" " * 99 + chr(10)) * 8}<?xpacket end="w"?>"""
    return packet.encode()


def _schemas(identity: Identity, tagged: bool) -> str:
    """The description of every property that is not part of XMP itself (ISO 19005-3, 6.6.2.3)."""
    own = "".join(_property(name, "Text", "external") for name in identity.properties)
    listed = _schema("Armarium report", NAMESPACE, "ar", own)
    if tagged:
        part = _property("part", "Integer", "internal")
        listed += _schema("PDF/UA identification", _NAMESPACES["pdfuaid"], "pdfuaid", part)
    return listed


def _schema(title: str, uri: str, prefix: str, properties: str) -> str:
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>{title}</pdfaSchema:schema>'
        f"<pdfaSchema:namespaceURI>{uri}</pdfaSchema:namespaceURI><pdfaSchema:prefix>{prefix}</pdfaSchema:prefix>"
        f"<pdfaSchema:property><rdf:Seq>{properties}</rdf:Seq></pdfaSchema:property></rdf:li>"
    )


def _property(name: str, kind: str, category: str) -> str:
    return (
        f'<rdf:li rdf:parseType="Resource"><pdfaProperty:name>{name}</pdfaProperty:name>'
        f"<pdfaProperty:valueType>{kind}</pdfaProperty:valueType>"
        f"<pdfaProperty:category>{category}</pdfaProperty:category>"
        f"<pdfaProperty:description>{name}</pdfaProperty:description></rdf:li>"
    )


def stated(value: Any) -> str:
    """A number as PDF writes it: at most two decimals, no trailing zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".")

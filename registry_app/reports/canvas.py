"""A canvas whose pages are PDF/A-3, and with tags also PDF/UA-1: text, tags, artifacts, attachments, signature fields.

Everything is written in one pass. Coordinates and sizes are in points from the lower left corner; colours are RGB
operands such as `0 0.2 0.4`.
"""

import datetime as dt
import hashlib
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from io import BytesIO
from pathlib import Path
from typing import TypeVar

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

from registry_app.reports import archive, fonts
from registry_app.reports.archive import ArchiveDocument, Identity, Literal, numbered, quoted, stated
from registry_app.reports.fonts import Encoder
from registry_app.reports.structure import Structure

PROFILE = Path(__file__).resolve().parents[2] / "resources" / "icc" / "sRGB2014.icc"
LEVEL = 6
"""Of deflate for pages; level 1 saves a tenth of the time and costs a tenth of the size."""
LAYOUT = "<</Type/Layout>>"
PAGE_HEAD = "<</Type/Pagination/Subtype/Header>>"
PAGE_FOOT = "<</Type/Pagination/Subtype/Footer>>"
K = TypeVar("K")


class ArchiveCanvas(Canvas):  # type: ignore[misc]
    """ReportLab's canvas for reports. `tagged`: PDF/A-3a and PDF/UA-1, else PDF/A-3u without structure."""

    _doc: ArchiveDocument
    _code: list[str]

    def __init__(self, identity: Identity, size: tuple[float, float], *, tagged: bool) -> None:
        fonts.load()
        super().__init__(
            BytesIO(), pagesize=size, invariant=1, pageCompression=1, pdfVersion=(1, 7), lang=identity.language,
            initialFontName="sans",  # the default would put Helvetica, which is never embedded, on every page
        )  # fmt: skip
        self.identity, self.size = identity, size
        self.archive = archive.adopt(self._doc, identity)
        self.structure = Structure(self.archive) if tagged else None
        self._encoders: dict[tuple[str, float], Encoder] = {}
        self._fields: list[tuple[int, int]] = []
        self._attachments: list[tuple[str, PDFDictionary]] = []
        self._late: list[int] = []
        self._describe()

    def _describe(self) -> None:
        i, catalog = self.identity, self.archive.Catalog
        self.setTitle(i.title)
        self.setAuthor(i.author)
        self.setSubject(i.subject)
        self.setKeywords(i.number)
        self.setCreator(i.creator)
        self.setProducer(i.creator)
        self.setViewerPreference("DisplayDocTitle", "true")
        catalog.__NoDefault__ = [*catalog.__NoDefault__, "OutputIntents", "AF"]
        catalog.Metadata = pdfdoc.XMP(creator=lambda _doc: archive.metadata(i, tagged=self.structure is not None))
        profile = PDFStream(PDFDictionary({"N": 3}), PROFILE.read_bytes(), [pdfdoc.PDFZCompress])
        intent = {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": self.archive.Reference(profile, "profile"),
        }
        catalog.OutputIntents = PDFArray([PDFDictionary(intent)])

    # Drawing.

    def emit(self, operators: str) -> None:
        """Write page operators as they are."""
        self._code.append(operators)

    def encoder(self, face: str, size: float) -> Encoder:
        """The encoder of a face and size in this document."""
        if (face, size) not in self._encoders:
            self._encoders[face, size] = Encoder(face, size, self.archive)
        return self._encoders[face, size]

    def text(self, x: float, y: float, text: str, face: str, size: float, colour: str, align: str = "left") -> None:
        """Draw one line of text that begins, ends (`right`) or is centred (`middle`) at `x`."""
        shown = fonts.printable(text)
        if align != "left":
            x -= fonts.width(shown, face, size) / (1 if align == "right" else 2)
        encoder = self.encoder(face, size)
        self.emit(f"BT {colour} rg {encoder.choose}1 0 0 1 {x:.2f} {y:.2f} Tm {encoder.show(shown)} ET")

    def box(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle whose lower left corner is `x`, `y`."""
        self.emit(f"{colour} rg {x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def rule(self, x: float, y: float, to_x: float, to_y: float, colour: str, width: float = 0.5) -> None:
        """Draw a straight line."""
        self.emit(f"{colour} RG {width:g} w {x:.2f} {y:.2f} m {to_x:.2f} {to_y:.2f} l S")

    def frame(self, x: float, y: float, width: float, height: float, colour: str, line: float = 0.6) -> None:
        """Draw the outline of a rectangle."""
        self.emit(f"{colour} RG {line:g} w {x:.2f} {y:.2f} {width:.2f} {height:.2f} re S")

    @contextmanager
    def form(self, name: str, width: float, height: float, below: float = 0) -> Iterator[None]:
        """What is drawn inside the block can be put on any page with `place`; `below` the origin it may reach down."""
        self.beginForm(name, 0, -below, width, height)
        yield
        self.endForm()

    def place(self, name: str, x: float, y: float, scale: float = 1) -> None:
        """Draw a form with its origin at `x`, `y`."""
        self.emit(f"q {scale:.5f} 0 0 {scale:.5f} {x:.2f} {y:.2f} cm")
        self.doForm(name)
        self.emit("Q")

    def repeat(self, kept: dict[K, list[str]], key: K, draw: Callable[[], None]) -> None:
        """Draw what is not content and the same on many pages: `draw` is asked once for a `key`, and `kept` has the
        operators for the next time."""
        if key in kept:
            self._code += kept[key]
            return
        start = len(self._code)
        draw()
        kept[key] = self._code[start:]

    # Structure: without tags each of these does nothing.

    @contextmanager
    def group(self, tag: str, attributes: str = "") -> Iterator[None]:
        """Elements made inside the block lie in a new one."""
        tree = self.structure
        if tree:
            tree.open.append(tree.element(tag, tree.open[-1], attributes))
        yield
        if tree:
            tree.open.pop()

    @contextmanager
    def tag(self, tag: str, attributes: str = "") -> Iterator[None]:
        """What is drawn inside the block is the content of a new element."""
        tree = self.structure
        if tree:
            made = tree.element(tag, tree.open[-1], attributes)
            self.emit(f"/{tag}<</MCID {tree.mark(made)}>>BDC")
        yield
        if tree:
            self.emit("EMC")

    @contextmanager
    def artifact(self, kind: str = LAYOUT) -> Iterator[None]:
        """What is drawn inside the block is ornament or page furniture, not content."""
        if self.structure:
            self.emit(f"/Artifact {kind} BDC")
        yield
        if self.structure:
            self.emit("EMC")

    def figure(self, alternative: str, x: float, y: float, width: float, height: float) -> AbstractContextManager[None]:
        """As `tag`, for a drawing that `alternative` puts in words."""
        box = " ".join(stated(v) for v in (x, y, x + width, y + height))
        return self.tag("Figure", f"/Alt{quoted(alternative)}/A<</O/Layout/Placement/Block/BBox[{box}]>>")

    # Pages and what hangs on them.

    def showPage(self) -> None:  # noqa: N802
        """End the page; it is compressed at once, so that long reports need little memory."""
        annotations = [numbered(number) for number, page in self._fields if page == self.archive.page_number]
        super().showPage()
        page = self.archive.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.__Refs__ = ["Parent"]
        page.Trans = None
        drawn = self.archive.number(_stream(page.stream))
        self._late.append(self.archive.number(_stream("")))
        page.stream, page.Contents = None, Literal(b"[%d 0 R %d 0 R]" % (drawn, self._late[-1]))
        if self.structure:
            page.StructParents, page.Tabs = self.structure.end_page(), PDFName("S")
        page.Annots = PDFArray(annotations) if annotations else None

    def amend(self, page: int, draw: Callable[[], None]) -> None:
        """Draw on a page that has ended (the first is 1), once: what was not known before, such as the last page."""
        kept, self._code = self._code, []
        draw()
        self.archive.numbered[self._late[page - 1]] = _stream("\n".join(self._code))
        self._code = kept

    def signature_field(self, name: str, label: str, x: float, y: float, width: float, height: float) -> None:
        """An empty signature field on this page; `label` is read out to those who do not see it."""
        page, tree = self.archive.page_number, self.structure
        look = {"Type": PDFName("XObject"), "Subtype": PDFName("Form"), "BBox": PDFArray([0, 0, width, height])}
        empty = self.archive.Reference(PDFStream(PDFDictionary({**look, "Resources": PDFDictionary({})}), b""))
        box = " ".join(stated(v) for v in (x, y, x + width, y + height))
        key = 0

        def written() -> bytes:
            parent = f"/StructParent {tree.key_of(key)}" if tree else ""
            return (
                f"<</Type/Annot/Subtype/Widget/FT/Sig/T{quoted(name)}/TU{quoted(label)}/F 4/Rect[{box}]"
                f"/P {page} 0 R/AP<</N {self.archive.number_of(empty.name)} 0 R>>{parent}>>"
            ).encode("latin-1")

        number = self.archive.number(written)
        if tree:
            key = tree.annotate(tree.element("Form", tree.open[-1], f"/Alt{quoted(label)}"), number)
        self._fields.append((number, page))

    def attach(self, name: str, content: bytes, kind: str, description: str, relation: str) -> None:
        """Attach a file of media type `kind`; `relation` is `Data` or `Supplement` (ISO 19005-3, annex E)."""
        moment = self.identity.moment.strftime("D:%Y%m%d%H%M%S+00'00'")
        sums = hashlib.md5(content, usedforsecurity=False).hexdigest()
        about = {"Size": len(content), "ModDate": PDFString(moment), "CheckSum": f"<{sums}>"}
        # A slash in a PDF name must be escaped, which ReportLab's PDFName does not do.
        media = "/" + kind.replace("/", "#2F").replace("+", "#2B")
        facts = {"Type": PDFName("EmbeddedFile"), "Subtype": media, "Params": PDFDictionary(about)}
        packed = PDFDictionary({**facts, "Filter": PDFName("FlateDecode")})
        stream = self.archive.Reference(PDFStream(packed, zlib.compress(content, LEVEL)), f"File.{name}")
        specification = {
            "Type": PDFName("Filespec"),
            "F": PDFString(name),
            "UF": PDFString(name),
            "Desc": PDFString(description),
            "AFRelationship": PDFName(relation),
            "EF": PDFDictionary({"F": stream, "UF": stream}),
        }
        self._attachments.append((name, self.archive.Reference(PDFDictionary(specification), f"Spec.{name}")))

    def finish(self) -> bytes:
        """The whole file; the canvas is used up."""
        catalog = self.archive.Catalog
        if self._attachments:
            self._attachments.sort(key=lambda pair: pair[0])
            named = [part for name, spec in self._attachments for part in (PDFString(name), spec)]
            catalog.Names = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": PDFArray(named)})})
            catalog.AF = PDFArray([spec for _, spec in self._attachments])
        if self._fields:
            references = PDFArray([numbered(number) for number, _page in self._fields])
            catalog.AcroForm = PDFDictionary({"Fields": references, "SigFlags": 0})
        if self.structure:
            catalog.MarkInfo = PDFDictionary({"Marked": "true"})
            # ReportLab would put an object of its own between the catalogue and the root.
            catalog.__Refs__ = [name for name in catalog.__Refs__ if name != "StructTreeRoot"]
            catalog.StructTreeRoot = self.structure.reference()
        file: bytes = self.archive.GetPDFData(self)
        return file


def _stream(operators: str) -> bytes:
    """Page operators as a compressed stream object."""
    packed = zlib.compress(operators.encode("latin-1"), LEVEL)
    return b"<</Filter/FlateDecode/Length %d>>\nstream\n%b\r\nendstream" % (len(packed), packed)


def moment(at: str) -> dt.datetime:
    """The moment that an ISO 8601 text tells, in UTC, without a glance at the machine's zone."""
    return dt.datetime.fromisoformat(at).astimezone(dt.UTC)

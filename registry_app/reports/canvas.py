"""A canvas whose pages are PDF/A-3, and with tags also PDF/UA-1: structure, artifacts, attachments, signature fields.

Everything is written in one pass. Coordinates and sizes are in points from the lower left corner.
"""

import datetime as dt
import hashlib
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObjectReference, PDFStream, PDFString
from reportlab.pdfgen.canvas import Canvas

from registry_app.reports import archive, fonts
from registry_app.reports.archive import ArchiveDocument, Identity, Raw, quoted, stated

PROFILE = Path(__file__).resolve().parents[2] / "resources" / "icc" / "sRGB2014.icc"
LEVEL = 6
"""Of deflate for pages; level 1 saves a tenth of the time and costs a tenth of the size."""
LAYOUT = "<</Type/Layout>>"
PAGE_HEAD = "<</Type/Pagination/Subtype/Header>>"
PAGE_FOOT = "<</Type/Pagination/Subtype/Footer>>"


class Element:
    """One structure element; `kids` are elements, marked contents (page, id), or an annotation (0, number, page)."""

    __slots__ = ("attributes", "kids", "number", "parent", "tag")

    def __init__(self, tag: str, parent: "Element | None", attributes: str) -> None:
        self.tag, self.parent, self.attributes = tag, parent, attributes
        self.kids: list[Any] = []
        self.number = 0


class ArchiveCanvas(Canvas):  # type: ignore[misc]
    """ReportLab's canvas for reports. `tagged`: PDF/A-3a and PDF/UA-1, else PDF/A-3u without structure."""

    _doc: ArchiveDocument

    def __init__(self, identity: Identity, size: tuple[float, float], *, tagged: bool) -> None:
        fonts.load()
        super().__init__(
            BytesIO(), pagesize=size, invariant=1, pageCompression=1, pdfVersion=(1, 7), lang=identity.language,
            initialFontName="sans",  # the default would put Helvetica, which is never embedded, on every page
        )  # fmt: skip
        self.identity, self.tagged = identity, tagged
        self.archive = archive.adopt(self._doc, identity)
        self._marked: list[Element] = []
        self._pages_marked: list[list[Element]] = []
        self._fields: list[tuple[str, int, Element | None]] = []
        self._attachments: list[tuple[str, Any]] = []
        self._describe()
        if tagged:
            self.archive.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})
            self._root = self.element("Document", None)
            self._open = [self._root]

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
        catalog.Metadata = pdfdoc.XMP(creator=lambda _doc: archive.metadata(i, tagged=self.tagged))
        profile = PDFStream(PDFDictionary({"N": 3}), PROFILE.read_bytes(), [pdfdoc.PDFZCompress])
        intent = {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB"),
            "Info": PDFString("sRGB IEC61966-2.1"),
            "DestOutputProfile": self.archive.Reference(profile, "profile"),
        }
        catalog.OutputIntents = PDFArray([PDFDictionary(intent)])

    # Structure: without tags each of these does nothing.

    def element(self, tag: str, parent: Element | None, attributes: str = "") -> Element:
        """A new structure element under `parent`."""
        made = Element(tag, parent, attributes)
        made.number = self.archive.number(lambda: self._element(made))
        if parent is not None:
            parent.kids.append(made)
        return made

    def mark(self, element: Element) -> int:
        """The next marked-content number of this page, taken for `element`."""
        element.kids.append((self._pageNumber, len(self._marked)))
        self._marked.append(element)
        return len(self._marked) - 1

    def cell(self, tag: str, row: Element) -> int:
        """As `mark`, for a table cell (TD, or TH heading its row): the quick way, for tables have thousands."""
        n, page = len(self._marked), self._pageNumber
        made = Element(tag, row, "/A<</O/Table/Scope/Row>>" if tag == "TH" else "")
        made.kids.append((page, n))
        made.number = self.archive.number(lambda: self._element(made))
        row.kids.append(made)
        self._marked.append(made)
        return n

    @property
    def open_element(self) -> Element:
        """The element that new ones go under."""
        return self._open[-1]

    @contextmanager
    def group(self, tag: str, attributes: str = "") -> Iterator[None]:
        """Elements made inside the block lie in a new one."""
        if self.tagged:
            self._open.append(self.element(tag, self.open_element, attributes))
        yield
        if self.tagged:
            self._open.pop()

    @contextmanager
    def tag(self, tag: str, attributes: str = "") -> Iterator[None]:
        """What is drawn inside the block is the content of a new element."""
        if self.tagged:
            made = self.element(tag, self.open_element, attributes)
            self._code.append(f"/{tag} <</MCID {self.mark(made)}>> BDC")
        yield
        if self.tagged:
            self._code.append("EMC")

    @contextmanager
    def artifact(self, kind: str = LAYOUT) -> Iterator[None]:
        """What is drawn inside the block is ornament or page furniture, not content."""
        if self.tagged:
            self._code.append(f"/Artifact {kind} BDC")
        yield
        if self.tagged:
            self._code.append("EMC")

    def emit(self, operators: str) -> None:
        """Write page operators as they are."""
        self._code.append(operators)

    def figure(self, alternative: str, x: float, y: float, width: float, height: float) -> Any:
        """As `tag`, for a drawing that `alternative` puts in words."""
        box = " ".join(stated(v) for v in (x, y, x + width, y + height))
        return self.tag("Figure", f"/Alt{quoted(alternative)}/A<</O/Layout/Placement/Block/BBox[{box}]>>")

    def _element(self, element: Element) -> bytes:
        parent = element.parent.number if element.parent else self.archive.number_of("StructTreeRoot")
        kids = " ".join(self._kid(k) for k in element.kids)
        # A validator of signatures accepts a later signature only when the kid of a Form stands alone, not in a list.
        listed = kids if element.tag == "Form" else f"[{kids}]"
        return f"<</S/{element.tag}/P {parent} 0 R/K{listed}{element.attributes}>>".encode("latin-1")

    def _kid(self, kid: Any) -> str:
        if isinstance(kid, Element):
            return f"{kid.number} 0 R"
        if len(kid) == 3:
            return f"<</Type/OBJR/Obj {kid[1]} 0 R/Pg {self._page(kid[2])}>>"
        return f"<</Type/MCR/Pg {self._page(kid[0])}/MCID {kid[1]}>>"

    def _page(self, number: int) -> str:
        return f"{self.archive.number_of(f'Page{number}')} 0 R"

    # Pages and what hangs on them.

    def showPage(self) -> None:  # noqa: N802
        """End the page; it is compressed at once, so that long reports need little memory."""
        number = self._pageNumber
        super().showPage()
        page = self.archive.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.Trans = None
        packed = zlib.compress(page.stream.encode("latin-1"), LEVEL)
        page.stream, page.Contents = None, PDFStream(PDFDictionary({"Filter": PDFName("FlateDecode")}), packed)
        if self.tagged:
            page.StructParents, page.Tabs = number - 1, PDFName("S")
        self._pages_marked.append(self._marked)
        self._marked = []
        annotations = [PDFObjectReference(name) for name, on, _ in self._fields if on == number]
        page.Annots = PDFArray(annotations) if annotations else None

    def signature_field(self, name: str, label: str, x: float, y: float, width: float, height: float) -> None:
        """An empty signature field on this page; `label` is read out to those who do not see it."""
        key, index, page = f"Field.{name}", len(self._fields), self._pageNumber
        look = {"Type": PDFName("XObject"), "Subtype": PDFName("Form"), "BBox": PDFArray([0, 0, width, height])}
        empty = PDFStream(PDFDictionary({**look, "Resources": PDFDictionary({})}), b"")
        self.archive.Reference(empty, f"{key}.look")
        box = " ".join(stated(v) for v in (x, y, x + width, y + height))

        def written() -> str:
            parent = f"/StructParent {len(self._pages_marked) + index}" if self.tagged else ""
            return (
                f"<</Type/Annot/Subtype/Widget/FT/Sig/T{quoted(name)}/TU{quoted(label)}/F 4/Rect[{box}]"
                f"/P {self._page(page)}/AP<</N {self.archive.number_of(f'{key}.look')} 0 R>>{parent}>>"
            )

        self.archive.Reference(Raw(written), key)
        form = self.element("Form", self.open_element, f"/Alt{quoted(label)}") if self.tagged else None
        if form is not None:
            form.kids.append((0, self.archive.number_of(key), page))
        self._fields.append((key, page, form))

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
            self._attachments.sort()
            named = [part for name, spec in self._attachments for part in (PDFString(name), spec)]
            catalog.Names = PDFDictionary({"EmbeddedFiles": PDFDictionary({"Names": PDFArray(named)})})
            catalog.AF = PDFArray([spec for _, spec in self._attachments])
        if self._fields:
            references = PDFArray([PDFObjectReference(key) for key, _, _ in self._fields])
            catalog.AcroForm = PDFDictionary({"Fields": references, "SigFlags": 0})
        if self.tagged:
            self._plant()
        file: bytes = self.archive.GetPDFData(self)
        return file

    def _plant(self) -> None:
        """The root of the structure tree, and the way back from marked content to its element."""
        numbers = (" ".join(f"{e.number} 0 R" for e in page) for page in self._pages_marked)
        back = [f"{i} [{page}]" for i, page in enumerate(numbers)]
        back += [f"{len(back) + i} {form.number} 0 R" for i, (_, _, form) in enumerate(self._fields) if form]
        listed = "\n".join(back)
        self.archive.Reference(Raw(lambda: f"<</Nums[{listed}]>>"), "ParentTree")
        parents = self.archive.number_of("ParentTree")
        root = Raw(
            lambda: f"<</Type/StructTreeRoot/K[{self._root.number} 0 R]/ParentTree {parents} 0 R"
            f"/ParentTreeNextKey {len(back)}>>"
        )
        self.archive.Catalog.StructTreeRoot = root
        self.archive.Reference(root, "StructTreeRoot")


def moment(at: int) -> dt.datetime:
    """The UTC moment `at` milliseconds after 1970, without a glance at the machine's zone."""
    return dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(milliseconds=at)

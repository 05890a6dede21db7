"""The structure tree of a tagged page file (PDF/UA-1): elements, the contents they own, and the way back to them.

Every element is an object of its own in the file. The few of headings and paragraphs are written at the end, when
their kids are known; the thousands of table cells are written as they come.
"""

from typing import Any

from registry_app.reports.archive import ArchiveDocument, Literal, numbered

_CELLS = {
    "TD": b"<</S/TD/P %d 0 R/Pg %d 0 R/K %d>>",
    "TH": b"<</S/TH/P %d 0 R/Pg %d 0 R/K %d/A<</O/Table/Scope/Row>>>>",
}


class Element:
    """One structure element. Kids are element numbers, marked contents (page, id) or annotations (object, page, 0),
    page by object number."""

    __slots__ = ("attributes", "kids", "number", "parent", "tag")

    def __init__(self, tag: str, parent: int, attributes: str) -> None:
        self.tag, self.parent, self.attributes = tag, parent, attributes
        self.kids: list[Any] = []
        self.number = 0

    def written(self) -> bytes:
        """The bytes of the element's object."""
        kids = " ".join(map(_kid, self.kids))
        # A validator of signatures accepts a later signature only when the kid of a Form stands alone, not in a list.
        listed = kids if self.tag == "Form" else f"[{kids}]"
        return f"<</S/{self.tag}/P {self.parent} 0 R/K{listed}{self.attributes}>>".encode("latin-1")


def _kid(kid: Any) -> str:
    if isinstance(kid, int):
        return f"{kid} 0 R"
    if len(kid) == 3:
        return f"<</Type/OBJR/Obj {kid[0]} 0 R/Pg {kid[1]} 0 R>>"
    return f"<</Type/MCR/Pg {kid[0]} 0 R/MCID {kid[1]}>>"


class Structure:
    """The tree of one document."""

    def __init__(self, document: ArchiveDocument) -> None:
        self._document = document
        self._marked: list[int] = []
        self._pages: list[list[int]] = []
        self.root = document.number(self._written_root)
        self._parents = document.number(self._written_parents)
        self._annotated: list[int] = []
        self._top = self.element("Document", None)
        self.open = [self._top]

    def element(self, tag: str, parent: Element | None, attributes: str = "") -> Element:
        """A new element under `parent`."""
        made = Element(tag, parent.number if parent else self.root, attributes)
        made.number = self._document.number(made.written)
        if parent is not None:
            parent.kids.append(made.number)
        return made

    def mark(self, element: Element) -> int:
        """The next marked-content number of this page, taken for `element`."""
        element.kids.append((self._document.page_number, len(self._marked)))
        self._marked.append(element.number)
        return len(self._marked) - 1

    def row(self, table: Element, tags: tuple[str, ...]) -> int:
        """A row of `table` with a cell for each of `tags` (TD, or TH heading the row), each with one marked content.

        Answers the number of the first marked content; the others follow it.
        """
        first, page, count = len(self._marked), self._document.page_number, len(tags)
        number = self._document.reserve(count + 1)
        written = self._document.numbered
        cells = range(number + 1, number + 1 + count)
        written[number] = b"<</S/TR/P %d 0 R/K[%b]>>" % (table.number, b" ".join([b"%d 0 R" % cell for cell in cells]))
        for mark, (cell, tag) in enumerate(zip(cells, tags, strict=True), first):
            written[cell] = _CELLS[tag] % (number, page, mark)
        table.kids.append(number)
        self._marked.extend(cells)
        return first

    def annotate(self, element: Element, annotation: int) -> int:
        """Make an annotation of this page the kid of `element`; answers its key in the way back.

        Its key follows those of all pages, so it is only right once the last page has ended.
        """
        element.kids.append((annotation, self._document.page_number, 0))
        self._annotated.append(element.number)
        return len(self._annotated) - 1

    def key_of(self, annotation: int) -> int:
        """The key in the way back of the n-th annotation."""
        return len(self._pages) + annotation

    def end_page(self) -> int:
        """Close this page's marked contents; answers the page's key in the way back."""
        self._pages.append(self._marked)
        self._marked = []
        return len(self._pages) - 1

    def reference(self) -> Literal:
        """What the catalogue holds."""
        return numbered(self.root)

    def _written_root(self) -> bytes:
        following = len(self._pages) + len(self._annotated)
        return (
            f"<</Type/StructTreeRoot/K[{self._top.number} 0 R]/ParentTree {self._parents} 0 R"
            f"/ParentTreeNextKey {following}>>"
        ).encode()

    def _written_parents(self) -> bytes:
        """The way back from marked contents and annotations to their elements."""
        rows = [f"{key} [{' '.join([f'{n} 0 R' for n in page])}]" for key, page in enumerate(self._pages)]
        rows += [f"{self.key_of(at)} {number} 0 R" for at, number in enumerate(self._annotated)]
        listed = "\n".join(rows)
        return f"<</Nums[{listed}]>>".encode()

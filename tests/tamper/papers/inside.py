"""Changes that somebody makes before the paper is signed: every signature is genuine, and the file has no seam."""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any

from registry_app.domain.entry import canonical
from registry_app.reports.inventory_return import LAYOUT
from tests.signed_papers import signed
from tests.tamper.papers.anatomy import Anatomy
from tests.tamper.papers.bench import Bench

PAGE = b"/Type /Page\n"


def _pages(file: Anatomy) -> list[int]:
    """The numbers of the streams that pages are drawn by."""
    found = [re.search(rb"/Contents \[ ?([0-9]+) 0 R", file.objects[number - 1]) for number in file.numbers(PAGE)]
    return [int(match[1]) for match in found if match]


def _drawn(bench: Bench, change: Callable[[Anatomy], Any]) -> bytes:
    file = Anatomy(bench.later.file)
    change(file)
    return signed(file.written(), "armorer")


def page_text(bench: Bench) -> bytes:
    """The list of firearms is that of another content; the data are the true ones."""
    firearms = [dict(row) for row in bench.later.content["firearms"]]
    firearms[0]["serial"] = "SN-9"
    other = Anatomy(bench.later.again({"firearms": firearms}).file)

    def change(file: Anatomy) -> None:
        second = _pages(file)[1]
        file.pour(second, lambda _content: other.plain(_pages(other)[1]).partition(b"stream\n")[2])

    return _drawn(bench, change)


def overlaid_text(bench: Bench) -> bytes:
    """A white sheet over a line, and another text on it."""
    cover = b"\nq 1 1 1 rg 40 600 500 14 re f Q BT /F1+0 9 Tf 1 0 0 1 44 604 Tm (\x01\x02) Tj ET"
    return _drawn(bench, lambda file: file.pour(_pages(file)[1], lambda content: content + cover))


def invisible_text(bench: Bench) -> bytes:
    """Text that is searched and copied, and not seen."""
    hidden = b"\nBT 3 Tr /F1+0 9 Tf 1 0 0 1 44 604 Tm (\x01\x02) Tj ET"
    return _drawn(bench, lambda file: file.pour(_pages(file)[0], lambda content: content + hidden))


def lying_letters(bench: Bench) -> bytes:
    """A map of characters by which what is copied differs from what is seen."""

    def change(file: Anatomy) -> None:
        number = file.one(b"beginbfchar")
        text = file.plain(number)
        one = re.search(rb"<([0-9A-F]{2,4})> ?<([0-9A-F]{4})>\n", text, re.IGNORECASE)
        assert one
        file.change(number, one[0], one[0].replace(b"<" + one[2] + b">", b"<0039>"))

    return _drawn(bench, change)


def other_letters(bench: Bench) -> bytes:
    """A font whose widths are others: what is printed moves."""
    return _drawn(bench, lambda file: file.change(file.one(b"/Widths"), b"/FirstChar 0", b"/FirstChar 1"))


def qr_code(bench: Bench) -> bytes:
    """A code in the foot that says something else."""

    def change(file: Anatomy) -> None:
        number = file.one(b" 1 re")
        file.pour(number, lambda content: content.replace(b" 1 re", b" 2 re", 1))

    return _drawn(bench, change)


def data_alone(bench: Bench) -> bytes:
    """The data say one firearm less, and nothing else was touched."""
    told = {**bench.later.content, "firearms": bench.later.content["firearms"][:-1]}
    old = canonical(bench.later.content)
    return _drawn(bench, lambda file: file.pour(file.one(old), lambda _content: canonical(told)))


def data_and_hash(bench: Bench) -> bytes:
    """The data say one firearm less, and the properties name their new hash; the pages are the old ones."""
    told = {**bench.later.content, "firearms": bench.later.content["firearms"][:-1]}
    old, new = canonical(bench.later.content), canonical(told)

    def change(file: Anatomy) -> None:
        file.pour(file.one(old), lambda _content: new)
        digest = hashlib.sha256(old).hexdigest().encode()
        fresh = hashlib.sha256(new).hexdigest().encode()
        file.change(file.one(b"DataSHA256>" + digest), digest, fresh)

    return _drawn(bench, change)


def data_not_canonical(bench: Bench) -> bytes:
    """The same data with other white space."""
    old = canonical(bench.later.content)
    loose = json.dumps(bench.later.content, ensure_ascii=False, indent=1).encode()
    return _drawn(bench, lambda file: file.pour(file.one(old), lambda _content: loose))


def data_gone(bench: Bench) -> bytes:
    """The data are attached as something else."""
    return _drawn(bench, lambda file: file.change(file.one(b"/AFRelationship /Data"), b"/Data", b"/Alternative"))


def data_not_of_schema(bench: Bench) -> bytes:
    """A figure is a text."""
    figures = json.loads(json.dumps(bench.later.content["figures"]))
    figures["firearms"]["held"] = "none"
    told = {**bench.later.content, "figures": figures}
    old = canonical(bench.later.content)
    return _drawn(bench, lambda file: file.pour(file.one(old), lambda _content: canonical(told)))


def schema_swapped(bench: Bench) -> bytes:
    """A schema that allows everything."""
    number = Anatomy(bench.later.file).one(b'"$id": "urn:armarium:inventory-return:1"')
    return _drawn(bench, lambda file: file.pour(number, lambda _content: b"{}"))


def entries_swapped(bench: Bench) -> bytes:
    """The entries that are attached are not those that the data name."""
    mark = b'"format":"armarium-ledger/1"'
    return _drawn(
        bench, lambda file: file.pour(file.one(mark), lambda content: content.replace(b'"seq":', b'"seq": ', 1))
    )


def attachment_more(bench: Bench) -> bytes:
    """One more file inside."""

    def change(file: Anatomy) -> None:
        number = file.one(b"/EmbeddedFiles")
        stream = file.add(b"<</Type/EmbeddedFile/Length 4>>\nstream\nmore\r\nendstream")
        spec = file.add(b"<</Type/Filespec/F(z.txt)/UF(z.txt)/AFRelationship/Supplement/EF<</F %d 0 R>>>>" % stream)
        names = re.search(rb"/Names \[ ?", file.objects[number - 1])
        assert names
        added = names[0] + b"(a.txt) %d 0 R " % spec
        file.change(number, names[0], added)

    return _drawn(bench, change)


def script(bench: Bench) -> bytes:
    """Something that the reader's program does on opening."""
    action = b"/OpenAction <</S/JavaScript/JS(app.alert\\(1\\))>> /PageMode"
    return _drawn(bench, lambda file: file.change(file.one(b"/PageMode"), b"/PageMode", action))


def annotation(bench: Bench) -> bytes:
    """A note that covers a line of the first page."""

    def change(file: Anatomy) -> None:
        number = file.add(b"<</Type/Annot/Subtype/FreeText/Rect[40 600 300 620]/Contents(0)/DA(/F1 9 Tf)>>")
        file.change(file.one(PAGE), b"/Contents", b"/Annots [%d 0 R] /Contents" % number)

    return _drawn(bench, change)


def page_removed(bench: Bench) -> bytes:
    """The second page is no longer in the list of pages."""

    def change(file: Anatomy) -> None:
        number = file.one(b"/Kids")
        kids = re.search(rb"/Kids \[([^\]]*)\]", file.objects[number - 1])
        assert kids
        first, _second, *rest = re.findall(rb"[0-9]+ 0 R", kids[1])
        file.change(number, kids[0], b"/Kids [ " + b" ".join([first, *rest]) + b" ]")

    return _drawn(bench, change)


def page_twice(bench: Bench) -> bytes:
    """The last page stands there twice."""

    def change(file: Anatomy) -> None:
        number = file.one(b"/Kids")
        kids = re.search(rb"/Kids \[([^\]]*)\]", file.objects[number - 1])
        assert kids
        found = re.findall(rb"[0-9]+ 0 R", kids[1])
        file.change(number, kids[0], b"/Kids [ " + b" ".join([*found, found[-1]]) + b" ]")

    return _drawn(bench, change)


def page_cropped(bench: Bench) -> bytes:
    """The lower half of a page is not shown."""
    box = b"/CropBox [ 0 400 595 842 ] /MediaBox"

    def change(file: Anatomy) -> None:
        file.change(file.one(PAGE), b"/MediaBox", box)

    return _drawn(bench, change)


def property_(bench: Bench) -> bytes:
    """The properties name another number."""
    number = str(bench.later.content["number"]).encode()
    mark = b"<ar:Number>" + number
    return _drawn(bench, lambda file: file.change(file.one(mark), mark, mark[:-1] + b"X"))


def hidden_bytes(bench: Bench) -> bytes:
    """A comment between the objects, that nobody sees."""
    return signed(Anatomy(bench.later.file).written(between=b"% 7 pistols\n"), "armorer")


def hidden_object(bench: Bench) -> bytes:
    """An object that nothing leads to."""
    return _drawn(bench, lambda file: file.add(b"(seven pistols)"))


def field_moved(bench: Bench) -> bytes:
    """The field of the witness lies over the figures."""

    def change(file: Anatomy) -> None:
        number = file.one(b"/T(witness)")
        box = re.search(rb"/Rect\[[^\]]*\]", file.objects[number - 1])
        assert box
        file.change(number, box[0], b"/Rect[40 300 560 700]")

    return _drawn(bench, change)


def layout_of_tomorrow(bench: Bench) -> bytes:
    """The paper names a layout that this release does not know."""
    mark = b"<ar:Layout>%d" % LAYOUT
    return _drawn(bench, lambda file: file.change(file.one(mark), mark, b"<ar:Layout>7"))


def format_of_tomorrow(bench: Bench) -> bytes:
    """The data name a format that this release does not know."""
    told = {**bench.later.content, "format": "armarium-inventory-return/7"}
    old = canonical(bench.later.content)

    def change(file: Anatomy) -> None:
        file.pour(file.one(old), lambda _content: canonical(told))

    return _drawn(bench, change)


def language_of_nowhere(bench: Bench) -> bytes:
    """The paper says that it is in a language that the program does not speak."""
    return _drawn(bench, lambda file: file.change(file.one(b"/Lang ("), b"/Lang (en)", b"/Lang (xx)"))


def tree_without_end(bench: Bench) -> bytes:
    """A tree of pages of thirty branches, each of which is twice the next one."""

    def change(file: Anatomy) -> None:
        page, first = file.one(PAGE), len(file.objects) + 1
        for number in range(first, first + 30):
            file.add(b"<</Type /Pages /Count 1 /Kids [%d 0 R %d 0 R]>>" % (number + 1, number + 1))
        file.add(b"<</Type /Pages /Count 1 /Kids [%d 0 R]>>" % page)
        number = file.one(b"/Kids")
        kids = re.search(rb"/Kids \[([^\]]*)\]", file.objects[number - 1])
        assert kids
        file.change(number, kids[0], b"/Kids [ %d 0 R ]" % first)

    return _drawn(bench, change)


def data_that_swell(bench: Bench) -> bytes:
    """Data that are deflated to next to nothing."""
    old = canonical(bench.later.content)
    return _drawn(bench, lambda file: file.pour(file.one(old), lambda _content: bytes(30_000_000)))

"""What holds for every kind of paper: an archive that everybody can read, a code on each page, nothing cut off."""

import page
import pytest
import zxingcpp

from registry_app.reports import frame, package
from registry_app.reports.paper import FOOT
from tests.reports import every, given_listed, papers, prints

EACH = pytest.mark.parametrize("name", every.CONTENTS)


@EACH
def test_it_is_an_archive_that_everybody_can_read(name: str) -> None:
    file = every.written(name, every.CONTENTS[name](), language="es")
    for profile in ("3a", "ua1"):
        assert [failure.message for failure in page.validate_pdf_bytes(file, profile=profile).failures] == []


@EACH
@pytest.mark.parametrize("paper", ["a4", "letter"])
def test_the_code_on_every_page_is_read_from_a_coarse_print(name: str, paper: str) -> None:
    content = every.CONTENTS[name]()
    file = every.written(name, content, paper=paper)
    for number in range(len(papers.opened(file))):
        codes = [code.text for code in zxingcpp.read_barcodes(prints.drawn(file, 150, number))]
        assert frame.code(content) in codes, number


@EACH
@pytest.mark.parametrize("model", [every.ONE_WORD, "Thunder 9 Ultra Compact Pro " * 4])
def test_a_long_model_leaves_no_page_and_covers_nothing(name: str, model: str) -> None:
    file = every.written(name, every.called(every.CONTENTS[name](), model))
    for number, shown in enumerate(papers.opened(file)):
        found = papers.boxes(file, number)
        assert list(papers.overlapping(found)) == []
        assert all(box.left > 28 and box.right < shown.get_width() - 28 and box.bottom > 10 for box in found)


@pytest.mark.parametrize("name", ["changes", "transfer"])
def test_a_heading_never_stands_alone_at_the_foot(name: str) -> None:
    form = package.FORMS[name]
    titles = {each.title for each in form.lists} | {"Signatures"}
    for many in range(17, 23):
        file = every.written(name, given_listed.content(form, many))
        for number in range(len(papers.opened(file))):
            body = [box for box in papers.boxes(file, number) if box.bottom > FOOT]
            assert min(body, key=lambda box: box.bottom).text not in titles, (many, number)

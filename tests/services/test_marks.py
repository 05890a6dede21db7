"""Marks of a firearm: entered with their photo in one entry, told in order."""

from registry_app.services import documents, marks
from tests.make import Make

PHOTO = b"\xff\xd8\xff" + bytes(64)
SLIDE = {"kind": "slide", "text": "AB1234", "spot": "Left of the slide", "made_on": "2020-03-05"}


def test_a_mark_and_its_photo_are_one_entry(make: Make) -> None:
    gun = make.firearm()
    posted = make.do(marks.add, firearm=gun, values=SLIDE, photo=PHOTO)
    mark = make.register.read(marks.of, firearm=gun)[0]
    paper = make.register.read(documents.of, subject=gun)[0]
    assert (mark.kind, mark.text, mark.spot, mark.made_by, mark.photo) == (
        "slide", "AB1234", "Left of the slide", "", paper.id,
    )  # fmt: skip
    assert (paper.kind, paper.title, paper.seq) == ("photo_marks", "AB1234", posted.seq)
    assert make.register.read(documents.content, document=mark.photo) == PHOTO


def test_marks_stand_in_the_order_of_their_entry(make: Make) -> None:
    gun, other = make.firearm(), make.firearm()
    for text, firearm in (("ONE", gun), ("TWO", gun), ("ELSE", other)):
        make.do(marks.add, firearm=firearm, values={**SLIDE, "text": text})
    assert [(mark.text, mark.photo) for mark in make.register.read(marks.of, firearm=gun)] == [("ONE", 0), ("TWO", 0)]


def test_a_photo_that_is_none_leaves_nothing_behind(make: Make) -> None:
    make.refused("content_strange", marks.add, firearm=make.firearm(), values=SLIDE, photo=b"GIF89a")

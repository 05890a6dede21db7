"""Marks of firearms: described with their photos, put right, and listed."""

from registry_app.services import documents, marks, records
from tests.make import PHOTO, Make

IMPORT = {"kind": "import", "text": "IMPO BR 2020", "spot": "barrel", "made_by": "Impo", "made_on": "2020-05-01"}


def test_a_mark_comes_with_its_photo_in_one_entry(make: Make) -> None:
    gun = make.firearm()
    posted = make.do(marks.add, firearm=gun, values=IMPORT, photo=PHOTO)
    (mark,) = make.register.read(marks.of, firearm=gun)
    assert (mark.photo, mark.id) == posted.records
    assert (mark.kind, mark.text, mark.spot, mark.is_there) == ("import", "IMPO BR 2020", "barrel", True)
    (photo,) = make.register.read(documents.of, subject=gun)
    assert (photo.id, photo.kind, photo.title) == (mark.photo, "photo_marks", "IMPO BR 2020")


def test_an_obliterated_mark_is_read_as_far_as_it_goes(make: Make) -> None:
    gun = make.firearm()
    make.do(marks.add, firearm=gun, values={"kind": "obliterated", "text": "AB?7?", "spot": "frame"})
    (mark,) = make.register.read(marks.of, firearm=gun)
    assert (mark.text, mark.photo, mark.is_there) == ("AB?7?", 0, False)


def test_a_mark_is_put_right_and_gets_a_photo_later(make: Make) -> None:
    gun = make.firearm()
    mark = make.do(marks.add, firearm=gun, values=IMPORT).records[0]
    make.do(marks.amend, record=mark, values={"spot": "slide"}, photo=PHOTO, reason="typing_error")
    (found,) = make.register.read(marks.of, firearm=gun)
    assert (found.spot, found.is_there) == ("slide", True)
    assert make.register.read(documents.content, document=found.photo) == PHOTO
    make.refused("record_unknown", marks.amend, record=gun, photo=PHOTO)


def test_a_mark_stays_on_its_firearm_and_needs_its_text(make: Make) -> None:
    gun, other = make.firearm(), make.firearm()
    mark = make.do(marks.add, firearm=gun, values=IMPORT).records[0]
    make.refused("content_is_fixed", records.amend, kind="mark", record=mark, values={"firearm_id": other})
    make.refused("field_required", marks.add, firearm=gun, values={"kind": "import"})
    make.refused("reference_unknown", marks.add, firearm=make.place(), values=IMPORT)
    make.refused("content_strange", marks.add, firearm=gun, values=IMPORT, photo=b"GIF89a")


def test_an_erased_photo_is_told_as_gone(make: Make) -> None:
    gun = make.firearm()
    photo = make.do(marks.add, firearm=gun, values=IMPORT, photo=PHOTO).records[0]
    make.do(documents.erase, document=photo, witness=make.witness)
    (mark,) = make.register.read(marks.of, firearm=gun)
    assert (mark.photo, mark.is_there) == (photo, False)

"""What happens beside the work when a register is opened: a look at what came after the last checkpoint."""

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from registry_app.domain.errors import Damaged
from registry_app.services.checks import check_opening
from tests.make import Make
from tests.ui.fixtures import opened, shown
from tests.ui.hands import Hands
from ui.pages.registers import Registers
from ui.problems import ProblemDialog


def _move_a_firearm_past_the_program(make: Make) -> None:
    make.firearm()
    file = sqlcipher.connect(str(make.folder / "register.db"), isolation_level=None)
    file.execute(f"PRAGMA key = \"x'{make.register.database_key.reveal().hex()}'\"")
    file.execute("UPDATE balance SET quantity = 2 WHERE quantity = 1")
    file.close()


def test_a_register_that_was_tampered_with_is_closed_again(
    empty_window: Hands, caplog: pytest.LogCaptureFixture
) -> None:
    _move_a_firearm_past_the_program(empty_window.make)
    shown(opened(empty_window))
    empty_window.until(lambda: empty_window.window.findChildren(ProblemDialog))
    dialog = empty_window.window.findChildren(ProblemDialog)[0]
    assert [record.getMessage() for record in caplog.records] == ["damaged column_differs"]
    caplog.clear()
    dialog.accept()
    empty_window.until(lambda: isinstance(empty_window.window.centralWidget(), Registers))


def test_an_opening_check_keeps_a_checkpoint_where_there_was_none(make: Make) -> None:
    check_opening(make.register)
    make.firearm("SN1")
    check_opening(make.register)
    _move_a_firearm_past_the_program(make)
    with pytest.raises(Damaged, match="column_differs"):
        check_opening(make.register)

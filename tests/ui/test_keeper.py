"""What was typed and not saved survives the end of the program, also by SIGKILL; what is done or put away does not."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from registry_app.services import drafts
from registry_app.services import register as registers
from registry_app.services.summary import summarise
from tests.make import PASSPHRASE, Make
from tests.ui.fixtures import shown
from tests.ui.hands import Hands
from ui.opening import Opened, unlock
from ui.problems import ProblemDialog

ROOT = Path(__file__).parents[2]


def _kept(hands: Hands) -> dict[str, str]:
    register = hands.make.register
    return register.read(drafts.kept, user=register.actor.user_id)


def _in_hand(hands: Hands) -> int:
    gun = hands.make.firearm("KEEP-1")
    hands.page("handover").open_record(gun)
    hands.settle()
    return gun


def _killed(make: Make, gun: int) -> None:
    """Somebody takes a firearm in hand, and the program is killed."""
    command = [sys.executable, "-m", "tests.crash.typist", str(make.folder), str(gun)]
    spoken = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=spoken) as child:
        assert child.stdout
        assert child.stdout.readline() == "kept\n"
        child.send_signal(signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_what_was_in_hand_when_the_program_was_killed_is_there_again(empty_window: Hands) -> None:
    make, gun = empty_window.make, empty_window.make.firearm("KEEP-1")
    make.register.close()
    _killed(make, gun)
    assert [f.name for f in make.folder.rglob("*") if f.is_file() and b'"firearms": [' in f.read_bytes()] == []
    empty_window.window.open(unlock(make.folder, user="first", passphrase=PASSPHRASE))
    hands = shown(empty_window)
    assert hands.said() == "Typed before and not saved, kept for you: Handover"
    hands.shell.strip._act.click()
    hands.settle()
    assert hands.shell.current_key() == "handover"
    assert hands.shell.page("handover").list.firearms() == ["Taurus G3, KEEP-1"]


def test_what_is_typed_is_kept_a_moment_later_and_erased_when_put_away(hands: Hands) -> None:
    _in_hand(hands)
    hands.until(lambda: list(_kept(hands)) == ["handover"])
    hands.page("handover").start_again()
    hands.until(lambda: not _kept(hands))


def test_keeping_a_draft_reloads_no_list(hands: Hands) -> None:
    _in_hand(hands)
    told: list[bool] = []
    hands.window._tasks.wrote.connect(lambda: told.append(True))
    hands.until(lambda: _kept(hands))
    hands.settle()
    assert told == []


def test_locking_keeps_at_once(hands: Hands) -> None:
    _in_hand(hands)
    hands.window.lock()
    hands.window._closing.wait_closed()
    with registers.unlock(hands.make.folder, user="first", passphrase=PASSPHRASE) as register:
        assert list(register.read(drafts.kept, user=register.actor.user_id)) == ["handover"]


def test_closing_all_the_same_throws_it_away(hands: Hands) -> None:
    _in_hand(hands)
    hands.until(lambda: _kept(hands))
    hands.window.close()
    hands.window.findChildren(ProblemDialog)[0].accept()
    with registers.unlock(hands.make.folder, user="first", passphrase=PASSPHRASE) as register:
        assert register.read(drafts.kept, user=register.actor.user_id) == {}


def test_a_register_for_reading_keeps_nothing(empty_window: Hands) -> None:
    empty_window.make.user("looker", "reader")
    register = empty_window.make.unlocked("looker")
    empty_window.window.open(Opened(register, register.read(summarise)))
    assert empty_window.window._keeper is None

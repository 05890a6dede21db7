"""Pictures of certificates: the card of a company that certifies, two of its forms, and a return that was signed."""

import json
from pathlib import Path
from typing import Any

from registry_app.services import certificates
from registry_app.services import register as registers
from tests.ui.patience import settle, wait
from ui.opening import DEMO_PAPER
from ui.pages.certificate_acts import FOUND

DIRECTOR, WITNESS = "marta.cano", "luis.pardo"


class CertificatePictures:
    """What the photographer takes of certificates."""

    window: Any
    out: Path
    register: Path

    def _go(self, key: str, record: int = 0) -> Any:
        raise NotImplementedError

    def _certified(self) -> Any:
        """The page of users, once the demo company has an authority, who works a certificate, and the witness one."""
        page = self._go("users")
        settle(self.window)
        told = json.loads((self.register.parent / DEMO_PAPER).read_text("utf-8"))["users"]
        by_name = {each["name"]: each["passphrase"] for each in told}
        with registers.unlock(self.register, user=DIRECTOR, passphrase=by_name[DIRECTOR]) as register:
            own = self.window.shell.desk.worker.actor.name
            people = [register.witness(name, by_name[name]) for name in dict.fromkeys((WITNESS, own))]
            if register.read(certificates.authority) is None:
                register.write(certificates.found, witness=people[0])
            for each in people:
                if register.read(certificates.own, user=each.user_id) is None:
                    register.write(certificates.certify, witness=each)
        page.reload()
        settle(self.window)
        return page

    def certificates(self) -> None:
        page = self._certified()
        page.show_list()
        page.table.selectRow(1)

    def certificate_form(self) -> None:
        page = self._certified()
        page.certificates._open(FOUND, witnesses=[each for each in page.accounts if each.may_witness])

    def certificate_import(self) -> None:
        page = self._certified()
        page.certificates.take(Path("marta-cano.p12"))

    def return_signed(self) -> None:
        self._certified()
        page = self._go("returns")
        page.show_view("make")
        settle(self.window)
        page.options.rows["report"].show_value("inventory")
        page.options._edited()
        settle(self.window)
        page.options.rows["addressee"].editor.setCurrentIndex(1)
        page.reload()
        settle(self.window)
        page.save(self.out / "inventory-return-2026-11-27.pdf")
        settle(self.window)
        page.saved.signing.button.click()
        settle(self.window)
        page.saved.signing.people.setCurrentIndex(page.saved.signing.people.findData(WITNESS))

    def declaring(self) -> None:
        self.window.show_declaring(self.register)
        gate = self.window.centralWidget()
        wait(gate.user.count)
        told = json.loads((self.register.parent / DEMO_PAPER).read_text("utf-8"))
        gate.user.setCurrentText(told["users"][0]["name"])
        gate.passphrase.setText(told["users"][0]["passphrase"])
        gate.go_on()
        wait(lambda: gate._lost is not None)

"""Time stamps by a service on this machine, and by a key file; whatever else answers signs nothing."""

import asyncio
import datetime as dt
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import TimestampRequestError

from registry_app.domain.errors import Refused
from registry_app.reports import certificates, inventory_return, opened_paper, signature_check, signing, stamping
from tests.reports import given, signers

MOMENT = signers.MOMENT + dt.timedelta(days=1)


def key_file(
    purpose: Any = ExtendedKeyUsageOID.TIME_STAMPING, *, is_critical: bool = True, begun: dt.datetime = signers.MOMENT
) -> bytes:
    """A key for time stamps that vouches for itself, as PKCS#12 under `abc`."""
    key = certificates.found(company="x", licence="", moment=begun).key
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Time stamps S.A.")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    made = made.serial_number(7).not_valid_before(begun).not_valid_after(begun + dt.timedelta(days=900))
    signed = made.add_extension(x509.ExtendedKeyUsage([purpose]), critical=is_critical).sign(key, hashes.SHA256())
    return certificates.save(certificates.Signer(certificates.der(signed), (), key), "abc")


@pytest.fixture(scope="module")
def clerk() -> bytes:
    return key_file()


class _Service(BaseHTTPRequestHandler):
    """A time stamp service; what it answers stands in its server."""

    def do_POST(self) -> None:
        asked = tsp.TimeStampReq.load(self.rfile.read(int(self.headers["Content-Length"])))
        answer = self.server.answer(asked)  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Type", "application/timestamp-reply")
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_said: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def service(clerk: bytes) -> Iterator[Any]:
    """A service on the loopback, in a thread of its own."""
    stamper = stamping.by_file(clerk, "abc", moment=MOMENT)
    server: Any = HTTPServer(("127.0.0.1", 0), _Service)
    server.answer = lambda asked: asyncio.run(stamper.async_request_tsa_response(asked)).dump()
    server.url = f"http://127.0.0.1:{server.server_port}/"
    running = threading.Thread(target=server.serve_forever)
    running.start()
    yield server
    server.shutdown()
    running.join()
    server.server_close()


def _stamped(stamper: stamping.TimeStamper) -> Any:
    unsigned = inventory_return.write(given.content(1))
    file = signing.sign(unsigned, signers.person(), moment=MOMENT, name="M", time_stamper=stamper)
    (seen,), findings = signature_check.check(opened_paper.read(file))
    assert findings == []
    return seen


def test_a_service_is_asked_and_its_stamp_told(service: Any) -> None:
    seen = _stamped(stamping.by_url(service.url))
    assert (seen.stamped_at, seen.stamped_by) == (MOMENT, "Time stamps S.A.")


def test_a_key_file_stamps_without_any_network(clerk: bytes) -> None:
    assert _stamped(stamping.by_file(clerk, "abc", moment=MOMENT)).stamped_at == MOMENT


@pytest.mark.parametrize("answer", [b"", b"no answer", bytes.fromhex("30053003020102")])
def test_what_is_no_stamp_is_none(service: Any, answer: bytes) -> None:
    service.answer = lambda _asked: answer
    with pytest.raises(TimestampRequestError):
        _stamped(stamping.by_url(service.url))


def test_a_service_that_is_not_there(service: Any) -> None:
    with pytest.raises(TimestampRequestError):
        _stamped(stamping.by_url("http://127.0.0.1:9/"))


@pytest.mark.parametrize("change", [{"purpose": ExtendedKeyUsageOID.CLIENT_AUTH}, {"is_critical": False}])
def test_only_a_key_for_time_stamps_stamps(change: dict[str, Any]) -> None:
    with pytest.raises(Refused) as caught:
        stamping.by_file(key_file(**change), "abc", moment=MOMENT)
    assert caught.value.findings[0].code == "certificate_not_for_stamps"


def test_an_address_is_one_of_the_web() -> None:
    with pytest.raises(Refused) as caught:
        stamping.by_url("file:///etc/passwd")
    assert caught.value.findings[0].code == "time_stamp_address"

"""One window per user: a second start of the program brings the first one to the front, and ends.

The lock is let go by the system when its program dies, however it dies. What listens for second starts needs Qt's
network part, which is loaded when the first picture has been seen.
"""

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

PATIENCE_MS = 1_000
LONGEST = 4_096
"""Bytes that a second start ever sends: a path."""


class Single(QObject):
    """`woken` tells, in the first program, that a second was started, and on which register (perhaps none)."""

    woken = Signal(str)

    def __init__(self, place: Path, parent: QObject) -> None:
        """`place` is a folder of the user's own."""
        super().__init__(parent)
        place.mkdir(parents=True, exist_ok=True)
        self._lock = QLockFile(str(place / "window.lock"))
        self._lock.setStaleLockTime(0)
        self._name = f"armarium-{sha256(str(place.resolve()).encode()).hexdigest()[:16]}"
        self._server: QLocalServer | None = None

    def is_first(self) -> bool:
        """Whether no other program of this user has the window; from then on this one has it.

        Also where the folder cannot be written: better two windows than none.
        """
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def wake(self, folder: Path | None = None) -> bool:
        """Bring the first window to the front; whether it heard."""
        from PySide6.QtNetwork import QLocalSocket

        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(PATIENCE_MS):
            return False
        socket.write(f"{folder.resolve() if folder else ''}\n".encode())
        return socket.waitForBytesWritten(PATIENCE_MS)

    def listen(self) -> None:
        """Hear of second starts from now on; only this user's programs are heard."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._connected)
        self._server.listen(self._name)

    def _connected(self) -> None:
        socket = self._server.nextPendingConnection() if self._server else None
        if socket is not None:
            socket.readyRead.connect(lambda: self.woken.emit(bytes(socket.readLine(LONGEST).data()).decode().strip()))
            socket.disconnected.connect(socket.deleteLater)

    def close(self) -> None:
        """Let another program be the first."""
        if self._server is not None:
            self._server.close()
        self._lock.unlock()

"""Garbage is collected on the window's thread only.

A collection that happens to run on another thread may destroy Qt objects there and crash, so automatic collection is
off and a timer does the same work here. What has been loaded by the time that everything is first looked through are
modules, which stay for good: they are left out from then on, or each such look would stop the window for 80 ms.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000
OLDEST = 2


class Collector(QObject):
    """Collects the youngest generation that has grown beyond Python's own thresholds, once a second."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        self._has_left_out = False
        self._timer = QTimer(self)
        self._timer.timeout.connect(self.collect)
        self._timer.start(EVERY_MS)

    def collect(self) -> int:
        """Collect what is due; gives the number of objects found unreachable."""
        counts = gc.get_count()
        due = [i for i, (count, most) in enumerate(zip(counts, self._thresholds, strict=True)) if count > most > 0]
        if due and due[-1] == OLDEST and not self._has_left_out:
            self._has_left_out = True
            gc.freeze()
            return 0
        return gc.collect(due[-1]) if due else 0

    def stop(self) -> None:
        """Hand collection back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

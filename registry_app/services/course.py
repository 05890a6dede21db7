"""Several works one after the other, told as one: each begins where the one before it ended."""

from collections.abc import Callable

Progress = Callable[[int, int], object]


class Course:
    """Tells `progress` of works of which `later` steps are known to come after the first; it never goes back."""

    def __init__(self, progress: Progress | None, later: int = 0) -> None:
        self._progress, self._later, self._before = progress, later, 0

    def first(self, done: int, steps: int) -> None:
        """The first work has done so many of its steps."""
        self._before = steps
        self._tell(done, steps + self._later)

    def then(self, done: int, steps: int) -> None:
        """The work behind it has."""
        self._tell(self._before + done, self._before + steps)

    def _tell(self, done: int, steps: int) -> None:
        if self._progress:
            self._progress(done, steps)

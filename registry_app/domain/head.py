"""A head: origin, size and root, which together fix all history of a ledger; signed it can be held against us."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Head:
    """The state of a ledger after `size` entries; `root` in hex."""

    origin: str
    size: int
    root: str

    def text(self) -> bytes:
        """The three lines that are signed (after the C2SP checkpoint format): origin, size, root."""
        return f"{self.origin}\n{self.size}\n{self.root}\n".encode()

    def kept(self, made_at: int, user: int) -> bytes:
        """What is signed of a checkpoint: the head's lines, then when it was made (UTC ms) and by which user."""
        return self.text() + f"{made_at}\n{user}\n".encode()

    def short(self) -> str:
        """The head as printed on a slip: size and the first 16 digits of the root."""
        return f"{self.size} {self.root[:16]}"

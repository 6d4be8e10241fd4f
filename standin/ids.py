"""Ids that look like the processor's and are the same again for the same seed."""

import hashlib
import string

LETTERS = string.digits + string.ascii_uppercase + string.ascii_lowercase
LENGTH = 24


class Ids:
    def __init__(self, seed: int, given: int = 0) -> None:
        self.seed = seed
        self.given = given

    def make(self, prefix: str) -> str:
        self.given += 1
        digest = hashlib.sha256(f"{self.seed}:{self.given}".encode()).digest()
        return f"{prefix}_" + "".join(LETTERS[byte % len(LETTERS)] for byte in digest[:LENGTH])

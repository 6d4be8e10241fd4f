"""Ids that look like the processor's and are the same again for the same seed."""

import hashlib
import string

ID_ALPHABET = string.digits + string.ascii_uppercase + string.ascii_lowercase
ID_CHARS = 24


class Ids:
    def __init__(self, seed: int, count: int = 0) -> None:
        self.seed = seed
        self.count = count  # how many there are so far

    def make(self, prefix: str) -> str:
        self.count += 1
        digest = hashlib.sha256(f"{self.seed}:{self.count}".encode()).digest()
        letters = [ID_ALPHABET[byte % len(ID_ALPHABET)] for byte in digest[:ID_CHARS]]
        return f"{prefix}_" + "".join(letters)

"""Codes that open a door: made to be guessed by nobody, and read off paper by anybody."""

import secrets

# Crockford's base 32 leaves out I, L, O and U: nothing on a card looks like something else.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10  # 50 bits
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _place in range(LENGTH))


def parse_code(typed: str) -> str:
    """What somebody typed from a card, in any case, with any spaces, O for 0, I or L for 1."""
    kept = "".join(letter for letter in typed.upper() if letter.isalnum())
    return kept.translate(LOOKALIKES)[:40]


def format_code(code: str) -> str:
    """ "7K2MD49QXW" -> "7K2MD 49QXW", as it is printed."""
    return f"{code[: LENGTH // 2]} {code[LENGTH // 2 :]}"

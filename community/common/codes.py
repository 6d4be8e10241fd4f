"""Codes that open a door: made to be guessed by nobody, and read off paper by anybody."""

import secrets

# Crockford's base 32 leaves out I, L, O and U: nothing on a card looks like something else.
CODE_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10  # 50 bits
LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1"})


def new_code() -> str:
    return "".join(secrets.choice(CODE_LETTERS) for _place in range(CODE_LENGTH))


def parse_code(text: str) -> str:
    """What somebody read from a card, in any case, with any spaces, O for 0, I or L for 1."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum())
    return letters.translate(LOOKALIKES)[:40]


def format_code(code: str) -> str:
    """ "7K2MD49QXW" -> "7K2MD 49QXW", as it is printed."""
    return f"{code[: CODE_LENGTH // 2]} {code[CODE_LENGTH // 2 :]}"

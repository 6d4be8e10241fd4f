"""What people type, taken in once for pages, API and files, and compared as the eye compares it.

Sources: issue 7, group H; RFC 8266 (PRECIS Nickname); UTS 39 (look-alikes); RFC 5892 A (joiners).
"""

import unicodedata
from functools import cache

import regex
from confusable_homoglyphs import confusables
from precis_i18n import get_profile

MAX_MARKS = 4  # on one letter: Hebrew and Vietnamese need them; more only climb over other lines
# What a letter as people count may need to be kept: a family of four is seven, a flag is seven.
STORED_CHARS_A_LETTER = 8

SPACES = regex.compile(r"[\p{Z}\t\v\f\x1c-\x1f\x85\u2800\u115f\u1160\u3164\uffa0]+")
LINE_ENDS = regex.compile(r"\r\n|[\r\n\u2028\u2029]")
# Half of a sign, what is no sign, what steers a machine or the direction of a line, and all that
# nobody sees; but for joiners, which stay or go by what they stand between.
UNSEEN = regex.compile(
    r"[[\p{Cc}\p{Cs}\p{Co}\p{Cf}\p{Noncharacter_Code_Point}\p{Default_Ignorable_Code_Point}]"
    r"--[\n\u200c\u200d\ufe0e\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef\u0600-\u0605\u06dd]]",
    regex.V1,
)
# Each begins with the joiner itself, so that only a joiner makes anything look back: what takes a
# long text a hundred times longer is no intake.
KEPT_IN_SCRIPTS = (
    # A virama before it: the old letters of Malayalam, the joined ones of Sinhala.
    r"[\u200c\u200d](?<=\p{Canonical_Combining_Class=Virama}.)",
    # Persian, Urdu, Syriac: letters that would join, kept apart; and a letter in its joined shape.
    r"(?:\u200c(?=[\p{L}\p{M}])|\u200d)"
    r"(?<=[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Nko}]\p{M}*.)",
)
KEPT_IN_EMOJI = (
    r"\u200d(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f].)"
    r"(?=\p{Extended_Pictographic})",
    r"[\ufe0e\ufe0f](?<=\p{Emoji}.)",
    r"[\U000e0100-\U000e01ef](?<=\p{Script=Han}.)",
    # Wales, Scotland, England: five letters and an end.
    r"[\U000e0020-\U000e007f](?<=\U0001f3f4[\U000e0020-\U000e007f]{1,6})",
)
JOINERS = r"[\u200c\u200d\ufe0e\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef]"
JOINERS_OUT_OF_PLACE = regex.compile(
    rf"(?:{'|'.join((*KEPT_IN_SCRIPTS, *KEPT_IN_EMOJI))})(*SKIP)(*FAIL)|{JOINERS}"
)
MARKS_BEYOND_READING = regex.compile(rf"(\p{{M}}{{{8 * MAX_MARKS}}})\p{{M}}+")  # are never sorted
MARKS_ON_NOTHING = regex.compile(r"(?:^|(?<=[\n ]))\p{M}+")
MARKS_TOO_MANY = regex.compile(
    rf"((?:[\p{{Mn}}\p{{Me}}--\p{{Canonical_Combining_Class=0}}]){{{MAX_MARKS}}})"
    r"[\p{Mn}\p{Me}--\p{Canonical_Combining_Class=0}]+",
    regex.V1,
)
SOMETHING_TO_SEE = regex.compile(r"[\p{L}\p{N}\p{P}\p{S}]")

# A Greek capital in a Latin word is read as the Latin one, whatever its small letter looks like.
FOREIGN_IN_LATIN = regex.compile(
    r"[\p{L}--\p{Script=Latin}]"
    r"(?:(?=\w{0,99}\p{Script=Latin})|(?<=\p{Script=Latin}\w{0,99}))",
    regex.V1,
)
# As capitals an I looks like an l and a 1, an O like a 0; the small letters do not.
CAPITALS_ALIKE = str.maketrans("il0", "11o")

NICKNAME = get_profile("Nickname")


def take_in(text: str) -> str:
    """One line as it is kept: one normal form, one kind of space, nothing that nobody sees; ""
    where there is nothing to see. Taken in twice it is the same."""
    return take_in_lines(LINE_ENDS.sub(" ", text)).replace("\n", " ")


def take_in_lines(text: str) -> str:
    """The same of several lines: their ends stay, and at most one empty line between two."""
    kept_text = UNSEEN.sub("", SPACES.sub(" ", LINE_ENDS.sub("\n", text)))
    for _round in range(4):  # what goes may bring together what then goes too
        before = kept_text
        kept_text = _without_strays(kept_text)
        if kept_text == before:
            break
    return kept_text if SOMETHING_TO_SEE.search(kept_text) else ""


def _without_strays(text: str) -> str:
    text = MARKS_BEYOND_READING.sub(r"\1", JOINERS_OUT_OF_PLACE.sub("", text))
    text = unicodedata.normalize("NFC", text)
    text = MARKS_ON_NOTHING.sub("", MARKS_TOO_MANY.sub(r"\1", text))
    lines = "\n".join(line.strip(" ") for line in regex.sub(" +", " ", text).split("\n"))
    return regex.sub(r"\n{3,}", "\n\n", lines).strip("\n")


def without_joiners(text: str) -> str:
    """The same line without what only joins its letters: for words that are looked for."""
    return regex.sub(JOINERS, "", take_in(text))


def words_in(text: str) -> list[str]:
    """Its words, of letters or numbers, in small letters. What nobody sees splits none, nor does an
    apostrophe."""
    plain = without_joiners(text).lower().replace("’", "").replace("'", "")
    return regex.findall(r"[\p{L}\p{M}\p{N}]+", plain)


def count_letters(text: str) -> int:
    """How many letters people count: a family of emoji is one, a letter with its accent too."""
    return len(regex.findall(r"\X", text))


def compared(name: str) -> str:
    """Two names for which this is the same look the same to somebody who reads them. Only for
    comparing: it is nobody's name, and is shown to nobody."""
    plain = without_joiners(name)
    plain = FOREIGN_IN_LATIN.sub(lambda sign: _look_alike(sign[0]), plain)
    try:
        folded = NICKNAME.enforce(plain)
    except UnicodeEncodeError:  # no nickname has it by the RFC; people have it all the same
        folded = unicodedata.normalize("NFKC", plain).lower()
    return _look_alike(" ".join(folded.split())).translate(CAPITALS_ALIKE)


def _look_alike(text: str) -> str:
    skeleton = "".join(_first_alike().get(c, c) for c in unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFD", skeleton)


@cache
def _first_alike() -> dict[str, str]:
    """{sign: what stands for all that look like it}, from the table of UTS 39."""
    alike = {
        sign: {other["c"].strip("\u200e") for other in others} | {sign}
        for sign, others in confusables.confusables_data.items()
        if len(sign) == 1
    }
    stands_for = {}
    for sign, others in alike.items():
        whole = set(others).union(*(alike.get(other, ()) for other in others))
        longer = sorted(other for other in whole if len(other) > 1)
        stands_for[sign] = longer[0] if longer else min(whole)
    return {
        sign: "".join(stands_for.get(c, c) for c in other) for sign, other in stands_for.items()
    }


def take_in_address(text: str) -> str:
    """A mail address as it is looked up and kept: no spaces, nothing unseen, small letters."""
    address = unicodedata.normalize("NFKC", without_joiners(text)).lower()
    return take_in(address.replace(" ", ""))


def take_in_code(text: str) -> str:
    """A code as somebody pastes it: only its letters and digits count."""
    code = unicodedata.normalize("NFKC", take_in(text))
    return unicodedata.normalize("NFKC", regex.sub(r"[^\p{L}\p{N}]", "", code))

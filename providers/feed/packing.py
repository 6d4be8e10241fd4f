"""What a feed comes in: packing, encoding, and JSON whole or an object a line. Read where that is
certain; else the reason names it, so that whoever runs the feed knows what to change (fault I8)."""

import codecs
import gzip
import io
import json
import re
import zlib
from typing import Any

from django.utils.translation import gettext as _

from providers.feed.errors import FeedError, too_large_text

MAX_BYTES = 200_000_000
GZIP_SIGN, ZIP_SIGN = b"\x1f\x8b", b"PK\x03\x04"
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Beyond ASCII, what English and its names are written with in Windows' encoding. With anything else
# it is more likely that the encoding is another.
USUAL_IN_WINDOWS_1252 = re.compile(
    r"[\x00-\x7f€‘’“”•–—…™£©®°·¼½¾\xa0ÁÀÂÄÅÆÇÉÈÊËÍÎÏÑÓÔÖØŒÚÙÛÜáàâäåæçéèêëíîïñóôöøœúùûüß]*"
)
SHOWN_CHARS = 20


def read_json(body: bytes, where: str) -> Any:
    """Of the text's lines where each is an object, else of the whole."""
    text = _decoded(_unpacked(body, where), where)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        numbered = enumerate(text.split("\n"), start=1)
        lines = [(number, line) for number, line in numbered if line.strip()]
        if len(lines) > 1 and _is_object(lines[0][1]):
            return [_object_of_line(number, line, where) for number, line in lines]
        raise _no_json(where, _where_it_breaks(error)) from error
    except RecursionError as error:
        raise _no_json(where, _("it has too many parts inside one another")) from error


def _unpacked(body: bytes, where: str) -> bytes:
    if body.startswith(ZIP_SIGN):
        raise _no_json(where, _("it is packed as a zip: unpack it, and give the file inside"))
    if not body.startswith(GZIP_SIGN):
        return body
    try:
        unpacked = gzip.GzipFile(fileobj=io.BytesIO(body)).read(MAX_BYTES + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise _no_json(where, _("it is packed with gzip, and the packing is damaged")) from error
    if len(unpacked) > MAX_BYTES:
        raise FeedError(too_large_text(where), _("it is too large to read"))
    return unpacked


def _decoded(body: bytes, where: str) -> str:
    """By its mark, or by where JSON's own signs have noughts between them; else UTF-8, or Windows'
    encoding where nothing but English letters and signs comes of it."""
    marked = next((name for mark, name in BYTE_ORDER_MARKS if body.startswith(mark)), None)
    encoding = marked or json.detect_encoding(body[:4])
    try:
        return body.decode(encoding)
    except UnicodeDecodeError as error:
        text = body.decode("cp1252", errors="replace")
        if encoding == "utf-8" and USUAL_IN_WINDOWS_1252.fullmatch(text):
            return text
        line = body.count(b"\n", 0, error.start) + 1
        reason = _("it is not written in UTF-8: line %(line)d has a letter of another encoding")
        raise _no_json(where, reason % {"line": line}) from error


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _object_of_line(number: int, line: str, where: str) -> Any:
    if not _is_object(line):
        reason = _("it has an object in each line, and line %(line)d is none") % {"line": number}
        raise _no_json(where, reason)
    return json.loads(line)


def _where_it_breaks(error: json.JSONDecodeError) -> str:
    if not error.doc.strip():
        return _("it is empty")
    rest = error.doc[error.pos : error.pos + SHOWN_CHARS].split("\n")[0]
    place = {"line": error.lineno, "column": error.colno, "rest": rest}
    return _("it breaks in line %(line)d at letter %(column)d, “%(rest)s”") % place


def _no_json(where: str, reason: str) -> FeedError:
    words = _("%(where)s is not JSON that we can read, so it is no directory feed: %(reason)s.")
    return FeedError(words % {"where": where, "reason": reason}, reason)

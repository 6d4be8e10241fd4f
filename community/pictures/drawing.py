"""A picture that somebody sent, read by another process: whatever is in it ends there."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from community.common.refusals import Unavailable
from community.pictures.redraw import WIDTHS
from community.pictures.states import PictureFault

PROGRAM = Path(__file__).with_name("redraw.py")
SECONDS = 60  # by the clock: a machine that is busy is no fault of the picture's


@dataclass(frozen=True)
class DrawnPicture:
    """Of the largest, how wide and high; and each size, by its width in the address."""

    width: int
    height: int
    files: dict[int, bytes]


def draw_picture(content: bytes) -> DrawnPicture | PictureFault:
    """Never raises for what is in `content`. It knows none of our settings and no secret."""
    command = [sys.executable, "-I", str(PROGRAM)]
    try:
        child = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, env={})
    except subprocess.TimeoutExpired:
        return PictureFault.NOT_A_PICTURE
    if child.returncode < 0:  # a limit, or the reader itself fell over it
        return PictureFault.NOT_A_PICTURE
    if child.returncode > 0:
        raise Unavailable(_("Pictures cannot be read just now."))
    line, _newline, rest = child.stdout.partition(b"\n")
    answer = json.loads(line)
    if "fault" in answer:
        return PictureFault(answer["fault"])
    files = {}
    for width, length in zip(WIDTHS, answer["lengths"], strict=True):
        files[width], rest = rest[:length], rest[length:]
    return DrawnPicture(answer["width"], answer["height"], files)

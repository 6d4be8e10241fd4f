"""Pictures as somebody sends them: real files, and files that are not what they say."""

import io
import zlib

from PIL import Image, PngImagePlugin

from community.moderation.models import ModerationItem
from community.moderation.states import ModerationState
from community.pictures.actions import pictures as actions
from community.pictures.drawing import DrawnPicture
from community.pictures.models import Picture
from community.pictures.redraw import WIDTHS
from tests.factories.supply import NOW


def jpeg(width: int = 900, height: int = 600, **options) -> bytes:
    return file_of(Image.new("RGB", (width, height), (200, 120, 40)), "JPEG", **options)


def file_of(image: Image.Image, form: str, **options) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def jpeg_from_a_telephone() -> bytes:
    """Taken lying on its side, with where it was taken, by what, and a small picture of itself."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by a quarter
    exif[0x010F] = "Maker of telephones"
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 27.0, 14.0), 3: "W", 4: (2.0, 35.0, 48.0)})
    comment = b"51.4539, -2.5967 at home"
    return jpeg(900, 600, exif=exif, comment=comment)


def png(width: int = 900, height: int = 600, mode: str = "RGB", text: str = "") -> bytes:
    about = PngImagePlugin.PngInfo()
    if text:
        about.add_text("Comment", text)
    return file_of(Image.new(mode, (width, height)), "PNG", pnginfo=about)


def png_that_says_it_is_large(side: int = 50_000) -> bytes:
    """A few bytes that ask for room for 2,500 million dots."""
    image = Image.new("1", (side, 1))
    content = bytearray(file_of(image, "PNG"))
    content[20:24] = side.to_bytes(4)
    content[29:33] = zlib.crc32(bytes(content[12:29])).to_bytes(4)
    return bytes(content)


def moving(form: str = "WEBP", frames: int = 30) -> bytes:
    pictures = [Image.new("RGB", (400, 400), (each, 0, 0)) for each in range(frames)]
    return file_of(pictures[0], form, save_all=True, append_images=pictures[1:])


def make_picture(add, by, **facts) -> Picture:
    """Sent by `add`, an action, and drawn without a process of its own."""
    words = {"alt_words": "A table", "shows_faces": False, "names": [], "until": None} | facts
    picture = add(content=jpeg(), **words, by=by, now=NOW)
    drawn = DrawnPicture(900, 600, dict.fromkeys(WIDTHS, jpeg()))
    actions._store(picture, drawn)
    actions._end_reading(picture.pk, drawn, now=NOW)
    picture.refresh_from_db()
    return picture


def show_picture(picture: Picture) -> Picture:
    """Looked at."""
    items = ModerationItem.objects.filter(about=f"picture:{picture.pk}")
    items.update(state=ModerationState.PASSED, looked_at=NOW)
    return picture

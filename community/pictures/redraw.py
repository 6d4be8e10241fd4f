"""Reads a picture and writes it anew, in three sizes, with nothing of what else was in the file.

A program of its own, with limits of memory and time, started by `drawing.py` and told nothing but
the bytes. It prints one line of JSON, and after it the pictures, or why there are none.
"""

import io
import json
import resource
import sys
import warnings

MAX_DOTS = 40_000_000
MIN_SIDE = 200
WIDTHS = (320, 640, 1280)
MEMORY_BYTES = 1_000_000_000
PROCESSOR_SECONDS = 20


def main() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = MAX_DOTS
    warnings.simplefilter("error")
    try:
        answer, pictures = redraw(sys.stdin.buffer.read())
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        answer, pictures = {"fault": "too_many_dots"}, []
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning, EOFError):
        answer, pictures = {"fault": "not_a_picture"}, []
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + b"".join(pictures))


def redraw(content: bytes) -> tuple[dict, list[bytes]]:
    from PIL import Image, ImageOps

    with Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "WEBP"]) as image:
        if getattr(image, "n_frames", 1) > 1:
            return {"fault": "moves"}, []
        if min(image.size) < MIN_SIDE:
            return {"fault": "too_small"}, []
        image.draft("RGB", (WIDTHS[-1], WIDTHS[-1]))
        image.load()
        upright = ImageOps.exif_transpose(image)
    plain = Image.new("RGB", upright.size, "white")
    has_holes = upright.mode in ("RGBA", "LA", "PA") or "transparency" in upright.info
    upright = upright.convert("RGBA" if has_holes else "RGB")
    plain.paste(upright, mask=upright if has_holes else None)
    drawn = [_narrowed(plain, width) for width in WIDTHS]
    largest = drawn[-1]
    pictures = [_jpeg(each) for each in drawn]
    facts = {"width": largest.width, "height": largest.height, "lengths": list(map(len, pictures))}
    return facts, pictures


def _narrowed(image, width: int):  # type: ignore[no-untyped-def]  # Pillow is imported late
    """At most so wide, and at most twice as high; never made larger."""
    copy = image.copy()
    copy.thumbnail((width, 2 * width))
    return copy


def _jpeg(image) -> bytes:  # type: ignore[no-untyped-def]
    file = io.BytesIO()
    image.save(file, "JPEG", quality=80, optimize=True)
    return file.getvalue()


if __name__ == "__main__":
    main()

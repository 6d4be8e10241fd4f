"""What becomes of a file that somebody sends as a picture: three plain ones, or why not."""

import io

import pytest
from PIL import Image

from community.common.refusals import Refused, Unavailable
from community.pictures import drawing
from community.pictures.drawing import DrawnPicture, draw_picture
from community.pictures.rules.pictures import MAX_UPLOAD_BYTES, check_upload
from community.pictures.states import PictureFault
from tests.factories.pictures import (
    file_of,
    jpeg,
    jpeg_from_a_telephone,
    moving,
    png,
    png_that_says_it_is_large,
)

SCRIPT = b"<script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'


def opened(drawn: DrawnPicture, width: int = 1280) -> Image.Image:
    return Image.open(io.BytesIO(drawn.files[width]))


@pytest.mark.holds("P122")
def test_a_picture_is_written_anew_in_three_sizes():
    drawn = draw_picture(jpeg(2000, 1000))

    assert (drawn.width, drawn.height) == (1280, 640)
    assert {width: opened(drawn, width).size for width in drawn.files} == {
        320: (320, 160),
        640: (640, 320),
        1280: (1280, 640),
    }


def test_one_that_is_small_is_made_no_larger():
    drawn = draw_picture(png(400, 300))

    assert [opened(drawn, width).size for width in drawn.files] == [(320, 240)] + [(400, 300)] * 2


@pytest.mark.holds("P122")
def test_nothing_that_stood_beside_the_picture_is_kept():
    drawn = draw_picture(jpeg_from_a_telephone())

    assert (drawn.width, drawn.height) == (600, 900)  # turned as it was meant
    for content in drawn.files.values():
        image = Image.open(io.BytesIO(content))
        assert (dict(image.getexif()), image.info.get("comment")) == ({}, None)
        assert b"at home" not in content and b"Maker" not in content


@pytest.mark.holds("P122")
@pytest.mark.parametrize("content", [jpeg() + SCRIPT, png() + SCRIPT, png(text=SCRIPT.decode())])
def test_what_is_hidden_in_a_picture_is_gone(content):
    drawn = draw_picture(content)

    assert not any(b"script" in each for each in drawn.files.values())


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_each_way_of_writing_colours_is_read(mode):
    assert draw_picture(png(mode=mode)).width == 900


def test_the_colours_of_a_printer_are_read():
    assert draw_picture(file_of(Image.new("CMYK", (300, 300)), "JPEG")).width == 300


@pytest.mark.holds("P122")
@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (png_that_says_it_is_large(), PictureFault.TOO_MANY_DOTS),
        (png(7000, 7000), PictureFault.TOO_MANY_DOTS),
        (jpeg()[:2000], PictureFault.NOT_A_PICTURE),
        (png()[:-300], PictureFault.NOT_A_PICTURE),
        (b"\xff\xd8\xff" + SCRIPT, PictureFault.NOT_A_PICTURE),
        (b"\x89PNG\r\n\x1a\n" + bytes(1000), PictureFault.NOT_A_PICTURE),
        (SVG, PictureFault.NOT_A_PICTURE),
        (file_of(Image.new("RGB", (300, 300)), "BMP"), PictureFault.NOT_A_PICTURE),
        (b"", PictureFault.NOT_A_PICTURE),
        (moving("WEBP"), PictureFault.MOVES),
        (moving("PNG"), PictureFault.MOVES),
        (moving("GIF"), PictureFault.NOT_A_PICTURE),
        (png(100, 900), PictureFault.TOO_SMALL),
    ],
)
def test_what_is_no_picture_for_us_says_why(content, fault):
    assert draw_picture(content) == fault


def test_one_that_needs_more_than_its_share_ends_alone(monkeypatch, tmp_path):
    for line in ("x = bytearray(3_000_000_000)", "while True: pass", "import os; os.abort()"):
        program = tmp_path / "greedy.py"
        text = drawing.PROGRAM.read_text().replace(
            "PROCESSOR_SECONDS = 20", "PROCESSOR_SECONDS = 1"
        )
        program.write_text(
            text.replace("    with Image.open(", f"    {line}\n    with Image.open(")
        )
        monkeypatch.setattr(drawing, "PROGRAM", program)

        assert draw_picture(jpeg()) in (PictureFault.NOT_A_PICTURE, PictureFault.TOO_MANY_DOTS)


def test_it_writes_no_file_and_knows_no_secret(monkeypatch, tmp_path):
    program = tmp_path / "nosy.py"
    program.write_text("import os, sys; sys.stdout.write(str(sorted(os.environ)))")
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setattr(drawing, "PROGRAM", program)
    with pytest.raises(ValueError) as fault:
        draw_picture(jpeg())
    assert "SECRET_KEY" not in str(fault.value)


def test_where_pictures_cannot_be_read_at_all_it_waits(monkeypatch, tmp_path):
    monkeypatch.setattr(drawing, "PROGRAM", tmp_path / "is_not_there.py")
    with pytest.raises(Unavailable):
        draw_picture(jpeg())


@pytest.mark.parametrize("content", [SVG, moving("GIF"), b"%PDF-1.7", b"", b"\0" * 100])
def test_what_begins_like_no_picture_is_refused_at_once(content):
    with pytest.raises(Refused) as refusal:
        check_upload(content)
    assert (refusal.value.code, refusal.value.field) == ("not_a_picture", "picture")


def test_what_is_too_large_is_refused_at_once():
    with pytest.raises(Refused) as refusal:
        check_upload(jpeg() + bytes(MAX_UPLOAD_BYTES))
    assert refusal.value.code == "picture_file_too_large"

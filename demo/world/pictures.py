"""Pictures of three places: drawn here, of nobody and nowhere, and taken in as anybody's are."""

import io
from collections.abc import Callable

from PIL import Image, ImageDraw

from community.common import clock
from community.common.lifecycle import not_none
from community.moderation.actions.items import pass_words
from community.moderation.queries.items import item_about
from community.people.acting import Acting
from community.pictures.actions.pictures import read_picture
from community.pictures.queries.pictures import about_picture
from providers.actions.pictures import add_listing_picture
from providers.models.supply import Listing

from .cast import acting

SIZE = (1280, 800)
CREAM, SAND, WOOD, DARK = "#fdf8ef", "#f5ecdd", "#c98f5a", "#12463f"
LEAF, RIVER, SKY, CLAY, OCHRE = "#86ab6c", "#8fbccb", "#e3efec", "#c2573a", "#dd9a3a"


def table_with_cups(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((0, 0, 1280, 470), fill=SAND)
    draw.rectangle((120, 80, 460, 330), fill=SKY, outline=WOOD, width=16)
    draw.line((290, 80, 290, 330), fill=WOOD, width=12)
    draw.rectangle((0, 470, 1280, 800), fill=WOOD)
    for left, colour in ((180, CLAY), (520, DARK), (860, OCHRE)):
        draw.arc((left + 120, 440, left + 230, 560), 270, 90, fill=colour, width=24)
        draw.rounded_rectangle((left, 400, left + 170, 600), 30, fill=colour)
        draw.ellipse((left + 10, 385, left + 160, 425), fill=CREAM)


def path_by_a_river(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((0, 0, 1280, 360), fill=SKY)
    draw.rectangle((0, 360, 1280, 800), fill=LEAF)
    draw.polygon([(640, 360), (1280, 470), (1280, 800), (900, 800)], fill=RIVER)
    draw.polygon([(560, 360), (600, 360), (520, 800), (160, 800)], fill=SAND)
    for left, foot in ((60, 460), (300, 400), (760, 380)):
        draw.rectangle((left + 50, foot - 130, left + 74, foot + 40), fill=WOOD)
        draw.ellipse((left - 30, foot - 280, left + 150, foot - 90), fill=DARK)


def garden_beds(draw: ImageDraw.ImageDraw) -> None:
    draw.rectangle((0, 0, 1280, 300), fill=SKY)
    draw.rectangle((0, 300, 1280, 800), fill=SAND)
    for row, top in enumerate((360, 520, 680)):
        draw.rectangle((80, top, 1200, top + 90), fill=WOOD)
        for left in range(120, 1180, 110):
            colour = (LEAF, CLAY, OCHRE)[(left // 110 + row) % 3]
            draw.ellipse((left, top - 50, left + 70, top + 20), fill=colour)


PICTURES: tuple[tuple[str, Callable[[ImageDraw.ImageDraw], None], str], ...] = (
    ("Museum coffee morning", table_with_cups, "A drawing: three cups on a table by a window"),
    ("Slow walk by the river", path_by_a_river, "A drawing: a path beside a river, under trees"),
    ("Garden mornings", garden_beds, "A drawing: three raised beds with flowers in them"),
)


def add_pictures() -> None:
    """By whoever runs each, drawn anew by the job, and looked at by the connector."""
    for title, draw, alt_words in PICTURES:
        listing = Listing.objects.get(title=title)
        picture = add_listing_picture(
            listing_id=listing.pk,
            content=_file_of(draw),
            alt_words=alt_words,
            shows_faces=False,
            names=[],
            until=None,
            by=Acting(login=listing.provider.members.order_by("pk")[0].login),
            now=clock.now(),
        )
        read_picture(picture_id=picture.pk, now=clock.now())
        words = not_none(item_about(about_picture(picture.pk)))
        pass_words(item_id=words.pk, by=acting("connector"), now=clock.now())


def _file_of(draw: Callable[[ImageDraw.ImageDraw], None]) -> bytes:
    image, file = Image.new("RGB", SIZE, CREAM), io.BytesIO()
    draw(ImageDraw.Draw(image))
    image.save(file, "PNG")
    return file.getvalue()

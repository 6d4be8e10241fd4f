"""A map of rings as SVG. It says nothing that the words beside it do not: a program that reads
aloud passes it."""

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from frontend.components.escaping import escaped
from frontend.drawings.ring_map import Pin, Ring, RingMap

NORTH_FROM_EDGE = 14


def draw_ring_map(drawing: RingMap) -> SafeString:
    size, middle = drawing.size, drawing.middle
    return SafeString(
        f'<svg class="cp-map__drawing" viewBox="0 0 {size} {size}" width="{size}"'
        f' height="{size}" aria-hidden="true" focusable="false">'
        + "".join(
            f'<circle class="cp-map__ring" cx="{middle}" cy="{middle}" r="{ring.radius}" />'
            for ring in drawing.rings
        )
        + f'<circle class="cp-map__here" cx="{middle}" cy="{middle}" r="{drawing.mark_radius}" />'
        + "".join(map(_miles, drawing.rings))
        + f'<text class="cp-map__north" x="{size - NORTH_FROM_EDGE}" y="18">{_("N")}</text>'
        + "".join(_pin(pin, drawing.pin_height) for pin in drawing.pins)
        + "</svg>"
    )


def _miles(ring: Ring) -> str:
    text = escaped(ring.text)
    return f'<text class="cp-map__miles" x="{ring.label_x}" y="{ring.label_y}">{text}</text>'


def _pin(pin: Pin, height: int) -> str:
    return (
        f'<a href="#found-{pin.first}" tabindex="-1"><rect class="cp-map__pin" x="{pin.left}"'
        f' y="{pin.top}" width="{pin.width}" height="{height}" rx="13" />'
        f'<text class="cp-map__number" x="{pin.x}" y="{pin.y}">{pin.text}</text></a>'
    )

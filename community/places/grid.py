"""The British National Grid (OSGB36) and latitude/longitude (WGS84), to within five metres.

Transverse Mercator by Krüger's series (C. F. F. Karney, "Transverse Mercator with an accuracy of
a few nanometers", J. Geodesy 85, 2011, equations 7-14 to third order); the change of datum by the
seven parameters in Ordnance Survey, "A guide to coordinate systems in Great Britain", §6.6.
Northern Ireland lies on the same grid carried westward.
"""

from cmath import sin as csin
from math import asin, atan2, atanh, cos, cosh, degrees, hypot, radians, sin, sinh, sqrt

AIRY = (6377563.396, 6356256.909)  # semi-axes in metres
WGS84 = (6378137.0, 6356752.314245)
TO_OSGB36 = ((-446.448, 125.157, -542.060), (-0.1502, -0.2470, -0.8421), 20.4894e-6)
SCALE = 0.9996012717
ORIGIN_LONGITUDE = radians(-2)
FALSE_EAST, FALSE_NORTH = 400_000, -100_000
CELL_METRES = 2000
KM_PER_MILE = 1.609344
CELLS_A_ROW = 1000

_n = (AIRY[0] - AIRY[1]) / (AIRY[0] + AIRY[1])
_radius = SCALE * AIRY[0] / (1 + _n) * (1 + _n**2 / 4 + _n**4 / 64)
_forward = (
    _n / 2 - 2 / 3 * _n**2 + 5 / 16 * _n**3,
    13 / 48 * _n**2 - 3 / 5 * _n**3,
    61 / 240 * _n**3,
)
_back = (_n / 2 - 2 / 3 * _n**2 + 37 / 96 * _n**3, _n**2 / 48 + _n**3 / 15, 17 / 480 * _n**3)
_unconformal = (2 * _n - 2 / 3 * _n**2 - 2 * _n**3, 7 / 3 * _n**2 - 8 / 5 * _n**3, 56 / 15 * _n**3)


def from_wgs84(latitude: float, longitude: float) -> tuple[float, float]:
    """Degrees to (e, n) in metres."""
    phi, lam = _shift(radians(latitude), radians(longitude), WGS84, AIRY, direction=1)
    zeta = _on_mercator(phi, lam)
    return FALSE_EAST + _radius * zeta.imag, FALSE_NORTH + _radius * zeta.real - _north_of_origin


def to_wgs84(e: float, n: float) -> tuple[float, float]:
    """(e, n) in metres to degrees, rounded to a tenth of a metre."""
    zeta = complex((n - FALSE_NORTH + _north_of_origin) / _radius, (e - FALSE_EAST) / _radius)
    zeta -= sum(b * csin(2 * j * zeta) for j, b in enumerate(_back, 1))
    chi = asin(sin(zeta.real) / cosh(zeta.imag))
    phi = chi + sum(d * sin(2 * j * chi) for j, d in enumerate(_unconformal, 1))
    lam = ORIGIN_LONGITUDE + atan2(sinh(zeta.imag), cos(zeta.real))
    phi, lam = _shift(phi, lam, AIRY, WGS84, direction=-1)
    return round(degrees(phi), 6), round(degrees(lam), 6)


def ground_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Kilometres over the ground between two (e, n), true to one part in twenty thousand.

    The grid stretches away from its middle: Simpson's rule over the stretch along the line.
    """
    middle = (a[0] + b[0]) / 2
    stretch = (_stretch(a[0]) + 4 * _stretch(middle) + _stretch(b[0])) / 6
    return hypot(a[0] - b[0], a[1] - b[1]) / stretch / 1000


def grid_cell(e: float, n: float) -> int:
    """The 2 km square a place is in, as one number."""
    return int(n // CELL_METRES) * CELLS_A_ROW + int(e // CELL_METRES)


def grid_cells_of_circle(e: float, n: float, metres: float) -> tuple[list[int], list[int]]:
    """The squares that lie whole within a circle, and those that its edge goes through."""
    inside, edge = [], []
    for row in range(int((n - metres) // CELL_METRES), int((n + metres) // CELL_METRES) + 1):
        north = _nearest_and_farthest(row * CELL_METRES - n)
        for column in range(int((e - metres) // CELL_METRES), int((e + metres) // CELL_METRES) + 1):
            east = _nearest_and_farthest(column * CELL_METRES - e)
            if hypot(east[1], north[1]) <= metres:
                inside.append(row * CELLS_A_ROW + column)
            elif hypot(east[0], north[0]) <= metres:
                edge.append(row * CELLS_A_ROW + column)
    return inside, edge


def _nearest_and_farthest(start: float) -> tuple[float, float]:
    """Of a square's side that begins so far from here, along one line."""
    end = start + CELL_METRES
    nearest = 0 if start <= 0 <= end else min(abs(start), abs(end))
    return nearest, max(abs(start), abs(end))


def _stretch(e: float) -> float:
    return SCALE * (1 + ((e - FALSE_EAST) / _radius) ** 2 / 2)


def _on_mercator(phi: float, lam: float) -> complex:
    """North and east of the equator and the middle line, in units of `_radius`."""
    root = 2 * sqrt(_n) / (1 + _n)
    t = sinh(atanh(sin(phi)) - root * atanh(root * sin(phi)))
    lam -= ORIGIN_LONGITUDE
    zeta = complex(atan2(t, cos(lam)), atanh(sin(lam) / hypot(1, t)))
    return zeta + sum(a * csin(2 * j * zeta) for j, a in enumerate(_forward, 1))


def _shift(
    phi: float,
    lam: float,
    source: tuple[float, float],
    target: tuple[float, float],
    direction: int,
) -> tuple[float, float]:
    """Latitude and longitude, in radians at sea level, on another datum's ellipsoid."""
    a, b = source
    squashed = 1 - (b / a) ** 2
    nu = a / sqrt(1 - squashed * sin(phi) ** 2)
    x, y = nu * cos(phi) * cos(lam), nu * cos(phi) * sin(lam)
    z = nu * (1 - squashed) * sin(phi)

    (tx, ty, tz), seconds, scale = TO_OSGB36
    rx, ry, rz = (direction * radians(part / 3600) for part in seconds)
    grown = 1 + direction * scale
    x, y, z = (
        direction * tx + grown * x - rz * y + ry * z,
        direction * ty + rz * x + grown * y - rx * z,
        direction * tz - ry * x + rx * y + grown * z,
    )

    a, b = target
    flat = hypot(x, y)
    # Bowring's latitude: exact to far below a millimetre this near the ground.
    beta = atan2(z * a, flat * b)
    second = (a / b) ** 2 - 1
    phi = atan2(z + second * b * sin(beta) ** 3, flat - (1 - (b / a) ** 2) * a * cos(beta) ** 3)
    return phi, atan2(y, x)


_north_of_origin = _radius * _on_mercator(radians(49), ORIGIN_LONGITUDE).real

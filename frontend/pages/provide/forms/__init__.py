"""The questions about a listing, in four or five short pages. None asks where money comes from."""

from .about import AboutYou
from .facts import HandsOn, Suits
from .price import Price
from .what_where import What, WhenWhere

STEPS = {"what": What, "where": WhenWhere, "price": Price, "suits": Suits, "helper": HandsOn}

__all__ = ["STEPS", "AboutYou", "What"]

from community.places.models import search_index as findable

from . import areas, postcodes

__all__ = ["areas", "findable", "postcodes"]

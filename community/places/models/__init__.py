from . import areas, findable, postcodes

__all__ = ["areas", "findable", "postcodes"]

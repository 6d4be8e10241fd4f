from . import areas, postcodes, search_index

__all__ = ["areas", "postcodes", "search_index"]

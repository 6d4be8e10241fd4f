from . import areas, postcodes, search_index, vocabulary

__all__ = ["areas", "postcodes", "search_index", "vocabulary"]

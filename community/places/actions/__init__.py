from .findable import hide, recount_words, show
from .postcodes import Loaded, keep_postcodes, place_outward_codes

__all__ = ["Loaded", "hide", "keep_postcodes", "place_outward_codes", "recount_words", "show"]

from .areas import Area, Nation
from .findable import Findable, Openness, SearchWord, Thing
from .postcodes import Postcode

__all__ = ["Area", "Findable", "Nation", "Openness", "Postcode", "SearchWord", "Thing"]

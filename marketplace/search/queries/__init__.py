from .near import Found, Results, find_near
from .question import MILES, Asked, Entrance, Order

__all__ = ["MILES", "Asked", "Entrance", "Found", "Order", "Results", "find_near"]

from . import imports, private_places, sessions, supply

__all__ = ["imports", "private_places", "sessions", "supply"]

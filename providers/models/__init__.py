from . import imports, objections, private_places, sessions, supply

__all__ = ["imports", "objections", "private_places", "sessions", "supply"]

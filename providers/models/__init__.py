from . import claims, imports, objections, private_places, sessions, supply

__all__ = ["claims", "imports", "objections", "private_places", "sessions", "supply"]

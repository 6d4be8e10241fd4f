from . import imports, sessions, supply

__all__ = ["imports", "sessions", "supply"]

from . import briefs, decisions, members, motions, offers

__all__ = ["briefs", "decisions", "members", "motions", "offers"]

from . import briefs, decisions, members, motions, offers, posted_sheets

__all__ = ["briefs", "decisions", "members", "motions", "offers", "posted_sheets"]

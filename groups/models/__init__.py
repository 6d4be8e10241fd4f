from . import briefs, decisions, gatherings, members, motions, offers, posted_sheets

__all__ = ["briefs", "decisions", "gatherings", "members", "motions", "offers", "posted_sheets"]

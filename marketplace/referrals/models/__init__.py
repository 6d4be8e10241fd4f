from . import answers, bodies, obstacles, option_sheets, referrals

__all__ = ["answers", "bodies", "obstacles", "option_sheets", "referrals"]

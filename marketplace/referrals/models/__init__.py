from . import answers, bodies, keys, obstacles, option_sheets, referrals

__all__ = ["answers", "bodies", "keys", "obstacles", "option_sheets", "referrals"]

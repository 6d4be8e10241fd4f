from . import bodies, option_sheets, referrals

__all__ = ["bodies", "option_sheets", "referrals"]

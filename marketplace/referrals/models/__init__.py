from . import option_sheets

__all__ = ["option_sheets"]

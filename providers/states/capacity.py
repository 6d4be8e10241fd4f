"""Limits of what a provider says of its capacity."""

MAX_MONTH_UNITS = 500
MAX_WEIGHT = 20

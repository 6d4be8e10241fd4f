"""Reading an Open Referral UK feed: a file or an address, either envelope, or a bare list.

The only place where supply listens to the outside. What it gives is still as messy as it came.
"""

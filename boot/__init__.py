"""Starts Common Purse on a machine that has only Python, make and a package registry.

Until the virtual environment exists this package runs on the standard library alone.
"""

"""Sentences about a shared cost, made of plain facts: the same on a page, by API and on paper."""

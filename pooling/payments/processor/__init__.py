"""The only door to the card processor, and the only user of `stripe`.

What goes in and out are our own words: small dataclasses and four kinds of no (see `client`).
Idempotency keys are given by the caller wherever a repeat could make a second thing.
"""

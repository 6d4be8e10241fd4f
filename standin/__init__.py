"""A pretend card processor, small and deterministic, that the real `stripe` client can talk to.

Used by tests and the demo; production code never imports it. What it keeps and what it does not
is in docs/processor.md.
"""

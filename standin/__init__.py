"""A pretend card processor, small and deterministic, that the real `stripe` client can talk to.

api            a call as Stripe's API takes it: routes, parameters, pages of lists, idempotency keys
resources      what can be asked for: payment intents, refunds, payouts, balance transactions, …
hosted_pages   the pages a person sees: saving a card, “is it you?”, opening an account
http           the server, and the stand-in's own handles under /_standin/
store          the objects, their file, and what is due

`core.Core` is all of it behind one door; `inprocess` talks to it without a network. Tests and the
demo use it, the product never imports it. What it keeps and what it does not is in
docs/processor.md.
"""

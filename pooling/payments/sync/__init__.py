"""The worker's talk with the processor, in the order that survives a crash at any point.

1. a command row exists, with a name of its own, before a word is said;
2. a worker claims it for a few minutes, so that two do not talk at once;
3. the processor's object is made under a key derived from that name, and **its id committed**;
4. only then is that id confirmed, captured or cancelled: each can happen to it once;
5. the ledger's line and "done" are written in one commit, from what the object says;
6. a webhook only makes us read the object again, and do step 5;
7. an answer that was lost is asked for before anything is made a second time;
8. what is not certain stops, and a person looks.

No call is made inside a transaction. The modules here decide nothing but what to say next; what
became of it is written by `actions`.
"""

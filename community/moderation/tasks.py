from procrastinate.contrib.django import app

from community.common import clock
from community.common.sweep import for_each
from community.moderation.actions.items import ask_more, forget_reported_words
from community.moderation.queries.items import items_to_ask_more_about, reported_words_to_forget


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="ask_more_to_look", pass_context=False)
def ask_more_to_look(timestamp: int = 0) -> None:
    """Ask others to look at words for which nobody had time (P45)."""
    now = clock.now()
    due = items_to_ask_more_about(now)
    for_each("words to look at", due, lambda item_id: ask_more(item_id=item_id, now=now))


@app.periodic(cron="40 3 * * *")
@app.task(queueing_lock="forget_reported_words", pass_context=False)
def forget_words_reported(timestamp: int = 0) -> None:
    """What was reported goes once it is as old as its area keeps it (P124)."""
    now = clock.now()
    for_each(
        "reported words to forget",
        reported_words_to_forget(now),
        lambda about: forget_reported_words(about=about, now=now),
    )

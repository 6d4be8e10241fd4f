from procrastinate.contrib.django import app

from community.places.actions import search_index


@app.periodic(cron="20 3 * * *")
@app.task(queueing_lock="recount_search_words", pass_context=False)
def recount_search_words(timestamp: int = 0) -> None:
    """Forget the words of what is no longer shown, and count anew what is."""
    search_index.recount()

"""What is new by the searches that people keep."""

from procrastinate.contrib.django import app

from community.common import clock
from community.common.sweep import for_each
from community.people.actions.kept_searches import ask_about_search, end_search
from community.people.queries.kept_searches import (
    persons_to_look_for,
    searches_that_end,
    searches_to_ask_about,
)
from marketplace.search.actions.kept_searches import tell_of_new


@app.periodic(cron="15 8-18 * * *")
@app.task(queueing_lock="tell_of_new_by_kept_searches", pass_context=False)
def tell_of_new_by_kept_searches(timestamp: int = 0) -> None:
    """Whatever was shown or read in since. Each is told once a day at most."""
    now = clock.now()
    for_each(
        "people who keep a search",
        persons_to_look_for(clock.today(now)),
        lambda person_id: tell_of_new(person_id=person_id, now=now),
    )


@app.periodic(cron="25 7 * * *")
@app.task(queueing_lock="end_kept_searches", pass_context=False)
def end_kept_searches(timestamp: int = 0) -> None:
    """After a year each is asked about, and ends where nobody says that it is still wanted."""
    now = clock.now()
    day = clock.today(now)
    for_each(
        "kept searches to ask about",
        searches_to_ask_about(day),
        lambda pk: ask_about_search(kept_search_id=pk, now=now),
    )
    for_each(
        "kept searches that end",
        searches_that_end(now, day),
        lambda pk: end_search(kept_search_id=pk),
    )

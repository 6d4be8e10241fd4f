"""What happened before today: a shared cost in each of its states, and groups before any money."""

from demo.world.story_calendar import Story, StoryCalendar

from . import choosing, ended, going, waiting

WITH_CARDS = (
    ended.photographers,
    ended.workshop,
    going.museum_tuesdays,
    going.carers,
    going.garden,
    waiting.print_saturday,
    choosing.walkers,
)
WITHOUT_CARDS = (
    ended.long_walk,
    waiting.evening_room,
    waiting.lunch,
    waiting.a_day_with_lunch,
    choosing.eight,
)


def stories(diary: StoryCalendar, *, cards: bool) -> list[Story]:
    told = (*WITH_CARDS, *WITHOUT_CARDS) if cards else WITHOUT_CARDS
    return [story(diary) for story in told]

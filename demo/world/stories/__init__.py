"""What happened before today: a shared cost in each of its states, and groups before any money."""

from demo.world.story_calendar import Story, StoryCalendar

from . import choosing, ended, going, waiting

CARD_STORIES = (
    ended.photographers,
    ended.workshop,
    going.museum_tuesdays,
    going.carers,
    going.garden,
    waiting.print_saturday,
    choosing.walkers,
)
OTHER_STORIES = (
    ended.long_walk,
    waiting.evening_room,
    waiting.lunch,
    waiting.a_day_with_lunch,
    choosing.eight,
)


def stories(diary: StoryCalendar, *, cards: bool) -> list[Story]:
    tellings = (*CARD_STORIES, *OTHER_STORIES) if cards else OTHER_STORIES
    return [story(diary) for story in tellings]

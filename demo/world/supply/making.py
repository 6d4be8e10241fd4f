"""Art, music and learning: one person each, seen by a connector or not yet."""

from datetime import date

from .shape import Shop, for_one, from_to


def shops(today: date) -> tuple[Shop, ...]:
    return (
        Shop(
            member="art-teacher",
            name="Example Art Room",
            about="One teacher, one big table, north light.",
            is_one_person=True,
            listings=(
                {
                    "title": "Monday art class",
                    "what_happens": "Paint, print, sewing or clay. Nobody has to show it.",
                    "when_words": "Mondays, ten to twelve",
                    "kinds": [2, 8],
                    "place_words": "The art room over the library",
                    "postcode": "BS3 1AB",
                    "price_kind": "on_the_day",
                    "prices": for_one(900),
                    "companion_words": "A helper comes in free; family may come and paint too",
                    "engager": "nobody",
                    "suits": {"step_free": "yes", "companion_welcome": "yes", "quiet_room": "no"},
                },
                {
                    "title": "Print day for a group",
                    "what_happens": "A whole day with the press. Each person takes prints home.",
                    "when_words": "One Saturday a month, ten to four",
                    "kinds": [2],
                    "place_words": "The art room over the library",
                    "postcode": "BS3 1AB",
                    "price_kind": "by_group",
                    "prices": {**from_to(4, 6, 12000), **from_to(7, 9, 14000)},
                    "suits": {"step_free": "yes", "companion_welcome": "yes"},
                },
            ),
        ),
        Shop(
            member="choir-leader",
            name="Example Choir",
            about="Anybody who likes to sing, or to listen.",
            is_one_person=True,
            papers=(),
            listings=(
                {
                    "title": "Thursday choir",
                    "what_happens": "We sing for an hour and then there is tea. No notes to read.",
                    "when_words": "Thursdays, six to half past seven",
                    "kinds": [3, 4],
                    "place_words": "The hall behind the corner shop",
                    "postcode": "BS5 6AA",
                    "price_kind": "on_the_day",
                    "price_words": "£3, or what you can.",
                    "suits": {"step_free": "yes", "memory_welcome": "yes"},
                },
                {
                    "title": "Songs by the fire",
                    "what_happens": "Old songs, sitting down, no audience.",
                    "when_words": "Sundays at three, October to March",
                    "kinds": [3, 11],
                    "place_words": "The hall behind the corner shop",
                    "postcode": "BS5 6AA",
                    "price_kind": "free",
                },
            ),
        ),
    )

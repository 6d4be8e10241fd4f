"""Outside and moving: a garden, walks, and a swimming hour of which little is known."""

from datetime import date

from .shape import Shop, for_one, from_to


def shops(today: date) -> tuple[Shop, ...]:
    return (
        Shop(
            member="gardener",
            name="Example Community Garden",
            about="Beds at three heights, a shed with a stove, and a pond.",
            listings=(
                {
                    "title": "Garden mornings",
                    "what_happens": "Sow, dig, water or sit. There is soup at noon in winter.",
                    "when_words": "Mondays and Wednesdays, ten to one",
                    "kinds": [7, 1, 4],
                    "place_words": "The garden behind the school",
                    "postcode": "BS5 6AD",
                    "getting_there_words": "The gate is on the small lane, not the main road.",
                    "price_kind": "free",
                    "suits": {
                        "step_free": "yes",
                        "companion_welcome": "yes",
                        "memory_welcome": "yes",
                        "quiet_room": "yes",
                    },
                },
                {
                    "title": "A bed of your own, for a group",
                    "what_happens": "Your group keeps one raised bed from spring to autumn. One of"
                    " us is there each time.",
                    "when_words": "One morning a week, you choose which",
                    "kinds": [7, 18],
                    "place_words": "The garden behind the school",
                    "postcode": "BS5 6AD",
                    "price_kind": "by_group",
                    "prices": from_to(4, 8, 4000),
                    "suits": {"step_free": "yes", "companion_welcome": "yes"},
                },
            ),
        ),
        Shop(
            member="guide",
            name="Example Walks",
            about="Slow walks with a seat every ten minutes.",
            listings=(
                {
                    "title": "Slow walk by the river",
                    "what_happens": "Less than a mile, many benches, nobody left behind.",
                    "when_words": "Saturdays at eleven, unless it is icy",
                    "kinds": [1, 4, 6],
                    "place_words": "Meet at the bridge",
                    "postcode": "BS3 1AE",
                    "price_kind": "free",
                    "suits": {"step_free": "yes", "companion_welcome": "yes"},
                },
                {
                    "title": "Walk and draw",
                    "what_happens": "We walk to one good view and stay there with paper.",
                    "when_words": "The last Sunday of the month, at two",
                    "kinds": [1, 2],
                    "place_words": "Meet at the park café",
                    "postcode": "BS4 3AA",
                    "price_kind": "free",
                    "suits": {"step_free": "no"},
                },
            ),
        ),
        Shop(
            member="swimming-teacher",
            name="Example Baths",
            about="Warm water, few people.",
            papers=(),
            listings=(
                {
                    "title": "Quiet swimming hour",
                    "what_happens": "An hour with the radio off and half the lights.",
                    "when_words": "Wednesdays, two to three",
                    "kinds": [6],
                    "place_words": "The small baths",
                    "postcode": "BS7 8AA",
                    "price_kind": "on_the_day",
                    "prices": for_one(480),
                },
                {
                    "title": "First time in the water",
                    "what_happens": "One teacher, two people, nobody has to let go of the side.",
                    "when_words": "Ask us",
                    "kinds": [6, 8],
                    "place_words": "The small baths",
                    "postcode": "BS7 8AA",
                    "price_kind": "not_known",
                },
            ),
        ),
    )

"""The museum: mornings paid by a grant, a price by group size, and one that is full."""

from datetime import date, timedelta

from .shape import Shop, from_to


def shops(today: date) -> tuple[Shop, ...]:
    return (
        Shop(
            member="museum-officer",
            name="Example Museum",
            about="The council’s museum by the old docks, with a learning room of its own.",
            listings=(
                {
                    "title": "Museum coffee morning",
                    "what_happens": "Coffee, old photographs and things to hold. People talk about"
                    " what they remember, or just sit with us.",
                    "when_words": "Every Tuesday, half past ten to half past twelve",
                    "kinds": [4, 9, 11],
                    "place_words": "The learning room, ground floor",
                    "postcode": "BS1 4AA",
                    "attending_access": "just_come",
                    "who_meets_words": "One of us at the side door, with a green badge",
                    "phone": "0117 496 0145",
                    "first_visit": {
                        "door": "The side door, by the ramp",
                        "toilets": "Next to the learning room, one of them wide",
                        "how_long": "Two hours, with a break for coffee",
                        "leaving_early": "Yes, at any time: nobody asks why",
                        "day_number": "0117 496 0145",
                        "if_lost": "Say “coffee morning”, and what you can see",
                    },
                    "getting_there_words": "Two buses stop outside. There is a ramp at the side.",
                    "how_many_words": "Eight to twelve people",
                    "price_kind": "grant",
                    "grant_until": today + timedelta(days=120),
                    "after_grant_words": "£6 each time, or by group",
                    "places_left": 6,
                    "companion_words": "Somebody who helps you comes in free",
                    "engager": "nobody",
                    "suits": {
                        "memory_welcome": "yes",
                        "companion_welcome": "yes",
                        "step_free": "yes",
                        "quiet_room": "yes",
                        "stay_without_carer": "no",
                        "hot_meal": "no",
                    },
                },
                {
                    "title": "A museum morning for your own group",
                    "what_happens": "We open an hour early for you: one room, two of us, and the"
                    " things you asked to see.",
                    "when_words": "Tuesday or Friday mornings",
                    "kinds": [9, 4, 1],
                    "place_words": "The learning room and one gallery",
                    "postcode": "BS1 4AA",
                    "price_kind": "by_group",
                    "prices": {1: 2600, **from_to(3, 5, 7500), **from_to(6, 8, 8400)},
                    "companion_words": "Somebody who helps you comes in free",
                    "engager": "nobody",
                    "suits": {
                        "memory_welcome": "yes",
                        "companion_welcome": "yes",
                        "step_free": "yes",
                        "quiet_room": "yes",
                    },
                },
                {
                    "title": "Handling old tools",
                    "what_happens": "Once a month we bring out tools from the workshops of the"
                    " docks. People who used them show us how.",
                    "when_words": "The first Friday of the month, two o’clock",
                    "kinds": [9, 18, 8],
                    "place_words": "The old workshop",
                    "postcode": "BS1 4AG",
                    "price_kind": "free",
                    "places_left": 0,
                    "suits": {"step_free": "no", "companion_welcome": "yes"},
                },
            ),
        ),
    )

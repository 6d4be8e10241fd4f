"""Company, a warm meal, somewhere for the day, and a quiet room by the evening."""

from datetime import date

from .shape import CLOSE_HELP_CHECKS, Shop, for_one, from_to


def shops(today: date) -> tuple[Shop, ...]:
    return (
        Shop(
            member="cook",
            name="Example Lunch Club",
            about="One cook and a long table. The pot is big enough.",
            is_one_person=True,
            listings=(
                {
                    "title": "Lunch at the long table",
                    "what_happens": "Two courses and company. Eat as slowly as you like.",
                    "when_words": "Tuesdays and Thursdays, half past twelve",
                    "kinds": [5, 4],
                    "place_words": "The hall by the brook",
                    "postcode": "BS5 6AB",
                    "price_kind": "on_the_day",
                    "prices": for_one(650),
                    "suits": {
                        "hot_meal": "yes",
                        "step_free": "yes",
                        "companion_welcome": "yes",
                        "eating_help": "no",
                    },
                },
                {
                    "title": "Lunch for your own group",
                    "what_happens": "I cook for your group alone: you choose the pot.",
                    "when_words": "Wednesdays, noon to two",
                    "kinds": [5, 4],
                    "place_words": "The hall by the brook",
                    "postcode": "BS5 6AB",
                    "price_kind": "by_group",
                    "prices": {**from_to(3, 5, 4500), **from_to(6, 9, 5400)},
                    "suits": {"hot_meal": "yes", "step_free": "yes", "companion_welcome": "yes"},
                },
            ),
        ),
        Shop(
            member="day-place",
            name="Example Day Place",
            about="A house with a garden, open five days. People come for a morning or a day.",
            papers=CLOSE_HELP_CHECKS,
            listings=(
                {
                    "title": "A day with lunch",
                    "what_happens": "Company, a hot meal, and whatever is going on. You can stay"
                    " while whoever cares for you has the day.",
                    "when_words": "Monday to Friday, ten to three",
                    "kinds": [17, 4, 5, 12, 11],
                    "place_words": "The house with the blue door",
                    "postcode": "BS5 6AD",
                    "how_many_words": "Open with 8, and 6 come now",
                    "price_kind": "by_group",
                    "prices": {1: 5200, **from_to(4, 8, 18000)},
                    "places_left": 2,
                    "engager": "provider",
                    "is_hands_on": True,
                    "hourly_pay_pence": 1350,
                    "quality": {"same_person": "yes", "travel_paid": "yes", "notice": "Two days"},
                    "suits": {
                        "stay_without_carer": "yes",
                        "memory_welcome": "yes",
                        "hot_meal": "yes",
                        "toilet_help": "yes",
                        "eating_help": "yes",
                        "step_free": "yes",
                        "quiet_room": "yes",
                    },
                },
                {
                    "title": "Tuesday half day",
                    "what_happens": "Four hours of company and a meal, the same faces each week.",
                    "when_words": "Tuesdays, ten to two",
                    "kinds": [12, 17, 11],
                    "place_words": "The house with the blue door",
                    "postcode": "BS5 6AD",
                    "price_kind": "by_group",
                    "prices": from_to(3, 6, 12000),
                    "engager": "provider",
                    "is_hands_on": True,
                    "hourly_pay_pence": 1350,
                    "quality": {"same_person": "yes", "travel_paid": "yes", "notice": "Two days"},
                    "suits": {
                        "stay_without_carer": "yes",
                        "memory_welcome": "yes",
                        "hot_meal": "yes",
                        "toilet_help": "yes",
                        "step_free": "yes",
                    },
                },
            ),
        ),
        Shop(
            member="hall-keeper",
            name="Example Meeting House",
            about="A quiet house with a kitchen. Nobody asks what you meet for.",
            listings=(
                {
                    "title": "A quiet room by the evening",
                    "what_happens": "The back room with the fire, the kitchen, and nobody else.",
                    "when_words": "Any evening but Sunday, six to nine",
                    "kinds": [4, 16],
                    "place_words": "The back room",
                    "postcode": "BS2 8AG",
                    "price_kind": "by_group",
                    "prices": from_to(4, 12, 2400),
                    "suits": {"quiet_room": "yes", "step_free": "yes", "companion_welcome": "yes"},
                },
                {
                    "title": "Open door afternoon",
                    "attending_access": "just_come",
                    "what_happens": "Tea, newspapers, chess. Come and go as you like.",
                    "when_words": "Fridays, two to five",
                    "kinds": [4],
                    "place_words": "The front room",
                    "postcode": "BS2 8AG",
                    "price_kind": "free",
                    "suits": {"step_free": "yes", "quiet_room": "yes", "memory_welcome": "yes"},
                },
            ),
        ),
    )

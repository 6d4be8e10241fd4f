"""Help one to one, with letters, and with getting there."""

from datetime import date, timedelta

from providers.states import Skill

from .shape import CLOSE_HELP_CHECKS, Shop, for_one, from_to


def shops(today: date) -> tuple[Shop, ...]:
    return (
        Shop(
            member="assistant",
            name="Example Assistant",
            about="I have done this for nine years. I like films, football and cooking.",
            is_one_person=True,
            papers=CLOSE_HELP_CHECKS,
            month_units=6,
            weights=(("beside", 2), ("without_words", 3)),
            skills=(Skill.LEARNING_DISABILITY, Skill.AUTISM),
            listings=(
                {
                    "title": "Somebody to go out with",
                    "what_happens": "I come with you: class, match, museum, shops. You decide.",
                    "when_words": "Weekdays, and one Saturday in two",
                    "kinds": [1, 4, 14],
                    "venue_kind": "visits_homes",
                    "place_words": "From your door",
                    "postcode": "BS4 3AF",
                    "price_kind": "on_the_day",
                    "prices": for_one(1900),
                    "price_words": "For an hour, two hours at the least.",
                    "engager": "self_employed",
                    "is_hands_on": True,
                    "hourly_pay_pence": 1600,
                    "quality": {
                        "same_person": "yes",
                        "travel_paid": "yes",
                        "shortest_visit": "Two hours",
                        "notice": "Two days",
                    },
                    "suits": {"companion_welcome": "yes", "toilet_help": "yes"},
                },
                {
                    "title": "Help at home in the mornings",
                    "what_happens": "Getting up, breakfast, the post. The same face every day.",
                    "when_words": "Mornings from seven",
                    "kinds": [13],
                    "venue_kind": "visits_homes",
                    "place_words": "At your home",
                    "postcode": "BS4 3AF",
                    "price_kind": "on_the_day",
                    "prices": for_one(1900),
                    "price_words": "For an hour.",
                    "engager": "you",
                    "is_hands_on": True,
                    "hourly_pay_pence": 1600,
                    "full_until": today + timedelta(days=28),
                    "quality": {"same_person": "yes", "shortest_visit": "One hour"},
                },
            ),
        ),
        Shop(
            member="advice-worker",
            name="Example Advice",
            about="Letters, forms, and who to ask. Free, and nobody is told.",
            listings=(
                {
                    "title": "Bring the letter",
                    "what_happens": "We read it with you and say what it means.",
                    "when_words": "Mondays, ten to four, no appointment",
                    "kinds": [15],
                    "place_words": "The library, first floor, there is a lift",
                    "postcode": "BS3 1AA",
                    "price_kind": "free",
                    "suits": {"step_free": "yes", "companion_welcome": "yes", "quiet_room": "yes"},
                },
                {
                    "title": "Employing somebody: the first steps",
                    "what_happens": "Pay, insurance, holidays: two hours, in plain words.",
                    "when_words": "The second Thursday of the month, at six",
                    "kinds": [15, 8],
                    "place_words": "The library, first floor, there is a lift",
                    "postcode": "BS3 1AA",
                    "price_kind": "free",
                    "suits": {"step_free": "yes"},
                },
            ),
        ),
        Shop(
            member="driver",
            name="Example Minibus",
            about="Sixteen seats, a lift for wheelchairs, and a driver who waits.",
            papers=(),
            listings=(
                {
                    "title": "There and home",
                    "what_happens": "We fetch you at the door and bring you home after.",
                    "when_words": "Weekdays, half past nine to half past four",
                    "kinds": [14],
                    "venue_kind": "visits_homes",
                    "place_words": "From your door, within eight miles",
                    "postcode": "BS16 3AA",
                    "price_kind": "on_the_day",
                    "prices": for_one(500),
                    "price_words": "There and back.",
                    "suits": {"step_free": "yes", "companion_welcome": "yes"},
                },
                {
                    "title": "A bus for your group",
                    "what_happens": "Half a day with the minibus and its driver.",
                    "when_words": "Weekends, or weekday evenings",
                    "kinds": [14, 1],
                    "place_words": "From one place you choose",
                    "postcode": "BS16 3AA",
                    "price_kind": "by_group",
                    "prices": from_to(4, 14, 9500),
                    "suits": {"step_free": "yes"},
                },
            ),
        ),
    )

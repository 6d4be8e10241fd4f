"""What is near, for journeys that find it: each thing with its facts, and many that are not it."""

from providers.models.supply import Listing
from providers.states import Engager, PriceKind, QualityFact, SuitFact, YesNoUnknown
from tests.factories.supply import make_login, make_shown_listing

YES, NO = YesNoUnknown.YES, YesNoUnknown.NO
OUT, ART, MUSIC, COMPANY, MEAL, SPORT, GARDEN, MUSEUM = 1, 2, 3, 4, 5, 6, 7, 9
MEMORY, TIME_OFF, AT_HOME, DAY = 11, 12, 13, 17

THINGS = {
    "Day centre in the old school": {
        "what_happens": "A day of company, with a hot lunch. Your relative can stay without you.",
        "when_words": "Mondays, Wednesdays and Fridays, ten till three",
        "kinds": [DAY, TIME_OFF],
        "engager": Engager.PROVIDER,
        "suits": {
            SuitFact.STAY_WITHOUT_CARER: YES,
            SuitFact.TOILET_HELP: YES,
            SuitFact.HOT_MEAL: YES,
        },
    },
    "A helper of your own": {
        "what_happens": "Somebody to go out with, whom you would employ.",
        "when_words": "By arrangement",
        "kinds": [AT_HOME],
        "engager": Engager.YOU,
        "is_hands_on": True,
        "hourly_pay_pence": 1400,
        "suits": {SuitFact.STAY_WITHOUT_CARER: YES, SuitFact.TOILET_HELP: YES},
        "quality": {QualityFact.TRAVEL_PAID: NO, QualityFact.SHORTEST_VISIT: "45 minutes"},
    },
    "Railway mornings": {
        "title": "Railway mornings at the museum",
        "what_happens": "Old photographs and talk of the railway works.",
        "kinds": [MUSEUM],
        "suits": {SuitFact.MEMORY_WELCOME: YES},
    },
    "Tea and company": {
        "what_happens": "Company, tea and talk. Friends are made here.",
        "when_words": "Thursdays at two",
        "kinds": [COMPANY],
        "suits": {SuitFact.MEMORY_WELCOME: YES},
    },
    "Sitting service": {
        "what_happens": "Somebody sits with your relative, and you have time off.",
        "when_words": "Any day, asked two days before",
        "kinds": [TIME_OFF],
        "engager": Engager.PROVIDER,
    },
    "Monday art class": {
        "what_happens": "Painting, drawing and photography.",
        "when_words": "Mondays at two",
        "companion_words": "Your PA comes free. Your carer may come as herself.",
        "kinds": [ART],
        "suits": {SuitFact.COMPANION_WELCOME: YES},
    },
    "Tuesday choir": {
        "what_happens": "We sing what everybody knows.",
        "kinds": [MUSIC],
        "price_kind": PriceKind.FREE,
    },
    "Swimming": {"what_happens": "Lanes, and warm water.", "kinds": [SPORT]},
    "Allotment": {"what_happens": "Digging, sowing and tea.", "kinds": [GARDEN]},
}


def make_things_to_find() -> dict[str, Listing]:
    """{name: listing}, all shown, all of one who runs them."""
    voice = make_login("museum")
    listings: dict[str, Listing] = {}
    provider = None
    for name, facts in THINGS.items():
        listings[name] = make_shown_listing(voice, provider, **{"title": name, **facts})
        provider = listings[name].provider
    return listings

"""The questions about a listing, in five or six short pages and one beside them. None asks where
money comes from."""

from .coming import ListingComingForm
from .facts import ListingHelperForm, ListingSuitsForm
from .first_visit import ListingFirstVisitForm
from .price import ListingPriceForm
from .what_where import ListingWhatForm, ListingWhenWhereForm

FIRST_VISIT_STEP = "first-visit"
LISTING_STEPS = {
    "what": ListingWhatForm,
    "where": ListingWhenWhereForm,
    "coming": ListingComingForm,
    FIRST_VISIT_STEP: ListingFirstVisitForm,
    "price": ListingPriceForm,
    "suits": ListingSuitsForm,
    "helper": ListingHelperForm,
}

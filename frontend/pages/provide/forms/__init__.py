"""The questions about a listing, in five or six short pages. None asks where money comes from."""

from .coming import ListingComingForm
from .facts import ListingHelperForm, ListingSuitsForm
from .price import ListingPriceForm
from .what_where import ListingWhatForm, ListingWhenWhereForm

LISTING_STEPS = {
    "what": ListingWhatForm,
    "where": ListingWhenWhereForm,
    "coming": ListingComingForm,
    "price": ListingPriceForm,
    "suits": ListingSuitsForm,
    "helper": ListingHelperForm,
}

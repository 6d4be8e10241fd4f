"""The questions about a listing, in four or five short pages. None asks where money comes from."""

from .facts import ListingHelperForm, ListingSuitsForm
from .price import ListingPriceForm
from .what_where import ListingWhatForm, ListingWhenWhereForm

LISTING_STEPS = {
    "what": ListingWhatForm,
    "where": ListingWhenWhereForm,
    "price": ListingPriceForm,
    "suits": ListingSuitsForm,
    "helper": ListingHelperForm,
}

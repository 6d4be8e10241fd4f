"""What groups near a provider want, and answering with an offer: four short pages, then a look
at it all before it is sent. What is typed is kept in the session until then."""

from django.urls import path

from frontend.pages.offers import briefs_near as near
from frontend.pages.offers import public_briefs as wanted
from frontend.pages.offers import write_offer as writing

urlpatterns = [
    path("wanted/", wanted.all_wanted, name="wanted"),
    path("wanted/<int:brief_id>/", wanted.one, name="wanted_one"),
    path("provide/briefs/", near.briefs, name="briefs_near_me"),
    path("provide/briefs/<int:brief_id>/", near.brief, name="brief_near_me"),
    path("provide/offers/", near.mine, name="my_offers"),
    path("provide/offers/<int:offer_id>/", near.offer, name="my_offer"),
    path("provide/offers/<int:offer_id>/answer/", near.answer, name="answer_about_offer"),
    path("provide/offers/<int:offer_id>/change/", writing.change, name="change_offer"),
    path("provide/offers/<int:offer_id>/withdraw/", near.withdraw, name="withdraw_offer"),
    path(
        "provide/briefs/<int:brief_id>/offer/<int:provider_id>/<slug:step>/",
        writing.write,
        name="write_offer",
    ),
    path(
        "provide/briefs/<int:brief_id>/review/<int:provider_id>/",
        writing.review,
        name="review_offer",
    ),
]

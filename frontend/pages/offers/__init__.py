"""What groups near a provider want, and answering with an offer: four short pages, then a look
at it all before it is sent. What is typed is kept in the session until then."""

from django.urls import path

from . import briefs_near, public_briefs, write_offer

urlpatterns = [
    path("wanted/", public_briefs.public_briefs_page, name="public_briefs"),
    path("wanted/<int:brief_id>/", public_briefs.public_brief_page, name="public_brief"),
    path("provide/briefs/", briefs_near.briefs_near_me, name="briefs_near_me"),
    path("provide/briefs/<int:brief_id>/", briefs_near.brief_near_me, name="brief_near_me"),
    path("provide/offers/", briefs_near.my_offers, name="my_offers"),
    path("provide/offers/<int:offer_id>/", briefs_near.my_offer, name="my_offer"),
    path(
        "provide/offers/<int:offer_id>/answer/",
        briefs_near.answer_about_offer_page,
        name="answer_about_offer",
    ),
    path(
        "provide/offers/<int:offer_id>/change/", write_offer.change_offer_page, name="change_offer"
    ),
    path(
        "provide/offers/<int:offer_id>/withdraw/",
        briefs_near.withdraw_offer_page,
        name="withdraw_offer",
    ),
    path(
        "provide/briefs/<int:brief_id>/offer/<int:provider_id>/<slug:step>/",
        write_offer.write_offer,
        name="write_offer",
    ),
    path(
        "provide/briefs/<int:brief_id>/review/<int:provider_id>/",
        write_offer.review_offer,
        name="review_offer",
    ),
]

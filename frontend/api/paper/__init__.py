"""Paper, entered by a connector or worker of the area: coming in, choosing, a yes, leaving (M122).

A sheet's code names its member. Without a role in that person's area the code opens nothing.
"""

from django.urls import path

from .costs import PaperCost, PaperLeaveCost, PaperOtherWay, PaperPledge, PaperSource
from .sheets import PaperBallot, PaperJoin, PaperLeave, PaperSheet

urlpatterns = [
    path("paper/join/", PaperJoin.as_view(), name="paper_join"),
    path("paper/<str:code>/", PaperSheet.as_view(), name="paper_sheet"),
    path("paper/<str:code>/leave/", PaperLeave.as_view(), name="paper_leave"),
    path("paper/<str:code>/choose/<int:decision_id>/", PaperBallot.as_view(), name="paper_choose"),
    path("paper/<str:code>/costs/<int:pool_id>/", PaperCost.as_view(), name="paper_pool"),
    path("paper/<str:code>/costs/<int:pool_id>/yes/", PaperPledge.as_view(), name="paper_pledge"),
    path("paper/<str:code>/costs/<int:pool_id>/money/", PaperSource.as_view(), name="paper_source"),
    path(
        "paper/<str:code>/costs/<int:pool_id>/another-way/",
        PaperOtherWay.as_view(),
        name="paper_other_way",
    ),
    path(
        "paper/<str:code>/costs/<int:pool_id>/leave/",
        PaperLeaveCost.as_view(),
        name="paper_pool_leave",
    ),
]

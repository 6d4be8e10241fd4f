"""Refer by program: five unlike options from a story, and a few of them on one sheet."""

from django.urls import path

from .option_sheets import OptionSheetsView, OptionSheetView
from .options import OptionsView

urlpatterns = [
    path("referrals/options/", OptionsView.as_view(), name="options"),
    path("referrals/option-sheets/", OptionSheetsView.as_view(), name="option_sheets"),
    path(
        "referrals/option-sheets/<str:sheet_code>/",
        OptionSheetView.as_view(),
        name="option_sheet",
    ),
]

"""Refer: looking for somebody, or for oneself, from a story; and what is chosen, on paper."""

from django.urls import path

from . import option_sheets, options

urlpatterns = [
    path("options/", options.options, name="options"),
    path("options/sheet/", option_sheets.make_option_sheet_page, name="make_option_sheet"),
    path("options/sheet/<str:sheet_code>/", option_sheets.option_sheet_page, name="option_sheet"),
    path(
        "options/sheet/<str:sheet_code>/paper.pdf",
        option_sheets.option_sheet_pdf_page,
        name="option_sheet_pdf",
    ),
]

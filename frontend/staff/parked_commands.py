"""Payments that were set aside because what happened is not certain: looked at by a person, and
taken up again with one press. The site has asked for a second factor (site.py)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from community.common import clock
from community.common.money import format_pounds_and_pence
from frontend.access import acting_as_login
from pooling.payments.actions import commands
from pooling.payments.queries.commands import ParkedCommand, parked_commands

COMMAND_TEXTS = {
    "payment": gettext_lazy("A card payment of %(sum)s to %(provider)s"),
    "refund": gettext_lazy("%(sum)s on its way back to a card, from %(provider)s"),
    "payout": gettext_lazy("%(sum)s on its way to the bank of %(provider)s"),
}


def parked_commands_page(request: HttpRequest) -> HttpResponse:
    rows = [(command, _command_text(command)) for command in parked_commands()]
    return render(request, "staff/parked_commands.html", {"commands": rows})


def _command_text(command: ParkedCommand) -> str:
    values = {"sum": format_pounds_and_pence(command.pence), "provider": command.provider}
    return str(COMMAND_TEXTS[command.kind]) % values


@require_POST
def resume_command(request: HttpRequest, kind: str, row_id: int) -> HttpResponse:
    commands.resume_command(kind=kind, row_id=row_id, by=acting_as_login(request), now=clock.now())
    messages.success(request, _("It is taken up again. The card company is asked first."))
    return redirect("admin:parked_commands")

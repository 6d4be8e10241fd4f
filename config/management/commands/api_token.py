from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from knox.models import AuthToken

from community.people.models.logins import Login


class Command(BaseCommand):
    help = "Print a bearer token for the API, for somebody of the demo. Every call makes a new one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role", nargs="?", metavar="ROLE")
        parser.add_argument("--list", dest="list_roles", action="store_true", help="who there is")

    def handle(self, *, role: str | None, list_roles: bool, **options: Any) -> None:
        players = _players()
        if list_roles or not role:
            for player in players.values():
                self.stdout.write(f"{player.slug:20}  {player.called}")
            return
        login = role in players and Login.objects.filter(email=players[role].email).first()
        if not login:
            raise CommandError(
                f"There is nobody called “{role}” here. `manage.py api_token --list` says who is."
            )
        _row, token = AuthToken.objects.create(user=login)
        self.stdout.write(token)


def _players() -> dict[str, Any]:
    """The demo's people. They are nobody's: a token for a real login is never printed."""
    if not settings.DEMO:
        raise CommandError("This prints tokens for the demo's people, and this is no demo.")
    from demo.world.cast import BY_SLUG

    return BY_SLUG

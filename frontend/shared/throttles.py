"""How often something may be done, by pages and API together."""

from typing import Any
from uuid import UUID

from rest_framework.request import Request
from rest_framework.throttling import SimpleRateThrottle
from rest_framework.views import APIView


class AddressThrottle(SimpleRateThrottle):
    """So often an hour from one address of the network, by page and API together. The address is
    forgotten after the hour, and is never beside what was typed."""

    def get_cache_key(self, request: Request, view: APIView) -> str:
        return self.cache_format % {"scope": self.scope, "ident": self.get_ident(request)}


class NeedThrottle(AddressThrottle):
    scope, rate = "missing", "30/hour"


class MoneyCheckThrottle(AddressThrottle):
    """Nobody finds by trying which numbers there are."""

    scope, rate = "money_check", "20/hour"


class ObjectionThrottle(AddressThrottle):
    """Whoever wants many taken down has a person to speak to."""

    scope, rate = "objections", "20/hour"


class CheckRequestThrottle(AddressThrottle):
    """Apart from objections: where many ask for a check, one can still say what is wrong."""

    scope, rate = "check_requests", "20/hour"


class ObstacleThrottle(AddressThrottle):
    """Nobody fills the log of an area alone; a whole council may share one address."""

    scope, rate = "obstacles", "60/hour"


class ConcernThrottle(AddressThrottle):
    """A ward, a day centre and a library share one address: above it notes are kept all the same,
    marked, and told of in one message (P134)."""

    scope, rate = "concerns", "5/hour"


class OptionSheetThrottle(AddressThrottle):
    """A whole council may share one address: so many as many workers make in an hour."""

    scope, rate = "option_sheets", "200/hour"


class DirectoryThrottle(AddressThrottle):
    """The open directory: whoever takes it asks for each service by itself."""

    scope, rate = "directory", "20000/hour"


class ExportThrottle(AddressThrottle):
    """All of it at once: as often as anybody needs it."""

    scope, rate = "directory_export", "60/hour"


def is_one_of_many(request: Any) -> bool:
    """Whether more notes about a worry have come from this place than one person writes."""
    return not ConcernThrottle().allow_request(request, APIView())


def asker_of(request: Any, person_id: UUID | None) -> str:
    """By what one visitor's lines are known again: whose they are, else where they come from. It is
    kept nowhere (see `report_unmet_need`)."""
    return f"person:{person_id}" if person_id else f"place:{NeedThrottle().get_ident(request)}"

"""How often something may be done, by pages and API together."""

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

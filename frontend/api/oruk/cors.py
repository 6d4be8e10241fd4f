"""Pages elsewhere may read the open directory, also what it refuses; and nothing else of ours."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

OPEN_PATH = "/api/oruk/"


class OpenDirectoryMiddleware:
    """Outermost but for the server's own, so that no answer is without it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path.startswith(OPEN_PATH):
            response["Access-Control-Allow-Origin"] = "*"
        return response

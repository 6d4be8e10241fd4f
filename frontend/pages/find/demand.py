from django.shortcuts import render

from community.common import clock
from community.common.refusals import NotFound
from marketplace.search.queries.demand import asked_near, lines_asked


def near(request, area_id):
    """What people asked for and could not find: topics for all, the lines for a connector."""
    now = clock.now()
    page = asked_near(area_id, now=now)
    try:
        lines = lines_asked(area_id, login_id=request.user.pk, now=now)
    except NotFound:
        lines = None
    return render(request, "find/asked.html", {"page": page, "lines": lines})

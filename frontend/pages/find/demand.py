from django.shortcuts import render

from community.common import clock
from community.common.refusals import NotFound
from marketplace.search.queries.demand import demand_near, unmet_needs_of_area


def near(request, area_id):
    """What people asked for and could not find: topics for all, the lines for a connector."""
    now = clock.now()
    page = demand_near(area_id, now=now)
    try:
        lines = unmet_needs_of_area(area_id, login_id=request.user.pk, now=now)
    except NotFound:
        lines = None
    return render(request, "find/asked.html", {"page": page, "lines": lines})

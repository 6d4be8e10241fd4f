"""Where a person's own money comes from."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.rules.sight import check_sees
from community.people.scope_table import Seen
from frontend.api.base import ActingView
from frontend.api.pool.source_serializers import KeepMoreIn, SourceChangeIn, SourceIn, SourceOut
from frontend.api.serializers import EmptyIn, HostedPageOut
from frontend.shared.asks_outside import asks_outside
from frontend.shared.hosted_pages import hosted_page_for_source
from pooling.payments.queries.cards import open_card_page_of
from pooling.pools.actions.source_cards import complete_source_card, remove_source_card
from pooling.pools.actions.sources import add_source, change_source, keep_more_aside
from pooling.pools.actions.stopping import end_source
from pooling.pools.models.pledges import MoneySource
from pooling.pools.queries.money import SourceSummary, source_of_person, source_summaries


class SourceAnswerView(ActingView):
    """Answers with one of one's own sources, as whoever acts may see it."""

    shows = Seen.FITS

    def own_source(self, source_id: int) -> MoneySource:
        return source_of_person(source_id=source_id, person_id=self.person_id)

    def source_response(
        self, source: MoneySource, status_code: int = status.HTTP_200_OK
    ) -> Response:
        open_sources = {row.source.pk: row for row in source_summaries(**self.by_and_now)}
        summary = open_sources.get(source.pk) or self._ended(source)
        return Response(SourceOut(summary).data, status=status_code)

    def _ended(self, source: MoneySource) -> SourceSummary:
        return SourceSummary(source, shows_sums=self.may_see(Seen.SUMS))


class SourceListView(SourceAnswerView):
    @extend_schema(responses=SourceOut(many=True))
    def get(self, request: Request) -> Response:
        """One's own sources that have not ended. Nobody of a group can read them."""
        return self.list_response(source_summaries(**self.by_and_now), SourceOut)

    @extend_schema(request=SourceIn, responses={201: SourceOut})
    def post(self, request: Request) -> Response:
        """Add one. Nothing needs to be proved, and nothing here moves money."""
        source = add_source(**self.validated(SourceIn), **self.by_and_now)
        return self.source_response(source, status.HTTP_201_CREATED)


class SourceView(SourceAnswerView):
    @extend_schema(responses=SourceOut)
    def get(self, request: Request, source_id: int) -> Response:
        return self.source_response(self.own_source(source_id))

    @extend_schema(request=SourceChangeIn, responses=SourceOut)
    def put(self, request: Request, source_id: int) -> Response:
        """Change how much there is, and how much of it is not for this."""
        check_sees(self.acting, Seen.SUMS, now=clock.now())  # what is overwritten is seen
        change_source(source_id=source_id, **self.validated(SourceChangeIn), **self.by_and_now)
        return self.source_response(self.own_source(source_id))


class SourceKeepMoreView(SourceAnswerView):
    @extend_schema(request=KeepMoreIn, responses=SourceOut)
    def post(self, request: Request, source_id: int) -> Response:
        """Keep more of it aside, at most all there is. What no longer fits stops at once."""
        source = keep_more_aside(
            source_id=source_id, **self.validated(KeepMoreIn), **self.by_and_now
        )
        return self.source_response(source)


class SourceEndView(SourceAnswerView):
    @extend_schema(request=EmptyIn, responses=SourceOut)
    def post(self, request: Request, source_id: int) -> Response:
        """“My money has changed”: nothing more is taken from it, and nothing is owed."""
        source = end_source(source_id=source_id, **self.by_and_now)
        return self.source_response(source)


class SourceCardView(SourceAnswerView):
    @extend_schema(request=EmptyIn, responses=HostedPageOut)
    @asks_outside
    def post(self, request: Request, source_id: int) -> Response:
        """The page where a card for this source is saved."""
        url = hosted_page_for_source(self.request._request, source_id, by=self.acting)
        return Response({"url": url})

    @extend_schema(request=None, responses={200: SourceOut})
    def delete(self, request: Request, source_id: int) -> Response:
        """That card is not used any more. What it has paid stays paid."""
        source = self.own_source(source_id)
        remove_source_card(source_id=source_id, **self.by_and_now)
        return self.source_response(source)


class SourceCardRefreshView(SourceAnswerView):
    def shows_now(self) -> Seen:
        return Seen.CARD

    @extend_schema(request=EmptyIn, responses=SourceOut)
    @asks_outside
    def post(self, request: Request, source_id: int) -> Response:
        """Ask the card company whether a card was saved on its page, when one was opened."""
        source = self.own_source(source_id)
        if checkout_session_id := open_card_page_of(source.pk):
            complete_source_card(
                source_id=source.pk, checkout_session_id=checkout_session_id, **self.by_and_now
            )
        return self.source_response(source)

"""Where a person's own money comes from."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.response import Response

from frontend.api.own import Own
from frontend.api.pool.serializers import HostedPageOut, HowMuchIn, Nothing, SourceIn, SourceOut
from frontend.shared.hosted_pages import hosted_page_for_source
from pooling.payments.queries.cards import open_card_page_of
from pooling.pools.actions.source_cards import complete_source_card, remove_source_card
from pooling.pools.actions.sources import add_source, change_source
from pooling.pools.actions.terms_changes import end_source
from pooling.pools.queries.money import SourceSummary, source_of, source_summaries


class Sources(Own):
    @extend_schema(responses=SourceOut(many=True))
    def get(self, request):
        """One's own sources that have not ended. Nobody else can read them."""
        return Response(SourceOut(source_summaries(self.by.person_id), many=True).data)

    @extend_schema(request=SourceIn, responses={201: SourceOut})
    def post(self, request):
        """Add one. Nothing needs to be proved, and nothing here moves money."""
        source = add_source(**self.said(SourceIn), **self.deed)
        return Response(SourceOut(SourceSummary(source)).data, status=status.HTTP_201_CREATED)


class OneSource(Own):
    @extend_schema(responses=SourceOut)
    def get(self, request, source_id: int):
        source = source_of(source_id=source_id, person_id=self.by.person_id)
        return Response(_seen(source, self.by.person_id))

    @extend_schema(request=HowMuchIn, responses=SourceOut)
    def put(self, request, source_id: int):
        """Change how much there is, and how much of it is not for this."""
        source = change_source(source_id=source_id, **self.said(HowMuchIn), **self.deed)
        return Response(_seen(source, self.by.person_id))


def _seen(source, person_id) -> dict:
    living = {each.source.pk: each for each in source_summaries(person_id)}
    return SourceOut(living.get(source.pk, SourceSummary(source))).data


class EndSource(Own):
    @extend_schema(request=Nothing, responses=SourceOut)
    def post(self, request, source_id: int):
        """“My money has changed”: nothing more is taken from it, and nothing is owed."""
        return Response(SourceOut(SourceSummary(end_source(source_id=source_id, **self.deed))).data)


class SourceCard(Own):
    @extend_schema(request=Nothing, responses=HostedPageOut)
    def post(self, request, source_id: int):
        """The page where a card for this source is saved."""
        return Response({"url": hosted_page_for_source(request, source_id, by=self.by)})

    @extend_schema(request=None, responses={200: SourceOut})
    def delete(self, request, source_id: int):
        """That card is not used any more. What it has paid stays paid."""
        deed = self.deed
        source = source_of(source_id=source_id, person_id=deed["by"].person_id)
        remove_source_card(source_id=source_id, **deed)
        return Response(_seen(source, deed["by"].person_id))


class LookAtCard(Own):
    @extend_schema(request=Nothing, responses=SourceOut)
    def post(self, request, source_id: int):
        """Ask the card company whether a card was saved on its page, when one was opened."""
        deed = self.deed
        source = source_of(source_id=source_id, person_id=deed["by"].person_id)
        if session_id := open_card_page_of(source.pk):
            complete_source_card(source_id=source.pk, session_id=session_id, **deed)
        return Response(_seen(source, deed["by"].person_id))

"""What the offices that keep a person's money do with a yes, as it is now."""

from collections.abc import Collection, Iterable
from uuid import UUID

from community.people.models.persons import Person
from community.places.models.areas import Area
from pooling.payments.states.charges import Rail
from pooling.pools.models.pledges import MoneySource
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.office_terms import OfficeTerms
from pooling.pools.queries.money import open_sources_of_person
from pooling.pools.states import NEW_YES_KINDS


def office_terms_of_sources(sources: Iterable[MoneySource]) -> dict[int, OfficeTerms]:
    """{area id: its terms} of those that keep some of this money. Asks nothing where none does."""
    return office_terms_of(
        {source.area_id for source in sources if source.rail == Rail.COMMITMENT and source.area_id}
    )


def office_terms_of_person(person_id: UUID) -> dict[int, OfficeTerms]:
    """Of each that keeps money of theirs, whatever a yes will use."""
    return office_terms_of_sources(open_sources_of_person(person_id))


def office_terms_of_question(question: PrivateQuestion) -> dict[int, OfficeTerms]:
    """Where a yes is said anew; any other answer leaves what was agreed of them as it was."""
    if question.kind not in NEW_YES_KINDS:
        return {}
    return office_terms_of_person(question.pledge.person_id)


def office_terms_on_sheet(person: Person) -> dict[int, OfficeTerms]:
    """Those; or that of their own area, which will keep it where no money of theirs is known yet
    and they write that an office does."""
    sources = open_sources_of_person(person.pk)
    if sources:
        return office_terms_of_sources(sources)
    return office_terms_of({person.area_id} if person.area_id else set())


def office_terms_of(area_ids: Collection[int]) -> dict[int, OfficeTerms]:
    if not area_ids:
        return {}
    areas = Area.objects.filter(pk__in=area_ids)
    rows = areas.values_list("pk", "payer__names_people", "pays_for_missed")
    return {pk: OfficeTerms(pk, bool(names), pays) for pk, names, pays in rows}

"""What the deeds of this app are about, as a person reads it in their history. No sums."""

from pooling.pools.models.pledges import MoneySource, Part, Pool


def pool_texts(ids: list[str]) -> dict[str, str]:
    return {str(pool.pk): pool.terms.summary for pool in Pool.objects.filter(pk__in=ids)}


def source_texts(ids: list[str]) -> dict[str, str]:
    sources = MoneySource.objects.filter(pk__in=ids)
    return {str(pk): called for pk, called in sources.values_list("pk", "called")}


def part_texts(ids: list[str]) -> dict[str, str]:
    parts = Part.objects.filter(pk__in=ids)
    return {str(pk): called for pk, called in parts.values_list("pk", "source__called")}

"""Whoever reads a page is named on it to the person, and to nobody else (E4)."""

import pytest
from django.urls import reverse

from community.people.states import RepresentationScope
from tests.factories.demand import join, make_group
from tests.factories.representations import act_for
from tests.factories.supply import make_someone
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")
READ_FOR_ONE = "Somebody reads this for one of us."


def money_page(by) -> str:
    return " ".join(signed_in(by).get(reverse("money")).text.split())


@pytest.mark.holds("fault:E4")
def test_my_money_says_who_reads_it_besides_me():
    ann = make_someone("ann")
    assert "nobody else reads this for you. The money stays yours" in money_page(ann)

    act_for(ann, "rita", scope=RepresentationScope.LOOK)
    act_for(ann, "rob", scope=RepresentationScope.PAY)

    page = money_page(ann)
    assert "rita, who may look and rob, who may decide and pay" in page
    assert "nobody else reads this" not in page


@pytest.mark.holds("P12", "fault:E4")
def test_who_acts_for_somebody_reads_whose_page_it_is_and_nobody_else_s_name():
    ann = make_someone("ann")
    rita = act_for(ann, "rita", scope=RepresentationScope.LOOK)
    act_for(ann, "rob", scope=RepresentationScope.PAY)

    page = money_page(rita)

    assert "This is the page of ann." in page
    assert "rob" not in page
    assert "nobody else reads this" not in page


@pytest.mark.holds("P12")
@pytest.mark.parametrize(
    ("scope", "is_read"), [(RepresentationScope.SUGGEST, False), (RepresentationScope.DECIDE, True)]
)
def test_a_group_reads_that_somebody_reads_it_for_one_of_them_and_not_for_whom(scope, is_read):
    ann, ben = make_someone("ann"), make_someone("ben")
    group = make_group(ann)
    join(group, ben)
    act_for(ben, "rita", scope=scope)

    page = signed_in(ann).get(reverse("group", args=[group.pk])).text

    assert (READ_FOR_ONE in page) == is_read
    assert "rita" not in page

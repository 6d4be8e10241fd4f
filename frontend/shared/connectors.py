"""Who takes up what is said to a connector: nobody is promised who is not there (fault F11)."""

from django.utils.translation import gettext as _

from community.people.models.persons import Person
from community.people.queries.acting import has_connector, kinds_that_enter_paper
from community.people.states import RoleKind
from community.people.wording import no_connector_text


def not_wanted_text(person: Person) -> str:
    """After somebody said that they did not want what was written down for them."""
    if has_connector(person.area_id):
        return _("It is noted: you did not want this. A connector asks what is to be undone.")
    return f"{_('It is noted: you did not want this.')} {no_connector_text()}"


def who_answers_text(area_id: int | None) -> str:
    """Before somebody complains: never whoever wrote it down for them."""
    rest = _("Never whoever wrote it down for you. Nobody who acts for you reads it here.")
    if has_connector(area_id):
        who = _(
            "A connector answers, or the operator of this site where it is about somebody who works"
            " here or about the site."
        )
    else:
        who = _("The operator of this site answers.")
    return f"{who} {rest}"


def who_sees_you_text(area_id: int | None) -> str:
    """To somebody who offers something, and whose papers nobody has seen yet."""
    if has_connector(area_id):
        return _("You need not do anything: they get in touch, and you are told when it is done.")
    return _(
        "No connector works there just now: it waits for whoever begins there, and you are told"
        " when it is done."
    )


def own_deeds_text(area_id: int | None) -> str:
    """After somebody asked for a statement of what they did for another."""
    if has_connector(area_id):
        return _("You have asked. The connector gives you a statement of what you did yourself.")
    return f"{_('You have asked.')} {no_connector_text()}"


def give_to_text(area_id: int | None) -> str:
    """On a sheet of paper: who enters it for them."""
    match sorted(kinds_that_enter_paper(area_id)):
        case [RoleKind.CONNECTOR]:
            return _("Give this to your connector. They enter it for you.")
        case [RoleKind.WORKER]:
            return _("Give this to your worker. They enter it for you.")
        case []:
            return _(
                "Nobody works where you live just now who could enter this. Keep it for whoever"
                " begins there, or sign in and answer on your own page."
            )
    return _("Give this to your connector or worker. They enter it for you.")


def fill_in_card_text(area_id: int) -> str:
    """On the card of an invitation, and where its code is typed."""
    if kinds_that_enter_paper(area_id):
        return _("No e-mail? Fill in the card and give it to somebody who works where you live.")
    return _("Nobody works there just now who could enter a card that is filled in by hand.")


def another_way_text(*, may_be_answered: bool) -> str:
    """Before somebody asks for another way to pay: by a connector who is none of the group."""
    if may_be_answered:
        return _(
            "A connector of your area looks for a grant or a free place. They see your name, what"
            " it is, the share, and the day by which you need to know. There may be nothing."
        )
    return _(
        "No connector works there just now, so nobody may look before the day by which you need to"
        " know. It is kept for whoever begins there."
    )

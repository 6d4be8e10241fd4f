from collections.abc import Iterable, Sequence

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.functional import Promise

from community.people.bases import BASES, BasisRule, Matter
from community.people.rules.sight import scope_sees
from community.people.scope_table import SCOPE_TABLE
from community.people.states import RepresentationScope

INTRODUCTION = """# Authority over somebody else’s life

Written by `manage.py draw_authority` from `community/people/bases.py` and
`community/people/scope_table.py`; a test fails when it is not current. Change the tables there.

This is our understanding, and no legal advice."""


class Command(BaseCommand):
    help = "Write what each basis of authority needs, and what each scope sees."

    def handle(self, *args: object, **options: object) -> None:
        (settings.BASE_DIR / "docs" / "authority.md").write_text(authority_page())


def _matters(rule: BasisRule) -> str:
    if rule.widest < RepresentationScope.DECIDE:
        return "nothing"
    matters = "; ".join(str(matter.label) for matter in Matter if matter in rule.matters)
    return f"{matters}; each time by a decision record" if rule.by_record else matters


def authority_page() -> str:
    return "\n\n".join(
        [
            INTRODUCTION,
            "## What each basis needs, covers and ends with",
            "Every authority ends on its last day, when the person, whoever holds it or a worker"
            " says so, and when the person dies.",
            _table(
                [
                    "basis",
                    "needs",
                    "covers",
                    "decides about",
                    "only where",
                    "ends with",
                    "law read",
                ],
                [
                    [
                        basis.label,
                        rule.needs,
                        rule.widest.label,
                        _matters(rule),
                        rule.only_where,
                        rule.ends_with,
                        "yes" if rule.law_was_read else "no",
                    ]
                    for basis, rule in BASES.items()
                ],
            ),
            "## What each scope sees",
            "The person sees all of it. Whoever may do more sees what those see who may do less."
            " Paying that was not agreed by a second person is deciding until it is, and deciding"
            " that has not begun is suggesting. The person can hide single dates from all of them.",
            _table(
                ["what", *(str(scope.label) for scope in RepresentationScope), "otherwise"],
                [
                    [
                        rule.what,
                        *("yes" if scope_sees(s, seen) else "–" for s in RepresentationScope),
                        rule.otherwise,
                    ]
                    for seen, rule in SCOPE_TABLE.items()
                ],
            )
            + "\n",
        ]
    )


def _table(heads: list[str], rows: Iterable[Sequence[str | Promise]]) -> str:
    lines: list[Sequence[str | Promise]] = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)

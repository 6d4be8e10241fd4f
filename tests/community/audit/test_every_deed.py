"""What is done is written down: by every action, at every move of a state, with a word of its own.

Read from the code, so that an action of tomorrow is looked at too.
"""

import ast
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import CodeType, ModuleType

import pytest
from django.apps import apps

from community.audit.actions import record_deed, record_deeds
from community.audit.deeds import Deed, deeds_by_value
from community.common.lifecycle import Lifecycle
from community.messaging.message_kinds import MessageKind
from community.people.actions import audit_lines

ROOT = Path(__file__).resolve().parents[3]
TOPS = ("community", "providers", "groups", "pooling", "marketplace", "frontend")
APPS = [app.name for app in apps.get_app_configs() if app.name.split(".")[0] in TOPS]

WRITERS = {record_deed, record_deeds, audit_lines.record_deed, audit_lines.record_deeds}
# Actions that take `by` and write no line, and why.
NO_LINE = {
    "community.people.actions.safeguarding.raise_concern": "read by two people, seen by nobody",
    "community.people.actions.safeguarding.mark_concern_read": "read by two people",
    "community.people.actions.safeguarding.mark_concerns_read": "read by two people",
    "community.people.actions.safeguarding.answer_concern": "read by two people",
    "community.people.actions.complaints.complain": "nobody who acts for them reads it",
    "community.people.actions.complaints.answer_complaint": "the same",
    "community.people.actions.stops.hold_second_stop": "nothing is done",
    "community.people.actions.stops.notify_workers_of_stop": "a part of the deed that stopped it",
    "pooling.pools.actions.kept_places.keep_places": "a part of the deed that stopped it",
    "pooling.pools.actions.kept_places.keep_places_only": "a part of the deed that stopped it",
    "pooling.pools.actions.help_requests.request_how_to_pay": "a part of the deed of a pledge",
    "groups.actions.decisions.note_sheet_printed": "it is printed, and nothing is said yet",
    "pooling.pools.actions.cover_choices.note_cover_sheet_printed": "the same",
    "community.conversations.actions.writing.write_message": "a part of the deed of writing",
    "groups.actions.flags.look_at_stop": "told to the lead, and nothing is done",
    "groups.actions.unmet_needs.report_unmet_need": "what is missing says what somebody needs",
    "community.people.actions.kept_searches.want_search": "what somebody looks for is health data",
    "community.people.actions.kept_searches.stop_search": "the same",
    "community.people.actions.kept_searches.stop_all_searches": "a part of leaving everything",
    "marketplace.search.actions.kept_searches.keep_search": "what somebody looks for",
    "marketplace.search.actions.kept_searches.change_search": "the same",
}


def modules(name: str) -> Iterator[ModuleType]:
    """A module, and all in it when it is a package."""
    module = import_module(name)
    yield module
    for info in pkgutil.walk_packages(getattr(module, "__path__", []), f"{name}."):
        yield import_module(info.name)


def has_module(name: str) -> bool:
    folder = ROOT.joinpath(*name.split("."))
    return folder.is_dir() or folder.with_suffix(".py").exists()


def rooms(kind: str) -> list[ModuleType]:
    names = [f"{app}.{kind}" for app in APPS if has_module(f"{app}.{kind}")]
    return [module for name in names for module in modules(name)]


def functions_of(module: ModuleType) -> Iterator[Callable]:
    for value in vars(module).values():
        function = inspect.unwrap(value) if callable(value) else value
        if inspect.isfunction(function) and function.__module__ == module.__name__:
            yield function


def names_in(code: CodeType) -> set[str]:
    inner = [const for const in code.co_consts if isinstance(const, CodeType)]
    return set(code.co_names).union(*(names_in(part) for part in inner))


def called_by(function: Callable) -> Iterator[Callable]:
    """The functions of ours that it names, and those it names in a module of ours."""
    names = names_in(function.__code__)
    named = [function.__globals__[name] for name in names if name in function.__globals__]
    ours = [each for each in named if isinstance(each, ModuleType) and is_ours(each.__name__)]
    in_modules = [getattr(each, name) for each in ours for name in names if hasattr(each, name)]
    for value in named + in_modules:
        target = inspect.unwrap(value) if callable(value) else value
        if inspect.isfunction(target) and is_ours(target.__module__):
            yield target


def is_ours(module_name: str) -> bool:
    return module_name.split(".")[0] in TOPS


@cache
def writes_a_line(function: Callable) -> bool:
    seen, queue = {function}, [function]
    while queue:
        current = queue.pop()
        if current in WRITERS:
            return True
        fresh = [called for called in called_by(current) if called not in seen]
        seen.update(fresh)
        queue += fresh
    return False


def path_of(function: Callable) -> str:
    return f"{function.__module__}.{function.__qualname__}"


ACTIONS = sorted(
    {
        function
        for module in rooms("actions")
        for function in functions_of(module)
        if {"by", "now"} <= inspect.signature(function).parameters.keys()
        and not function.__name__.startswith(("_", "check_"))
    },
    key=path_of,
)


@pytest.mark.parametrize("action", ACTIONS, ids=path_of)
def test_an_action_writes_its_line(action):
    assert action in WRITERS or writes_a_line(action) != (path_of(action) in NO_LINE)


def test_the_walk_sees_an_action_that_writes_nothing():
    def save_quietly(*, by, now):
        return ROOT.exists()

    assert not writes_a_line(save_quietly)
    assert len(ACTIONS) > 80


def sources() -> str:
    """All our code but where deeds and message kinds are named and tested."""
    named = {"deeds", "message_kinds"}
    paths = [path for top in TOPS for path in (ROOT / top).rglob("*.py")]
    kept = [path for path in paths if path.stem not in named and "migrations" not in path.parts]
    return "\n".join(path.read_text() for path in kept)


@pytest.mark.parametrize("base", [Deed, MessageKind])
def test_a_value_means_one_thing_and_each_is_used(base):
    members = [member for kind in base.__subclasses__() for member in kind]
    values = [member.value for member in members]
    code = sources()

    assert len(members) > 5
    assert sorted(values) == sorted(set(values))
    assert [str(m) for m in members if f"{type(m).__name__}.{m.name}" not in code] == []


DEEDS = deeds_by_value()
# In nobody's history: of a shared cost, a provider, a listing or a message and of no person's; or
# a step between two that a person reads.
OF_THE_SERVICE = {
    # Of a death a person tells, never a line of ours.
    *(
        "end_group",
        "say_died",
        "see_death",
        "refute_death",
        "tell_of_death",
        "give_estate_statement",
        "withhold_message",
    ),
    *("send_message", "keep_for_next_visit", "give_up_message", "queue_again"),
    *("say_who_goes",),
    *("give_role", "end_role", "open_area", "change_by_staff", "begin_import"),
    *("raise_objection", "answer_objection", "ask_for_check", "answer_check_request"),
    *("claim_provider", "confirm_claim", "refuse_claim", "withdraw_claim"),
    "undo_claim",
    "try_directory",
    *("save_directory", "resume_directory", "pause_directory"),
    *("note_directory_failing", "note_directory_read"),
    *("mark_pool_ready", "mark_pool_not_ready", "collect_pool", "fund_pool", "start_pool"),
    *("finish_pool", "lapse_pool", "change_prices", "start_attempt", "capture_instalment"),
    *("start_gap", "close_instalment", "settle_instalment", "drop_instalment"),
    *("wait_for_part", "confirm_part", "refuse_part", "end_part"),
    *("close_unanswered", "drop_question", "close_decision", "decide_brief"),
    *("send_offer", "change_offer", "withdraw_offer", "choose_offer", "decline_offer"),
    "answer_words",
    *("answer_about_offer", "register_provider", "record_check", "start_listing"),
    *(
        "say_skills",
        "say_month_units",
        "offer_waiting_place",
        "lapse_waiting_place",
        "answer_waiting",
    ),
    *("say_how_soon", "ask_without_account", "confirm_asking", "forget_asking"),
    *("save_listing", "publish_listing", "pause_listing", "withdraw_listing", "reopen_listing"),
    *("record_checked_fact", "plan_sessions", "call_off_session", "record_delivered"),
    *("ask_for_door", "promise_door", "change_places"),
    *("accept_visit", "accept_visit_from", "decline_visit", "ask_about_visit"),
    "answer_visit_lines",
    "answer_unfair",
    *("record_not_delivered", "resolve_session_dispute", "record_came", "end_booking"),
    *("record_visit_did_not_happen", "abandon_card_setup", "request_capture", "request_void"),
    *("card_payment_created", "card_refund_sent", "resume_command", "open_provider_account"),
    *("provider_account_opening", "provider_account_active", "provider_account_restricted"),
    *("payout_sent", "payout_paid", "payout_failed", "commitment_line_active"),
    *("commitment_line_invoiced", "commitment_line_ended", "make_invoice", "give_bank_details"),
    *("write_billing_details", "write_payer_details"),
    *("bank_details_checked", "bank_details_refused", "bank_details_stopped"),
    *("bank_details_replaced", "bank_details_in_force"),
    *("unsend_brief", "take_answers_again", "carry_step", "let_step_go", "move_decision"),
    *("close_talk", "ask_group", "close_review"),
    *("keep_member", "remove_member", "confirm_removal"),
    *("ask_for_ideas", "hear_ideas", "answer_ideas", "take_up_idea", "leave_idea"),
    *("change_terms", "open_cover_choice", "close_cover_choice"),
    *("pass_words", "hold_back_words", "propose_holding_back", "mend_words"),
    *("redraw_picture", "refuse_picture"),
    *("create_body_key", "name_who_answers_for_key", "end_body_key"),
    *("begin_referring_body", "add_body_worker", "end_body_worker", "name_deputy"),
    *("record_sharing_agreement", "end_sharing_agreement"),
    *("accept_referral", "decline_referral", "start_referral", "complete_referral"),
    *("fail_referral", "forget_referral", "hand_over_referral", "take_over_referral"),
    *("ask_about_referral", "erase_referral"),
}


@pytest.mark.holds("fault:A15")
@pytest.mark.parametrize("deed", DEEDS.values(), ids=str)
def test_a_deed_has_its_own_words_or_is_in_nobody_s_history(deed):
    labels = [str(each.label) for each in DEEDS.values() if each.has_words]

    assert deed.value == deed.name.lower()
    assert deed.has_words != (deed.value in OF_THE_SERVICE)
    assert not deed.has_words or labels.count(str(deed.label)) == 1 or deed.value in SAME_WORDS
    assert "Something was noted" not in str(deed.label)


# Before something was paid, and after it.
SAME_WORDS = {"withdraw_pledge", "stop_pledge"}


LIFECYCLES = {
    f"{module.__name__}.{name}": value
    for module in rooms("states")
    for name, value in vars(module).items()
    if isinstance(value, Lifecycle)
}


@pytest.mark.parametrize("path", LIFECYCLES)
def test_every_move_of_a_table_names_its_deed(path):
    table = LIFECYCLES[path].transitions

    assert [
        f"{source} -> {target}"
        for source, targets in table.items()
        for target, deed in targets.items()
        if not isinstance(deed, Deed)
    ] == []


def transitions_in(module: ModuleType) -> Iterator[tuple[str, ast.FunctionDef]]:
    """(table's name, function) of every function that asks a table for the deed of a move."""
    for function in ast.walk(ast.parse(Path(str(module.__file__)).read_text())):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Attribute) and node.attr == "deed_for":
                    yield ast.unparse(node.value).split(".")[-1], function


@pytest.mark.parametrize("path", LIFECYCLES)
def test_one_function_makes_the_moves_of_a_table_and_writes_the_deed(path):
    app, name = path.split(".states.")
    made_by = [
        function
        for module in modules(f"{app}.actions")
        for table, function in transitions_in(module)
        if table == name.rpartition(".")[2]
    ]

    assert [function.name.startswith("transition_") for function in made_by] == [True]
    source = ast.unparse(made_by[0])
    assert "deed=deed" in source or "record_deeds(deeds," in source

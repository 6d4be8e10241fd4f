"""Parameters as the `stripe` library's own types know them; anything else is refused.

The wire has only strings (`transfer_data[destination]=acct_1`); the types say what each should
become. A parameter the library does not know is refused as the processor refuses it.
"""

import sys
import types
import typing
from functools import cache
from typing import Any
from urllib.parse import parse_qsl

from stripe import RequestOptions
from typing_extensions import is_typeddict

from standin.errors import ApiError, invalid

OPTIONS = frozenset(RequestOptions.__annotations__)
Given = dict[str, Any]


def decoded(form: str) -> Given:
    """`a[b][0]=x` as {"a": {"b": ["x"]}}."""
    nested: Given = {}
    for name, value in parse_qsl(form, keep_blank_values=True):
        *above, last = name.replace("]", "").split("[")
        inner = nested
        for step in above:
            inner = inner.setdefault(step or str(len(inner)), {})
            if not isinstance(inner, dict):
                raise invalid(f"Invalid parameter name: {name}", param=name)
        inner[last or str(len(inner))] = value
    return {name: _lists(value) for name, value in nested.items()}


def _lists(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if value and all(name.isdigit() for name in value):
        return [_lists(value[name]) for name in sorted(value, key=int)]
    return {name: _lists(inner) for name, inner in value.items()}


@cache
def known(params: type) -> dict[str, Any]:
    """{name: type} of everything the library lets a caller send."""
    module = sys.modules[params.__module__]
    asked = {n: kind for n, kind in params.__annotations__.items() if n not in OPTIONS}
    # The options name types that exist only for type checkers, so they are left out first.
    holder = types.SimpleNamespace(__annotations__=asked)
    return typing.get_type_hints(holder, {**vars(typing), **vars(module)})


def checked(given: Given, params: type, name: str = "") -> Given:
    """`given` with every value in its own type; refuses what the library does not know."""
    wanted = known(params)
    for inner in given:
        if inner not in wanted:
            raise unknown(_within(name, inner))
    for inner in sorted(getattr(params, "__required_keys__", frozenset()) - OPTIONS):
        if inner not in given:
            raise missing(_within(name, inner))
    return {
        inner: _fitted(value, wanted[inner], _within(name, inner)) for inner, value in given.items()
    }


def unknown(name: str) -> ApiError:
    return invalid(f"Received unknown parameter: {name}", code="parameter_unknown", param=name)


def missing(name: str) -> ApiError:
    return invalid(f"Missing required param: {name}.", code="parameter_missing", param=name)


def not_kept(name: str) -> ApiError:
    return invalid(
        f"The stand-in does not keep the parameter {name}, though the processor knows it."
        " docs/processor.md says what it keeps.",
        code="parameter_unknown",
        param=name,
    )


def _within(name: str, inner: str) -> str:
    return f"{name}[{inner}]" if name else inner


def _fitted(value: Any, wanted: Any, name: str) -> Any:
    origin = typing.get_origin(wanted)
    if origin in (typing.Union, types.UnionType):
        return _first_that_fits(value, _closed(typing.get_args(wanted)), name)
    if origin is typing.Literal:
        return _one_of(value, typing.get_args(wanted), name)
    if is_typeddict(wanted):
        return checked(_object(value, name), wanted, name)
    if origin is list:
        (inner,) = typing.get_args(wanted)
        return [_fitted(v, inner, f"{name}[{i}]") for i, v in enumerate(_array(value, name))]
    if isinstance(wanted, type) and issubclass(wanted, bool | int | float | str):
        return _simple(value, wanted, name)
    return _object(value, name)  # Dict[str, str] and its like: names of the caller's own


def _closed(options: tuple[Any, ...]) -> tuple[Any, ...]:
    """The library writes every list of words as `Literal[...] | str`, to allow for words to come;
    the processor refuses a word it does not know, so `str` goes."""
    words = [w for o in options if typing.get_origin(o) is typing.Literal for w in o.__args__]
    if len([word for word in words if word]) < 2:
        return options
    return tuple(option for option in options if option is not str)


def _first_that_fits(value: Any, options: tuple[Any, ...], name: str) -> Any:
    trouble = invalid(f"Invalid value for {name}", param=name)
    for option in options:
        try:
            return _fitted(value, option, name)
        except ApiError as refusal:
            # An unknown name deep inside says more than "not an object".
            if refusal.error.get("code") in ("parameter_unknown", "parameter_missing"):
                raise
            trouble = refusal
    raise trouble


def _one_of(value: Any, options: tuple[Any, ...], name: str) -> Any:
    if value not in options:
        listed = ", ".join(str(option) for option in options if option != "")
        raise invalid(f"Invalid {name}: must be one of {listed}", param=name)
    return value


def _object(value: Any, name: str) -> Given:
    if not isinstance(value, dict):
        raise invalid(f"Invalid object: {name} must be a hash", param=name)
    return value


def _array(value: Any, name: str) -> list[Any]:
    if not isinstance(value, list):
        raise invalid(f"Invalid array: {name}", param=name)
    return value


def _simple(value: Any, wanted: type, name: str) -> Any:
    if not isinstance(value, str):
        raise invalid(f"Invalid {wanted.__name__}: {name}", param=name)
    if wanted is bool:
        if value not in ("true", "false"):
            raise invalid(f"Invalid boolean: {value}", param=name)
        return value == "true"
    if wanted is str:
        return value
    try:
        return wanted(value)
    except ValueError:
        code = "parameter_invalid_integer" if wanted is int else None
        raise invalid(f"Invalid {wanted.__name__}: {value}", code=code, param=name) from None

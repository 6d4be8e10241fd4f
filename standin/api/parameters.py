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

from standin.api.errors import ApiError, invalid_request, missing_param, unknown_param

REQUEST_OPTIONS = frozenset(RequestOptions.__annotations__)
Params = dict[str, Any]


def decode_form(form: str) -> Params:
    """`a[b][0]=x` as {"a": {"b": ["x"]}}."""
    params: Params = {}
    for name, value in parse_qsl(form, keep_blank_values=True):
        *above, last = name.replace("]", "").split("[")
        holder = params
        for step in above:
            holder = holder.setdefault(step or str(len(holder)), {})
            if not isinstance(holder, dict):
                raise invalid_request(f"Invalid parameter name: {name}", param=name)
        holder[last or str(len(holder))] = value
    return {name: _arrays_in(value) for name, value in params.items()}


def _arrays_in(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if value and all(name.isdigit() for name in value):
        return [_arrays_in(value[name]) for name in sorted(value, key=int)]
    return {name: _arrays_in(inner) for name, inner in value.items()}


@cache
def param_types(params_type: type) -> dict[str, Any]:
    """{name: type} of everything the library lets a caller send."""
    module = sys.modules[params_type.__module__]
    annotations = {
        name: hint
        for name, hint in params_type.__annotations__.items()
        if name not in REQUEST_OPTIONS
    }
    # The options name types that exist only for type checkers, so they are left out first.
    holder = types.SimpleNamespace(__annotations__=annotations)
    return typing.get_type_hints(holder, {**vars(typing), **vars(module)})


def check_params(params: Params, params_type: type, path: str = "") -> Params:
    """`params` with every value in its own type; refuses what the library does not know."""
    hints = param_types(params_type)
    for name in params:
        if name not in hints:
            raise unknown_param(_inner_path(path, name))
    required_names: frozenset[str] = getattr(params_type, "__required_keys__", frozenset())
    for name in sorted(required_names - REQUEST_OPTIONS):
        if name not in params:
            raise missing_param(_inner_path(path, name))
    return {
        name: _convert(value, hints[name], _inner_path(path, name))
        for name, value in params.items()
    }


def _inner_path(path: str, name: str) -> str:
    return f"{path}[{name}]" if path else name


def _convert(value: Any, hint: Any, path: str) -> Any:
    origin = typing.get_origin(hint)
    if origin in (typing.Union, types.UnionType):
        return _convert_union(value, _without_open_string(typing.get_args(hint)), path)
    if origin is typing.Literal:
        return _check_literal(value, typing.get_args(hint), path)
    if is_typeddict(hint):
        return check_params(_check_hash(value, path), hint, path)
    if origin is list:
        (item_hint,) = typing.get_args(hint)
        items = enumerate(_check_array(value, path))
        return [_convert(item, item_hint, f"{path}[{index}]") for index, item in items]
    if isinstance(hint, type) and issubclass(hint, bool | int | float | str):
        return _convert_scalar(value, hint, path)
    return _check_hash(value, path)  # Dict[str, str] and its like: names of the caller's own


def _without_open_string(options: tuple[Any, ...]) -> tuple[Any, ...]:
    """The library writes every list of words as `Literal[...] | str`, to allow for words to come;
    the processor refuses a word it does not know, so `str` goes."""
    words = [w for o in options if typing.get_origin(o) is typing.Literal for w in o.__args__]
    if len([word for word in words if word]) < 2:
        return options
    return tuple(option for option in options if option is not str)


def _convert_union(value: Any, options: tuple[Any, ...], path: str) -> Any:
    """By the first option that fits."""
    last_error = invalid_request(f"Invalid value for {path}", param=path)
    for option in options:
        try:
            return _convert(value, option, path)
        except ApiError as error:
            # An unknown name deep inside says more than "not an object".
            if error.error.get("code") in ("parameter_unknown", "parameter_missing"):
                raise
            last_error = error
    raise last_error


def _check_literal(value: Any, options: tuple[Any, ...], path: str) -> Any:
    if value not in options:
        words = ", ".join(str(option) for option in options if option != "")
        raise invalid_request(f"Invalid {path}: must be one of {words}", param=path)
    return value


def _check_hash(value: Any, path: str) -> Params:
    if not isinstance(value, dict):
        raise invalid_request(f"Invalid object: {path} must be a hash", param=path)
    return value


def _check_array(value: Any, path: str) -> list[Any]:
    if not isinstance(value, list):
        raise invalid_request(f"Invalid array: {path}", param=path)
    return value


def _convert_scalar(value: Any, hint: type, path: str) -> Any:
    if not isinstance(value, str):
        raise invalid_request(f"Invalid {hint.__name__}: {path}", param=path)
    if hint is bool:
        if value not in ("true", "false"):
            raise invalid_request(f"Invalid boolean: {value}", param=path)
        return value == "true"
    if hint is str:
        return value
    try:
        return hint(value)
    except ValueError:
        code = "parameter_invalid_integer" if hint is int else None
        raise invalid_request(f"Invalid {hint.__name__}: {value}", code=code, param=path) from None

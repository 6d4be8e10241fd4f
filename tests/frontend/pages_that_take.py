"""Which pages take something from somebody: read out of the views themselves."""

import inspect
import re

from django.urls import URLPattern, get_resolver


def pages(*left_out: str) -> list[tuple[str, URLPattern]]:
    """Each (address, pattern), but for those under these beginnings."""

    def under(resolver, before):
        for pattern in resolver.url_patterns:
            whole = before + str(pattern.pattern)
            if isinstance(pattern, URLPattern):
                yield whole, pattern
            else:
                yield from under(pattern, whole)

    return [each for each in under(get_resolver(), "") if not each[0].startswith(left_out)]


def takes_something(pattern: URLPattern) -> bool:
    view = inspect.unwrap(pattern.callback)
    if not inspect.isfunction(view):
        return False
    return any(sign in _source_of(view) for sign in ("POST", "post_data("))


def _source_of(view) -> str:
    """With the functions of its own module that it calls, and those that they call."""
    module, known, to_read = inspect.getmodule(view), {}, [view]
    while to_read:
        function = to_read.pop()
        known[function] = inspect.getsource(function)
        names = re.findall(r"\b(_[a-z]\w*)\(", known[function])
        helpers = (getattr(module, name, None) for name in names)
        to_read += [each for each in helpers if inspect.isfunction(each) and each not in known]
    return "\n".join(known.values())

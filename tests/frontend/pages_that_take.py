"""Which pages take something from somebody: read out of the views themselves."""

import inspect

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
    source = inspect.getsource(view)
    return any(sign in source for sign in ("POST", "posted(", "_screen(request)"))

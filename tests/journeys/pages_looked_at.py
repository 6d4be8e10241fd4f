PAGES_LOOKED_AT: dict[str, set[str]] = {}

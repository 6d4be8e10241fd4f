"""The only writers of the rails. Pools calls these; nothing here knows what a pool is.

Those that ask for money to move (`want_…`, `commit`, `release` …) are called inside the deed of
a pool that holds its lock: they take no `by`, for that deed's audit line says who. Those a page
or the API calls themselves end in `by` and `now` as everywhere.
"""

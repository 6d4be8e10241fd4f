"""The only writers of the rails. Pools calls these; nothing here knows what a pool is.

Those that ask for money to move (`request_…`, `commit_charge`, `release_to_provider` …) are called
inside the deed of a pool that holds its lock: they take no `by`, for that deed's audit line says
who. Those a page or the API calls themselves end in `by` and `now` as everywhere.
"""

"""The only readers for pages, API and tasks."""

"""The only writers of people: persons, representations, roles, consent, API keys, safeguarding."""

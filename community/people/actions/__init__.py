"""The only writers of people: joining, representing, roles, consent, worries."""

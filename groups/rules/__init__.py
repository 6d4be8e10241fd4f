"""What may happen in a group. Each subject has its file; nothing here knows the database."""

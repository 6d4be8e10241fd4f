"""The moment, as the database has it."""

from django.db.models import DateTimeField, Func

# What is held no more is free at that very moment, for whoever reads and for every constraint.
APP_NOW = Func(function="app_now", output_field=DateTimeField())

"""May it happen? Plain facts in, a refusal or nothing out; no database."""

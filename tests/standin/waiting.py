"""How long a test waits for what comes soon: far longer than any machine takes, since each wait
ends as soon as what it waits for is there."""

PATIENCE_SECONDS = 60

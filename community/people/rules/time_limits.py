"""How long what waits for somebody who works here may wait."""

WORKING_DAYS_UNREAD = 1  # before more people hear of a note (M140)
WORKING_DAYS_TO_LOOK = 2  # for the second of two people (P6, P22)

"""What there is about one person, table by table, and what of it they read.

Held complete by a test: each model that points at a person is here, but for what was said to them
and done for them, which have pages of their own (messages, history). A worry that somebody told is
not here: whoever looks over a shoulder must not see it (M140).
"""

from frontend.shared.data_of_groups import CONVERSATIONS, GROUPS
from frontend.shared.data_of_money import MONEY
from frontend.shared.data_of_people import PEOPLE, WHAT_HAPPENED
from frontend.shared.data_of_referrals import REFERRALS
from frontend.shared.data_of_sessions import SESSIONS

DATA_CATEGORIES = (*PEOPLE, *GROUPS, *CONVERSATIONS, *MONEY, *SESSIONS, *REFERRALS, *WHAT_HAPPENED)

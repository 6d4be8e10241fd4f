"""What a machine takes out of words that strangers read: how to reach somebody, and where."""

import re

from django.utils.translation import gettext as _

# Lengths are bounded, so that a very long word cannot make these slow.
WEB_PATTERN = re.compile(
    r"\b(?:https?://|www\.)\S{1,500}"
    r"|\b(?:[\w-]{1,63}\.){1,5}(?:com|org|net|uk|info|biz|io|co|me|app|shop|online|site|eu|ly)\b"
    r"(?:/\S{0,500})?",
    re.IGNORECASE,
)
EMAIL_PATTERN = re.compile(
    r"[^\s@]{1,64}(?:@|\s{1,2}@\s{1,2})[^\s@,;]{1,255}"
    r"|[\w.+-]{1,64}\s?[(\[{]?\bat\b[)\]}]?\s?[\w-]{1,63}(?:\s?[(\[{]?\bdot\b[)\]}]?\s?[\w-]{1,63}){1,4}"
    r"|(?<!\w)@\w{1,64}",
    re.IGNORECASE,
)
# Nine digits or more, whatever stands between them: no price, day or time is as long.
NUMBER_PATTERN = re.compile(r"(?<!\w)\+?\(?\d(?:[\s().·/-]{0,3}\d){8,14}(?!\w)")
POSTCODE_PATTERN = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?)[\W_]{0,10}\d[A-Z]{2}\b", re.IGNORECASE)
STREET_PATTERN = re.compile(
    r"\b\d{1,4}[a-z]?,?(?:\s[A-Z][\w'’-]{0,40}){1,4}?\s"
    r"(?:Avenue|Ave|Close|Court|Crescent|Drive|Gardens|Grove|Hill|Lane|Mews|Parade|Place|Rise|Road"
    r"|Rd|Row|Square|Street|St|Terrace|Walk|Way)\b"
)


def hold_back_contacts(text: str) -> str:
    """`text` without web and mail addresses, telephone numbers and house numbers with their
    streets; of a postcode, its first half."""
    for pattern in (EMAIL_PATTERN, WEB_PATTERN, NUMBER_PATTERN, STREET_PATTERN):
        text = pattern.sub(_("(held back)"), text)
    return POSTCODE_PATTERN.sub(lambda match: match.group(1).upper(), text)

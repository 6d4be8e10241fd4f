"""The hosted pages' HTML: plain, labelled, usable by keyboard, with scripts off and at 320 px."""

from html import escape

from standin.books import Thing
from standin.cards import ALL

STYLE = """
:root { color: #1b1b1b; background: #faf7f2; font: 1.125rem/1.5 system-ui, sans-serif; }
body { margin: 0; }
main, header { max-width: 38rem; margin: 0 auto; padding: 1rem; }
header { border-bottom: 4px solid #5a2a6e; font-weight: 700; }
h1 { font-size: 1.75rem; line-height: 1.2; }
fieldset { border: 0; margin: 0 0 1.5rem; padding: 0; }
legend, label.heading { display: block; font-weight: 700; margin-bottom: .5rem; }
.choice { display: flex; gap: .75rem; align-items: flex-start; padding: .5rem 0; min-height: 44px; }
.choice input { width: 1.75rem; height: 1.75rem; margin: 0; flex: none; }
.hint { color: #4a4a4a; display: block; }
input[type=text] { font: inherit; padding: .5rem; width: 100%; max-width: 22rem;
  box-sizing: border-box; border: 2px solid #1b1b1b; }
button, .button { font: inherit; font-weight: 700; min-height: 44px; padding: .5rem 1rem;
  border: 2px solid #5a2a6e; background: #5a2a6e; color: #fff; cursor: pointer;
  margin: 0 .5rem .5rem 0; }
button.quiet { background: #fff; color: #5a2a6e; }
a { color: #4b2160; }
:focus-visible { outline: 4px solid #b35900; outline-offset: 2px; }
.error { border: 4px solid #a3001b; padding: 0 1rem; margin-bottom: 1.5rem; }
.error h2 { font-size: 1.25rem; }
.wrong { color: #a3001b; font-weight: 700; }
.pretend { border-left: 8px solid #5a2a6e; padding: .25rem 1rem; background: #fff; }
table { border-collapse: collapse; } td, th { text-align: left; padding: .25rem .75rem .25rem 0;
  vertical-align: top; } .wide { overflow-x: auto; }
"""

PRETEND = (
    "<p class='pretend'><strong>This is a pretend page for the demo.</strong> No real card is"
    " taken, no bank is asked and no money moves. Never type a real card number here.</p>"
)


def page(title: str, content: str, *, error: str = "") -> str:
    shown = f"Error: {title}" if error else title
    return (
        '<!DOCTYPE html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(shown)} – pretend card processor</title>"
        '<link rel="stylesheet" href="/style.css"></head><body>'
        "<header>Pretend card processor</header>"
        f"<main>{error}<h1>{escape(title)}</h1>{content}</main></body></html>\n"
    )


def pay(session: Thing, error: str, chosen: str, number: str) -> str:
    """The card page; after an error what was chosen is kept."""
    choices = "".join(
        f'<div class="choice"><input type="radio" name="card" id="card-{card.number}"'
        f' value="{card.number}"{" checked" if card.number == chosen else ""}>'
        f'<label for="card-{card.number}">{escape(card.says[0].upper() + card.says[1:])}'
        f' <span class="hint">{_spaced(card.number)}</span></label></div>'
        for card in ALL.values()
    )
    wrong = f'<p class="wrong" id="wrong">Error: {escape(error)}</p>' if error else ""
    described = ' aria-describedby="wrong"' if error else ""
    back = (
        f'<p><a href="{escape(session["cancel_url"])}">Go back without saving a card</a></p>'
        if session["cancel_url"]
        else ""
    )
    return page(
        "Save a card for later",
        f"{PRETEND}<p>The site that sent you here asks to keep a card, to use it later for what"
        " you agreed to there. Nothing is paid now.</p>"
        '<form method="post" novalidate>'
        f"<fieldset{described}><legend>Choose a pretend card</legend>{wrong}{choices}</fieldset>"
        '<label class="heading" for="number">Or type one of these numbers</label>'
        '<p><input type="text" id="number" name="number" inputmode="numeric"'
        f' autocomplete="off" value="{escape(number)}"></p>'
        '<p><button type="submit">Save this card</button></p></form>'
        f"{back}",
        error=_summary(error, f"card-{next(iter(ALL))}"),
    )


def _summary(error: str, field: str) -> str:
    if not error:
        return ""
    return (
        '<div class="error" role="alert"><h2>There is a problem</h2>'
        f'<p><a href="#{field}">{escape(error)}</a></p></div>'
    )


def _spaced(number: str) -> str:
    return " ".join(number[at : at + 4] for at in range(0, len(number), 4))


def prove(intent: Thing) -> str:
    asked = (
        "wants to know that it is you who saves this card"
        if intent["object"] == "setup_intent"
        else f"wants to know that it is you who pays £{intent['amount'] / 100:.2f}"
    )
    return page(
        "Is it you?",
        f"{PRETEND}<p>Your pretend bank {asked}.</p>"
        '<form method="post"><p><button type="submit" name="answer" value="yes">Yes, it is me'
        '</button><button class="quiet" type="submit" name="answer" value="no">No, stop'
        "</button></p></form>",
    )


def onboarding(link: Thing, account: Thing) -> str:
    done = "already open" if account["payouts_enabled"] else "not open yet"
    return page(
        "Open an account to be paid",
        f"{PRETEND}<p>A real processor would ask here who you are and which bank account the"
        f" money should go to. This pretend account is {done}.</p>"
        '<form method="post"><p><button type="submit" name="how" value="finished">Finish: open'
        ' the account</button></p><p><button class="quiet" type="submit" name="how"'
        ' value="more_wanted">Finish, but one more paper is asked for</button></p>'
        '<p><button class="quiet" type="submit" name="how" value="left">Leave it for now'
        "</button></p></form>",
    )


def over(status: str) -> str:
    said = "This card is saved already." if status == "complete" else "This page has ended."
    return page(
        "Nothing to do here", f"{PRETEND}<p>{said} Please go back to the site you came from.</p>"
    )


def gone() -> str:
    return page("Page not found", f"{PRETEND}<p>There is nothing at this address.</p>")

"""What people read, before and after: the `innerText` of every page, as several people.

python -m tests.comparisons.page_texts BEFORE AFTER
python -m tests.comparisons.page_texts --dump CHECKOUT out.json
"""

import difflib
import json
import os
import re
import subprocess
import sys
import tempfile
from collections import deque
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urldefrag, urljoin

from boot.postgres import Server, free_port
from tests.frontend.browser import chromium

HERE = Path(__file__).resolve().parent
NOBODY = "nobody"
WHO = (
    NOBODY, "holder", "daughter", "founder", "museum-officer", "connector", "social-worker",
    "finance-colleague", "safeguarding-lead", "operator",
)  # fmt: skip
MOST_PAGES, MOST_QUERIES = 400, 4
NOT_PAGES = re.compile(r"^/(api|static|health)/|/account/logout/")
READ = """() => {
    for (const each of document.querySelectorAll("details")) each.open = true
    return {
        text: document.body ? document.body.innerText : "",
        links: [...document.querySelectorAll("a[href]")].map(each => each.href),
    }
}"""


@contextmanager
def served_world(checkout: Path, server: Server):
    name = f"cp_texts_{os.getpid()}"
    server.drop_database(name)
    server.make_database(name)
    python = checkout / ".venv/bin/python"
    with tempfile.TemporaryDirectory() as folder:
        env = os.environ | {
            "DATABASE_URL": server.url(name, "cp_app"),
            "DATABASE_OWNER_URL": server.url(name, "cp_owner"),
            "DJANGO_SETTINGS_MODULE": "config.settings_for_tests",
            "LOCAL_DIR": folder,
            "STRIPE_API_BASE": f"http://127.0.0.1:{free_port()}",
            "PYTHONHASHSEED": "0",
        }
        for words in (["migrate", "-v0"], ["grant_app_role", "--movable-clock"]):
            subprocess.run([python, "manage.py", *words], cwd=checkout, env=env, check=True)
        serving = subprocess.Popen(
            [python, HERE / "serve_world.py"],
            cwd=checkout, env=env, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip
        try:
            for line in serving.stdout:
                if line.startswith("ready "):
                    yield f"http://127.0.0.1:{line.split()[1]}"
                    break
            else:
                raise SystemExit(f"The world of {checkout} did not start.")
        finally:
            serving.stdin.close()
            serving.wait()
            server.drop_database(name)


def pages_of(browser, site: str, who: str) -> dict[str, str]:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.route(re.compile(r"\.(png|svg|jpg|woff2?)$"), lambda route: route.abort())
    if who != NOBODY:
        page.goto(f"{site}/demo/")
        page.locator(f'form[action="/demo/sign-in/{who}/"] button').first.click()
    found: dict[str, str] = {}
    waiting, seen, variants = deque(["/", "/home/", "/demo/"]), set(), {}
    while waiting and len(found) < MOST_PAGES:
        path = waiting.popleft()
        bare = path.partition("?")[0]
        if path in seen or NOT_PAGES.search(path):
            continue
        seen.add(path)
        if path != bare:
            variants[bare] = variants.get(bare, 0) + 1
            if variants[bare] > MOST_QUERIES:
                continue
        try:
            answer = page.goto(site + path)
        except Exception as why:  # a file to keep is no page
            if "Download" not in str(why) and "ERR_ABORTED" not in str(why):
                raise
            found[path] = "(a file)"
            continue
        if "html" not in answer.headers.get("content-type", ""):
            found[path] = "(a file)"
            continue
        read = page.evaluate(READ)
        to = page.url.removeprefix(site)
        arrived = "" if to == path else f" -> {to}"
        found[path] = f"{answer.status}{arrived}\n{page.title()}\n\n{read['text']}"
        for link in read["links"]:
            url = urldefrag(urljoin(page.url, link))[0]
            if url.startswith(site + "/"):
                waiting.append(url.removeprefix(site))
    context.close()
    return found


def dump(checkout: Path) -> dict[str, dict[str, str]]:
    server = Server.start(Path(os.environ.get("TEST_PG", ".local/test-pg")), durable=False)
    try:
        with served_world(checkout, server) as site, chromium() as browser:
            texts = {}
            for who in os.environ.get("AS", " ".join(WHO)).split():
                texts[who] = {
                    path: text.replace(site, "http://site")
                    for path, text in pages_of(browser, site, who).items()
                }
                print(f"  {who}: {len(texts[who])} pages", file=sys.stderr, flush=True)
            return texts
    finally:
        server.stop()


def differences(before, after):
    for who in sorted(before.keys() | after.keys()):
        was, now = before.get(who, {}), after.get(who, {})
        for path in sorted(was.keys() | now.keys()):
            if was.get(path) != now.get(path):
                yield f"as {who}, {path}"
                yield from difflib.unified_diff(
                    was.get(path, "(no such page)").splitlines(),
                    now.get(path, "(no such page)").splitlines(),
                    "before", "after", lineterm="", n=1,
                )  # fmt: skip


def read(given: str):
    path = Path(given).resolve()
    return json.loads(path.read_text()) if path.suffix == ".json" else dump(path)


def main(words: list[str]) -> int:
    if words[0] == "--dump":
        texts = dump(Path(words[1]).resolve())
        Path(words[2]).write_text(json.dumps(texts, indent=1, sort_keys=True, ensure_ascii=False))
        return 0
    found = list(differences(read(words[0]), read(words[1])))
    print("\n".join(found) or "Not one difference.")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

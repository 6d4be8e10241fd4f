"""What was renamed is read from the commits, up to what each thing is called now."""

import subprocess

import pytest

from tests.comparisons import renamed
from tests.comparisons.renamed import collapse, lines_of


@pytest.mark.parametrize(
    "line",
    [
        "Renamed: pools.actions.put_in → pools.actions.save_pledge",
        "Renamed: pools.actions.put_in -> pools.actions.save_pledge",
        "  Renamed: `pools.actions.put_in`→`pools.actions.save_pledge`",
    ],
)
def test_a_line_is_read_with_either_arrow(line):
    assert list(lines_of(f"Rename it\n\n{line}\n")) == [
        ("pools.actions.put_in", "pools.actions.save_pledge")
    ]


def test_a_line_that_cannot_be_read_is_given_back():
    assert list(lines_of("Renamed: put_in to save_pledge")) == [("", "put_in to save_pledge")]


@pytest.mark.parametrize(
    ("steps", "now"),
    [
        ([{"a.x": "a.y"}, {"a.y": "b.z"}], {"a.x": "b.z"}),
        ([{"a.x": "a.y"}, {"a.y": "a.x"}], {}),
        ([{"a.x": "a.y", "a.y": "a.x"}], {"a.x": "a.y", "a.y": "a.x"}),
        ([{"a.x": "a.y"}, {"a": "b"}], {"a.x": "b.y", "a": "b"}),
        ([{"a.C": "a.D", "a.C.m": "a.D.n"}], {"a.C": "a.D", "a.C.m": "a.D.n"}),
        ([{"a": "b"}, {"b.x": "b.y"}], {"a": "b", "a.x": "b.y"}),
        ([{"a.x": "a.y"}, {"a.w": "a.x"}], {"a.x": "a.y", "a.w": "a.x"}),
        ([{"a.x": "a.y"}, {"a.x": "a.y"}], {"a.x": "a.y"}),
        ([{"a.x": "a.y"}, {"a.y": "nothing"}], {}),
    ],
    ids=["a chain", "there and back", "two change places", "its module too", "a method",
         "its module before", "a name that was free again", "said twice", "gone"],
)  # fmt: skip
def test_a_chain_is_one_line(steps, now):
    assert collapse(steps) == now


RULES = "".join(f"RULE_{number} = {number}\n" for number in range(20))
BEFORE = "class Yes:\n    most = 1\n" + RULES
MOVED = "class Pledge:\n    max_pence = 1\n" + RULES


@pytest.fixture
def repository(tmp_path):
    def git(*words):
        who = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
        subprocess.run(["git", *who, *words], cwd=tmp_path, check=True, capture_output=True)

    def commit(body, **files):
        for name, text in files.items():
            path = tmp_path / "pools" / f"{name}.py"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        git("add", "-A")
        git("commit", "--allow-empty", "-m", f"Do it\n\n{body}")

    git("init", "-q")
    (tmp_path / "docs").mkdir()
    commit("", pledging=BEFORE)
    git("tag", "base")
    return tmp_path, git, commit


def test_the_page_has_files_that_moved_and_names_that_are_there(repository, capsys):
    root, git, commit = repository
    commit("Renamed: pools.pledging.Yes → pools.pledging.PledgeRequest")
    git("mv", "pools/pledging.py", "pools/pledges.py")
    commit(
        "Renamed: pools.pledging → pools.pledges\n"
        "Renamed: pools.pledging.PledgeRequest → pools.pledges.Pledge\n"
        "Renamed: pools.pledging.PledgeRequest.most -> pools.pledges.Pledge.max_pence\n",
        pledges=MOVED,
    )

    assert renamed.main("base", "HEAD", root) == 0
    page = (root / "docs/renamed.md").read_text()
    assert page.removeprefix(renamed.HEAD_OF_PAGE).split("\n") == [
        "",
        "## Files",
        "",
        "| before | now |",
        "|---|---|",
        "| `pools/pledging.py` | `pools/pledges.py` |",
        "",
        "## pools",
        "",
        "| before | now |",
        "|---|---|",
        "| `pools.pledging` | `pools.pledges` |",
        "| `pools.pledging.Yes` | `pools.pledges.Pledge` |",
        "| `pools.pledging.Yes.most` | `pools.pledges.Pledge.max_pence` |",
        "",
    ]


def test_what_became_several_files_is_there_when_each_is(repository, capsys):
    root, _git, commit = repository
    commit("Renamed: pools/old.py → pools/{pledging,parts}.py")
    assert renamed.main("base", "HEAD", root) == 1

    commit("", parts="")
    assert renamed.main("base", "HEAD", root) == 0


def test_a_new_name_that_is_not_there_is_reported(repository, capsys):
    root, _git, commit = repository
    commit("Renamed: pools.pledging.Yes → pools.pledging.Pledge\nRenamed: this and that")

    assert renamed.main("base", "HEAD", root) == 1
    assert capsys.readouterr().out.split("\n") == [
        "This line cannot be read: Renamed: this and that",
        "pools.pledging.Yes → pools.pledging.Pledge: there is no such name now",
        "",
    ]

"""What has been done is not done again, and what has changed is."""

import pytest

from boot import steps
from boot.steps import digest, unless_done


@pytest.fixture
def root(tmp_path, monkeypatch):
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    return tmp_path


def test_work_is_done_once_for_each_state(tmp_path):
    done = []
    for state in ("one", "one", "two"):
        with unless_done(tmp_path / "stamp", state) as needed:
            if needed:
                done.append(state)

    assert done == ["one", "two"]


def test_work_that_failed_is_done_again(tmp_path):
    with pytest.raises(ZeroDivisionError):
        with unless_done(tmp_path / "stamp", "one"):
            raise ZeroDivisionError

    with unless_done(tmp_path / "stamp", "one") as needed:
        assert needed


def test_digest_changes_with_what_is_in_the_files(root):
    (root / "styles").mkdir()
    (root / "styles/app.scss").write_text("a")
    before = digest([root / "styles"])
    same = digest([root / "styles"])

    (root / "styles/app.scss").write_text("b")

    assert before == same
    assert digest([root / "styles"]) != before


def test_digest_changes_with_the_name_of_a_file(root):
    (root / "a").write_text("same")
    before = digest([root / "a"])
    (root / "a").rename(root / "b")

    assert digest([root / "b"]) != before

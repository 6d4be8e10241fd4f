"""The closing line counts every check once."""

from boot.check import Count, one, outcomes
from boot.steps import Trouble

REPORT = """<testsuites><testsuite name="pytest">
<testcase classname="a" name="passes"/>
<testcase classname="a" name="fails"><failure/></testcase>
<testcase classname="a" name="cannot start"><error/></testcase>
<testcase classname="a" name="is left out"><skipped/></testcase>
<testcase classname="a" name="fails, and again after"><failure/></testcase>
<testcase classname="a" name="fails, and again after"><error/></testcase>
<testcase classname="a" name="passes, but fails after"/>
<testcase classname="a" name="passes, but fails after"><error/></testcase>
</testsuite></testsuites>"""


def test_each_test_of_a_report_counts_once(tmp_path):
    (tmp_path / "report.xml").write_text(REPORT)

    assert outcomes(tmp_path / "report.xml") == {
        "a::passes": "passed",
        "a::fails": "failed",
        "a::cannot start": "failed",
        "a::is left out": "skipped",
        "a::fails, and again after": "failed",
        "a::passes, but fails after": "failed",
    }


def test_no_report_means_no_tests(tmp_path):
    assert outcomes(tmp_path / "none.xml") == {}


def test_step_counts_as_one_test(capsys):
    count = Count()

    def breaks():
        raise Trouble("The lint is unhappy.")

    one(count, "Types", lambda: None)
    one(count, "Lint", breaks)

    assert (count.line(), count.names_failed) == ("1 passed, 1 failed, 0 skipped", ["Lint"])
    assert "The lint is unhappy." in capsys.readouterr().out

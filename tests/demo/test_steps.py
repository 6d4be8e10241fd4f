from demo.scenes.shape import Scene, Step, page


def seen(step: Step):
    [one] = Scene("a-scene", "A scene", "", (step,)).seen()
    return one


def test_a_step_whose_page_is_not_there_yet_says_so():
    step = seen(Step("Run the rounds.", who="connector", where=lambda: page("no_such_page")))

    assert (step.built, step.url) == (False, "")


def test_a_step_that_waits_for_another_has_no_address_yet():
    step = seen(Step("Look at it.", who="holder", where=lambda: page("pool", None)))

    assert (step.built, step.url) == (True, "")


def test_a_step_whose_page_is_there_leads_to_it():
    step = seen(Step("Look.", who="holder", where=lambda: page("find", words="a warm meal")))

    assert (step.built, step.url) == (True, "/find/?words=a+warm+meal")

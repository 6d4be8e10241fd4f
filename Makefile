# make demo        everything, on this machine, at http://127.0.0.1:8000/ (PORT= for another)
# make demo-fresh  the same with its data thrown away first
# make stop        stop a demo that runs elsewhere
# make test        lint, types, import contract, migrations, front end and tests; with ARGS=, which
#                  go to pytest, only those tests
# make prove       the long proofs; SEED= begins chance as it was before
# make fuzz        of these, whatever can be sent to a page or a call; SEED= too
# make bench       speed, as ratios
# make lint        the quick part of make test
# make mutants     change the rules a word at a time: does a test notice? Goes on where it was
# make held        write docs/held.md again from the markers of the tests
# make lock        write requirements/*.txt again from requirements/*.in

PORT ?= 8000
ARGS ?=
SEED ?=
DIRECTORY ?=
LICENCE ?=
LICENCE_URL ?=
PYTHON ?=
CHROMIUM ?=
export PORT ARGS SEED DIRECTORY LICENCE LICENCE_URL PYTHON CHROMIUM

.PHONY: demo demo-fresh stop test prove fuzz bench lint mutants held lock
demo demo-fresh stop test prove fuzz bench lint mutants held lock:
	@exec sh boot/with_python.sh $@

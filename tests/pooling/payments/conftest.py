import pytest

from tests.factories.cards import Cards, use_standin


@pytest.fixture
def core(monkeypatch):
    return use_standin(monkeypatch)


@pytest.fixture
def cards(db, core) -> Cards:
    return Cards(core)

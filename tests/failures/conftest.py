import pytest

from tests.factories.cards import use_standin


@pytest.fixture
def core(db, monkeypatch):
    return use_standin(monkeypatch)

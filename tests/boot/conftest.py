"""A server for the tests of starting and stopping one."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from boot.postgres import Server, make_files


@pytest.fixture(scope="session")
def server_files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Of a server that was never started: they take a second to make, and are copied."""
    folder = tmp_path_factory.mktemp("server-files")
    make_files(folder)
    return folder


@pytest.fixture
def server(tmp_path: Path, server_files: Path) -> Iterator[Server]:
    """Not started; in a folder where only we may go, as a checkout under /root is."""
    tmp_path.chmod(0o700)
    # Unlike Python's own copying, this keeps whom a file belongs to.
    subprocess.run(["cp", "-Rp", server_files, tmp_path / "pg"], check=True)
    server = Server(tmp_path / "pg", is_durable=False)
    yield server
    server.stop()

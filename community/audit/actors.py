"""Who acted, as the audit writes it: opaque ids only. `Acting` of community.people is one."""

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID


class Actor(Protocol):
    @property
    def login_id(self) -> int | None: ...
    @property
    def person_id(self) -> UUID | None: ...
    @property
    def representation_id(self) -> int | None: ...
    @property
    def on_paper(self) -> bool: ...


@dataclass(frozen=True)
class Nobody:
    """What happens by itself, as it is written by whoever stands below community.people."""

    login_id: None = None
    person_id: None = None
    representation_id: None = None
    on_paper: bool = False


NOBODY = Nobody()

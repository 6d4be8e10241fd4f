"""The UUIDs of what goes out. A service and an organisation have their row's own `public_id`; a
part of one has an id that follows from it, so that none is kept."""

from uuid import UUID, uuid5

# A place has the number of its service with these bits turned: turned again, it is found by it.
PLACE_BITS = 0x5BE17_0000_0000


def place_id(service_id: UUID) -> UUID:
    return UUID(int=service_id.int ^ PLACE_BITS)


def service_id_of_place(place: UUID) -> UUID:
    return UUID(int=place.int ^ PLACE_BITS)


def part_id(whole: UUID, *parts: object) -> UUID:
    return uuid5(whole, "/".join(map(str, parts)))

"""What a program can ask and is answered, before and after: two OpenAPI documents compared.

    python -m tests.comparisons.openapi BEFORE AFTER

Each is a checkout with its .venv, which writes its own document, or a document (.yaml, .json).
Compared are addresses, methods, statuses, parameters, and each field with its type, enum, limits
and whether it has to be there; of checkouts also the codes of refusals. Names of components, of
what varies in an address, and descriptions are not: programs do not read them.

What is meant to differ stands in `meant.toml`. It ends with 1 where anything else differs, and
where something that was meant does not.
"""

import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from tests.comparisons.meant import MeantChanges, apply_changes
from tests.comparisons.places import Facts, Place
from tests.comparisons.world import python_of

MEANT = Path(__file__).resolve().with_name("meant.toml")
CODE_PATTERN = re.compile(r'^ +code(?:, field)? = "(\w+)"', re.MULTILINE)
LIMITS = (
    "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems", "maxItems",
    "default",
)  # fmt: skip
MARKS = ("nullable", "readOnly", "writeOnly", "deprecated")
METHODS = ("get", "post", "put", "patch", "delete", "head", "options")

Schema = dict[str, Any]


@dataclass(frozen=True)
class Document:
    content: dict[str, Any]

    def facts(self) -> Facts:
        return {place: value for address in self._paths for place, value in self._of(address)}

    @property
    def _paths(self) -> dict[str, Any]:
        return dict(self.content["paths"])

    def _of(self, address: str) -> Iterator[tuple[Place, str]]:
        for method, operation in self._paths[address].items():
            if method in METHODS:
                place = Place(method.upper(), re.sub(r"{\w+}", "{}", address))
                yield place, "there"
                yield from self._parameters(place, operation, address)
                yield from self._body(replace(place, part="body"), operation)
                yield from self._answers(place, operation)

    def _parameters(
        self, place: Place, operation: dict[str, Any], address: str
    ) -> Iterator[tuple[Place, str]]:
        in_address = re.findall(r"{(\w+)}", address)
        for one in operation.get("parameters", []):
            name = one["name"]
            if one["in"] == "path":
                name = str(in_address.index(name) + 1)
            at = replace(place, part=f"{one['in']} parameter", path=(name,))
            yield from self._schema(at, one["schema"], is_required=one.get("required", False))

    def _body(self, place: Place, operation: dict[str, Any]) -> Iterator[tuple[Place, str]]:
        body = operation.get("requestBody")
        if body:
            kinds = body["content"]
            yield place, f"{', '.join(sorted(kinds))}{_required(body.get('required', False))}"
            yield from self._schema(
                replace(place, path=("",)), next(iter(kinds.values()))["schema"]
            )

    def _answers(self, place: Place, operation: dict[str, Any]) -> Iterator[tuple[Place, str]]:
        for status, answer in operation["responses"].items():
            at = replace(place, part=f"answer {status}")
            kinds = answer.get("content", {})
            headers = [f"header {name}" for name in answer.get("headers", {})]
            yield at, ", ".join(sorted([*kinds, *headers])) or "nothing"
            for media in list(kinds.values())[:1]:
                yield from self._schema(replace(at, path=("",)), media.get("schema", {}))

    def _schema(
        self,
        place: Place,
        schema: Schema,
        *,
        is_required: bool = False,
        above: tuple[str, ...] = (),
    ) -> Iterator[tuple[Place, str]]:
        """`above` are the components it lies in: one that lies in itself is not opened again."""
        whole, names = self._resolve(schema)
        if set(names) & set(above):
            yield place, "the same again" + _required(is_required)
            return
        inside = above + names
        yield place, _value(whole) + _required(is_required)
        required = whole.get("required", [])
        for name, field in whole.get("properties", {}).items():
            yield from self._schema(
                place.field(name), field, is_required=name in required, above=inside
            )
        if "items" in whole:
            yield from self._schema(place.field("[]"), whole["items"], above=inside)
        if isinstance(whole.get("additionalProperties"), dict):
            yield from self._schema(place.field("*"), whole["additionalProperties"], above=inside)
        for number, option in enumerate(whole.get("oneOf", []), 1):
            yield from self._schema(place.field(f"either {number}"), option, above=inside)

    def _resolve(self, schema: Schema) -> tuple[Schema, tuple[str, ...]]:
        """With what it refers to put in its place, and the names of the components that were."""
        if "$ref" in schema:
            name = schema["$ref"].rpartition("/")[2]
            target, names = self._resolve(self.content["components"]["schemas"][name])
            return target | {key: schema[key] for key in schema if key != "$ref"}, (name, *names)
        if "allOf" in schema:
            return self._merge(schema)
        options = [self._resolve(option) for option in schema.get("oneOf", [])]
        if options and all("enum" in option for option, _names in options):
            enum = [value for option, _names in options for value in option["enum"]]
            rest = {key: schema[key] for key in schema if key != "oneOf"}
            return {"type": options[0][0].get("type"), **rest, "enum": enum}, ()
        return schema, ()

    def _merge(self, schema: Schema) -> tuple[Schema, tuple[str, ...]]:
        whole: Schema = {}
        names: tuple[str, ...] = ()
        for part in [*schema["allOf"], {key: schema[key] for key in schema if key != "allOf"}]:
            resolved, own = self._resolve(part)
            properties = whole.get("properties", {}) | resolved.get("properties", {})
            required = [*whole.get("required", []), *resolved.get("required", [])]
            whole |= resolved | {"properties": properties, "required": required}
            names += own
        return whole, names


def _value(schema: Schema) -> str:
    words = [str(schema.get("type", "anything"))]
    if "enum" in schema:
        words.append("one of " + ", ".join(sorted({json.dumps(one) for one in schema["enum"]})))
    words += [f"{name} {json.dumps(schema[name])}" for name in LIMITS if name in schema]
    words += [name for name in MARKS if schema.get(name)]
    if schema.get("additionalProperties") is False:
        words.append("nothing else")
    return ", ".join(words)


def _required(is_required: bool) -> str:
    return ", required" if is_required else ""


def differences(before: Facts, after: Facts) -> Iterator[str]:
    for place in sorted(before.keys() | after.keys()):
        if _is_part_of_difference(place, before, after):
            continue
        was, now = before.get(place), after.get(place)
        if was is None:
            yield f"{place} is new: {now}"
        elif now is None:
            yield f"{place} is gone: {was}"
        elif was != now:
            yield f"{place} was “{was}” and is “{now}”"


def _is_part_of_difference(place: Place, before: Facts, after: Facts) -> bool:
    """Of an address or an object that is gone or new, what is in it is not told one by one."""
    return any((whole in before) != (whole in after) for whole in place.wholes())


def facts_of(given: Path) -> Facts:
    if given.is_dir():
        codes = {Place("code", code): "there" for code in refusal_codes(given)}
        return Document(document_of(given)).facts() | codes
    return Document(yaml.safe_load(given.read_text())).facts()


def refusal_codes(checkout: Path) -> set[str]:
    command = ["git", "ls-files", "*.py"]
    run = subprocess.run(command, cwd=checkout, check=True, capture_output=True, text=True)
    product = [name for name in run.stdout.split() if not name.startswith("tests/")]
    texts = [(checkout / name).read_text() for name in product]
    return {code for text in texts for code in CODE_PATTERN.findall(text)}


def document_of(checkout: Path) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "openapi.yaml"
        command: list[str | Path] = [
            python_of(checkout),
            "manage.py",
            "spectacular",
            "--file",
            file,
        ]
        run = subprocess.run(command, cwd=checkout, check=False, capture_output=True, text=True)
        if run.returncode:
            raise SystemExit(f"{checkout} wrote no document.\n{run.stderr[-3000:]}")
        document: dict[str, Any] = yaml.safe_load(file.read_text())
        return document


def compare(before: Facts, after: Facts, meant: MeantChanges) -> list[str]:
    expected, unused = apply_changes(meant, before)
    lines = list(differences(expected, after))
    unused += [f"the line {line!r}" for line in meant.lines if line not in lines]
    return [
        *(line for line in lines if line not in meant.lines),
        *(f"meant, and not so: {what}" for what in unused),
    ]


def main(words: list[str]) -> int:
    before, after = (facts_of(Path(word).resolve()) for word in words)
    lines = compare(before, after, MeantChanges.read(MEANT))
    print("\n".join(lines) or "Not one difference that is not meant.")
    return 1 if lines else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))

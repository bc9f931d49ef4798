"""A JSON schema of the protocol's file, from its types: editors complete and check by it."""

import json
from collections.abc import Mapping
from typing import Any, Final

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from dayzero.authoring.documented import attributes_of, summary_of
from models.disclosure import Disclosure
from models.protocol.loading.series import KEY, NUMBERS
from models.protocol.types import Protocol

SCHEMA: Final = "protocol.schema.json"
"""As it is called in a trial's folder and in the reference."""

_DIALECT: Final = "http://json-schema.org/draft-07/schema#"  # what editors of TOML read
_TEXT: Final = {"type": "string", "minLength": 1}
_WRITTEN: Final[Mapping[str, JsonSchemaValue]] = {
    "Quantity": {**_TEXT, "examples": ["28 days", "-5 days", "72 hours", "3 months - 7 days"]},
    "DoseLimit": {**_TEXT, "examples": ["25 mg/m2", "100 mg/m2/day"]},
    "Source": {**_TEXT, "examples": ["NCT04684147 exclusion 3.5"]},
    "Disclosure": {"enum": [level.name.lower() for level in Disclosure]},
}
"""Types whose author writes another thing than the program holds."""

_NUMBERS: Final = {
    "type": "string",
    "pattern": f"^{NUMBERS.pattern}$",
    "examples": ["2 to 9"],
    "description": "the numbers that the entry is written for, each in the place of {n}",
}
_NOT_WRITTEN: Final = {"vocabulary", "sites", "hash"}
_ALSO_ONE: Final = ("gate",)  # lists that may be written as one table
_OF_PROGRAMS: Final = {"title", "default"}  # what pydantic adds, and no editor shows
_TOLD: Final = _OF_PROGRAMS | {"properties"}
_OTHER_LANGUAGES: Final = "_[a-z]{2,3}(_[A-Za-z]{2,4})?$"


def protocol_schema() -> str:
    """The schema as the text of a file."""
    whole = Protocol.model_json_schema(schema_generator=_Described)
    for key in _NOT_WRITTEN:
        del whole["properties"][key]
    whole["required"] = [key for key in whole["required"] if key not in _NOT_WRITTEN]
    schema = _as_written({**whole, "$defs": {}})
    schema["properties"]["$schema"] = {"type": "string"}
    schema["$defs"] = _reached(schema, {**whole["$defs"], **_WRITTEN})
    for entry in _entries(schema):
        schema["$defs"][entry]["properties"][KEY] = _NUMBERS
    for key in _ALSO_ONE:
        schema["properties"][key] = _one_or_several(schema["properties"][key])
    return json.dumps({"$schema": _DIALECT, **schema}, ensure_ascii=False, indent=1) + "\n"


def _one_or_several(several: JsonSchemaValue) -> JsonSchemaValue:
    tables = {key: value for key, value in several.items() if key != "description"}
    return {**_remark(several), "anyOf": [several["items"], tables]}


def _entries(schema: JsonSchemaValue) -> list[str]:
    """The tables of which a file has several, each of which may stand for several again."""
    listed = [one["items"] for one in schema["properties"].values() if "items" in one]
    return [name for items in listed for name in _references(items)]


class _Described(GenerateJsonSchema):
    """Each key with what its type's docstring says of it."""

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A table's schema."""
        made = super().model_schema(schema)
        means = attributes_of(schema["cls"])
        names = {field.alias or name: name for name, field in schema["cls"].model_fields.items()}
        for key, value in made.get("properties", {}).items():
            if said := means.get(names.get(key, key)):
                value["description"] = said
        return {**made, "description": summary_of(schema["cls"])}


def _as_written(node: Any) -> Any:
    """A part of the schema, with each value as it is written in TOML, which has no null."""
    if isinstance(node, list):
        return [_as_written(one) for one in node]
    if not isinstance(node, dict):
        return node
    if any(_is_null(one) or one.get("format") == "fraction" for one in node.get("anyOf", ())):
        return {**_chosen(node["anyOf"]), **_remark(node)}
    if isinstance(node.get("properties"), dict):
        return _table(node)
    return {key: _as_written(value) for key, value in node.items() if key not in _OF_PROGRAMS}


def _table(node: JsonSchemaValue) -> JsonSchemaValue:
    """A table; its texts are written once more for each other language."""
    keys = node["properties"]
    texts = [key for key, value in keys.items() if _is_texts(value)]
    made = {key: _as_written(value) for key, value in node.items() if key not in _TOLD}
    properties = {key: _TEXT if key in texts else _as_written(keys[key]) for key in keys}
    patterns = {f"^{key}{_OTHER_LANGUAGES}": _TEXT for key in texts}
    return {**made, "properties": properties, **({"patternProperties": patterns} if texts else {})}


def _chosen(choices: list[JsonSchemaValue]) -> JsonSchemaValue:
    """The one thing that may be written; a number that must be exact is a text."""
    left = [one for one in choices if not _is_null(one)]
    if any(one.get("format") == "fraction" for one in left):
        return _TEXT
    made: JsonSchemaValue = _as_written(left[0] if len(left) == 1 else {"anyOf": left})
    return made


def _is_texts(value: JsonSchemaValue) -> bool:
    """Texts in several languages are held as a table of them."""
    held = [one for one in value.get("anyOf", [value]) if not _is_null(one)]
    return any(one.get("additionalProperties") == _TEXT for one in held)


def _is_null(value: JsonSchemaValue) -> bool:
    return value.get("type") == "null"


def _remark(node: JsonSchemaValue) -> JsonSchemaValue:
    return {"description": node["description"]} if "description" in node else {}


def _reached(node: Any, known: JsonSchemaValue) -> JsonSchemaValue:
    """Each type that the schema refers to, at any depth."""
    found: JsonSchemaValue = {}
    waiting = [*_references(node)]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found[name] = _WRITTEN.get(name) or _as_written(known[name])
            waiting += _references(found[name])
    return dict(sorted(found.items()))


def _references(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["$ref"].rpartition("/")[2]] if "$ref" in node else []
        return own + [name for value in node.values() for name in _references(value)]
    return [n for one in node for n in _references(one)] if isinstance(node, list) else []

"""What pages give as drafts, as text that can be kept in the register, and back."""

import json
from typing import Any

from registry_app import BUILD
from ui.parts.picker import Choice

_CHOICE, _PAIRS = "~choice", "~pairs"


def packed(draft: dict[str, Any]) -> str:
    """A draft as text: texts, numbers, lists, dictionaries, and chosen records; `TypeError` for anything else."""
    return json.dumps([BUILD, _plain(draft)], ensure_ascii=False, sort_keys=True)


def unpacked(text: str) -> dict[str, Any]:
    """The draft that was packed; empty when another release packed it, whose pages may have asked other things."""
    build, draft = json.loads(text)
    found = _whole(draft) if build == BUILD else {}
    return found if isinstance(found, dict) else {}


def _plain(value: Any) -> Any:
    if isinstance(value, Choice):
        return {_CHOICE: [value.id, value.title, value.detail]}
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, dict):  # JSON knows no numbers as keys
        return {_PAIRS: [[key, _plain(each)] for key, each in value.items()]}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


def _whole(value: Any) -> Any:
    if isinstance(value, list):
        return [_whole(each) for each in value]
    if not isinstance(value, dict):
        return value
    if _CHOICE in value:
        return Choice(*value[_CHOICE])
    if _PAIRS in value:
        return {key: _whole(each) for key, each in value[_PAIRS]}
    return {key: _whole(each) for key, each in value.items()}

"""The parts of an address that share links are told by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, quote, urlencode, urlsplit


def path_of(url: str) -> str:
    """Return the path of an address; "/" when it cannot be read."""
    try:
        return urlsplit(url).path or "/"
    except ValueError:
        return "/"


def fields_of(url: str) -> Mapping[str, str]:
    """Return the query's fields by name in lower case, the first of each; none when they cannot be read."""
    try:
        pairs = parse_qsl(urlsplit(url).query, max_num_fields=100)
    except ValueError:
        return {}
    return {name.lower(): value for name, value in reversed(pairs)}


def with_fields(url: str, fields: Iterable[tuple[str, str]]) -> str:
    """Return an address without query, with these fields; those without value are left out."""
    query = urlencode([(name, value) for name, value in fields if value], quote_via=quote)
    return f"{url}?{query}" if query else url


def replaced(url: str, drop: frozenset[str], **fields: str) -> str:
    """Return an address whose query lacks the names in `drop` and ends with `fields`."""
    bare, _, query = url.partition("#")[0].partition("?")
    kept = [pair for pair in query.split("&") if pair and pair.partition("=")[0].lower() not in drop | fields.keys()]
    return f"{bare}?{'&'.join([*kept, *(f'{name}={value}' for name, value in fields.items())])}".rstrip("?")

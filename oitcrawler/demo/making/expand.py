"""Reads a text and puts generated tables in the place of `!table` commands."""

from __future__ import annotations

from .markup import Block, Command, read_markup
from .procurement import generated
from .records import AGENCY, people


def expand(text: str) -> tuple[Block, ...]:
    """Return the blocks of a text: tables generated, signatures filled in from the list of people."""
    return tuple(_filled(block) for block in read_markup(text, AGENCY))


def _filled(block: Block) -> Block:
    if isinstance(block, Command) and block.name == "table":
        return generated(block.argument)
    if isinstance(block, Command) and block.name == "sign":
        key, _, day = block.argument.partition(" ")
        signer = next(one for one in people() if one["key"] == key)
        return Command("sign", f"{signer['name']}|{signer['position']}|{day}")
    return block

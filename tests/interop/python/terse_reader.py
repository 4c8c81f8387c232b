"""Reads lines with quickrpc's own codec `terse`, and prints the messages as lines of JSON."""

import base64
import json
import sys

from quickrpc.codecs import Message
from quickrpc.terse_codec import TerseCodec


def plain(value):
    """The value in the form in which JSON has it."""
    if isinstance(value, bytes):
        return {"__bytes": base64.b64encode(value).decode()}
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inner) for inner in value]
    return value


messages, rest = TerseCodec().decode(sys.stdin.buffer.read())
assert not rest, rest
for message in messages:
    assert isinstance(message, Message), message
    print(json.dumps([message.method, plain(message.kwargs)]))

"""Writes one notification for each line of JSON, with quickrpc's own codec `terse`."""

import json
import sys

from quickrpc.terse_codec import TerseCodec

codec = TerseCodec()
for line in sys.stdin:
    sys.stdout.buffer.write(codec.encode("notify", json.loads(line)))

"""Either side of the lab on the real quickrpc, with the command line of the Rust program `lab`.

It answers until SIGTERM, the end of stdin or the end of its transport; with --check it drives the
other side instead and exits with 0 if every case passed.
"""

import argparse
import logging
import os
import signal
import stat
import sys
import threading

import transports  # noqa: F401 (registers itself)
from ask_inverted import AskInverted
from ask_normal import AskNormal
from lab_api import Lab
from sides import Inverted, Normal, tell

SIDES = {"normal": Normal, "inverted": Inverted}
CHECKS = {"normal": AskInverted, "inverted": AskNormal}
ESCAPES = {r"\n": "\n", r"\r": "\r", r"\t": "\t", r"\0": "\0"}


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--side", choices=SIDES, required=True)
    parser.add_argument("--transport", required=True)
    parser.add_argument("--codec", default="jrpc")
    parser.add_argument("--security", default="null")
    parser.add_argument("--peer-user", default="", help="who the other side says it is")
    parser.add_argument("--check", action="store_true")
    return parser.parse_args()


def unescaped(codec):
    """quickrpc takes the delimiter as it is; on a command line it is written as an escape."""
    for written, meant in ESCAPES.items():
        codec = codec.replace(written, meant)
    return codec


def build(args):
    api = Lab(
        codec=unescaped(args.codec),
        transport=args.transport,
        security=args.security,
        invert=args.side == "inverted",
        async_processing=True,
    )
    # quickrpc drops what follows the colon.
    api.security.user = args.security.partition(":")[2]
    return api


def watch_stdin(ended):
    """Only a pipe or a terminal can be closed by somebody."""
    mode = os.fstat(sys.stdin.fileno()).st_mode
    if not (stat.S_ISFIFO(mode) or sys.stdin.isatty()):
        return
    reader = threading.Thread(target=lambda: (sys.stdin.buffer.read(), ended.set()), daemon=True)
    reader.start()


def run(args):
    ended = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: ended.set())
    api = build(args)
    # The checks listen first: they note a call even if the side answers it with an error.
    checks = CHECKS[args.side](api, args.peer_user) if args.check else None
    SIDES[args.side](api)
    api.transport.when_over(ended.set)
    api.transport.start()
    tell("ready %s" % api.transport.where)
    if checks:
        return checks.run()
    if args.transport.partition(":")[0] != "stdio":
        watch_stdin(ended)
    ended.wait()
    return 0


def main():
    # quickrpc logs a traceback for every refused call; what kills its threads is seen anyway.
    logging.basicConfig(stream=sys.stderr, level=logging.CRITICAL)
    try:
        status = run(arguments())
    except (OSError, ValueError) as error:
        tell("cannot start: %s" % error)
        status = 1
    # quickrpc's threads take their time to stop, and some never do.
    os._exit(status)


if __name__ == "__main__":
    main()

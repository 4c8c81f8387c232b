"""What the two sides of the lab answer, and the conventions that let a peer watch them.

They are the same as those of the Rust program `lab`. Handlers wait for the peer, so the API needs
`async_processing=True`.
"""

import json
import sys

PATIENCE = 10.0
I64 = range(-(2**63), 2**63)


def tell(line):
    """Stdout may be the transport, so everything for people goes to stderr, a line at a time."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()


def quoted(text):
    """The text as one line, whatever is in it."""
    return json.dumps(text, ensure_ascii=False)


def outcome(call):
    """The result as text, or what went wrong."""
    try:
        return str(call().result(PATIENCE))
    except Exception as error:
        return "error:%s" % error


class Normal:
    """Answers echo, notify, add, fail and blob; calls helloworld and ask."""

    def __init__(self, api):
        self._api = api
        self._last_answer = ""
        for method in (api.echo, api.notify, api.add, api.fail, api.blob):
            method.connect(getattr(self, method.__name__))
        api.echo.pass_secinfo(True)

    def echo(self, sender, text="test", secinfo=None):
        if text == "?last-answer":
            return self._last_answer
        if text == "?user":
            return (secinfo or {}).get("user", "")
        return text

    def notify(self, sender, arg1="val1", arg2=2):
        tell("notify arg1=%s arg2=%d" % (quoted(arg1), arg2))
        if arg1 == "callback":
            self._call_back(sender)

    def _call_back(self, sender):
        self._api.helloworld([sender], arg1="callback")
        self._last_answer = outcome(lambda: self._api.ask([sender], question="callback"))

    def add(self, sender, a=0, b=0):
        if a + b not in I64:
            raise OverflowError("%d + %d does not fit into 64 bits" % (a, b))
        return a + b

    def fail(self, sender, message="boom"):
        raise RuntimeError(message)

    def blob(self, sender, data):
        return data


class Inverted:
    """Answers helloworld and ask; calls echo, notify, add, fail and blob."""

    def __init__(self, api):
        self._api = api
        self._last_results = ""
        for method in (api.helloworld, api.ask):
            method.connect(getattr(self, method.__name__))

    def helloworld(self, sender, arg1="val1"):
        tell("helloworld arg1=%s" % quoted(arg1))
        if arg1 == "drive":
            self._drive(sender)

    def _drive(self, sender):
        peer = [sender]
        self._last_results = "|".join((
            outcome(lambda: self._api.echo(peer, text="driven")),
            outcome(lambda: self._api.add(peer, a=20, b=22)),
            outcome(lambda: self._api.fail(peer, message="driven")),
        ))
        self._api.notify(peer, arg1="driven", arg2=1)

    def ask(self, sender, question="?"):
        return self._last_results if question == "?last-results" else "answer to " + question

"""The cases of --check that both sides of the lab are asked in the same way, and how cases run.

Every cell of the matrix has the same named cases. A case is the method of that name; it passes
unless it raises. What depends on the side is in ask_normal.py and ask_inverted.py.
"""

import time

from heard import Heard
from quickrpc import RemoteError
from sides import PATIENCE, tell

NAMES = (
    "nothing known yet",
    "notification",
    "notification with defaults",
    "reply",
    "reply with defaults",
    "error reply",
    "bytes",
    "unicode",
    "control characters",
    "one megabyte",
    "unknown method",
    "unknown notification",
    "unknown argument",
    "argument of the wrong type",
    "positional arguments",
    "wrong notification",
    "two hundred pipelined",
    "call back",
    "failed call back",
    "crossing calls",
    "user",
)
UNICODE = "äöü €uro Ωμέγα 漢字 😀 e\u0301 \ufeff \uffff"
CONTROL_CHARACTERS = "".join(map(chr, range(0x20))) + '\x7f\x80"\\/\u2028'
MEGABYTE = "0123456789abcdef" * 65536


def same(found, expected):
    assert found == expected, "%.200r instead of %.200r" % (found, expected)


class Cases:
    """A subclass says what the other side is good for.

    Its `method` says the text of `argument` back as `answer()` has it, and `default` without
    arguments. Told to, it makes the calls of `calls_back` and keeps their outcome, which is
    `keeps` (`keeps_failed` if this side's `fails` failed) and which it answers when asked `kept`.
    """

    def __init__(self, api, peer_user):
        self.api = api
        self.peer_user = peer_user
        self.heard = Heard(api, {method for method, _ in self.calls_back})

    def run(self):
        """Runs them all; the exit code."""
        if not self.api.transport.peer_is_there.wait(PATIENCE):
            tell("no peer came")
            return 1
        failed = [name for name in NAMES if not self._passes(name)]
        tell("%d passed, %d failed" % (len(NAMES) - len(failed), len(failed)))
        return 1 if failed else 0

    def _passes(self, name):
        try:
            getattr(self, name.replace(" ", "_"))()
        except Exception as error:
            tell("failed %s: %s" % (name, str(error) or repr(error)))
            return False
        tell("passed %s" % name)
        return True

    # ---- what cases are made of ----

    def ask(self, text):
        """Asks for the text; a promise."""
        return getattr(self.api, self.method)(**{self.argument: text})

    def says_back(self, text):
        same(self.ask(text).result(PATIENCE), self.answer(text))

    def all_said_back(self, texts, meanwhile=lambda: None):
        """Asks everything before it looks at the first answer."""
        half = len(texts) // 2
        promises = [self.ask(text) for text in texts[:half]]
        meanwhile()
        promises += [self.ask(text) for text in texts[half:]]
        for text, promise in zip(texts, promises):
            same(promise.result(PATIENCE), self.answer(text))

    def goes_on(self):
        self.says_back("still there?")

    def refuses(self, promise):
        """The peer has to answer with an error, whose message this returns, and to go on."""
        try:
            result = promise.result(PATIENCE)
        except RemoteError as error:
            self.goes_on()
            return error.message
        raise AssertionError("%.200r instead of an error" % (result,))

    def has_called_back(self, keeps=None):
        """The last answer may still be on its way when the peer is asked what it keeps."""
        self.heard.expect(*self.calls_back)
        deadline = time.monotonic() + PATIENCE
        while (found := self.ask(self.kept).result(PATIENCE)) != (keeps or self.keeps):
            assert time.monotonic() < deadline, "it keeps %r" % found

    def survives_notification(self, method, *params):
        for wrong in params:
            self._send_raw(method, wrong, 0)
        self.goes_on()

    def raw_call(self, method, params):
        """Sends what the Python client itself would refuse to."""
        call_id, promise = self.api._new_request()
        self._send_raw(method, params, call_id)
        return promise

    def _send_raw(self, method, params, call_id):
        data = self.api.codec.encode(method, params, call_id, self.api.security.sec_out)
        self.api.transport.send(data)

    # ---- the cases ----

    def nothing_known_yet(self):
        same(self.ask(self.kept).result(PATIENCE), "")

    def reply(self):
        self.says_back("hello")

    def reply_with_defaults(self):
        same(getattr(self.api, self.method)().result(PATIENCE), self.default)

    def unicode(self):
        self.says_back(UNICODE)

    def control_characters(self):
        self.says_back(CONTROL_CHARACTERS)

    def one_megabyte(self):
        self.says_back(MEGABYTE)

    def unknown_method(self):
        self.refuses(self.raw_call("nosuch", {}))

    def unknown_notification(self):
        self.survives_notification("nosuch", {})

    def unknown_argument(self):
        self.refuses(self.raw_call(self.method, {self.argument: "x", "nosuch": 1}))

    def argument_of_the_wrong_type(self):
        self.refuses(self.raw_call(self.method, {self.argument: 5}))

    def positional_arguments(self):
        self.refuses(self.raw_call(self.method, ["x"]))

    def two_hundred_pipelined(self):
        self.all_said_back(["pipelined %d" % number for number in range(200)])

    def call_back(self):
        self.start_calling_back()
        self.has_called_back()

    def failed_call_back(self):
        self.heard.fail_next(self.fails, "no idea")
        self.start_calling_back()
        self.has_called_back(self.keeps_failed)

    def crossing_calls(self):
        self.all_said_back(["crossing %d" % n for n in range(100)], self.start_calling_back)
        self.has_called_back()

"""What cases are made of, and how they run."""

import time

from heard import Heard
from quickrpc import RemoteError
from sides import PATIENCE, tell


def same(found, expected):
    assert found == expected, "%.200r instead of %.200r" % (found, expected)


class Check:
    """A subclass says what the other side is good for, and has a method for each of its `names`.

    Its `method` says the text of `argument` back as `answer()` has it. Told by
    `start_calling_back`, the other side makes the calls of `calls_back` and keeps their outcome,
    which is `keeps` and which it answers when asked `kept`.
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
        failed = [name for name in self.names if not self._passes(name)]
        tell("%d passed, %d failed" % (len(self.names) - len(failed), len(failed)))
        return 1 if failed else 0

    def _passes(self, name):
        try:
            getattr(self, name.replace(" ", "_"))()
        except Exception as error:
            tell("failed %s: %s" % (name, str(error) or repr(error)))
            return False
        tell("passed %s" % name)
        return True

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

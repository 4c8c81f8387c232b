"""What the inverted side asks of the normal one: it calls echo, notify, add, fail and blob."""

from cases import Cases
from check import same
from sides import PATIENCE

ALL_BYTES = bytes(range(256))


class AskNormal(Cases):
    """The normal side says a text back by echo, and calls back on notify(arg1="callback")."""

    method, argument, default = "echo", "text", "test"
    calls_back = (
        ("helloworld", {"arg1": "callback"}),
        ("ask", {"question": "callback"}),
    )
    kept, keeps = "?last-answer", "answer to callback"
    fails, keeps_failed = "ask", "error:no idea"

    def answer(self, text):
        return text

    def start_calling_back(self):
        self.api.notify(arg1="callback")

    def notification(self):
        self.api.notify(arg1="x", arg2=5)
        self.goes_on()

    def notification_with_defaults(self):
        self.api.notify()
        self.goes_on()

    def wrong_notification(self):
        self.survives_notification("notify", {"nosuch": 1}, {"arg1": 5}, ["x"])

    def error_reply(self):
        same(self.refuses(self.api.fail(message="kaboom")), "kaboom")

    def bytes(self):
        same(self.api.blob(data=ALL_BYTES).result(PATIENCE), ALL_BYTES)
        same(self.api.blob(data=b"").result(PATIENCE), b"")

    def user(self):
        same(self.ask("?user").result(PATIENCE), self.api.security.user)

"""What the normal side asks of the inverted one: it calls helloworld and ask."""

from cases import Cases
from check import same


class AskInverted(Cases):
    """The inverted side answers ask, and calls back on helloworld(arg1="drive")."""

    method, argument, default = "ask", "question", "answer to ?"
    calls_back = (
        ("echo", {"text": "driven"}),
        ("add", {"a": 20, "b": 22}),
        ("fail", {"message": "driven"}),
        ("notify", {"arg1": "driven", "arg2": 1}),
    )
    kept, keeps = "?last-results", "driven|42|error:driven"
    fails, keeps_failed = "add", "driven|error:no idea|error:driven"

    def answer(self, text):
        return "answer to " + text

    def start_calling_back(self):
        self.api.helloworld(arg1="drive")

    def notification(self):
        self.api.helloworld(arg1="x")
        self.goes_on()

    def notification_with_defaults(self):
        self.api.helloworld()
        self.goes_on()

    def wrong_notification(self):
        self.survives_notification("helloworld", {"nosuch": 1}, {"arg1": 5}, ["x"])

    def error_reply(self):
        """Here the error goes the other way: this side's fail answers with it."""
        self.start_calling_back()
        self.has_called_back()

    def bytes(self):
        """No method of the inverted side takes bytes, so it has to refuse them."""
        self.refuses(self.raw_call("ask", {"question": b"\x00\x01\xff"}))

    def user(self):
        """The peer's user is seen in what it calls."""
        self.start_calling_back()
        self.has_called_back()
        same(self.heard.user, self.peer_user)

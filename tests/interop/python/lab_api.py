"""The Lab of schemas/lab.yaml as a RemoteAPI of the real quickrpc.

The bodies are quickrpc's place for validation: they run before sending and before the handlers.
"""

from quickrpc import RemoteAPI, incoming, outgoing


def demand(kind, *values):
    """quickrpc answers a TypeError that a body raises with "wrong signature"."""
    for value in values:
        if not isinstance(value, kind):
            raise TypeError("%s wanted" % kind.__name__)


class Lab(RemoteAPI):
    """What the interop tests run on both sides."""

    @incoming(has_reply=True)
    def echo(self, sender, text="test"):
        """Returns the text that was sent."""
        demand(str, text)

    @incoming
    def notify(self, sender, arg1="val1", arg2=2):
        """Notification that something happened."""
        demand(str, arg1)
        demand(int, arg2)

    @incoming(has_reply=True)
    def add(self, sender, a=0, b=0):
        """Adds two numbers; an overflow is an error."""
        demand(int, a, b)

    @incoming(has_reply=True)
    def fail(self, sender, message="boom"):
        """Always answers with an error of that message."""
        demand(str, message)

    @incoming(has_reply=True)
    def blob(self, sender, data):
        """Returns the bytes that were sent."""
        demand(bytes, data)

    @outgoing
    def helloworld(self, receivers, arg1="val1"):
        """Tell everybody that I am here."""
        demand(str, arg1)

    @outgoing(has_reply=True)
    def ask(self, receivers, question="?"):
        """Asks the other side a question."""
        demand(str, question)

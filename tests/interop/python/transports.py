"""quickrpc's own transports, told to say what quickrpc does not: who came, and that it is over.

Importing this is enough: quickrpc looks for the most derived class of a shorthand first.
"""

import threading

from quickrpc.network_transports import TcpClientTransport, TcpServerTransport
from quickrpc.transports import StdioTransport


class Server(TcpServerTransport):
    """quickrpc has no event for a client that came."""

    shorthand = "tcpserv"

    def __init__(self, *args, **kwargs):
        self.peer_is_there = threading.Event()
        super().__init__(*args, **kwargs)

    def add_transport(self, transport, start=True):
        super().add_transport(transport, start)
        self.peer_is_there.set()
        return self

    @property
    def where(self):
        return "%s:%d" % self.server.server_address

    def when_over(self, tell):
        """A server is never over."""


class Connected:
    """A transport that has its only peer from the start, and is over when that one goes."""

    def __init__(self, *args, **kwargs):
        self.peer_is_there = threading.Event()
        self.peer_is_there.set()
        self._tell_over = lambda: None
        super().__init__(*args, **kwargs)

    def when_over(self, tell):
        self._tell_over = tell

    def run(self):
        try:
            super().run()
        finally:
            self._tell_over()


class Client(Connected, TcpClientTransport):
    """A TCP client that tells when the server has gone."""

    shorthand = "tcp"

    @property
    def where(self):
        return self.name


class Stdio(Connected, StdioTransport):
    """quickrpc's reader spins at the end of its input; this one stops."""

    shorthand = "stdio"
    where = "stdio"

    def _input(self, timeout=0.1):
        data = super()._input(timeout)
        if data == b"":
            self.running = False
            return None
        return data

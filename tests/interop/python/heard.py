"""What the peer calls on this side, written down."""

import functools
import queue

from sides import PATIENCE


class Heard:
    """Listens beside the side's own handlers: quickrpc lets any number of them hear a call."""

    def __init__(self, api, methods):
        self._calls = queue.Queue()
        self._faults = {}
        self.user = None
        for method in methods:
            getattr(api, method).connect(functools.partial(self._hear, method))

    def _hear(self, method, sender, secinfo=None, **arguments):
        if secinfo is not None:
            self.user = secinfo.get("user", "")
        self._calls.put((method, arguments))
        if method in self._faults:
            raise RuntimeError(self._faults.pop(method))

    def fail_next(self, method, message):
        """The next call of the method gets an error of that message."""
        self._faults[method] = message

    def expect(self, *calls):
        """Fails unless just these calls come, in this order."""
        for expected in calls:
            found = self._calls.get(timeout=PATIENCE)
            assert found == expected, "%r came instead of %r" % (found, expected)
        assert self._calls.empty(), "%r came too" % (self._calls.get(),)

"""The far side of `foreign.yaml` on aiorpcX.

Usage: aiorpcx_peer.py call HOST:PORT   connects, and runs the test cases below
       aiorpcx_peer.py answer           prints its address, and answers one connection
"""

import asyncio
import sys

from aiorpcx import RPCError, RPCSession, connect_rs, handler_invocation, serve_rs


class Far(RPCSession):
    """Answers all methods except `never`, since aiorpcX has no cancellation."""

    # No throttling: the test cases send more than a typical client.
    cost_hard_limit = 0

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.stored = []
        self.ended = asyncio.Event()

    async def handle_request(self, request):
        handlers = {
            "echo": self.echo,
            "add": self.add,
            "fail": self.fail,
            "note": self.note,
            "notes": self.notes,
            "relay": self.relay,
            "work": self.work,
        }
        return await handler_invocation(handlers.get(request.method), request)()

    async def connection_lost(self):
        await super().connection_lost()
        self.ended.set()

    async def echo(self, value):
        return value

    async def add(self, a, b=10):
        return a + b

    async def fail(self, why):
        raise RPCError(7, f"broken: {why}")

    async def note(self, text):
        self.stored.append(text)

    async def notes(self):
        stored, self.stored = self.stored, []
        return stored

    async def relay(self, value):
        """Sends the value back in a batch."""
        async with self.send_batch(raise_errors=True) as batch:
            batch.add_request("echo", {"value": value})
            batch.add_request("echo", {"value": None})
        first, second = batch.results
        assert second is None, second
        return first

    async def work(self, token, steps):
        for step in range(1, steps + 1):
            await self.send_notification("$/progress", {"token": token, "value": step})
        return steps


async def fails(code, call):
    """Waits for a call that fails, and returns the message of the error."""
    try:
        result = await call
    except RPCError as error:
        assert error.code == code, error
        return error.message
    raise AssertionError(f"a result: {result!r}")


async def values(far):
    for value in [None, True, 0, -1, 1.5, 2**53 - 1, "", "text", [], {}, [[], {"a": [None, {"b": False}]}]]:
        result = await far.send_request("echo", {"value": value})
        assert result == value, result


async def integers(far):
    for value in [2**64 - 1, -(2**63)]:
        result = await far.send_request("echo", {"value": value})
        assert result == value, result


async def unicode(far):
    for value in ["héllo", "😀", "\u2028\u2029", '\0\x01\r\n\t"\\/', "\ufeff", "e\u0301"]:
        result = await far.send_request("echo", {"value": value})
        assert result == value, result


async def large(far):
    value = "ä" * 100_000
    assert await far.send_request("echo", {"value": value}) == value


async def by_name(far):
    assert await far.send_request("add", {"a": 2, "b": 3}) == 5
    assert await far.send_request("add", {"a": 2}) == 12


async def by_position(far):
    assert await far.send_request("add", [2, 3]) == 5
    assert await far.send_request("add", [2]) == 12


async def error(far):
    await fails(7, far.send_request("fail", {"why": "a reason"}))


async def unknown_method(far):
    await fails(-32601, far.send_request("missing"))


async def wrong_arguments(far):
    await fails(-32602, far.send_request("add", {"a": "two"}))
    await fails(-32602, far.send_request("add"))


async def notifications(far):
    texts = [f"note {number}" for number in range(100)]
    for text in texts:
        await far.send_notification("note", {"text": text})
    assert await far.send_request("notes") == texts


async def pipelined(far):
    calls = [far.send_request("add", {"a": a, "b": 1}) for a in range(200)]
    assert await asyncio.gather(*calls) == list(range(1, 201))


async def call_back(far):
    assert await far.send_request("relay", {"value": "there and back"}) == "there and back"


async def batch(far):
    async with far.send_batch(raise_errors=True) as batch:
        for a in range(50):
            batch.add_request("add", {"a": a, "b": 1})
    assert batch.results == tuple(range(1, 51)), batch.results


async def mixed_batch(far):
    async with far.send_batch() as batch:
        batch.add_notification("note", {"text": "in a batch"})
        batch.add_request("fail", {"why": "a reason"})
        batch.add_request("missing")
        batch.add_request("add", [1, 1])
    broken, missing, two = batch.results
    assert (broken.code, missing.code, two) == (7, -32601, 2), batch.results
    assert await far.send_request("notes") == ["in a batch"]


async def batch_with_call_back(far):
    async with far.send_batch(raise_errors=True) as batch:
        batch.add_request("relay", {"value": 1})
        batch.add_request("relay", {"value": 2})
    assert batch.results == (1, 2), batch.results


async def batches_together(far):
    async def one(number):
        async with far.send_batch(raise_errors=True) as batch:
            batch.add_request("echo", {"value": number})
            batch.add_request("echo", {"value": -number})
        return batch.results

    results = await asyncio.gather(*[one(number) for number in range(20)])
    assert results == [(number, -number) for number in range(20)], results


CASES = {
    "values": values,
    "integers of 64 bits": integers,
    "unicode": unicode,
    "a large value": large,
    "arguments by name, and a default": by_name,
    "arguments by position": by_position,
    "an error": error,
    "an unknown method": unknown_method,
    "wrong arguments": wrong_arguments,
    "notifications in order": notifications,
    "200 pipelined calls": pipelined,
    "a call back during a call": call_back,
    "a batch": batch,
    "a batch with a notification and errors": mixed_batch,
    "a batch with calls back": batch_with_call_back,
    "batches in flight together": batches_together,
}


async def run(address):
    host, port = address.split(":")
    async with connect_rs(host, int(port), session_factory=Far) as far:
        for name, case in CASES.items():
            await asyncio.wait_for(case(far), 10)
            print(f"ok: {name}")
    print(f"{len(CASES)} passed")


async def answer():
    sessions = asyncio.Queue()

    def session(*args, **kwargs):
        sessions.put_nowait(Far(*args, **kwargs))
        return sessions._queue[-1]

    server = await serve_rs(session, "127.0.0.1", 0)
    host, port = server.sockets[0].getsockname()
    print(f"{host}:{port}", flush=True)
    far = await sessions.get()
    await far.ended.wait()
    server.close()


if sys.argv[1] == "call":
    asyncio.run(run(sys.argv[2]))
else:
    asyncio.run(answer())

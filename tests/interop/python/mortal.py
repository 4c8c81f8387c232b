"""A peer that dies of the first message it gets: a child by default, or one that is given a
`host:port` to connect to, or one that says `listening <host:port>` if told to `listen`.
"""

import os
import signal
import socket
import sys


def listen():
    server = socket.create_server(("127.0.0.1", 0))
    print("listening %s:%d" % server.getsockname(), flush=True)
    return server.accept()[0].recv


def connect(address):
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port))).recv


def reader():
    if len(sys.argv) == 1:
        return lambda size: os.read(0, size)
    return listen() if sys.argv[1] == "listen" else connect(sys.argv[1])


if reader()(1):
    os.kill(os.getpid(), signal.SIGKILL)

"""The cases that both sides of the lab are asked in the same way.

Every cell of the matrix has the same named cases. A case is the method of that name; it passes
unless it raises. What depends on the side is in ask_normal.py and ask_inverted.py.
"""

from check import Check, same
from sides import PATIENCE

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


class Cases(Check):
    """Besides what `Check` wants to know: `default` is what the other side answers without
    arguments, and `keeps_failed` what it keeps if this side's `fails` failed.
    """

    names = NAMES

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

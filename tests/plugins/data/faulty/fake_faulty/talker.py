import threading
import time

from pydantic import BaseModel

from qeu_station.api import Abstention, Opinion


class Parameters(BaseModel):
    deaf: bool = False  # a cancel is not heeded


class Talker:
    """Says what it does; name of the pair: for how many seconds it talks, and what at the end."""

    say = None

    def __init__(self, context):
        self.classes = len(context.classes)
        self.deaf = context.parameters.deaf
        self.cancelled = threading.Event()

    def inspect(self, pair):
        seconds, _, how = pair.name.partition(" ")
        self.cancelled.clear()
        seen, end, count = int(pair.test.sum()), time.monotonic() + float(seconds), 0
        while time.monotonic() < end and not (self.cancelled.is_set() and not self.deaf):
            count += 1
            self.say(f"word {count}" + "!" * 10_000 * (how == "shouts"))
            if how != "shouts":
                time.sleep(0.02)
        if self.cancelled.is_set():
            raise Abstention("was told to end")
        same = seen == int(pair.test.sum())
        bad = (0.01, 0.99, *(0.0,) * (self.classes - 2))
        good = (0.99, 0.01, *(0.0,) * (self.classes - 2))
        vector = bad if how == "bad" else good
        return Opinion(
            cells={cell.address: vector for cell in pair.cells},
            comment=f"{count} words",
            evidence={"same": same},
        )

    def cancel(self):
        self.cancelled.set()

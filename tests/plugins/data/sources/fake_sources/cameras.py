"""Cameras with one fault each; ``memory`` names a file that remembers over their processes."""

import os
import signal
import time
from pathlib import Path

import numpy as np

from qeu_station.api import SourceError


class Steady:
    """Pictures of one value each, which goes up by one."""

    def __init__(self, context):
        self.wish = context.parameters
        self.count = 0

    def open(self):
        pass

    def grab(self):
        time.sleep(self.wish.period_s)
        self.count += 1
        return np.full((self.wish.rows, self.wish.columns, 3), self.count % 256, np.uint8)

    def close(self):
        pass

    def first_time(self):
        """Whether no process before this one has asked."""
        try:
            os.close(os.open(self.wish.memory, os.O_CREAT | os.O_EXCL))
        except FileExistsError:
            return False
        return True


class HangsOnce(Steady):
    """Stops after five pictures, in the first process only."""

    def grab(self):
        if self.count == 5 and self.first_time():
            time.sleep(3600)
        return super().grab()


class Refuses(Steady):
    def open(self):
        raise SourceError("Camera 7 is used by another program. End that program.")


class Raises(Steady):
    def open(self):
        raise ZeroDivisionError("one by nothing")


class HangsInOpen(Steady):
    def open(self):
        time.sleep(3600)


class PulledOnce(Steady):
    """Is gone after five pictures, in the first process only."""

    def grab(self):
        if self.count == 5 and self.first_time():
            raise SourceError("Camera 7 was pulled.")
        return super().grab()


class Ends(Steady):
    def grab(self):
        return None if self.count == 5 else super().grab()


class Grows(Steady):
    """Each picture has one row more than the one before."""

    def grab(self):
        picture = super().grab()
        return np.repeat(picture[:1], self.count, axis=0)


class WrongKind(Steady):
    def grab(self):
        return super().grab().astype(np.float32)


class Dies(Steady):
    def grab(self):
        os.kill(os.getpid(), signal.SIGTERM)
        return super().grab()


class Patient(Steady):
    """A slow camera that says so."""

    patience_s = 5.0

    def grab(self):
        time.sleep(1.3)
        return super().grab()


class ClosesWithANote(Steady):
    def close(self):
        Path(self.wish.memory).write_text("closed", encoding="utf-8")


class NoSource:
    def __init__(self, context):
        pass

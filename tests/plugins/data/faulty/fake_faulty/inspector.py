import ctypes
import math
import os
import subprocess
import sys
import threading
import time

from pydantic import BaseModel

from qeu_station.api import Abstention, Opinion, ProposedRegion


class Parameters(BaseModel):
    start: str = ""  # fault while it starts; "bad NAME" as name of a pair is one while inspecting


class Faulty:
    def __init__(self, context):
        self.context = context
        if context.parameters.start:
            getattr(Faults, context.parameters.start)(self, None)

    def good(self, pair):
        vector = (0.9, 0.1, *(0.0,) * (len(self.context.classes) - 2))
        return Opinion(cells={cell.address: vector for cell in pair.cells})

    def inspect(self, pair):
        if pair.name.startswith("bad "):
            return getattr(Faults, pair.name.removeprefix("bad "))(self, pair)
        return self.good(pair)


class Faults:
    def raises(self, pair):
        raise ValueError("the lens cap is on")

    def raises_unprintable(self, pair):
        class Odd(Exception):
            def __str__(self):
                raise RuntimeError("no text")

        raise Odd

    def abstains(self, pair):
        raise Abstention("its answer names no cell", "I am not  sure.\nPerhaps \ud800 U3?")

    def exits(self, pair):
        sys.exit(3)

    def exits_hard(self, pair):
        os._exit(0)

    def interrupts(self, pair):
        raise KeyboardInterrupt

    def segfault(self, pair):
        ctypes.string_at(0)

    def hangs(self, pair):
        time.sleep(3600)

    def hangs_with_child(self, pair):
        code = "import time; time.sleep(3600)"
        child = subprocess.Popen([sys.executable, "-c", code])
        print("child", child.pid, flush=True)
        time.sleep(3600)

    def prints(self, pair):
        for number in range(1000):
            print("a line\n" * 999, file=sys.stderr if number % 2 else sys.stdout)
        return self.good(pair)

    def eats_memory(self, pair):
        eaten = []
        while True:
            eaten.append(bytearray(b"x") * 8_000_000)

    def recurses(self, pair):
        return Faults.recurses(self, pair)

    def nan(self, pair):
        return Opinion(cells={cell.address: (math.nan, 0.5) for cell in pair.cells})

    def sum_not_one(self, pair):
        return Opinion(cells={cell.address: (0.7, 0.7) for cell in pair.cells})

    def wrong_length(self, pair):
        return Opinion(cells={cell.address: (0.2, 0.2, 0.2, 0.4) for cell in pair.cells})

    def wrong_shape(self, pair):
        return Opinion(cells={cell.address: pair.test for cell in pair.cells})

    def missing_cell(self, pair):
        return Opinion(cells={})

    def none(self, pair):
        return None

    def number(self, pair):
        return 0.5

    def list_as_cells(self, pair):
        return Opinion(cells=[0.5, 0.5])

    def object_as_evidence(self, pair):
        good = self.good(pair)
        return Opinion(cells=good.cells, evidence={"self": self})

    def nan_as_evidence(self, pair):
        return Opinion(cells=self.good(pair).cells, evidence={"score": math.nan})

    def giant_comment(self, pair):
        return Opinion(cells=self.good(pair).cells, comment="x" * 30_000_000)

    def giant_evidence(self, pair):
        return Opinion(cells=self.good(pair).cells, evidence={"x": "x" * 30_000_000})

    def many_proposals(self, pair):
        proposal = ProposedRegion((0.0, 0.0, 1.0, 1.0), (0.5, 0.5))
        return Opinion(cells=self.good(pair).cells, proposed=(proposal,) * 20_000)

    def odd_text(self, pair):
        return Opinion(cells=self.good(pair).cells, comment="\ud800", evidence={"\ud800": 1})

    def writes(self, pair):
        pair.test[...] = 0
        return self.good(pair)

    def makes_writable(self, pair):
        pair.test.flags.writeable = True
        pair.test[...] = 0
        return self.good(pair)

    def closes_files(self, pair):
        os.closerange(0, 256)
        return self.good(pair)

    def closes_stdin(self, pair):
        sys.stdin.close()
        sys.stdout.close()
        return self.good(pair)

    def raises_in_silence(self, pair):
        sys.stderr = None
        sys.stdout.close()
        raise ValueError("nobody can hear me")

    def leaves_threads(self, pair):
        for _ in range(20):
            threading.Thread(target=time.sleep, args=(3600,)).start()
        return self.good(pair)

    def changes_folder(self, pair):
        os.chdir(os.path.abspath(os.sep))
        return self.good(pair)

    def slow(self, pair):
        time.sleep(1.0)
        return self.good(pair)

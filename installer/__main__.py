"""Entry of ``python -m installer``; old interpreters must be able to read this file."""

import sys

NEEDED = (3, 11)

if sys.version_info < NEEDED:
    sys.stderr.write(
        "QEU Station needs Python %d.%d or newer; this is Python %d.%d (%s).\n"  # noqa: UP031
        "Run the same command with a newer one, such as: python3.11 -m installer demo\n"
        % (NEEDED[0], NEEDED[1], sys.version_info[0], sys.version_info[1], sys.executable)
    )
    sys.exit(3)

from installer.cli import main  # noqa: E402

sys.exit(main(sys.argv[1:]))

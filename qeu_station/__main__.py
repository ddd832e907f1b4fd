"""``python -m qeu_station`` is the command ``qeu-station``."""

from qeu_station.cli import main

if __name__ == "__main__":
    main()

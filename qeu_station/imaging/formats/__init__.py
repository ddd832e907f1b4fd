"""The picture formats, one module each: ``header`` looks without decoding, ``decode`` is strict."""

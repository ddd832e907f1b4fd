raise RuntimeError("the moon is full")

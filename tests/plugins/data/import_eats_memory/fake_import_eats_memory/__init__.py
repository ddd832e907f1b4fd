eaten = []
while True:
    eaten.append(bytearray(b"x") * 8_000_000)

"""The tiny model that ships with the station: what it sees, how it is made, how it is fed."""

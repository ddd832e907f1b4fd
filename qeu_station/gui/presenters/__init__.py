"""What the screens decide, without Qt: each takes what the person does and returns what to show."""

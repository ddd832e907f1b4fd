"""What the screens show. A widget decides nothing: it draws a state and reports what was done."""

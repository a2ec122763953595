"""What is made of a vision model's answer."""

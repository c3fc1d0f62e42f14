"""What pages, style sheets and documents name: references as they are written, and the addresses they lead to."""

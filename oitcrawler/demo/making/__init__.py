"""What makes the demo agency's site: needed only in the source tree, with the development dependencies."""

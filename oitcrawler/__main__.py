"""Run the command line: `python -m oitcrawler`."""

from .cli import main

if __name__ == "__main__":
    main()

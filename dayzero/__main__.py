"""`python -m dayzero`: the command line, for processes that start each other."""

from dayzero.command_line import main

main()

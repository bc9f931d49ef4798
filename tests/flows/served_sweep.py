"""A runner of the sweep, as a process of its own: `python -m tests.flows.served_sweep`."""

from flows.sweep import sweep

if __name__ == "__main__":
    sweep.serve(name="every-five-minutes", pause_on_shutdown=True, interval=300)

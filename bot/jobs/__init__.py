"""What happens by the clock: the poll and the sweeps. APScheduler is a timer only, all state is in the tables."""

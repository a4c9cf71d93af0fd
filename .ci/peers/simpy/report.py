"""What the models have in common: the command line, the clock around a run, and the report the comparison reads."""
import argparse
import gc
import json
import random
import sys
import time
from collections import Counter


def main(model, simulate):
    """Run simulate(people, rng, check) and print its report as one line of JSON.

    The clock is the processor time of the simulation alone: neither Python's own start nor what else the machine does counts.
    """
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--check", action="store_true", help="also gather what the models are compared by; not timed")
    args = parser.parse_args()
    gc.disable()  # the search for cycles finds none here and takes half of the time with many people at once
    begin = time.process_time()
    report = simulate(args.people, random.Random(args.seed), args.check)
    report.update(model=model, people=args.people, seconds=time.process_time() - begin)
    json.dump(report, sys.stdout)
    print()


def by_step(entered):
    """Entries by step, out of entries by step, persona and channel."""
    total = Counter()
    for (step, _, _), n in entered.items():
        total[step] += n
    return total


def by_message(outcomes):
    """What became of messages, out of counts by message, outcome and persona."""
    total = Counter()
    for (message, what, _), n in outcomes.items():
        total[f"{message} {what}"] += n
    return total


def spread(visits):
    """Of each step: how many people came, and the sum of squares of their visits."""
    people, squares = Counter(), Counter()
    for mine in visits:
        for step, n in mine.items():
            people[step] += 1
            squares[step] += n * n
    return {"reached": people, "squares": squares}

"""Reference 2, a support queue with impatient people (Erlang A), in SimPy. Times are hours."""
from collections import Counter

import simpy

from report import main

RATE, AGENTS, CASES_AT_ONCE, SERVICE, PATIENCE, RESOLVED = 600, 20, 3, 0.1, 0.05, 0.85


class Support:
    def __init__(self, env, rng):
        self.env, self.rng = env, rng
        self.agents = simpy.Resource(env, capacity=AGENTS * CASES_AT_ONCE)
        self.entered = Counter()
        self.gave_up = 0
        self.waits = []  # of those who were answered

    def arrivals(self, people):
        for _ in range(people):
            yield self.env.timeout(self.rng.expovariate(RATE))
            self.env.process(self.visitor())

    def visitor(self):
        env, rng = self.env, self.rng
        arrived = env.now
        self.entered["arrive"] += 1
        self.entered["support"] += 1
        with self.agents.request() as request:
            result = yield request | env.timeout(rng.expovariate(1 / PATIENCE))
            if request not in result:
                self.gave_up += 1
                return
            self.waits.append(env.now - arrived)
            yield env.timeout(rng.expovariate(1 / SERVICE))
        if rng.random() < RESOLVED:
            self.entered["goal"] += 1


def simulate(people, rng, check):
    env = simpy.Environment()
    support = Support(env, rng)
    env.process(support.arrivals(people))
    env.run()
    return {
        "entered": support.entered,
        "converted": support.entered["goal"],
        "gave_up": support.gave_up,
        "wait": 3600 * sum(support.waits) / len(support.waits),
    }


if __name__ == "__main__":
    main("ref2", simulate)

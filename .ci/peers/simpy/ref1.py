"""Reference 1, a shop, in SimPy: every visitor is a process. Times are hours."""
from bisect import bisect
from collections import Counter
from itertools import accumulate

import simpy

from report import by_message, by_step, main, spread

PERSONAS = ["new", "returning", "pro"]
CHANNELS = {"ads": (0.60, [0.60, 0.30, 0.10]), "organic": (0.40, [0.35, 0.40, 0.25])}
EMAIL_KNOWN = dict(zip(PERSONAS, [0.40, 0.80, 0.90]))

# Pages: mean time on them, and where people go, by persona; who goes nowhere leaves.
PAGES = {
    "landing": (0.02, {"browse": [0.60, 0.75, 0.85]}),
    "browse": (0.05, {"browse": [0.30, 0.25, 0.20], "product": [0.45, 0.55, 0.65]}),
    "product": (0.05, {"browse": [0.15, 0.12, 0.10], "cart": [0.20, 0.30, 0.40], "has_email": [0.40, 0.38, 0.35]}),
    "cart": (0.10, {"checkout": [0.50, 0.60, 0.70], "has_email": [0.30, 0.25, 0.20]}),
    "checkout": (0.10, {"purchase": [0.70, 0.80, 0.90], "support": [0.15, 0.12, 0.08]}),
    "support": (0.30, {"checkout": [0.60, 0.65, 0.70]}),
}
# Messages: mean time to the opening, P(open), P(click | open), P(unsubscribe | open, no click), by persona; where a
# click leads, and what follows when there was none within a day.
MESSAGES = {
    "email": (3, [0.25, 0.35, 0.45], [0.20, 0.25, 0.30], [0.02, 0.01, 0.005], "product", "wait2"),
    "sms": (1, [0.90, 0.90, 0.90], [0.05, 0.07, 0.09], [0.01, 0.008, 0.004], "cart", None),
}
DECIDE_AFTER = 24


class Shop:
    def __init__(self, env, rng, check):
        self.env, self.rng = env, rng
        self.entered = Counter()  # by step, persona and channel
        self.message = Counter()  # by message, what happened and persona
        self.conversions = Counter()  # by persona and channel
        self.times = []  # to convert
        self.messages = Counter()  # people by how many they got
        self.visits = [] if check else None
        self.routes = {}
        for page, (_, outs) in PAGES.items():
            for i, persona in enumerate(PERSONAS):
                self.routes[page, persona] = (list(accumulate(p[i] for p in outs.values())), list(outs) + [None])

    def arrivals(self, people):
        rng, names = self.rng, list(CHANNELS)
        rate = people / 720
        for _ in range(people):
            yield self.env.timeout(rng.expovariate(rate))
            channel = rng.choices(names, [CHANNELS[name][0] for name in names])[0]
            persona = rng.choices(PERSONAS, CHANNELS[channel][1])[0]
            self.env.process(self.visitor(persona, channel))

    def visitor(self, persona, channel):
        env, rng = self.env, self.rng
        arrived, got, mine = env.now, 0, Counter()
        has_email = rng.random() < EMAIL_KNOWN[persona]
        step = "landing"
        while step is not None:
            self.entered[step, persona, channel] += 1
            if self.visits is not None:
                mine[step] += 1
            if step in PAGES:
                yield env.timeout(rng.expovariate(1 / PAGES[step][0]))
                cuts, targets = self.routes[step, persona]
                step = targets[bisect(cuts, rng.random())]
            elif step == "has_email":
                step = "wait1" if has_email else None
            elif step == "wait1":
                yield env.timeout(rng.expovariate(1 / 24))
                step = "email"
            elif step == "wait2":
                yield env.timeout(27)
                step = "sms"
            elif step in MESSAGES:
                got += 1
                step = yield from self.send(step, persona)
            else:
                self.conversions[persona, channel] += 1
                self.times.append(env.now - arrived)
                step = None
        self.messages[got] += 1
        if self.visits is not None:
            self.visits.append(mine)

    def send(self, name, persona):
        """Send a message and wait for the click or the end of the day; the next step."""
        rng, i = self.rng, PERSONAS.index(persona)
        mean, opened, clicked, unsubscribed, target, otherwise = MESSAGES[name]
        self.message[name, "sent", persona] += 1
        if rng.random() < opened[i]:
            self.message[name, "opened", persona] += 1
            if rng.random() < clicked[i]:
                self.message[name, "clicked", persona] += 1
                delay = rng.expovariate(1 / mean)
                if delay < DECIDE_AFTER:
                    yield self.env.timeout(delay)
                    return target
            elif rng.random() < unsubscribed[i]:
                self.message[name, "unsubscribed", persona] += 1
                otherwise = None
        yield self.env.timeout(DECIDE_AFTER)
        return otherwise


def simulate(people, rng, check):
    env = simpy.Environment()
    shop = Shop(env, rng, check)
    env.process(shop.arrivals(people))
    env.run()
    report = {
        "entered": by_step(shop.entered),
        "outcomes": by_message(shop.message),
        "converted": sum(shop.conversions.values()),
        "messages": [shop.messages[k] for k in range(max(shop.messages) + 1)],
    }
    if check:
        report.update(spread(shop.visits), times=sorted(t * 3600 for t in shop.times))
    return report


if __name__ == "__main__":
    main("ref1", simulate)

"""Reference 3 in SimPy: the shop of reference 1 with a newsletter and pushes beside it for the same people, caps, quiet
hours, fatigue, a score and a search for messages that repeat. Times are whole milliseconds, so that a cap's window ends
where it should."""
from bisect import bisect
from collections import Counter
from itertools import accumulate, count

import simpy
from simpy.events import Event

from ref1 import CHANNELS, EMAIL_KNOWN, PAGES, PERSONAS
from report import by_message, by_step, main, spread

HOUR = 3_600_000
DAY = 24 * HOUR
WEEK = 7 * DAY
HORIZON = 30 * DAY
ZONES = [0, 3 * HOUR, 6 * HOUR, 9 * HOUR]
APP = {("ads", "returning"), ("organic", "new"), ("organic", "pro")}
CAPS = {
    "mail": (2, 72 * HOUR, ("mail", "newsletter")),
    "newsletter": (2, 72 * HOUR, ("mail", "newsletter")),
    "text": (3, 168 * HOUR, ("text",)),
    "push": (3, 168 * HOUR, ("push",)),
}


class Message:
    """A message: P(open), P(click | open) and P(unsubscribe | not clicked) by persona. Opens of pushes are not seen: they
    are clicked without."""

    def __init__(self, channel, content, mean, decide_after, opened, clicked, unsubscribed):
        self.channel, self.content, self.mean, self.decide_after = channel, content, mean * HOUR, decide_after * HOUR
        self.opened = dict(zip(PERSONAS, opened))
        self.clicked = dict(zip(PERSONAS, clicked))
        self.unsubscribed = dict(zip(PERSONAS, unsubscribed))


def of_openers(opened, clicked, unsubscribed):
    """P(unsubscribe | not clicked) from P(unsubscribe | opened, not clicked)."""
    return [o * (1 - c) * u / (1 - o * c) for o, c, u in zip(opened, clicked, unsubscribed)]


EMAIL = ([0.25, 0.35, 0.45], [0.20, 0.25, 0.30])
SMS = ([0.90, 0.90, 0.90], [0.05, 0.07, 0.09])
NEWS = [0.004 / 0.95, 0.0048 / 0.94, 0.0056 / 0.93]
MESSAGES = {
    "email": Message("mail", "still thinking", 3, 24, *EMAIL, of_openers(*EMAIL, [0.02, 0.01, 0.005])),
    "sms": Message("text", "your cart", 1, 24, *SMS, of_openers(*SMS, [0.01, 0.008, 0.004])),
    "nl_mail": Message("newsletter", "news", 3, 12, [0.25, 0.30, 0.35], [0.2, 0.2, 0.2], NEWS),
    "nl_offer": Message("newsletter", "still thinking", 3, 12, [0.33, 0.3877, 0.4431], [0.08 / 0.33] * 3, NEWS),
    "push_message": Message("push", "in the app", 1, 6, [0, 0, 0], [0.04, 0.048, 0.056], [0.01 * f / (1 - 0.04 * f) for f in (1, 1.2, 1.4)]),
}


class At(Event):
    """A timeout after which the main flow goes on before the scenarios, when both do at the same instant."""

    def __init__(self, env, delay, main):
        super().__init__(env)
        self._ok, self._value = True, None
        env.schedule(self, 1 if main else 2, delay)


class Person:
    __slots__ = ("number", "persona", "channel", "zone", "email_known", "score", "muted", "sends", "repeats", "visits")

    def __init__(self, number, persona, channel, zone, email_known):
        self.number, self.persona, self.channel, self.zone, self.email_known = number, persona, channel, zone, email_known
        self.score, self.muted, self.sends, self.repeats, self.visits = 0, set(), [], set(), None


class Shop:
    def __init__(self, env, rng, check):
        self.env, self.rng, self.check = env, rng, check
        self.people = []
        self.entered = Counter()  # by step, persona and channel
        self.message = Counter()  # by message, what happened and persona
        self.conversions = Counter()
        self.times = []
        self.repeats = Counter()  # people by pair of messages
        self.witnesses = {}  # four people by pair of messages
        self.routes = {}
        for page, (_, outs) in PAGES.items():
            for i, persona in enumerate(PERSONAS):
                self.routes[page, persona] = (list(accumulate(p[i] for p in outs.values())), list(outs) + [None])

    def exp(self, mean):
        return round(self.rng.expovariate(1 / mean))

    def arrivals(self, people):
        env, rng, names = self.env, self.rng, list(CHANNELS)
        for number, at in enumerate(sorted(rng.randrange(HORIZON) for _ in range(people))):
            yield env.timeout(at - env.now)
            channel = rng.choices(names, [CHANNELS[name][0] for name in names])[0]
            persona = rng.choices(PERSONAS, CHANNELS[channel][1])[0]
            p = Person(number, persona, channel, rng.choice(ZONES), rng.random() < EMAIL_KNOWN[persona])
            p.visits = Counter() if self.check else None
            self.people.append(p)
            env.process(self.visitor(p))
            if p.email_known:
                env.process(self.newsletter(p))
            if (channel, persona) in APP:
                env.process(self.push(p))

    def enter(self, p, step):
        self.entered[step, p.persona, p.channel] += 1
        if p.visits is not None:
            p.visits[step] += 1

    def visitor(self, p):
        env, rng = self.env, self.rng
        arrived, step = env.now, "landing"
        while step is not None:
            self.enter(p, step)
            if step in PAGES:
                p.score += 1
                yield env.timeout(self.exp(PAGES[step][0] * HOUR))
                cuts, targets = self.routes[step, p.persona]
                step = targets[bisect(cuts, rng.random())]
            elif step == "has_email":
                step = "wait1" if p.email_known else None
            elif step == "wait1":
                yield env.timeout(self.exp(24 * HOUR))
                step = "email"
            elif step == "email":
                outcome = yield from self.send(p, step)
                if outcome == "clicked":
                    p.score += 5
                    step = "product"
                elif outcome == "not sent":
                    yield env.timeout(24 * HOUR)
                    step = "wait2"
                else:
                    p.score += outcome == "opened"
                    step = None if "mail" in p.muted else "wait2"
            elif step == "wait2":
                yield env.timeout(27 * HOUR)
                step = "sms"
            elif step == "sms":
                outcome = yield from self.send(p, step)
                p.score += {"clicked": 5, "opened": 1}.get(outcome, 0)
                step = "cart" if outcome == "clicked" else None
            else:
                p.score += 1
                self.conversions[p.persona, p.channel] += 1
                self.times.append(env.now - arrived)
                step = None

    def newsletter(self, p):
        yield self.env.timeout(9 * HOUR)
        for times in count(1):
            self.enter(p, "nl_times")
            if times > 5:
                return
            self.enter(p, "nl_wait")
            yield self.env.timeout(self.exp(63 * HOUR))
            self.enter(p, "nl_hot")
            message = "nl_offer" if p.score >= 8 else "nl_mail"
            self.enter(p, message)
            outcome = yield from self.send(p, message, within=lambda: "newsletter" not in p.muted)
            if outcome == "left":
                return
            if outcome == "not sent":
                yield self.env.timeout(12 * HOUR)
            p.score += {"clicked": 5, "opened": 1}.get(outcome, 0)

    def push(self, p):
        yield self.env.timeout(5 * HOUR)
        for times in count(1):
            self.enter(p, "push_times")
            if times > 4:
                return
            self.enter(p, "push_wait")
            yield self.env.timeout(self.exp(27 * HOUR))
            self.enter(p, "push_message")
            outcome = yield from self.send(p, "push_message", within=lambda: "push" not in p.muted)
            if outcome == "left":
                return
            if outcome == "not sent":
                yield self.env.timeout(6 * HOUR)
            p.score += 3 if outcome == "clicked" else 0

    def send(self, p, name, within=None):
        """Send a message through quiet hours and caps and wait for what comes of it. Within is what must hold for the
        scenario to go on."""
        env, rng, m = self.env, self.rng, MESSAGES[name]
        while True:
            if within and not within():
                return "left"
            if m.channel in p.muted:
                return "not sent"
            clock = (env.now + p.zone) % DAY
            if 8 * HOUR <= clock < 22 * HOUR:
                break
            yield At(env, (8 * HOUR - clock) % DAY, within is None)
        most, window, channels = CAPS[m.channel]
        if sum(1 for at, channel, _, _ in p.sends if channel in channels and env.now - at < window) >= most:
            self.message[name, "capped", p.persona] += 1
            return "not sent"
        self.message[name, "sent", p.persona] += 1
        tired = 1 + 0.15 * (1 + sum(1 for at, _, _, _ in p.sends if env.now - at < WEEK))
        self.look_for_repeats(p, name, m)
        p.sends.append((env.now, m.channel, m.content, name))
        opens = rng.random() < m.opened[p.persona]
        delay = self.exp(m.mean)
        seen = env.now + delay < HORIZON  # what comes later is not counted
        if (opens or m.channel == "push") and rng.random() < m.clicked[p.persona]:
            self.message[name, "opened", p.persona] += opens and seen
            self.message[name, "clicked", p.persona] += seen
            if delay <= m.decide_after:
                yield env.timeout(delay)
                return "clicked"
        else:
            self.message[name, "opened", p.persona] += opens and seen
            if rng.random() < m.unsubscribed[p.persona] * tired:
                env.process(self.unsubscribe(p, name, delay))
        yield env.timeout(m.decide_after)
        return "opened" if opens and delay <= m.decide_after else "not opened"

    def unsubscribe(self, p, name, delay):
        yield self.env.timeout(delay)
        channel = MESSAGES[name].channel
        if channel not in p.muted:
            self.message[name, "unsubscribed", p.persona] += 1
            p.muted.add(channel)

    def look_for_repeats(self, p, name, m):
        for at, _, content, earlier in reversed(p.sends):
            if self.env.now - at >= WEEK:
                break
            pair = (min(name, earlier), max(name, earlier))
            if content == m.content and pair not in p.repeats:
                p.repeats.add(pair)
                self.repeats[pair] += 1
                witnesses = self.witnesses.setdefault(pair, [])
                if len(witnesses) < 4:
                    witnesses.append(p.number)

    def most_in_a_day(self, p):
        return max(Counter((at + p.zone) // DAY for at, _, _, _ in p.sends).values(), default=0)

    def most_in_a_week(self, p):
        most, first = 0, 0
        for last, (at, _, _, _) in enumerate(p.sends):
            while at - p.sends[first][0] >= WEEK:
                first += 1
            most = max(most, last - first + 1)
        return most


def dense(counter):
    return [counter[k] for k in range(max(counter) + 1)]


def simulate(people, rng, check):
    env = simpy.Environment()
    shop = Shop(env, rng, check)
    env.process(shop.arrivals(people))
    env.run(until=HORIZON)
    report = {
        "entered": by_step(shop.entered),
        "outcomes": by_message(shop.message),
        "converted": sum(shop.conversions.values()),
        "messages": dense(Counter(len(p.sends) for p in shop.people)),
        "worst_day": dense(Counter(shop.most_in_a_day(p) for p in shop.people)),
        "worst_week": dense(Counter(shop.most_in_a_week(p) for p in shop.people)),
        "repeats": {"+".join(pair): n for pair, n in shop.repeats.items()},
    }
    if check:
        report.update(spread([p.visits for p in shop.people]), times=sorted(t / 1000 for t in shop.times))
    return report


if __name__ == "__main__":
    main("ref3", simulate)

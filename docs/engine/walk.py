M = (1 << 64) - 1
G = 0x9E3779B97F4A7C15                       # 2^64 / golden ratio, the step of SplitMix64

def mix(z):                                  # its finaliser
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & M
    z = (z ^ z >> 27) * 0x94D049BB133111EB & M
    return z ^ z >> 31

def record(id):                              # FNV-1a, then the finaliser
    h = 0xCBF29CE484222325
    for b in id.encode():
        h = (h ^ b) * 0x100000001B3 & M
    return mix(h)

def person(seed, entry, day, ordinal):
    source = mix(mix(seed + G & M) + G * record(entry) & M)
    return mix(source + G * (day << 32 | ordinal) & M)

def draw(who, id, instance, visit, purpose):
    return mix(who + G * record(id) + G * (instance << 40 | visit << 8 | purpose) & M)

home = 0
for n in range(100_000):
    who, at, visits = person(1, "in", 0, n), "s1", {"s1": 0, "s2": 0}
    while at in visits:
        r = draw(who, at, 0, visits[at], 0)  # purpose 0: which way on
        visits[at] += 1
        first = r >> 32 < 1 << 31            # the link drawn first, weight 0.5
        at = {"s1": ("s2", "bar"), "s2": ("home", "s1")}[at][not first]
    home += at == "home"
print(home)

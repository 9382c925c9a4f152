"""From ranges of addresses with countries and autonomous systems to the bytes of places.bin. README.md has the format."""

import csv
import hashlib
import heapq
import io
import ipaddress
import tarfile
import unicodedata
import zlib
from typing import NamedTuple

MAGIC = b"WEIRIPPL"
VERSION = 1
BITS = {4: 32, 6: 128}
RECENT = 250
NEW, LITERAL = 254, 255


class Source(NamedTuple):
    package: str
    version: str
    date: str
    url: str
    integrity: str
    licence: str
    credit: str


class Network(NamedTuple):
    """An autonomous system's addresses of one kind; asn 0 is none."""

    asn: int
    organisation: str
    kind: str


UNKNOWN = Network(0, "", "UNKNOWN")
NOWHERE = ("", UNKNOWN)


def lines(text):
    """Line number and content without comments; of empty lines nothing."""
    for number, line in enumerate(text.splitlines(), 1):
        content = line.split("#", 1)[0].strip()
        if content:
            yield number, content


def read_sources(text):
    return [Source(*line.split("\t")) for _, line in lines(text)]


# --- Ranges ----------------------------------------------------------------------------------------------------------


def flatten(ranges, bits):
    """Steps [(start, value)…] over all addresses, None where no range lies, made of (first, last, value), which may overlap.

    Of the ranges that an address lies in, the one with the fewest addresses wins, among as long ones the one that begins
    last, among equal ones the one that comes last.
    """
    edges = []
    for order, (first, last, _) in enumerate(ranges):
        if not 0 <= first <= last < 1 << bits:
            raise ValueError(f"Invalid range: {first} to {last}")
        edges.append((first, order))
        edges.append((last + 1, -1))
    edges.sort()
    steps = []
    open_ranges = []
    at = 0
    i = 0
    append_step(steps, 0, None)
    while i < len(edges):
        at = edges[i][0]
        while i < len(edges) and edges[i][0] == at:
            order = edges[i][1]
            if order >= 0:
                first, last, value = ranges[order]
                heapq.heappush(open_ranges, (last - first, -first, -order, last, value))
            i += 1
        while open_ranges and open_ranges[0][3] < at:
            heapq.heappop(open_ranges)
        if at < 1 << bits:
            append_step(steps, at, open_ranges[0][4] if open_ranges else None)
    return steps


def append_step(steps, start, value):
    """Appends a step, unless it says what the one before says."""
    if steps and steps[-1][0] == start:
        steps.pop()
    if not steps or steps[-1][1] != value:
        steps.append((start, value))


def join(layers, combine):
    """Steps over what all layers' steps say: combine gets a value of each."""
    starts = sorted({start for layer in layers for start, _ in layer})
    at = [0] * len(layers)
    steps = []
    for start in starts:
        for n, layer in enumerate(layers):
            while at[n] + 1 < len(layer) and layer[at[n] + 1][0] <= start:
                at[n] += 1
        append_step(steps, start, combine(*(layer[at[n]][1] for n, layer in enumerate(layers))))
    return steps


def network_range(text):
    network = ipaddress.ip_network(text)
    return network.version, int(network.network_address), int(network.broadcast_address)


# --- Kinds -----------------------------------------------------------------------------------------------------------


def words_of(name):
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "".join(c if c.isalnum() else " " for c in plain).split()


class Kinds:
    """The rules of kinds.txt and the blocks of special.txt."""

    KINDS = ("UNKNOWN", "PRIVATE", "RESERVED", "CRAWLER", "HOSTING", "EDUCATION", "ISP", "OTHER")

    def __init__(self, kinds, special):
        self.numbers = {}
        self.rules = []
        self.networks = {4: [], 6: []}
        self.special = {4: [], 6: []}
        self.tests = []
        for number, line in lines(kinds):
            self.add(line, f"line {number} of kinds.txt")
        for number, line in lines(special):
            kind, network = line.split()
            self.require(kind, f"line {number} of special.txt")
            version, first, last = network_range(network)
            self.special[version].append((first, last, kind))

    def require(self, kind, where):
        if kind not in self.KINDS:
            raise ValueError(f"Invalid kind in {where}: {kind}, must be one of {', '.join(self.KINDS)}")

    def add(self, line, where):
        if line.startswith("test "):
            _, kind, number, name = line.split(None, 3)
            self.tests.append((kind, int(number), name))
            return
        kind, how, rest = line.split(None, 2)
        self.require(kind, where)
        if how == "as":
            for number in rest.split():
                if self.numbers.setdefault(int(number), kind) != kind:
                    raise ValueError(f"Invalid rule in {where}: AS{number} has two kinds")
        elif how == "net":
            for network in rest.split():
                version, first, last = network_range(network)
                self.networks[version].append((first, last, kind))
        elif how == "name":
            beginning = " ".join(words_of(rest)) + " "
            self.rules.append((kind, lambda text, _, b=beginning: text.startswith(b, 1)))
        elif how == "word":
            wanted = frozenset(rest.split())
            self.rules.append((kind, lambda _, words, w=wanted: not w.isdisjoint(words)))
        elif how == "part":
            parts = [part.replace("_", " ") for part in rest.split()]
            self.rules.append((kind, lambda text, _, p=parts: any(part in text for part in p)))
        else:
            raise ValueError(f"Invalid rule in {where}: {how}, must be as, name, word, part or net")

    def of(self, asn, name):
        if asn in self.numbers:
            return self.numbers[asn]
        words = words_of(name)
        text = " " + " ".join(words) + " "
        for kind, applies in self.rules:
            if applies(text, words):
                return kind
        return "OTHER"


def is_assigned(asn):
    """Not one of IANA's special-purpose numbers (RFC 7249): AS_TRANS, documentation, private use, last ones."""
    return asn != 0 and asn != 23456 and not 64496 <= asn <= 65551 and asn < 4200000000


# --- The sources -----------------------------------------------------------------------------------------------------


def read_csv(tarball, name):
    with tarfile.open(fileobj=io.BytesIO(tarball), mode="r:gz") as files:
        with files.extractfile("package/" + name) as content:
            yield from csv.reader(io.TextIOWrapper(content, "utf-8", newline=""))


def countries(tarball, version):
    """(first, last, country) of each row."""
    ranges = []
    for first, last, country in read_csv(tarball, f"dbip-country-ipv{version}-num.csv"):
        if len(country) != 2 or not country.isascii() or not country.isupper():
            raise ValueError(f"Invalid country: {country}")
        if country != "ZZ":
            ranges.append((int(first), int(last), country))
    return ranges


def networks(tarball, version, kinds, known):
    """(first, last, network) of each row with an assigned number; known is filled with one network a number."""
    ranges = []
    for first, last, number, name in read_csv(tarball, f"asn-ipv{version}-num.csv"):
        asn = int(number)
        if not is_assigned(asn):
            continue
        if asn not in known:
            known[asn] = Network(asn, name.strip(), kinds.of(asn, name))
        ranges.append((int(first), int(last), known[asn]))
    return ranges


def place(country, network, kind, special):
    """What the table says of an address, by what each layer says of it."""
    if special is not None:
        return ("", UNKNOWN._replace(kind=special))
    network = network or UNKNOWN
    if kind is not None:
        network = network._replace(kind=kind)
    return (country or "", network)


# --- The bytes -------------------------------------------------------------------------------------------------------


def varint(n):
    out = bytearray()
    while n > 0x7F:
        out.append(n & 0x7F | 0x80)
        n >>= 7
    out.append(n)
    return bytes(out)


def section(content):
    return varint(len(content)) + bytes(content)


class Places:
    """The distinct places in the order in which they first appear, and the networks and countries that they name."""

    def __init__(self):
        self.places = {NOWHERE: 0}
        self.networks = {UNKNOWN: 0}
        self.countries = {"": 0}
        self.country_column = bytearray()
        self.network_column = bytearray()

    def add(self, new):
        country, network = new
        self.places[new] = len(self.places)
        self.country_column.append(self.countries.setdefault(country, len(self.countries)))
        # The next network that was not there before is 0, another one its index and 1.
        index = self.networks.get(network)
        if index is None:
            self.networks[network] = len(self.networks)
            self.network_column += varint(0)
        else:
            self.network_column += varint(index + 1)

    def column(self, steps):
        """Each step's place: how long ago it came last, or that it is the next new one, or its index."""
        codes = bytearray()
        planes = [bytearray(), bytearray(), bytearray()]
        recent = []
        for _, value in steps:
            if value not in self.places:
                self.add(value)
                codes.append(NEW)
            elif value in recent:
                codes.append(recent.index(value))
                recent.remove(value)
            else:
                codes.append(LITERAL)
                index = self.places[value]
                for n, plane in enumerate(planes):
                    plane.append(index >> 8 * n & 0xFF)
            recent.insert(0, value)
            del recent[RECENT:]
        return section(codes) + b"".join(section(plane) for plane in planes)

    def sections(self):
        kinds = "\n".join(Kinds.KINDS).encode()
        numbers = bytearray()
        names = bytearray()
        network_kinds = bytearray()
        for network in list(self.networks)[1:]:
            numbers += varint(network.asn)
            network_kinds.append(Kinds.KINDS.index(network.kind))
            name = network.organisation.encode()
            names += varint(len(name)) + name
        codes = "".join(list(self.countries)[1:]).encode("ascii")
        columns = (kinds, codes, numbers, network_kinds, names, self.country_column, self.network_column)
        return b"".join(section(column) for column in columns)


def starts(steps, version):
    """The first addresses: each difference to the one before as a power of two and what it multiplies."""
    zeros = bytearray()
    factors = bytearray()
    low = bytearray()
    before = 0
    for start, _ in steps[1:]:
        high = start if version == 4 else start >> 64
        difference = high - before
        before = high
        if difference == 0:
            zeros.append(64)
        else:
            power = (difference & -difference).bit_length() - 1
            zeros.append(power)
            factors += varint(difference >> power + 1)
        if version == 6:
            low += varint(start & (1 << 64) - 1)
    return section(zeros) + section(factors) + (section(low) if version == 6 else b"")


def encode(steps4, steps6, header):
    places = Places()
    columns = b""
    for version, steps in ((4, steps4), (6, steps6)):
        columns += section(varint(len(steps))) + starts(steps, version) + places.column(steps)
    if len(places.countries) > 256 or len(places.places) >= 1 << 24:
        raise ValueError("Cannot write the table: more countries or places than the format has room for")
    text = header.encode()
    rest = len(text).to_bytes(4, "big") + text + zlib.compress(places.sections() + columns, 9)
    return MAGIC + VERSION.to_bytes(4, "big") + zlib.crc32(rest).to_bytes(4, "big") + rest


def table(sources, tarballs, kinds_text, special_text):
    """The table's bytes, and a summary for whoever made it."""
    kinds = Kinds(kinds_text.decode("utf-8"), special_text.decode("utf-8"))
    by_name = {source.package.rsplit("/", 1)[1]: tarballs[source.package] for source in sources}
    known = {}
    steps = {}
    for version, bits in BITS.items():
        layers = (
            countries(by_name["dbip-country"], version),
            networks(by_name["asn"], version, kinds, known),
            kinds.networks[version],
            kinds.special[version],
        )
        steps[version] = join([flatten(layer, bits) for layer in layers], place)
    header = "".join(
        f"source\t{s.package} {s.version}, {s.date}, {s.licence}, data by {s.credit}\n" for s in sources
    )
    header += f"input\tkinds.txt\t{hashlib.sha256(kinds_text).hexdigest()}\n"
    header += f"input\tspecial.txt\t{hashlib.sha256(special_text).hexdigest()}\n"
    summary = "".join(f"{len(steps[v])} ranges of IPv{v}\n" for v in BITS) + summarise(known, steps[4])
    return encode(steps[4], steps[6], header), summary


def summarise(known, steps):
    """How many systems and IPv4 addresses are of each kind."""
    systems = dict.fromkeys(Kinds.KINDS, 0)
    addresses = dict.fromkeys(Kinds.KINDS, 0)
    for network in known.values():
        systems[network.kind] += 1
    for n, (start, (_, network)) in enumerate(steps):
        end = steps[n + 1][0] if n + 1 < len(steps) else 1 << 32
        addresses[network.kind] += end - start
    return "\n".join(f"{k:10}{systems[k]:8} systems {addresses[k]:12} IPv4 addresses" for k in Kinds.KINDS)

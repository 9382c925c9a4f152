"""Tests of build.py: python3 -m unittest build_test."""

import pathlib
import random
import unittest
import zlib

import build

HERE = pathlib.Path(__file__).resolve().parent


def naive(ranges, address):
    """The shortest range around the address, by its definition."""
    around = [(last - first, -first, -n, value) for n, (first, last, value) in enumerate(ranges) if first <= address <= last]
    return min(around)[3] if around else None


def value_at(steps, address):
    return [value for start, value in steps if start <= address][-1]


class FlattenTest(unittest.TestCase):
    def test_the_most_specific_range_wins(self):
        steps = build.flatten([(0, 99, "A"), (10, 19, "B"), (15, 15, "C")], 8)
        self.assertEqual(
            steps, [(0, "A"), (10, "B"), (15, "C"), (16, "B"), (20, "A"), (100, None)]
        )

    def test_of_two_that_cross_the_shorter_wins(self):
        self.assertEqual(build.flatten([(0, 100, "A"), (90, 110, "B")], 8), [(0, "A"), (90, "B"), (111, None)])
        self.assertEqual(build.flatten([(0, 20, "A"), (10, 110, "B")], 8), [(0, "A"), (21, "B"), (111, None)])

    def test_adjacent_equal_ranges_are_one(self):
        self.assertEqual(build.flatten([(0, 9, "A"), (10, 255, "A")], 8), [(0, "A")])

    def test_ends_where_the_addresses_end(self):
        self.assertEqual(build.flatten([(250, 255, "A")], 8), [(0, None), (250, "A")])
        self.assertEqual(build.flatten([], 8), [(0, None)])
        self.assertRaises(ValueError, build.flatten, [(250, 256, "A")], 8)
        self.assertRaises(ValueError, build.flatten, [(5, 4, "A")], 8)

    def test_is_what_its_definition_says_of_every_address(self):
        for seed in range(300):
            source = random.Random(seed)
            ranges = []
            for _ in range(source.randrange(20)):
                first = source.randrange(256)
                ranges.append((first, min(255, first + source.randrange(1 + source.choice((1, 8, 100)))), source.choice("ABC")))
            steps = build.flatten(ranges, 8)
            with self.subTest(seed=seed):
                self.assertEqual([value_at(steps, a) for a in range(256)], [naive(ranges, a) for a in range(256)])
                self.assertTrue(all(a[0] < b[0] and a[1] != b[1] for a, b in zip(steps, steps[1:])))

    def test_layers_are_joined_and_merged(self):
        joined = build.join([[(0, 1), (10, 2)], [(0, 5), (10, 4), (20, 7)]], lambda a, b: a + b)
        self.assertEqual(joined, [(0, 6), (20, 9)])


class KindsTest(unittest.TestCase):
    KINDS = build.Kinds((HERE / "kinds.txt").read_text("utf-8"), (HERE / "special.txt").read_text("utf-8"))

    def test_each_example_of_the_rules_holds(self):
        self.assertGreater(len(self.KINDS.tests), 30)
        for kind, asn, name in self.KINDS.tests:
            with self.subTest(name=name):
                self.assertEqual(self.KINDS.of(asn, name), kind)

    def test_the_first_rule_that_applies_decides(self):
        kinds = build.Kinds("ISP as 1\nHOSTING name Big Cloud\nISP word net\nHOSTING part cloud\n", "")
        self.assertEqual(kinds.of(1, "Big Cloud"), "ISP")
        self.assertEqual(kinds.of(2, "Big-Cloud Net"), "HOSTING")
        self.assertEqual(kinds.of(2, "Cloudy Net"), "ISP")
        self.assertEqual(kinds.of(2, "Cloudy Network"), "HOSTING")
        self.assertEqual(kinds.of(2, "Big Clouds of Rain"), "HOSTING")
        self.assertEqual(kinds.of(2, "Biggest"), "OTHER")

    def test_case_and_accents_do_not_count(self):
        self.assertEqual(build.Kinds("ISP word telefonica", "").of(2, "TELEFÓNICA S.A."), "ISP")

    def test_a_wrong_rule_is_named(self):
        for rule in ("HOSTNG as 1", "HOSTING asn 1", "HOSTING as 1\nISP as 1"):
            with self.assertRaisesRegex(ValueError, "of kinds.txt"):
                build.Kinds(rule, "")

    def test_special_numbers_name_nobody(self):
        for asn in (0, 23456, 64496, 64512, 65535, 65536, 65551, 4200000000, 4294967295):
            self.assertFalse(build.is_assigned(asn), asn)
        for asn in (1, 23455, 64495, 65552, 400000, 4199999999):
            self.assertTrue(build.is_assigned(asn), asn)


class BytesTest(unittest.TestCase):
    def test_the_same_input_gives_the_same_bytes(self):
        a = build.Network(7, "Ä", "ISP")
        steps4 = [(0, build.NOWHERE), (256, ("DE", a)), (512, ("", a)), (1024, build.NOWHERE)]
        steps6 = [(0, build.NOWHERE), (1 << 64, ("DE", a)), ((1 << 64) + 5, build.NOWHERE)]
        first = build.encode(steps4, steps6, "source\tx\n")
        self.assertEqual(first, build.encode(steps4, steps6, "source\tx\n"))
        self.assertEqual(first[:12], b"WEIRIPPL\0\0\0\1")
        self.assertEqual(int.from_bytes(first[12:16], "big"), zlib.crc32(first[16:]))
        columns = zlib.decompress(first[16 + 4 + len("source\tx\n") :])
        # Differences 256, 256, 512: eight, eight and nine zeros, nothing above the lowest one.
        self.assertIn(b"\x01\x04" + b"\x03\x08\x08\x09" + b"\x03\x00\x00\x00", columns)
        # Nowhere is new, too, but known: place 0 stands by its index.
        self.assertIn(b"\x04\xff\xfe\xfe\x02", columns)


if __name__ == "__main__":
    unittest.main()

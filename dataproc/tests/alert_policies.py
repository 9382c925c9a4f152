"""Alert policies of Cloud Monitoring, evaluated minute by minute as its documentation says that it does.

- A threshold compares what its aligner makes of the alignment period that ends now, and must be violated for the whole
  duration; where there is no data, there is nothing to compare.
  https://cloud.google.com/monitoring/alerts/concepts-indepth
- An absence is violated by a series that had data before and has none in the duration.
  https://cloud.google.com/monitoring/api/ref_v3/rest/v3/projects.alertPolicies#metricabsence
- A PromQL condition is met where its query answered with anything at each evaluation for as long as the duration.
  https://cloud.google.com/monitoring/alerts/using-promql, https://prometheus.io/docs/prometheus/latest/querying/operators/

Of PromQL, it knows what the policies use; whatever else stands in a query is an error.
"""

import bisect
import dataclasses
import re

TOKEN = re.compile(r'\s*([a-z_]+:[a-z_]+\{[^}]*\}\[\d+[smhd]\]|[a-z]+|\d+|==|[()+])')
SELECTOR = re.compile(r'([a-z_]+):([a-z_]+)\{monitored_resource="([a-z_]+)"\}\[(\d+)([smhd])\]')
UNITS = {"s": 1 / 60, "m": 1, "h": 60, "d": 1440}


def minutes(duration):
    return int(duration[:-1]) / 60


class Series:
    """A metric of one kind of resource: values, and the minutes since the beginning at which they came, in order."""

    def __init__(self, points):
        self.points = sorted(points)
        self.times = [time for time, _ in self.points]

    def within(self, begin, end):
        """The values that came after begin, and not after end."""
        return [value for _, value in self.points[bisect.bisect_right(self.times, begin) : bisect.bisect_right(self.times, end)]]

    def count(self, begin, end):
        return bisect.bisect_right(self.times, end) - bisect.bisect_right(self.times, begin)


@dataclasses.dataclass(frozen=True)
class Monitoring:
    """What there is to look at: Series by type of metric and resource. A metric that nobody wrote has none."""

    series: dict

    def of(self, metric, resource):
        return self.series.get((metric, resource), Series([]))

    def incidents(self, policy, end):
        """The minutes before end at which the policy opens an incident; one that is open opens no other."""
        opened = []
        for condition in policy["conditions"]:
            was = False
            for now, fires in enumerate(self.firing(condition, end)):
                if fires and not was:
                    opened.append(now)
                was = fires
        return sorted(opened)

    def firing(self, condition, end):
        """For each minute before end, whether the condition has been violated for as long as it must be."""
        met, since = self.judge(condition), None
        for now in range(end):
            true, lasting = met(now)
            since = (now if since is None else since) if true else None
            yield true and now - since >= lasting

    def judge(self, condition):
        """A function from a minute to whether the condition is violated there, and for how long it must be."""
        for kind in ("conditionThreshold", "conditionAbsent", "conditionPrometheusQueryLanguage"):
            if kind in condition:
                return getattr(self, kind)(condition[kind])
        raise ValueError(f"unknown condition: {sorted(condition)}")

    def conditionThreshold(self, condition):
        series = self.of(*names(condition["filter"]))
        (aggregation,) = condition["aggregations"]
        period, lasting = minutes(aggregation["alignmentPeriod"]), minutes(condition["duration"])
        align = {
            "ALIGN_DELTA": sum,
            "ALIGN_MAX": max,
            "ALIGN_PERCENTILE_95": lambda values: sorted(values)[int(0.95 * (len(values) - 1))],
        }[aggregation["perSeriesAligner"]]
        assert condition["comparison"] == "COMPARISON_GT"

        def met(now):
            values = series.within(now - period, now)
            return bool(values) and align(values) > condition["thresholdValue"], lasting

        return met

    def conditionAbsent(self, condition):
        series = self.of(*names(condition["filter"]))
        duration = minutes(condition["duration"])
        return lambda now: (series.count(-1, now) > 0 and series.count(now - duration, now) == 0, 0)

    def conditionPrometheusQueryLanguage(self, condition):
        query = self.parsed(condition["query"])
        lasting = minutes(condition["duration"])
        assert condition["evaluationInterval"] == "60s"
        return lambda now: (query(now) is not None, lasting)

    def parsed(self, text):
        """A function from a minute to the query's answer: a number without labels, or None for no answer."""
        tokens, at = [], 0
        while text[at:].strip():
            token = TOKEN.match(text, at)
            if not token:
                raise ValueError(f"no such thing in this evaluator: {text[at:]}")
            tokens.append(token.group(1))
            at = token.end()
        tokens.append("")

        def take(wanted):
            if tokens[0] != wanted:
                raise ValueError(f"'{tokens[0]}' where {wanted} is expected in {text}")
            tokens.pop(0)

        def binary(operators, operand):
            left = operand()
            while tokens[0] in operators:
                left = combined(tokens.pop(0), left, operand())
            return left

        def either():
            return binary({"or"}, compared)

        def compared():
            return binary({"=="}, added)

        def added():
            return binary({"+"}, single)

        def single():
            token = tokens.pop(0)
            if token.isdigit():
                return lambda now: float(token)
            if token == "(":
                inner = either()
                take(")")
                return inner
            if token in ("sum", "vector"):
                # Neither changes a number that has no labels.
                take("(")
                inner = either()
                take(")")
                return inner
            if token == "increase":
                take("(")
                answer = self.increase(tokens.pop(0))
                take(")")
                return answer
            raise ValueError(f"no such thing in this evaluator: {token}")

        whole = either()
        take("")
        return whole

    def increase(self, selector):
        domain, path, resource, length, unit = SELECTOR.fullmatch(selector).groups()
        # Distributions have their count under a name of its own; the metrics' own names have no such end.
        metric = domain.replace("_", ".") + "/" + re.sub("^user_weir_", "user/weir/", path).removesuffix("_count")
        series, back = self.of(metric, resource), int(length) * UNITS[unit]
        counts = path.endswith("_count")

        def answer(now):
            found = series.count(now - back, now)
            return None if found == 0 else float(found if counts else sum(series.within(now - back, now)))

        return answer


def combined(operator, left, right):
    """As PromQL matches what has no labels: each side is there or is not."""

    def answer(now):
        a, b = left(now), right(now)
        if operator == "or":
            return b if a is None else a
        if a is None or b is None:
            return None
        return a + b if operator == "+" else (a if a == b else None)

    return answer


def names(text):
    """The metric and the resource of a filter."""
    return re.search(r'metric\.type="([^"]+)"', text).group(1), re.search(r'resource\.type="([^"]+)"', text).group(1)

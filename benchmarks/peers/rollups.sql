-- What Weir's batch layer does with a log of the combined format: each line parsed once, lines that occur more than once found,
-- and all seven rollups added up and forced. The path's template is made by one regular expression.
CREATE OR REPLACE TABLE lines ENGINE = Memory AS
SELECT
    cityHash64(line) AS hash,
    extractGroups(
        line,
        '^(\\S+) \\S+ (\\S+) \\[([^\\]]+)\\] "(?:(\\S+) ([^ ?"]+)(?:\\?(\\S*))? HTTP/([0-9.]+)|[^"]*)" (\\d{3}) (\\d+|-) "([^"]*)" "([^"]*)"'
    ) AS groups,
    groups[1] AS client,
    parseDateTimeOrNull(groups[3], '%d/%b/%Y:%H:%i:%s %z', 'UTC') AS time,
    groups[4] AS method,
    groups[5] AS path,
    replaceRegexpAll(path, '[0-9a-f-]{16,}|[0-9]+', '{id}') AS template,
    toUInt16OrNull(groups[8]) AS status,
    toUInt64OrNull(groups[9]) AS bytes,
    domain(groups[10]) AS referrer,
    groups[11] AS agent
FROM file('{file}', LineAsString)
WHERE client != '';

SELECT count(), sum(times) FROM (SELECT hash, count() AS times FROM lines GROUP BY hash HAVING times > 1);

SELECT count(), sum(requests), sum(volume), sum(s4), sum(post), sum(clients), sum(client_agents)
FROM (
    SELECT
        toStartOfMinute(time) AS minute,
        count() AS requests,
        sum(bytes) AS volume,
        countIf(intDiv(status, 100) = 1) AS s1,
        countIf(intDiv(status, 100) = 2) AS s2,
        countIf(intDiv(status, 100) = 3) AS s3,
        countIf(intDiv(status, 100) = 4) AS s4,
        countIf(intDiv(status, 100) = 5) AS s5,
        countIf(method = 'GET') AS get,
        countIf(method = 'HEAD') AS head,
        countIf(method = 'POST') AS post,
        countIf(method = 'PUT') AS put,
        countIf(method = 'DELETE') AS delete,
        countIf(method = 'OPTIONS') AS options,
        countIf(method = 'PATCH') AS patch,
        uniqCombined(client) AS clients,
        uniqCombined(client, agent) AS client_agents
    FROM lines GROUP BY minute
);

SELECT count(), sum(requests), sum(volume)
FROM (SELECT toStartOfHour(time) AS hour, status, count() AS requests, sum(bytes) AS volume FROM lines GROUP BY hour, status);

SELECT count(), sum(requests), sum(volume), sum(s2), sum(s4), sum(s5), sum(clients)
FROM (
    SELECT
        toStartOfHour(time) AS hour,
        count() AS requests,
        sum(bytes) AS volume,
        countIf(intDiv(status, 100) = 2) AS s2,
        countIf(intDiv(status, 100) = 3) AS s3,
        countIf(intDiv(status, 100) = 4) AS s4,
        countIf(intDiv(status, 100) = 5) AS s5,
        uniqCombined(client) AS clients
    FROM lines GROUP BY hour
);

SELECT count(), sum(requests), sum(volume), sum(s2), sum(s4), sum(s5)
FROM (
    SELECT
        toStartOfHour(time) AS hour,
        if(status = 404, '(not found)', template) AS path,
        count() AS requests,
        sum(bytes) AS volume,
        countIf(intDiv(status, 100) = 2) AS s2,
        countIf(intDiv(status, 100) = 3) AS s3,
        countIf(intDiv(status, 100) = 4) AS s4,
        countIf(intDiv(status, 100) = 5) AS s5
    FROM lines GROUP BY hour, path
);

SELECT count(), sum(requests)
FROM (SELECT toStartOfHour(time) AS hour, substring(path, 1, 256) AS missing, count() AS requests FROM lines WHERE status = 404 GROUP BY hour, missing);

SELECT count(), sum(requests)
FROM (SELECT toStartOfHour(time) AS hour, referrer, count() AS requests FROM lines GROUP BY hour, referrer);

SELECT count(), sum(requests), sum(volume), sum(s2), sum(s4), sum(s5)
FROM (
    SELECT
        toStartOfHour(time) AS hour,
        client,
        count() AS requests,
        sum(bytes) AS volume,
        countIf(intDiv(status, 100) = 2) AS s2,
        countIf(intDiv(status, 100) = 3) AS s3,
        countIf(intDiv(status, 100) = 4) AS s4,
        countIf(intDiv(status, 100) = 5) AS s5
    FROM lines GROUP BY hour, client
);

DROP TABLE lines

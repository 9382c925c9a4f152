-- Weir's rollup `traffic` of the combined format, nothing else: only what it needs is extracted.
SELECT count(), sum(requests), sum(volume), sum(s2), sum(s4), sum(s5), sum(get), sum(clients), sum(client_agents)
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
        uniq(client) AS clients,
        uniq(client, agent) AS client_agents
    FROM (
        SELECT
            extractGroups(
                line,
                '^(\\S+) \\S+ \\S+ \\[([^\\]]+)\\] "(?:(\\S+) [^ "]+ HTTP/[0-9.]+|[^"]*)" (\\d{3}) (\\d+|-) "[^"]*" "([^"]*)"'
            ) AS groups,
            groups[1] AS client,
            parseDateTimeOrNull(groups[2], '%d/%b/%Y:%H:%i:%s %z', 'UTC') AS time,
            groups[3] AS method,
            toUInt16OrNull(groups[4]) AS status,
            toUInt64OrNull(groups[5]) AS bytes,
            groups[6] AS agent
        FROM file('{file}', LineAsString)
    )
    WHERE client != ''
    GROUP BY minute
)

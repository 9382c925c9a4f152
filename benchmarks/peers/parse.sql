-- Every field of a line of the combined format, each forced: texts by their lengths, numbers by themselves.
SELECT
    count(),
    countIf(client != ''),
    sum(
        length(client) + length(user) + toUnixTimestamp(ifNull(time, toDateTime(0, 'UTC'))) + length(method)
        + length(path) + length(query) + length(protocol) + ifNull(status, 0) + ifNull(bytes, 0) + length(referer)
        + length(agent)
    )
FROM (
    SELECT
        extractGroups(
            line,
            '^(\\S+) \\S+ (\\S+) \\[([^\\]]+)\\] "(?:(\\S+) ([^ ?"]+)(?:\\?(\\S*))? HTTP/([0-9.]+)|[^"]*)" (\\d{3}) (\\d+|-) "([^"]*)" "([^"]*)"'
        ) AS groups,
        groups[1] AS client,
        groups[2] AS user,
        parseDateTimeOrNull(groups[3], '%d/%b/%Y:%H:%i:%s %z', 'UTC') AS time,
        groups[4] AS method,
        groups[5] AS path,
        groups[6] AS query,
        groups[7] AS protocol,
        toUInt16OrNull(groups[8]) AS status,
        toUInt64OrNull(groups[9]) AS bytes,
        groups[10] AS referer,
        groups[11] AS agent
    FROM file('{file}', LineAsString)
)

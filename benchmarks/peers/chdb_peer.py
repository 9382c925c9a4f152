"""Answers queries about log files with ClickHouse in this process.

Reads one JSON object a line, {"query": "parse", "file": "/var/log/access.log"}, runs the query of that name beside this
script, or several that end in semicolons, and prints one JSON object a line: {"seconds": ..., "answer": ...}. So that a
query can be timed warm:

    echo '{"query": "minutes", "file": "access.log"}' | python chdb_peer.py
"""

import json
import pathlib
import sys
import time

from chdb import session

QUERIES = pathlib.Path(__file__).parent
clickhouse = session.Session()
for line in sys.stdin:
    asked = json.loads(line)
    try:
        if asked["query"] == "version":
            sql = "SELECT version()"
        else:
            sql = (QUERIES / (asked["query"] + ".sql")).read_text()
            sql = sql.replace("{file}", str(pathlib.Path(asked["file"]).resolve()).replace("'", "\\'"))
        began = time.perf_counter()
        answers = [str(clickhouse.query(statement, "CSV")).strip() for statement in sql.split(";\n")]
        told = {"seconds": time.perf_counter() - began, "answer": "\n".join(filter(None, answers))}
    except Exception as e:
        told = {"error": str(e)}
    print(json.dumps(told), flush=True)

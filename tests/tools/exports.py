"""The join of docs/exports.md over many listings, in DuckDB and Spark, against a direct computation.

Usage: exports.py FOLDER LISTINGS. The listings are generated from their row number, so that the expected counts can be
computed without them: one combination of tag, day and nationality after the other, round and round.
"""

import csv
import datetime
import os
import re
import sys
from collections import Counter

import duckdb

FOLDER, LISTINGS = sys.argv[1], int(sys.argv[2])
ASKED = datetime.date(2026, 11, 22)
PARQUET = f"{FOLDER}/parquet/delisting_by_tag.parquet"


def documented_join(table):
    """The SQL of the documentation, with the name of the table in place of the reading of a file."""
    text = open("docs/exports.md", encoding="utf-8").read()
    sql = re.search(r"```sql\n(.*?)```", text, re.S).group(1)
    sql = sql.replace("read_parquet('DIR/delisting_by_tag.parquet')", table)
    assert "DIR" not in sql, "the documented join is not what this script expects"
    return f"SELECT tag, pathway, count(*) AS n FROM ({sql}) GROUP BY 1, 2"


def rows():
    with open(f"{FOLDER}/csv/delisting_by_tag.csv", encoding="utf-8", newline="") as file:
        day = lambda text: datetime.date.fromisoformat(text) if text else datetime.date.max
        for row in csv.DictReader(file):
            for key in ("listed_from", "listed_until", "from_day", "until_day"):
                row[key] = day(row[key])
            yield row


def combinations(table):
    """Listings as they may come: each tag, on days at and around the edges of every band, of each nationality."""
    seen = set()
    for row in table:
        for day in (row["listed_from"], row["listed_from"] + datetime.timedelta(days=40)):
            if day < ASKED:
                for nationality in ("any", "other", "ru", "us"):
                    seen.add((row["tag"], row["list"], day, None if nationality == "any" else nationality))
    return sorted(seen, key=str)


def direct(table, listings):
    """What each combination comes to, found by looking at every row, times how often it occurs."""
    expected = Counter()
    for at, (tag, on, listed, nationality) in enumerate(listings):
        found = [
            row
            for row in table
            if (row["tag"], row["list"]) == (tag, on)
            and row["listed_from"] <= listed < row["listed_until"]
            and row["nationality"] == (nationality or "any")
            and row["reading"] == "any"
            and row["from_day"] <= ASKED < row["until_day"]
        ]
        assert len(found) == 1, f"{tag} {on} {listed} {nationality}: {len(found)} rows"
        expected[tag, found[0]["pathway"]] += LISTINGS // len(listings) + (at < LISTINGS % len(listings))
    return expected


def main():
    table = list(rows())
    listings = combinations(table)
    expected = direct(table, listings)
    assert sum(expected.values()) == LISTINGS and len(expected) > 10, expected

    db = duckdb.connect()
    db.execute("CREATE TABLE seed (nth BIGINT, tag TEXT, list TEXT, listed DATE, nationality_class TEXT)")
    db.executemany("INSERT INTO seed VALUES (?, ?, ?, ?, ?)", [(i, *row) for i, row in enumerate(listings)])
    db.execute(
        "CREATE TABLE listings AS SELECT r.range AS id, s.tag, s.list, s.listed, s.nationality_class "
        f"FROM range({LISTINGS}) r JOIN seed s ON s.nth = r.range % {len(listings)}"
    )
    sql = documented_join(f"read_parquet('{PARQUET}')")
    found = Counter({(tag, pathway): n for tag, pathway, n in db.execute(sql).fetchall()})
    assert found == expected, f"DuckDB: {found - expected} {expected - found}"
    print(f"DuckDB {duckdb.__version__}: {LISTINGS} listings joined, {len(found)} counts as computed directly")

    db.execute(f"COPY listings TO '{FOLDER}/listings.parquet' (FORMAT parquet)")
    db.close()
    spark_join(expected)


def spark_join(expected):
    os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    import pyspark
    from pyspark.sql import SparkSession

    settings = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    spark = settings.config("spark.driver.memory", "2g").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    spark.read.parquet(f"{FOLDER}/listings.parquet").createOrReplaceTempView("listings")
    spark.read.parquet(PARQUET).createOrReplaceTempView("delisting_by_tag")
    counts = spark.sql(documented_join("delisting_by_tag")).collect()
    found = Counter({(row["tag"], row["pathway"]): row["n"] for row in counts})
    assert found == expected, f"Spark: {found - expected} {expected - found}"
    print(f"Spark {pyspark.__version__}: the same counts")
    spark.stop()


main()

#!/usr/bin/env python3
"""Makes data/regions/zhejiang_register.csv from the yearly lists of codes.

    eng/make-register.py            writes the file
    eng/make-register.py --check    exits 1 when the committed file differs

Takes every city and county of Zhejiang whose code was in force on 31 December of any year from 2004 on, with the
parent's code in place of its name and with an English name. Codes in force in 2018 or 2025 take the name of those
lists; the others are named here.
"""
import csv
import io
import sys
from pathlib import Path

FIRST_YEAR = 2004
REGIONS = Path(__file__).resolve().parent.parent / "data" / "regions"

# Names of codes and of code-and-name pairs that neither the list of 2018 nor that of 2025 has.
OLD_NAMES = {
    "江东区": "Jiangdong District",
    "奉化市": "Fenghua City",
    "富阳市": "Fuyang City",
    "临安市": "Lin'an City",
    "洞头县": "Dongtou County",
    "秀城区": "Xiucheng District",
    "绍兴县": "Shaoxing County",
    "上虞市": "Shangyu City",
    "玉环县": "Yuhuan County",
}


def read(name):
    with open(REGIONS / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def register():
    english = {}
    for name in ("zhejiang_2018.csv", "zhejiang_2025.csv"):
        for row in read(name):
            english[row["code"], row["name_zh"]] = row["name_en"]

    history = [row for row in read("zhejiang_history_1981_2025.csv")
               if not row["valid_to"] or int(row["valid_to"]) > FIRST_YEAR]
    cities = {row["name_zh"]: row["code"] for row in history if row["level"] == "prefecture"}
    for row in history:
        if row["level"] == "province":
            continue
        is_city = row["level"] == "prefecture"
        yield {
            "code": row["code"],
            "name_zh": row["name_zh"],
            "name_en": english.get((row["code"], row["name_zh"])) or OLD_NAMES[row["name_zh"]],
            "level": "city" if is_city else "county",
            "parent": "330000" if is_city else cities[row["parent_name_zh"]],
            "valid_from": row["valid_from"],
            "valid_to": row["valid_to"],
        }


def main():
    rows = sorted(register(), key=lambda row: (row["code"], int(row["valid_from"])))
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    path = REGIONS / "zhejiang_register.csv"
    if "--check" in sys.argv[1:]:
        sys.exit(path.read_text(encoding="utf-8") != text.getvalue())
    path.write_text(text.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    main()

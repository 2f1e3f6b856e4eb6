#!/usr/bin/env python3
"""Makes data/demonstration/outcomes.csv, the outcome of every region and year that the demonstration is built on.

    eng/make-outcomes.py            writes the file
    eng/make-outcomes.py --check    exits 1 when the committed file differs

The method: every region of a year is designated unless it is listed below. The lists are ours, chosen so that every
row of data/facts/known_awards.csv and known_counts.csv holds:

- 2010 names 10 of 11 cities and 87 of 90 counties, 3 and 55 of them for the sixth time in a row. So 8 cities and 35
  counties miss a year in 2005-2010; three counties do in 2010, the others are spread over 2005-2009, most of them in
  the first year.
- 38 units complete 18 years in 2022: the 3 cities and 35 of those 55 counties. Three of the 55 are merged away
  (330204, 330103, 330104) and 17 miss a year in 2011-2022.
- A city is designated only when at least 0.8 of its counties are.

A row is `reported` when a known award says it (each year of a stated run, and the year before the run that must have
been missed for it to be no longer); all the others are `illustrative`. Why a region failed is illustrative always.
"""
import csv
import io
import sys
from pathlib import Path

YEARS = range(2005, 2023)
DATA = Path(__file__).resolve().parent.parent / "data"
MINIMUM_COUNTY_SHARE = (4, 5)
TITLES = ["平安鼎", "平安铜鼎", "平安银鼎", "平安金鼎", "一星平安金鼎", "二星平安金鼎"]

CAUSES = {
    "mark": ("below-pass-mark", ""),
    "survey": ("below-figure-minimum", "survey_safety"),
    "share": ("too-few-counties-designated", ""),
    "D1": ("below-dimension-minimum", "D1"),
    "D3": ("below-dimension-minimum", "D3"),
    "D5": ("below-dimension-minimum", "D5"),
    "accident": ("vetoed", "veto_accident_county"),
    "pollution": ("vetoed", "veto_pollution"),
    "suspended": ("suspended", ""),
}

CITY_FAILURES = {
    2005: {330200: "share", 330300: "share", 331000: "share"},
    2006: {330500: "share", 330800: "mark"},
    2007: {330600: "survey", 330700: "share"},
    2008: {330100: "mark", 331000: "share"},
    2009: {330300: "share"},
    2010: {330300: "share"},
    2011: {331000: "share"},
    2012: {330300: "mark"},
    2013: {330700: "mark"},
    2014: {330100: "mark"},
    2015: {330300: "share"},
    2016: {331000: "pollution"},
    2017: {330700: "mark"},
    2018: {330300: "survey"},
    2020: {330800: "mark"},
    2021: {331000: "survey"},
    2022: {330700: "share"},
}

COUNTY_FAILURES = {
    2005: {330109: "mark", 330110: "D1", 330206: "mark", 330212: "mark", 330225: "survey", 330281: "mark",
           330283: "mark", 330302: "mark", 330324: "D3", 330327: "mark", 330381: "mark", 330382: "survey",
           330483: "mark", 330522: "D5", 330624: "survey", 330781: "mark", 330881: "mark", 331004: "mark",
           331021: "D1", 331081: "mark", 331082: "survey", 331121: "mark"},
    2006: {330183: "mark", 330326: "mark", 330381: "survey", 330503: "mark", 330522: "mark", 330782: "D1",
           330825: "mark"},
    2007: {330109: "mark", 330281: "D5", 330681: "accident", 330783: "mark", 330784: "mark", 331003: "survey"},
    2008: {330185: "mark", 330282: "mark", 330382: "D3", 331081: "mark", 331082: "mark"},
    2009: {330302: "mark", 330303: "mark", 330324: "survey", 330411: "mark"},
    2010: {330327: "mark", 330381: "D3", 330382: "mark"},
    2011: {330381: "mark", 331002: "mark", 331022: "pollution"},
    2012: {330108: "mark", 330326: "mark", 330683: "survey"},
    2013: {330522: "suspended", 330726: "mark", 331023: "mark"},
    2014: {330105: "mark", 330110: "survey", 330283: "D3"},
    2015: {330304: "mark", 330324: "mark", 330327: "D5", 330802: "mark"},
    2016: {330326: "mark", 330421: "mark", 331081: "accident"},
    2017: {330782: "mark", 330803: "survey"},
    2018: {330226: "mark", 330328: "mark", 331004: "mark"},
    2019: {330182: "mark", 331122: "D1"},
    2020: {330206: "mark", 330822: "mark"},
    2021: {330483: "survey", 331082: "mark"},
    2022: {330302: "mark", 330382: "suspended", 330703: "mark", 330784: "D3"},
}


def read(path):
    with open(DATA / path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def regions_of(year):
    """The regions in force on 31 December of the year."""
    return [row for row in read("regions/zhejiang_register.csv")
            if int(row["valid_from"]) <= year and (not row["valid_to"] or int(row["valid_to"]) > year)]


def predecessors():
    """New code -> (the year of the change, the code whose record it carries on)."""
    return {row["new_code"]: (int(row["year"]), row["old_code"])
            for row in read("regions/zhejiang_lineage.csv")
            if row["inherits"] == "yes" and row["old_code"] != row["new_code"]}


def code_in(code, year, before):
    """The code that the region now under `code` had in an earlier year."""
    while code in before and year < before[code][0]:
        code = before[code][1]
    return code


def reported_rows(before):
    """(year, code) -> (outcome, source) for everything that a known award says."""
    said = {}
    for row in read("facts/known_awards.csv"):
        last = int(row["assessed_year"])
        years = int(row["consecutive_years"] or 0)
        for year in range(last - max(years, 1) + 1, last + 1):
            say(said, (year, code_in(row["region_code"], year, before)), "designated", row["source"])
        if years and last - years >= YEARS[0]:
            year = last - years
            say(said, (year, code_in(row["region_code"], year, before)), "not-designated", row["source"])
    return said


def say(said, key, outcome, source):
    if said.setdefault(key, (outcome, source))[0] != outcome:
        sys.exit(f"the facts contradict each other about {key}")


def outcome_rows():
    before = predecessors()
    said = reported_rows(before)
    for year in YEARS:
        for region in sorted(regions_of(year), key=lambda row: (row["level"], row["code"])):
            is_city = region["level"] == "city"
            failures = (CITY_FAILURES if is_city else COUNTY_FAILURES).get(year, {})
            failure = failures.get(int(region["code"]))
            outcome = {None: "designated", "suspended": "suspended"}.get(failure, "not-designated")
            cause, subject = CAUSES[failure] if failure else ("", "")
            reported = said.get((year, region["code"]))
            if reported and reported[0] != outcome:
                sys.exit(f"{year} {region['code']} is {outcome}, but the facts say {reported[0]}")
            yield {"year": year, "code": region["code"], "name_zh": region["name_zh"], "level": region["level"],
                   "outcome": outcome, "cause": cause, "subject": subject, "award": "",
                   "basis": "reported" if reported else "illustrative",
                   "source": reported[1] if reported else ""}, region["parent"]


def check_listed(rows):
    """Every listed failure is of a region that exists that year."""
    seen = {(row["year"], int(row["code"])) for row, _ in rows}
    for failures in (CITY_FAILURES, COUNTY_FAILURES):
        for year, codes in failures.items():
            for code in codes:
                if (year, code) not in seen:
                    sys.exit(f"{code} does not exist in {year}")


def check_shares(rows):
    """A city's county share agrees with its outcome."""
    least, of = MINIMUM_COUNTY_SHARE
    for row, _ in rows:
        if row["level"] == "city":
            own = [r["outcome"] == "designated" for r, parent in rows
                   if r["year"] == row["year"] and parent == row["code"]]
            enough = sum(own) * of >= len(own) * least
            if enough == (row["cause"] == "too-few-counties-designated"):
                sys.exit(f"{row['year']} {row['code']}: {sum(own)} of {len(own)} counties, but {row}")


def confer(rows):
    """Fills in `award`: the title whose run of years the designation completed, after later decisions."""
    later = {(int(row["year"]), row["code"]): row["outcome"] for row in read("demonstration/later_decisions.csv")}
    before = predecessors()
    first = {row["code"]: code_in(row["code"], YEARS[0], before) for row, _ in rows}
    runs = {}
    for row, _ in rows:
        outcome = later.get((row["year"], row["code"]), row["outcome"])
        if outcome == "suspended":
            continue
        run = runs.get(first[row["code"]], 0) + 1 if outcome == "designated" else 0
        runs[first[row["code"]]] = run
        if run and run % 3 == 0:
            row["award"] = TITLES[run // 3 - 1]


def main():
    rows = list(outcome_rows())
    check_listed(rows)
    check_shares(rows)
    confer(rows)
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0][0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(row for row, _ in rows)
    path = DATA / "demonstration" / "outcomes.csv"
    if "--check" in sys.argv[1:]:
        sys.exit(path.read_text(encoding="utf-8") != text.getvalue())
    path.write_text(text.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    main()

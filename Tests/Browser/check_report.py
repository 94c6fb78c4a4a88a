#!/usr/bin/env python3
"""Opens reports in a browser and looks at them as a reader would.

Usage: check_report.py FOLDER REPORT [--pictures DIR]

FOLDER holds the CSV files that REPORT, an HTML file, was made from. The page is opened without a
window at the width of a phone and of a desk, light and dark: it must not write to the console as an
error, ask for anything besides itself, or be wider than the window; its points must have the values
of the CSV files; and arrow keys must lead from point to point. Ends with status 1 at the first fault.

Needs Chromium and selenium; with --pictures, writes what was seen as PNG.
"""

import argparse
import csv
import json
import sys
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

COLUMNS = ["arrivals", "succeeded", "failed", "latency_mean_s", "latency_p50_s", "latency_p95_s",
           "latency_p99_s", "instances", "in_service", "queue_length"]
MOST_POINTS = 120


class Fault(Exception):
    """Something in the page is not as it should be."""


def check(condition, message):
    """Raises unless a condition holds."""
    if not condition:
        raise Fault(message)


def rows(path):
    """The rows of a CSV file as dictionaries."""
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def browser(width, height=2400):
    """A browser of a width that keeps a log of what it asks for."""
    options = webdriver.ChromeOptions()
    for argument in ["--headless=new", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                     "--disable-dev-shm-usage", f"--window-size={max(width, 500)},{height}"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    driver = webdriver.Chrome(
        options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})
    return driver


def requests(driver):
    """The addresses that the page has asked for."""
    found = []
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            found.append(message["params"]["request"]["url"])
    return found


def check_page(driver, address, width, scheme):
    """What holds of every page, at a width and in light or dark."""
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
        "features": [{"name": "prefers-color-scheme", "value": scheme}]})
    driver.get(address)
    what = f"{width} px, {scheme}"
    errors = [entry for entry in driver.get_log("browser") if entry["level"] == "SEVERE"]
    check(not errors, f"{what}: the console says {errors}")
    asked = [url for url in requests(driver)
             if url != address and not url.startswith("data:") and url.startswith(
                 ("http", "ws", "ftp", "file"))]
    check(not asked, f"{what}: the page asks for {asked}")
    script = "return [document.documentElement.scrollWidth, window.innerWidth]"
    wide, window = driver.execute_script(script)
    check(window == width, f"{what}: the window is {window} px wide")
    check(wide <= window, f"{what}: the page is {wide} px wide")
    colour = driver.execute_script("return getComputedStyle(document.body).backgroundColor")
    light = colour == "rgb(255, 255, 255)"
    check(light == (scheme == "light"), f"{what}: the ground is {colour}")
    unnamed = driver.execute_script(
        "return Array.from(document.querySelectorAll('.point')).filter("
        "p => !p.querySelector('title').textContent).length")
    check(unnamed == 0, f"{what}: {unnamed} points say nothing")


def check_keys(driver):
    """Arrow keys lead from point to point, and what a point says is shown below."""
    figure = next(figure for figure in driver.find_elements(By.TAG_NAME, "figure")
                  if len(figure.find_elements(By.CSS_SELECTOR, ".point")) > 1)
    points = figure.find_elements(By.CSS_SELECTOR, ".point")
    output = figure.find_element(By.TAG_NAME, "output")
    driver.execute_script("arguments[0].focus()", points[0])
    for key, expected in [(Keys.ARROW_RIGHT, 1), (Keys.ARROW_LEFT, 0), (Keys.END, -1)]:
        driver.switch_to.active_element.send_keys(key)
        title = driver.execute_script(
            "return arguments[0].querySelector('title').textContent", points[expected])
        check(output.text == title, f"after a key the page says {output.text!r}, not {title!r}")
        check(driver.switch_to.active_element == points[expected], "the focus is elsewhere")


def points(driver, selector, names):
    """The data of the points that a selector finds."""
    script = ("return Array.from(document.querySelectorAll(arguments[0])).map("
              "p => arguments[1].map(n => p.dataset[n]))")
    return driver.execute_script(script, selector, names)


def check_summary(driver, folder):
    """Points of single figures have the text of summary.csv."""
    summary = {}
    for row in rows(folder / "summary.csv"):
        # Rows of means come last, and are those that are shown.
        summary[row["deployment"]] = row
    found = points(driver, ".point[data-column]", ["deployment", "column", "value"])
    check(found, "no point has a figure of the summary")
    for deployment, column, value in found:
        expected = summary[deployment][column]
        check(value == expected, f"{deployment}, {column}: {value} in the page, not {expected}")
    for deployment, cost, latency in points(
            driver, ".point[data-front]", ["deployment", "cost", "latency"]):
        row = summary[deployment]
        check(abs(float(cost) - float(row["cost_usd"])) <= 1e-9, f"{deployment}: cost {cost}")
        check(abs(float(latency) - float(row["latency_p99_s"])) <= 1e-9,
              f"{deployment}: latency {latency}")
    return len(found)


def joined(windows):
    """Several windows as the report joins them."""
    if len(windows) == 1:
        return [windows[0][column] for column in COLUMNS]
    values = {column: [float(w[column]) for w in windows if w[column]] for column in COLUMNS}
    texts = []
    for column in COLUMNS:
        if column in ("arrivals", "succeeded", "failed"):
            texts.append(sum(values[column]))
        elif column == "latency_mean_s":
            pairs = [(float(w[column]), float(w["succeeded"])) for w in windows if w[column]]
            count = sum(pair[1] for pair in pairs)
            texts.append(sum(a * b for a, b in pairs) / count if count else "")
        elif column.startswith("latency"):
            texts.append(max(values[column]) if values[column] else "")
        else:
            texts.append(sum(values[column]) / len(values[column]))
    return texts


def check_timeline(driver, folder):
    """Points over time have the values of timeline.csv."""
    timeline = {}
    for row in rows(folder / "timeline.csv"):
        if row["replication"] == "0":
            timeline.setdefault(row["deployment"], []).append(row)
    charts = [f"course-{number + 1}" for number in range(len(timeline))]
    seen = 0
    for name, (deployment, windows) in zip(charts, timeline.items()):
        selector = f"svg[aria-labelledby^='{name}-title'] .point"
        found = points(driver, selector, ["time", "values"])
        size = -(-len(windows) // MOST_POINTS)
        groups = [windows[at:at + size] for at in range(0, len(windows), size)]
        check(len(found) == len(groups), f"{deployment}: {len(found)} points of {len(groups)}")
        for (time, values), group in zip(found, groups):
            check(time == group[0]["time_s"], f"{deployment}: a point at {time}")
            for text, expected in zip(values.split(","), joined(group)):
                same = text == expected
                if not same and text != "" and expected != "":
                    same = abs(float(text) - float(expected)) <= 1.1e-6
                check(same, f"{deployment} at {time} s: {text} in the page, not {expected}")
                seen += 1
    return seen


def check_sweep(driver, folder):
    """Points of a sweep have the means of sweep.csv."""
    axes = [axis["path"] for axis in json.loads((folder / "sweep.json").read_text())["vary"]]
    figures = {}
    for row in rows(folder / "sweep.csv"):
        for column in ["latency_mean_s", "latency_p99_s", "success_ratio", "cost_usd"]:
            if row[column]:
                key = (row["deployment"], column, ";".join(row[axis] for axis in axes))
                figures.setdefault(key, []).append(float(row[column]))
    found = points(driver, ".point[data-at]", ["deployment", "column", "at", "value"])
    check(found, "the page has no points")
    for deployment, column, at, value in found:
        values = figures[deployment, column, at]
        mean = sum(values) / len(values)
        check(abs(float(value) - mean) <= 1e-9, f"{deployment}, {column}, {at}: {value}, not {mean}")
    return len(found)


def main():
    """Checks a page; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("report", type=Path)
    parser.add_argument("--pictures", type=Path)
    arguments = parser.parse_args()
    address = arguments.report.resolve().as_uri()
    try:
        for width in [360, 1200]:
            driver = browser(width)
            try:
                for scheme in ["light", "dark"]:
                    check_page(driver, address, width, scheme)
                    if arguments.pictures:
                        arguments.pictures.mkdir(parents=True, exist_ok=True)
                        name = f"{arguments.report.stem}-{width}-{scheme}.png"
                        driver.save_screenshot(str(arguments.pictures / name))
                if width > 500:
                    check_keys(driver)
                    if (arguments.folder / "sweep.json").exists():
                        said = f"{check_sweep(driver, arguments.folder)} points of the sweep"
                    else:
                        said = (f"{check_summary(driver, arguments.folder)} points of the summary,"
                                f" {check_timeline(driver, arguments.folder)} values over time")
            finally:
                driver.quit()
    except Fault as fault:
        print(f"check_report.py: {arguments.report}: {fault}", file=sys.stderr)
        return 1
    print(f"{arguments.report}: {said} as in the files")
    return 0


if __name__ == "__main__":
    sys.exit(main())

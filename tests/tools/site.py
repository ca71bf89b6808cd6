"""Drives the site in Chromium from disk: what moves, what leads where, and that nothing leaves the disk.

Usage: site.py SITE AXE SCREENSHOTS
"""

import json
import pathlib
import sys
import tempfile

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

SITE, AXE, SHOTS = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
LOOKED_AT = [
    "index.html", "authority.html", "locks.html", "changes.html", "deadlines.html", "scorecard.html", "coverage.html",
    "records.html", "records/delist-double-listed-bank.html", "records/caatsa.html", "records/eo-14024.html",
    "records/ne-14024.html", "records/c4.html",
]


def browser(profile, script=True):
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for flag in ("headless", "no-sandbox", "disable-gpu", "disable-background-networking", "disable-component-update",
                 "disable-sync", "disable-dev-shm-usage", "no-first-run", "allow-file-access-from-files=false",
                 f"user-data-dir={profile}"):
        options.add_argument(f"--{flag}")
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    if not script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    service = webdriver.ChromeService(executable_path="/usr/bin/chromedriver")
    driver = webdriver.Chrome(options=options, service=service)
    driver.get("about:blank")
    driver.get_log("performance")  # what the browser's own first page asked for
    return driver


def quiet(driver, page):
    """No console message, and every request of the page is a file."""
    said = [entry["message"] for entry in driver.get_log("browser")]
    assert not said, f"{page} says on the console: {said}"
    for entry in driver.get_log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = message["params"]["request"]["url"]
            assert url.startswith(("file://", "data:")), f"{page} asks for {url}"


def size(driver, width, dark):
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                           {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600})
    scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
    driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": [scheme]})


def visible(driver):
    return [row for row in driver.find_elements(By.CSS_SELECTOR, "#options tbody tr") if row.is_displayed()]


def set_day(driver, at):
    driver.execute_script(
        "const d = document.getElementById('day'); d.value = arguments[0]; d.dispatchEvent(new Event('input'))", at)


def days(driver):
    return json.loads(driver.find_element(By.ID, "data").get_attribute("textContent"))["days"]


def pathway(driver, option):
    return driver.find_element(By.CSS_SELECTOR, f"tr[data-id='{option}'] td").text


def board(driver):
    driver.get((SITE / "index.html").as_uri())
    everything = len(visible(driver))
    assert everything > 50, f"only {everything} options"
    for key in ("pathway", "owner", "package", "instrument", "target", "verification"):
        choice = Select(driver.find_element(By.ID, key))
        assert len(choice.options) > 1, f"no choice of {key}"
        value = choice.options[1].get_attribute("value")
        choice.select_by_index(1)
        left = visible(driver)
        assert 0 < len(left) < everything, f"{key}={value} leaves {len(left)} of {everything}"
        assert all(value in row.get_attribute(f"data-{key}").split(" ") for row in left), f"{key}={value} leaves others"
        choice.select_by_index(0)
    search = driver.find_element(By.ID, "search")
    search.send_keys("Sberbank")
    found = visible(driver)
    assert 0 < len(found) < everything and any("double-listed" in row.get_attribute("data-id") for row in found)
    search.clear()
    search.send_keys("x" + Keys.BACKSPACE)
    assert len(visible(driver)) == everything, "an empty search hides rows"

    # Congress locks it: alone before the act of 2017, not alone after.
    option, known = "delist-double-listed-bank", days(driver)
    built = pathway(driver, option)
    for day, wanted in (("2017-08-01", "executive"), ("2017-08-02", "review | legislation")):
        set_day(driver, max(at for at, begins in enumerate(known) if begins <= day))
        assert pathway(driver, option) == wanted, f"on {day}: {pathway(driver, option)}"
    third = driver.find_element(By.CSS_SELECTOR, f"tr[data-id='{option}'] td:nth-child(3)")
    assert "caatsa/222-a" in third.text, third.text
    slider = driver.find_element(By.ID, "day")
    before = slider.get_attribute("value")
    slider.send_keys(Keys.ARROW_RIGHT)
    assert slider.get_attribute("value") == str(int(before) + 1), "the keyboard does not move the day"
    assert slider.get_attribute("aria-valuetext") == known[int(before) + 1]

    # An assumption goes back to the last day, and moves what it says it moves.
    assume = Select(driver.find_element(By.ID, "assume"))
    kinds = {group.get_attribute("label").split(" ")[0].rstrip(",")
             for group in driver.find_elements(By.CSS_SELECTOR, "#assume optgroup")}
    assert {"Reading", "Fact", "Bill"} <= kinds, f"what can be assumed: {kinds}"
    for at in range(1, len(assume.options)):
        assume.select_by_index(at)
        moved = driver.execute_script(
            "return [...document.querySelectorAll('#options td:nth-child(2)')].filter(c => c.textContent.includes('(moved)')).length")
        assert moved, f"nothing moves under {assume.options[at].text}"
    assert int(slider.get_attribute("value")) == len(known) - 1
    driver.find_element(By.CSS_SELECTOR, "#board button").click()
    assert pathway(driver, option) == built and len(visible(driver)) == everything, "reset does not restore"
    quiet(driver, "index.html")


def accessible(driver, page, look):
    driver.execute_script(AXE.read_text())
    found = driver.execute_async_script("axe.run().then(arguments[arguments.length - 1])")
    bad = [(one["id"], one["nodes"][0]["html"][:160]) for one in found["violations"]
           if one["impact"] in ("serious", "critical")]
    assert not bad, f"{page}, {look}: {bad}"


def looked_at(driver):
    SHOTS.mkdir(parents=True, exist_ok=True)
    for page in LOOKED_AT:
        assert (SITE / page).is_file(), f"no {page}"
        for width in (1280, 390):
            for dark in (False, True):
                size(driver, width, dark)
                driver.get((SITE / page).as_uri())
                quiet(driver, page)
                wide = driver.execute_script("return document.documentElement.scrollWidth")
                assert wide <= width, f"{page} is {wide} wide on {width}"
                look = f"{width}-{'dark' if dark else 'light'}"
                driver.save_screenshot(str(SHOTS / f"{page.replace('/', '-')}-{look}.png"))
                accessible(driver, page, look)


def every_page(driver):
    """Every page opens quietly, is below 300 KB, and says its day and its hash; every link resolves."""
    anchors = {}
    pages = sorted(SITE.rglob("*.html"))
    links = []
    for page in pages:
        name = page.relative_to(SITE)
        assert page.stat().st_size < 300_000, f"{name} has {page.stat().st_size} bytes"
        driver.get(page.as_uri())
        quiet(driver, name)
        found, ids, receipt = driver.execute_script(
            "return [[...document.querySelectorAll('[href]')].map(a => new URL(a.getAttribute('href'), document.baseURI).href),"
            "[...document.querySelectorAll('[id]')].map(e => e.id), document.querySelector('.receipt')?.textContent ?? '']")
        assert "register " in receipt and "as of " in receipt, f"{name} does not say its day and hash"
        anchors[page.as_uri()] = set(ids)
        links += [(name, url) for url in found if url.startswith("file:")]
    for name, url in links:
        file, _, fragment = url.partition("#")
        path = pathlib.Path(file.removeprefix("file://"))
        assert path.is_file(), f"{name} leads to {url}, which is not there"
        assert not fragment or fragment in anchors.get(file, {fragment}), f"{name} leads to {url}, which has no such place"
    print(f"{len(pages)} pages, {len(links)} links")


with tempfile.TemporaryDirectory() as profile:
    driver = browser(profile)
    driver.set_script_timeout(60)
    try:
        board(driver)
        looked_at(driver)
        every_page(driver)
    finally:
        driver.quit()
with tempfile.TemporaryDirectory() as profile:
    driver = browser(profile, script=False)
    try:
        driver.get((SITE / "index.html").as_uri())
        assert len(visible(driver)) > 50 and not driver.find_element(By.ID, "board").is_displayed()
    finally:
        driver.quit()
print("the site holds")

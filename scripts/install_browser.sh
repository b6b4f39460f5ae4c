#!/bin/bash
# Finds a browser for the browser tests, or installs one where that is allowed.
# Without one those tests are skipped, and say so.
set -u

for name in chromium chromium-browser google-chrome google-chrome-stable; do
    if command -v "$name" > /dev/null; then
        echo "Browser for the browser tests: $(command -v "$name")"
        exit 0
    fi
done

if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
    echo "Installing chromium for the browser tests."
    if { apt-get install -y --no-install-recommends chromium \
        || { apt-get update && apt-get install -y --no-install-recommends chromium; }; } > /dev/null 2>&1; then
        echo "Browser for the browser tests: $(command -v chromium)"
        exit 0
    fi
fi

echo "No browser was found: the browser tests will be skipped. Install chromium to run them."

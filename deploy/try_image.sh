#!/bin/sh
# Builds the image with whichever engine is there, and tries it: it must become healthy as an
# account without rights, and end with 0 when it is asked to.
set -eu
cd "$(dirname "$0")/.."
for engine in docker podman; do
  if command -v $engine >/dev/null && $engine info >/dev/null 2>&1; then break; fi
  engine=
done
if [ -z "$engine" ]; then
  echo "no container engine runs here: the image was not built"
  exit 0
fi

$engine build --file deploy/Dockerfile --tag dayzero .
started=$($engine run --detach --init --read-only --tmpfs /tmp --cap-drop ALL --publish 127.0.0.1::8000 dayzero)
trap '$engine rm --force --volumes "$started" >/dev/null' EXIT
address=$($engine port "$started" 8000 | head -n 1)
until curl --silent --fail "http://$address/health"; do
  [ "$($engine inspect --format '{{.State.Running}}' "$started")" = true ] || { $engine logs "$started"; exit 1; }
  sleep 1
done
echo
[ "$($engine exec "$started" id -u)" != 0 ]
$engine stop --time 60 "$started" >/dev/null
[ "$($engine inspect --format '{{.State.ExitCode}}' "$started")" = 0 ]
$engine image inspect --format 'the image works; {{.Size}} bytes' dayzero

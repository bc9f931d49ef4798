#!/bin/sh
# Installs Day Zero as it is locked: `deploy/install.sh PROGRAM HOME [OPTION OF uv sync...]`.
#
# PROGRAM becomes a virtual environment with the command bin/dayzero; HOME, the folder of the
# records, is made where it is not there. Nothing else is touched and no rights are needed. Safe to
# repeat: an update is the same call from a newer source. PYTHON names another Python than python3.
set -eu
program=$1 home=$2
shift 2
source=$(cd "$(dirname "$0")/.." && pwd)

tools=$(mktemp -d)
trap 'rm -rf "$tools"' EXIT
"${PYTHON:-python3}" -m venv "$tools"
"$tools/bin/pip" install --quiet --disable-pip-version-check --requirement "$source/deploy/uv.txt"

# Hospitals' networks bring certificates of their own: trust what the machine trusts.
UV_PROJECT_ENVIRONMENT="$program" UV_SYSTEM_CERTS=true UV_PYTHON_DOWNLOADS=never \
  UV_CACHE_DIR="$tools/cache" UV_LINK_MODE=copy \
  "$tools/bin/uv" sync --quiet --project "$source" --python "${PYTHON:-python3}" \
  --locked --no-default-groups --no-editable --compile-bytecode "$@"

"$program/bin/python" -m models.kept_copies  # what came with it is checked here, once

[ -d "$home" ] || mkdir -p -m 700 "$home"
"$program/bin/dayzero" --version

#!/usr/bin/env bash
# -p:Backend=cpu and -p:Backend=cuda must either restore, or fail with NuGet's own errors about packages it cannot find.
# Anything else - an error of MSBuild, of our targets, of a project file - is ours. Works in a folder of its own.
set -uo pipefail
cd "$(dirname "$0")/../.."
export DOTNET_CLI_UI_LANGUAGE=en
artifacts=$(mktemp -d)
trap 'rm -rf "$artifacts"' EXIT
status=0

for backend in cpu cuda; do
  output=$(dotnet restore SurrogateEngine.sln -p:Backend=$backend --artifacts-path "$artifacts/$backend" 2>&1)
  code=$?
  errors=$(grep -oE 'error [A-Z]+[0-9]*' <<< "$output" | sort | uniq -c | sort -rn)
  foreign=$(grep -E 'error ' <<< "$output" | grep -vE 'error NU1(10[0-3]|301)' || true)
  if [ $code -eq 0 ]; then
    echo "Backend=$backend: restored"
  elif [ -n "$errors" ] && [ -z "$foreign" ]; then
    echo "Backend=$backend: packages missing on this feed:" $errors
  else
    echo "Backend=$backend: failed for another reason:"
    echo "$output" | grep -E 'error ' | sort -u | head -20
    status=1
  fi
done
exit $status

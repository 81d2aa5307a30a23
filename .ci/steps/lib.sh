# Sourced by .ci/run: steps with a headline and a time, counted.

passed=0
failed=()

# step TITLE COMMAND…: runs the command (a program, so that its own `set -e` holds), at most 40 minutes.
step() {
  local title=$1 start=$SECONDS status=0
  shift
  printf '\n==== %s\n' "$title"
  timeout -k 30 40m "$@" || status=$?
  if [ "$status" -eq 0 ]; then
    passed=$((passed + 1))
    printf -- '---- %s: passed in %d s\n' "$title" $((SECONDS - start))
  else
    failed+=("$title")
    printf -- '---- %s: FAILED (%d) after %d s\n' "$title" "$status" $((SECONDS - start))
  fi
}

# finish: names what failed, prints the closing line, and ends the script.
finish() {
  printf '\n'
  for title in "${failed[@]}"; do
    printf 'FAILED %s\n' "$title"
  done
  printf '%d s in all\n' "$SECONDS"
  printf '%d passed, %d failed\n' "$passed" "${#failed[@]}"
  [ "${#failed[@]}" -eq 0 ]
  exit
}

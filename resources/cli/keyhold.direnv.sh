# `use keyhold` for direnv: source this file in ~/.config/direnv/direnvrc, or copy it to ~/.config/direnv/lib/keyhold.sh.
#
#   use keyhold QUERY...     the variables of the keys that QUERY finds, as `keyhold env` does
#   use keyhold_file [FILE]  the variables of a .env file with references; without FILE, .env
#
# Keyhold asks before a secret leaves the vault. If it may not, .envrc fails and direnv sets nothing.

use_keyhold() {
  if [ $# -eq 0 ]; then
    log_error "use keyhold: QUERY is missing, for example: use keyhold tag:deploy"
    exit 1
  fi
  local variables
  variables="$(keyhold env --format sh --reason "direnv in $PWD" -- "$@")" || exit
  eval "$variables"
}

use_keyhold_file() {
  local file="${1:-.env}"
  watch_file "$file"
  direnv_load keyhold run --env-file "$file" --reason "direnv in $PWD" -- "$direnv" dump || exit
}

# SPDX-License-Identifier: LGPL-2.1-or-later

_cookie_inspect ()
{
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} words

  case $prev in
    -p | --profile) words='python rfc6265 strict' ;;
    -o | --origin) words='https:// http://' ;;
    *) words='--set-cookie --origin --profile --json --version --help' ;;
  esac

  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}

complete -F _cookie_inspect cookie-inspect

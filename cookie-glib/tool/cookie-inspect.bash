# SPDX-License-Identifier: LGPL-2.1-or-later

_cookie_inspect ()
{
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} words

  # In --option=value, the = is a word by itself.
  if [[ $cur == = ]]; then
    cur=
  elif [[ $prev == = && COMP_CWORD -gt 1 ]]; then
    prev=${COMP_WORDS[COMP_CWORD - 2]}
  fi

  case $prev in
    -p | --profile) words='python rfc6265 strict' ;;
    -o | --origin | -u | --url)
      words='https:// http://'
      compopt -o nospace 2> /dev/null
      ;;
    --fail-on) words='error warning hint' ;;
    --color) words='always auto never' ;;
    --key-file | *[\<\>]) # names of files
      COMPREPLY=()
      compopt -o default 2> /dev/null
      return
      ;;
    --now | --width | --purpose) words='' ;;
    *) words='--set-cookie --origin --url --profile --now --key-file --purpose --fail-on --json --json-lines --quiet --verbose --color --width
              --version --help' ;;
  esac

  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
}

complete -F _cookie_inspect cookie-inspect

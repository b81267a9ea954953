# SPDX-License-Identifier: LGPL-2.1-or-later

complete -c cookie-inspect -f
complete -c cookie-inspect -s s -l set-cookie -d 'A value without a field name is of Set-Cookie'
complete -c cookie-inspect -s o -l origin -x -a 'https:// http://' -d 'The URL that sets the cookies'
complete -c cookie-inspect -s u -l url -x -a 'https:// http://' -d 'Say which cookies go to this URL'
complete -c cookie-inspect -s p -l profile -x -a 'python rfc6265 strict' -d 'How Cookie fields are read'
complete -c cookie-inspect -l now -x -d 'The time at which the browser gets the cookies'
complete -c cookie-inspect -l key-file -r -F -d 'Verify sealed values with this secret'
complete -c cookie-inspect -l purpose -x -d 'The purpose of the sealed values'
complete -c cookie-inspect -l fail-on -x -a 'error warning hint' -d 'Exit with 1 for this severity'
complete -c cookie-inspect -s j -l json -d 'Print an array of JSON objects'
complete -c cookie-inspect -l json-lines -d 'Print a JSON object a line'
complete -c cookie-inspect -s q -l quiet -d 'Print only what was not read, on the standard error'
complete -c cookie-inspect -s v -l verbose -d 'Say what the input is taken for'
complete -c cookie-inspect -l color -x -a 'always auto never' -d 'Print colours'
complete -c cookie-inspect -l width -x -d 'The columns of the output'
complete -c cookie-inspect -s V -l version -d 'Print the version'
complete -c cookie-inspect -s h -l help -d 'Print the options'

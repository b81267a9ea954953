# SPDX-License-Identifier: LGPL-2.1-or-later

"""seals.py PAGE VECTORS: the program that PAGE shows makes the sealed texts of VECTORS, and opens them."""

import re
import sys

page, vectors = (open(name, encoding="utf-8").read() for name in sys.argv[1:])
program = re.search(r"```python\n(import base64.*?)```", page, re.DOTALL)[1]
exec(program)

count = 0
for line in vectors.splitlines():
    if line and not line.startswith("#"):
        title, secret, name, time, text, sealed = line.split("\t")
        secret, text = bytes.fromhex(secret), text.replace("\\\\", "\\")
        assert seal(secret, name, text, time) == sealed, title
        assert unseal(secret, name, sealed) == (text, time), title
        assert unseal(secret, name + "x", sealed) is None, title
        assert unseal(secret, name, sealed[:-1]) is None, title
        assert unseal(secret[::-1], name, sealed) is None, title
        count += 1

assert count >= 10, count
assert program.count("\n") <= 15, "the program grew"
print(f"{count} vectors")

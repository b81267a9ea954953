# SPDX-License-Identifier: LGPL-2.1-or-later

"""seals.py PAGE VECTORS: the programs that PAGE shows make the sealed texts of VECTORS, and open them."""

import base64
import re
import sys

page, vectors = (open(name, encoding="utf-8").read() for name in sys.argv[1:])
programs = re.findall(r"```python\n(import base64.*?)```", page, re.DOTALL)
assert len(programs) == 2, len(programs)
functions = {}
for program in programs:
    try:
        exec(program, functions)
    except ImportError as error:
        print(error)

counts = {"s1": 0, "e1": 0}
for line in vectors.splitlines():
    if line and not line.startswith("#"):
        title, secret, purpose, name, time, text, sealed = line.split("\t")
        secret, text, mark = bytes.fromhex(secret), text.replace("\\\\", "\\"), sealed[:2]
        if mark == "s1":
            unseal = functions["verify"]
            assert functions["sign"](secret, purpose, name, text, time) == sealed, title
        elif "decrypt" in functions:
            unseal = functions["decrypt"]
            nonce = base64.urlsafe_b64decode(sealed.split(".")[3] + "==")[:24]
            assert functions["encrypt"](secret, purpose, name, text, time, nonce) == sealed, title
        else:
            continue
        assert unseal(secret, purpose, name, sealed) == (text, time), title
        assert unseal(secret, purpose, name + "x", sealed) is None, title
        assert unseal(secret, purpose + "x", name, sealed) is None, title
        assert unseal(secret, purpose, name, sealed[:-1]) is None, title
        assert unseal(secret[::-1], purpose, name, sealed) is None, title
        # what anybody can send
        parts = sealed.split(".", 3)
        for bad in ("%ff", "\udcff", "é", "v", "%", ""):
            for end in ("A" * 43, "é" * 43, sealed[-43:]):
                forged = ".".join([*parts[:3], f"{bad}.{end}"])
                assert forged == sealed or unseal(secret, purpose, name, forged) is None, (title, bad)
        assert unseal(secret, purpose, name, sealed.replace(".", ".é", 1)) is None, title
        counts[mark] += 1

assert counts["s1"] >= 18 and (counts["e1"] >= 18 or "decrypt" not in functions), counts
for program in programs:
    assert program.count("\n") <= 35, "a program grew"
print(counts)
sys.exit(0 if "decrypt" in functions else 77)

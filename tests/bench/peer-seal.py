# SPDX-License-Identifier: LGPL-2.1-or-later
"""What Python has: `PROGRAM CASE CORPUS MILLISECONDS`, see harness.c. itsdangerous signs, the Fernet of cryptography
encrypts; both with the time."""

import pathlib
import sys
import time

PASSES = 16  # between two looks at the clock

job, corpus, milliseconds = sys.argv[1:]
budget = float(milliseconds) * 1e6
items = pathlib.Path(corpus).read_text(encoding='utf-8').splitlines()

if job in ('sign', 'verify'):
    import itsdangerous
    label = f'itsdangerous {itsdangerous.__version__}, TimestampSigner'
    signer = itsdangerous.TimestampSigner(b'k' * 32, salt='session', digest_method=__import__('hashlib').sha256)
    seal = signer.sign

    def unseal(text):
        return signer.unsign(text, max_age=3600)
else:
    import cryptography
    from cryptography.fernet import Fernet
    label = f'cryptography {cryptography.__version__}, Fernet'
    fernet = Fernet(Fernet.generate_key())
    items = [item.encode() for item in items]
    seal = fernet.encrypt

    def unseal(text):
        return fernet.decrypt(text, ttl=3600)

run = seal
if job in ('verify', 'decrypt'):
    items, run = [seal(item) for item in items], unseal


def passes(limit):
    start, n = time.process_time_ns(), 0
    while True:
        for _ in range(PASSES):
            for item in items:
                run(item)
        n += PASSES * len(items)
        elapsed = time.process_time_ns() - start
        if elapsed >= limit:
            return elapsed / n


count = sum(run(item) is not None for item in items)
passes(budget / 3)
print(f'{label}\t{count}\t{passes(budget):.2f}')

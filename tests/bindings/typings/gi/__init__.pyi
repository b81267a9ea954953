# SPDX-License-Identifier: LGPL-2.1-or-later
# What the examples use of PyGObject, for a machine without pygobject-stubs.

def require_version(namespace: str, version: str) -> None: ...

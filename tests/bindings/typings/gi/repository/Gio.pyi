# SPDX-License-Identifier: LGPL-2.1-or-later

from typing import Any

from gi.repository import GObject

class ListModel(GObject.GInterface):
    def get_item(self, position: int) -> Any: ...
    def get_n_items(self) -> int: ...

def __getattr__(name: str) -> Any: ...

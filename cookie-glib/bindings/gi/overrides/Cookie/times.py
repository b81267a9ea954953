# SPDX-License-Identifier: LGPL-2.1-or-later

"""Times in Python's terms. What is so many seconds from now follows time.time(), which programs
replace in their tests; C asks the system."""

import datetime
import math
import time

from gi.repository import GLib

_time = time.time
_FIRST, _LAST = -62135596800, 253402300799  # the years 1 and 9999, as GLib.DateTime ends
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
_NOTHING = datetime.timedelta()
_DAYS = 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'
_MONTHS = 'Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'


def is_replaced():
    """Whether a program has put another function in the place of time.time()."""
    return time.time is not _time


def _from_now(seconds):
    # not by the time_t of the system, which ends in 2038 where it has 32 bits
    return _EPOCH + datetime.timedelta(seconds=math.floor(time.time() + seconds))


def getdate(future=0, weekdayname=_DAYS, monthname=(None, *_MONTHS)):
    """The time in so many seconds, as cookies have it."""
    year, month, day, hour, minute, second, weekday, *_ = _from_now(future).timetuple()
    return f'{weekdayname[weekday]}, {day:02} {monthname[month]} {year:4} {hour:02}:{minute:02}:{second:02} GMT'


def to_date_time(when):
    """The GLib.DateTime of a time, which is one already, or a datetime, or None. A datetime without
    a time zone is in local time, as everywhere in Python."""
    if not isinstance(when, datetime.datetime):
        return when
    try:
        return GLib.DateTime.new_from_unix_utc(min(max(math.floor(when.timestamp()), _FIRST), _LAST))
    except (OverflowError, ValueError):
        # a local time that the time_t of a 32-bit system cannot hold, or the first day of the year 1
        return GLib.DateTime.new_local(*when.timetuple()[:6])


def to_expiry(when):
    """The same for a timedelta, which is from now, and for a date, which is its first moment."""
    if isinstance(when, datetime.timedelta):
        when = _EPOCH + datetime.timedelta(seconds=time.time()) + when
    elif isinstance(when, datetime.date) and not isinstance(when, datetime.datetime):
        when = datetime.datetime.combine(when, datetime.time())
    return to_date_time(when)


def seconds_until(when):
    """How many seconds a timedelta has, or are left until a time."""
    if isinstance(when, datetime.timedelta):
        seconds = int(when.total_seconds())
        return seconds or (when > _NOTHING) - (when < _NOTHING)  # Max-Age=0 would delete the cookie
    return to_expiry(when).to_unix() - math.floor(time.time())

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "cookie-base-cookie.h"

G_BEGIN_DECLS

/* Code that is not the library's runs in codecs, overrides, signal handlers, and when the last
 * reference to a morsel, a value or a diagnostic goes. It may do anything with the dictionary: drop
 * its last reference, remove the morsel at hand, clear it, load another field. Therefore each
 * function that can run such code
 *
 * - declares a call before its other variables: the dictionary lives until the call ends, which is
 *   the last that the function does. A load, in most of which no such code runs before its last step,
 *   begins it only if some may;
 * - owns what it uses afterwards: copies of the texts that it was given, which may belong to the
 *   dictionary, and references to morsels and values; and looks a position up again;
 * - drops no morsel and no value between the first and the last step of a change, but after it.
 *
 * The table does the last for headers, and what was decoded from them: see loans.h.
 */
typedef CookieBaseCookie CookieCall;

CookieCall *cookie_call_begin (CookieBaseCookie *self);
void        cookie_call_end   (CookieCall       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CookieCall, cookie_call_end)

G_END_DECLS

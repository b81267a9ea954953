/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-base-cookie-private.h"

#include "codecs/cookie-string-codec.h"
#include "cookie-error-private.h"
#include "core/chars.h"
#include "core/quote.h"

#include <string.h>

/* How a header is read. */

/* What is needed while a header is read. */
typedef struct {
  CookieBaseCookie *cookie;
  CookieProfile profile;
  CookieHeader *header;
  gboolean decodes; /* a codec or an override has a say in each value */
} Loader;

/* Nothing is done where nobody wants the error: there may be many. */
static void
set_error_at (const Loader  *self,
              gsize          offset,
              gsize          length,
              CookieError    code,
              const char    *rule,
              GError       **error)
{
  if (error == NULL)
    return;

  cookie_set_error_at (error, code, rule, self->header->text + offset, length,
                       cookie_header_get_input_offset (self->header, offset));
}

static void
set_error (const Loader      *self,
           const CookiePair  *pair,
           CookieError        code,
           const char        *rule,
           GError           **error)
{
  set_error_at (self, pair->key, pair->key_length, code, rule, error);
}

/* No control character but HTAB is known to the PYTHON reading. */
static gboolean
check_controls (const Loader  *self,
                GError       **error)
{
  const CookieHeader *header = self->header;

  for (gsize i = 0; i < header->length; i++)
    {
      if (cookie_char_is (header->text[i], COOKIE_CHAR_CONTROL) && header->text[i] != '\t')
        {
          cookie_base_cookie_diagnose (self->cookie, header, COOKIE_DIAGNOSTIC_CODE_CONTROL_CHARACTER,
                                       COOKIE_DIAGNOSTIC_SEVERITY_ERROR, i, 1, "6265bis §4.1.1",
                                       "A header cannot hold a control character.");
          set_error_at (self, i, header->length - i, COOKIE_ERROR_ILLEGAL_VALUE,
                        "A header cannot hold a control character", error);
          return FALSE;
        }
    }

  return TRUE;
}

/* Whether an attribute of the PYTHON reading can be one. */
static gboolean
check_attribute (const Loader      *self,
                 const CookiePair  *pair,
                 GError           **error)
{
  const char *text = self->header->text + pair->value;
  gboolean is_raw = (pair->flags & COOKIE_PAIR_RAW) != 0;
  g_autofree char *value = NULL;

  /* outside of quotes there is nothing that could harm */
  if ((pair->flags & COOKIE_PAIR_QUOTED) == 0)
    return TRUE;

  if (is_raw || cookie_quote_find_nul (text, pair->value_length) == pair->value_length)
    {
      value = is_raw ? g_strndup (text, pair->value_length) : cookie_unquote (text, pair->value_length);
      if (cookie_morsel_check_attribute (pair->attribute, value, strlen (value), NULL))
        return TRUE;
    }

  set_error_at (self, pair->value, pair->value_length, COOKIE_ERROR_INVALID_ATTRIBUTE,
                "An attribute cannot hold a control character or a semicolon", error);

  return FALSE;
}

/* Whether there is a value in a pair; makes it if a codec has to. */
static gboolean
decode (const Loader      *self,
        const CookiePair  *pair,
        GError           **error)
{
  CookieHeader *header = self->header;
  const char *text = header->text + pair->value;

  if (self->decodes)
    {
      g_autofree char *key = g_strndup (header->text + pair->key, pair->key_length);
      g_autofree char *coded = g_strndup (text, pair->value_length);

      header->values[header->n_pairs] = cookie_base_cookie_value_decode (self->cookie, key, coded, error);

      return header->values[header->n_pairs] != NULL;
    }

  if (header->unquote && (pair->flags & COOKIE_PAIR_MAYBE_NUL) != 0 &&
      cookie_quote_find_nul (text, pair->value_length) < pair->value_length)
    {
      set_error_at (self, pair->value, pair->value_length, COOKIE_ERROR_DECODE, "A string cannot hold \\000", error);
      return FALSE;
    }

  return TRUE;
}

/* The error that stands for what a scanner could not read. */
static void
set_scan_error (const Loader      *self,
                const CookiePair  *pair,
                CookieScan         scan,
                GError           **error)
{
  gboolean strict = self->profile == COOKIE_PROFILE_STRICT;

  switch (scan)
    {
    case COOKIE_SCAN_NAMELESS:
      set_error (self, pair, COOKIE_ERROR_SYNTAX,
                 "A name and “=” are needed (draft-ietf-httpbis-rfc6265bis-22, §4.2.1)", error);
      break;
    case COOKIE_SCAN_ILLEGAL_NAME:
      set_error (self, pair, strict ? COOKIE_ERROR_SYNTAX : COOKIE_ERROR_ILLEGAL_KEY,
                 "The name of a cookie must be a token (RFC 9110, §5.6.2)", error);
      break;
    case COOKIE_SCAN_ILLEGAL_VALUE:
      if (strict)
        set_error (self, pair, COOKIE_ERROR_SYNTAX,
                   "A value must be of cookie-octets (draft-ietf-httpbis-rfc6265bis-22, §4.1.1)", error);
      else
        set_error (self, pair, pair->attribute >= 0 ? COOKIE_ERROR_INVALID_ATTRIBUTE : COOKIE_ERROR_ILLEGAL_VALUE,
                   "No value can hold a control character", error);
      break;
    case COOKIE_SCAN_UNKNOWN_ATTRIBUTE:
      set_error (self, pair, COOKIE_ERROR_INVALID_ATTRIBUTE, "There is no such attribute", error);
      break;
    case COOKIE_SCAN_SYNTAX:
      set_error (self, pair, COOKIE_ERROR_SYNTAX,
                 "Cookies are separated by “; ” (draft-ietf-httpbis-rfc6265bis-22, §4.2.1)", error);
      break;
    case COOKIE_SCAN_END:
    case COOKIE_SCAN_PAIR:
    case COOKIE_SCAN_IGNORED:
    case COOKIE_SCAN_UNREAD:
    case COOKIE_SCAN_DROPPED:
    default:
      g_assert_not_reached ();
    }
}

/* Finds all pairs, and checks them, before any of them is in the cookie. */
static gboolean
scan (Loader  *self,
      guint    max_pairs,
      GError **error)
{
  static const CookieScanFunc funcs[] = { cookie_scan_python, cookie_scan_rfc6265, cookie_scan_strict };
  CookieHeader *header = self->header;
  CookieScanner scanner = { header->text, header->length, 0, header->text_flags, FALSE };
  CookieScanFunc func = funcs[self->profile];
  g_autoptr (GError) first_error = NULL;
  CookieScan what;

  for (;;)
    {
      GError **pair_error = self->profile != COOKIE_PROFILE_RFC6265 && first_error == NULL ? &first_error : NULL;
      CookiePair *pair;

      if (header->n_pairs == header->room)
        {
          self->header = header = cookie_header_grow (header, max_pairs);
          scanner.text = header->text;
        }

      pair = &header->pairs[header->n_pairs];
      what = func (&scanner, pair);
      if (what == COOKIE_SCAN_END)
        break;

      if (what != COOKIE_SCAN_PAIR)
        cookie_base_cookie_diagnose_scan (self->cookie, header, pair, what);

      if (what == COOKIE_SCAN_DROPPED)
        {
          /* CPython returns here before it has applied anything */
          cookie_header_drop_pairs (header);
          return TRUE;
        }

      if (what == COOKIE_SCAN_IGNORED || what == COOKIE_SCAN_UNREAD)
        continue;

      if (what != COOKIE_SCAN_PAIR)
        {
          set_scan_error (self, pair, what, pair_error);
        }
      else if (header->n_pairs >= max_pairs)
        {
          cookie_base_cookie_diagnose (self->cookie, header, COOKIE_DIAGNOSTIC_CODE_TOO_LONG,
                                       COOKIE_DIAGNOSTIC_SEVERITY_ERROR, pair->key, pair->key_length,
                                       NULL, "From here on there are more pairs than the cookie takes.");
          g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT,
                       "More than %u pairs (the property max-pairs), at byte %" G_GSIZE_FORMAT,
                       cookie_base_cookie_get_max_pairs (self->cookie), cookie_header_get_input_offset (self->header, pair->key));
          return FALSE;
        }
      else if (pair->attribute >= 0 ? check_attribute (self, pair, pair_error) : decode (self, pair, pair_error))
        {
          header->n_pairs++;
          continue;
        }
      else
        {
          cookie_base_cookie_diagnose_decode (self->cookie, header, pair);
        }

      /* CPython applies a header when it has read all of it: an error may yet be dropped with it */
      if (first_error != NULL && self->profile == COOKIE_PROFILE_STRICT)
        break;
    }

  if (first_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&first_error));
      return FALSE;
    }

  return TRUE;
}

/* Puts what was found into the cookie, then tells of it. */
static void
apply (CookieBaseCookie  *self,
       CookieHeader      *header,
       CookieBaseCookie **kept)
{
  CookieTable *table = &cookie_base_cookie_get_private (self)->table;
  gboolean is_watched = cookie_base_cookie_is_watched (self);
  g_autoptr (GArray) touched = NULL;
  g_autoptr (GPtrArray) added = NULL;
  guint old_size, n_added;

  if (!is_watched && cookie_table_is_empty (table))
    {
      cookie_table_load (table, header);
      return;
    }

  g_set_object (kept, self);
  touched = g_array_new (FALSE, FALSE, sizeof (CookieTouched));
  old_size = cookie_table_get_size (table);
  cookie_table_merge (table, header, touched);
  n_added = cookie_table_get_size (table) - old_size;

  if (is_watched && n_added > 0)
    {
      added = g_ptr_array_new_full (n_added, g_object_unref);
      for (guint i = 0; i < n_added; i++)
        g_ptr_array_add (added, g_object_ref (cookie_table_get_morsel (table, old_size + i)));

      g_list_model_items_changed (G_LIST_MODEL (self), old_size, 0, n_added);
      for (guint i = 0; i < n_added; i++)
        cookie_base_cookie_morsel_added (self, added->pdata[i]);
    }

  for (guint i = 0; i < touched->len; i++)
    {
      CookieTouched *entry = &g_array_index (touched, CookieTouched, i);

      g_object_thaw_notify (G_OBJECT (entry->morsel));
      if (entry->changed)
        cookie_morsel_loaded (entry->morsel, self);
      g_object_unref (entry->morsel);
    }
}

/* A NUL is a control character, and says nothing of the encoding. */
static gboolean
is_utf8 (const char *text,
         gsize       length)
{
  const char *end = text + length;
  const char *invalid;

  while (!g_utf8_validate_len (text, end - text, &invalid))
    {
      if (*invalid != '\0')
        return FALSE;
      text = invalid + 1;
    }

  return TRUE;
}

/* A handler or an override may drop the last reference to the cookie: before one
 * can be called, @kept is set to it.
 */
static gboolean
load_header (CookieBaseCookie  *self,
             const char        *input,
             gsize              length,
             CookieBaseCookie **kept,
             GError           **error)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (self);
  gboolean is_overridden = COOKIE_BASE_COOKIE_GET_CLASS (self)->value_decode != cookie_base_cookie_real_value_decode;
  gboolean is_string = priv->codec != NULL && COOKIE_IS_STRING_CODEC (priv->codec);
  g_autoptr (CookieHeader) header = NULL;
  guint size = cookie_table_is_empty (&priv->table) ? 0 : cookie_table_get_size (&priv->table);
  guint max_pairs = priv->max_pairs - MIN (size, priv->max_pairs);
  gboolean is_read;
  Loader loader;

  cookie_base_cookie_start_diagnostics (self, length);

  if (length > priv->max_length)
    {
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_LIMIT,
                   "A header of %" G_GSIZE_FORMAT " bytes is longer than %u (the property max-length)",
                   length, priv->max_length);
      return FALSE;
    }

  header = cookie_header_new (input, length, max_pairs, FALSE);
  loader = (Loader) { .cookie = self, .profile = priv->profile };
  if ((header->text_flags & COOKIE_TEXT_NON_ASCII) != 0 && !is_utf8 (input, length))
    {
      cookie_header_unref (header);
      header = cookie_header_new (input, length, max_pairs, TRUE);
      cookie_base_cookie_diagnose_latin1 (self, header, input, length);
    }

  loader.header = header;
  loader.decodes = is_overridden || (priv->codec != NULL && !is_string);
  header->unquote = is_string;
  header->first_wins = priv->profile != COOKIE_PROFILE_PYTHON;
  if (loader.decodes)
    {
      g_set_object (kept, self);
      header->values = g_new0 (GVariant *, MIN ((header->length + 1) / 3, max_pairs) + 1);
    }

  if ((header->text_flags & COOKIE_TEXT_CONTROL) != 0 && priv->profile == COOKIE_PROFILE_PYTHON &&
      !check_controls (&loader, error))
    return FALSE;

  is_read = scan (&loader, max_pairs, error);
  header = loader.header; /* which may have grown */
  if (!is_read)
    return FALSE;

  if (header->n_pairs > 0)
    apply (self, cookie_header_trim (g_steal_pointer (&header)), kept);

  return TRUE;
}

static gboolean
load (CookieBaseCookie  *self,
      const char        *input,
      gsize              length,
      GError           **error)
{
  CookieBaseCookiePrivate *priv = cookie_base_cookie_get_private (self);
  GPtrArray *outer = priv->rotated;
  g_autoptr (CookieBaseCookie) kept = NULL;
  g_autoptr (GPtrArray) rotated = NULL;
  gboolean loaded;

  if (priv->signed_codec != NULL)
    rotated = g_ptr_array_new_with_free_func (g_free);

  priv->rotated = rotated;
  loaded = load_header (self, input, length, &kept, error);
  priv->rotated = outer;

  if (loaded && rotated != NULL)
    cookie_base_cookie_renew (self, rotated);

  cookie_base_cookie_emit_rejected (self);

  return loaded;
}

/**
 * cookie_base_cookie_load:
 * @self: a cookie
 * @header: the value of a `Cookie:` header
 * @error: return location for a [error@Cookie.Error]
 *
 * Reads a header, as the [property@Cookie.BaseCookie:profile] says, and adds the
 * cookies in it; all of them or, on an error, none.
 *
 * A cookie that is there already gets its new value. A header that is not valid
 * UTF-8 is read as ISO-8859-1. In no profile is a name decoded or changed.
 *
 * Under `COOKIE_PROFILE_RFC6265` content is no reason to fail: what cannot be
 * read is skipped. In the other profiles, sets `COOKIE_ERROR_ILLEGAL_KEY`,
 * `COOKIE_ERROR_ILLEGAL_VALUE`, `COOKIE_ERROR_INVALID_ATTRIBUTE`,
 * `COOKIE_ERROR_SYNTAX`, and what the codec sets. In any profile sets
 * `COOKIE_ERROR_LIMIT` for a header that is longer than
 * [property@Cookie.BaseCookie:max-length], or that has too many pairs
 * ([property@Cookie.BaseCookie:max-pairs]).
 *
 * What was skipped or repaired is told by [method@Cookie.BaseCookie.get_diagnostics]
 * and [signal@Cookie.BaseCookie::rejected].
 *
 * Returns: whether the header was read
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_load (CookieBaseCookie  *self,
                         const char        *header,
                         GError           **error)
{
  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (header != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return load (self, header, strlen (header), error);
}

/**
 * cookie_base_cookie_load_bytes:
 * @self: a cookie
 * @header: the value of a `Cookie:` header
 * @error: return location for a [error@Cookie.Error]
 *
 * Reads a header that may hold any bytes, as [method@Cookie.BaseCookie.load]
 * does, and with the same errors.
 *
 * Returns: whether the header was read
 *
 * Since: 1.0
 */
gboolean
cookie_base_cookie_load_bytes (CookieBaseCookie  *self,
                               GBytes            *header,
                               GError           **error)
{
  const char *input;
  gsize length;

  g_return_val_if_fail (COOKIE_IS_BASE_COOKIE (self), FALSE);
  g_return_val_if_fail (header != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  input = g_bytes_get_data (header, &length);

  return load (self, length > 0 ? input : "", length, error);
}

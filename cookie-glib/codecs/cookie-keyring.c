/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "cookie-keyring-private.h"

#include "cookie-error-private.h"
#include "core/secrets.h"
#include "secret-file.h"
#include "secret-memory.h"

#include <string.h>
#include <unistd.h>

/**
 * CookieKeyring:
 *
 * The secrets with which codecs seal cookies.
 *
 * The first secret seals; all of them open. Several codecs can share a keyring, and
 * threads can: the secrets can change while a server runs.
 *
 * ```c
 * g_autoptr (CookieKeyring) keyring = cookie_keyring_new ();
 * g_autoptr (GBytes) secret = NULL;
 * g_autoptr (GError) error = NULL;
 *
 * secret = cookie_keyring_load_secret ("cookie-secret", &error);
 * if (secret == NULL || !cookie_keyring_append (keyring, secret, &error))
 *   g_printerr ("%s\n", error->message); // a server ends here
 * ```
 *
 * To rotate secrets, prepend a new one, and remove the old one after the longest lifetime.
 * A dictionary that loads a value that an old secret sealed sends it again, sealed with the
 * first. The attributes are those of its [class@Cookie.Schema]; without one, there are none.
 * [Sessions](sessions.html) describes the steps, for several servers too.
 *
 * A codec does not use a secret itself. For each kind of codec and each purpose, another
 * key is derived from it by HKDF-SHA256 (RFC 5869), as [The text of
 * a value](coded-text.html) describes.
 *
 * The secrets cannot be read from a keyring. What it keeps of them is overwritten when a
 * secret is removed and when the keyring is finalized. If the library was built with
 * libsodium, it is also locked in memory and left out of core dumps, where the system
 * permits that.
 *
 * Since: 1.0
 */
struct _CookieKeyring
{
  GObject parent_instance;

  GMutex lock;
  GPtrArray *roots; /* of CookieSealRoot */
  GPtrArray *uses;  /* of CookieKeyringUse */
};

struct _CookieKeyringUse
{
  const CookieSealKind *kind;
  char *purpose;
  CookieKeySet *keys;
};

G_DEFINE_FINAL_TYPE (CookieKeyring, cookie_keyring, G_TYPE_OBJECT)

static CookieSealRoot *
root_new (GBytes *secret)
{
  CookieSealRoot *root = cookie_secret_memory_new (sizeof *root);
  gsize length;
  gconstpointer data = g_bytes_get_data (secret, &length);

  cookie_seal_root_init (root, data, length);

  return root;
}

static void
root_free (CookieSealRoot *root)
{
  cookie_secret_memory_free (root, sizeof *root);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CookieSealRoot, root_free)

static void
use_free (CookieKeyringUse *use)
{
  g_free (use->purpose);
  cookie_key_set_unref (use->keys);
  g_free (use);
}

/* The keys of a use; the lock is held. */
static CookieKeySet *
derive_keys (CookieKeyring    *self,
             CookieKeyringUse *use)
{
  return cookie_key_set_new ((CookieSealRoot **) self->roots->pdata, self->roots->len, use->kind, use->purpose);
}

/* Threads that have keys at the moment keep them until their call is over. */
static void
update_uses (CookieKeyring *self)
{
  for (guint i = 0; i < self->uses->len; i++)
    {
      CookieKeyringUse *use = self->uses->pdata[i];

      cookie_key_set_unref (use->keys);
      use->keys = derive_keys (self, use);
    }
}

static gboolean
find (CookieKeyring        *self,
      const CookieSealRoot *root,
      guint                *position)
{
  for (guint i = 0; i < self->roots->len; i++)
    if (cookie_secrets_equal (self->roots->pdata[i], root, sizeof *root))
      {
        *position = i;
        return TRUE;
      }

  return FALSE;
}

static gboolean
check_secret (GBytes  *secret,
              GError **error)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (secret, &size);

  if (size < COOKIE_SEAL_MIN_SECRET)
    {
      g_set_error (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_SECRET,
                   "A secret of %" G_GSIZE_FORMAT " bytes is too short: at least %d are needed",
                   size, COOKIE_SEAL_MIN_SECRET);
      return FALSE;
    }

  /* such as a file that was never filled */
  if (data[0] == 0 && memcmp (data, data + 1, size - 1) == 0)
    {
      g_set_error_literal (error, COOKIE_ERROR, COOKIE_ERROR_INVALID_SECRET, "A secret of NUL bytes only is known to all");
      return FALSE;
    }

  return TRUE;
}

CookieKeyringUse *
cookie_keyring_add_use (CookieKeyring        *self,
                        const CookieSealKind *kind,
                        const char           *purpose)
{
  CookieKeyringUse *use = g_new0 (CookieKeyringUse, 1);

  use->kind = kind;
  use->purpose = g_strdup (purpose);

  g_mutex_lock (&self->lock);
  use->keys = derive_keys (self, use);
  g_ptr_array_add (self->uses, use);
  g_mutex_unlock (&self->lock);

  return use;
}

void
cookie_keyring_remove_use (CookieKeyring    *self,
                           CookieKeyringUse *use)
{
  g_mutex_lock (&self->lock);
  g_ptr_array_remove_fast (self->uses, use);
  g_mutex_unlock (&self->lock);
}

CookieKeySet *
cookie_keyring_ref_keys (CookieKeyring    *self,
                         CookieKeyringUse *use)
{
  CookieKeySet *keys;

  g_mutex_lock (&self->lock);
  keys = cookie_key_set_ref (use->keys);
  g_mutex_unlock (&self->lock);

  return keys;
}

static void
cookie_keyring_finalize (GObject *object)
{
  CookieKeyring *self = COOKIE_KEYRING (object);

  g_ptr_array_unref (self->uses);
  g_ptr_array_unref (self->roots);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (cookie_keyring_parent_class)->finalize (object);
}

static void
cookie_keyring_class_init (CookieKeyringClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = cookie_keyring_finalize;
}

static void
cookie_keyring_init (CookieKeyring *self)
{
  g_mutex_init (&self->lock);
  self->roots = g_ptr_array_new_with_free_func ((GDestroyNotify) root_free);
  self->uses = g_ptr_array_new_with_free_func ((GDestroyNotify) use_free);
}

/**
 * cookie_keyring_new:
 *
 * Creates a keyring without secrets.
 *
 * Returns: (transfer full): a new keyring
 *
 * Since: 1.0
 */
CookieKeyring *
cookie_keyring_new (void)
{
  return g_object_new (COOKIE_TYPE_KEYRING, NULL);
}

/**
 * cookie_keyring_generate_secret:
 *
 * Creates a secret of 32 random bytes.
 *
 * The bytes come from the random number generator of the system. They are overwritten
 * when the last reference to them is dropped.
 *
 * A secret that is generated when a server starts, and not stored, is lost when it stops:
 * every session ends then.
 *
 * Returns: (transfer full): a new secret
 *
 * Since: 1.0
 */
GBytes *
cookie_keyring_generate_secret (void)
{
  gpointer data = cookie_secret_memory_new (COOKIE_SEAL_MIN_SECRET);

  if (getentropy (data, COOKIE_SEAL_MIN_SECRET) < 0)
    g_error ("The system has no random numbers");

  return cookie_secret_memory_bytes (data, COOKIE_SEAL_MIN_SECRET);
}

/**
 * cookie_keyring_load_secret:
 * @path: (type filename): the path of a file, or the name of a credential of systemd
 * @error: return location for an error
 *
 * Loads a secret from a file, to append or prepend it.
 *
 * The file contains either 32 bytes that are no text, or at least 32 bytes as hexadecimal
 * digits or in base64 or base64url, on one line with white space around them; 4096 bytes at
 * most. These commands make one each:
 *
 * ```
 * umask 077; head -c 32 /dev/urandom > cookie-secret
 * umask 077; openssl rand -hex 32 > cookie-secret
 * umask 077; openssl rand -base64 32 > cookie-secret
 * ```
 *
 * A @path without a `/` is looked for in the directory `$CREDENTIALS_DIRECTORY` if this is
 * set, as systemd does for a service with `LoadCredential=cookie-secret:…`.
 *
 * Sets `COOKIE_ERROR_INVALID_SECRET` if the file has another content, is not a regular
 * file, or can be read or written by other users, and an error of
 * [error@GLib.FileError] if it cannot be read.
 *
 * Returns: (transfer full): the secret
 *
 * Since: 1.0
 */
GBytes *
cookie_keyring_load_secret (const char  *path,
                            GError     **error)
{
  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return cookie_secret_file_read (path, error);
}

/**
 * cookie_keyring_append:
 * @self: a keyring
 * @secret: random bytes, at least 32
 * @error: return location for a [error@Cookie.Error]
 *
 * Adds a secret that opens values. The first secret of a keyring also seals them.
 *
 * A secret that the keyring has stays where it is.
 *
 * Sets `COOKIE_ERROR_INVALID_SECRET` if the secret is shorter than 32 bytes, or has NUL
 * bytes only.
 *
 * Returns: whether the keyring has the secret
 *
 * Since: 1.0
 */
gboolean
cookie_keyring_append (CookieKeyring  *self,
                       GBytes         *secret,
                       GError        **error)
{
  g_autoptr (CookieSealRoot) root = NULL;
  guint position;

  g_return_val_if_fail (COOKIE_IS_KEYRING (self), FALSE);
  g_return_val_if_fail (secret != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!check_secret (secret, error))
    return FALSE;

  root = root_new (secret);

  g_mutex_lock (&self->lock);
  if (!find (self, root, &position))
    {
      g_ptr_array_add (self->roots, g_steal_pointer (&root));
      update_uses (self);
    }
  g_mutex_unlock (&self->lock);

  return TRUE;
}

/**
 * cookie_keyring_prepend:
 * @self: a keyring
 * @secret: random bytes, at least 32
 * @error: return location for a [error@Cookie.Error]
 *
 * Adds a secret that seals values from now on, and opens them.
 *
 * A secret that the keyring has becomes the first.
 *
 * Sets `COOKIE_ERROR_INVALID_SECRET` if the secret is shorter than 32 bytes, or has NUL
 * bytes only.
 *
 * Returns: whether the secret is the first now
 *
 * Since: 1.0
 */
gboolean
cookie_keyring_prepend (CookieKeyring  *self,
                        GBytes         *secret,
                        GError        **error)
{
  CookieSealRoot *root;
  guint position;

  g_return_val_if_fail (COOKIE_IS_KEYRING (self), FALSE);
  g_return_val_if_fail (secret != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!check_secret (secret, error))
    return FALSE;

  root = root_new (secret);

  g_mutex_lock (&self->lock);
  if (find (self, root, &position))
    g_ptr_array_remove_index (self->roots, position);
  g_ptr_array_insert (self->roots, 0, root);
  update_uses (self);
  g_mutex_unlock (&self->lock);

  return TRUE;
}

/**
 * cookie_keyring_remove:
 * @self: a keyring
 * @secret: a secret
 *
 * Removes a secret. Values that it sealed are refused from now on.
 *
 * If it was the first, the next one seals.
 *
 * Returns: whether the keyring had the secret
 *
 * Since: 1.0
 */
gboolean
cookie_keyring_remove (CookieKeyring *self,
                       GBytes        *secret)
{
  g_autoptr (CookieSealRoot) root = NULL;
  gboolean found;
  guint position;

  g_return_val_if_fail (COOKIE_IS_KEYRING (self), FALSE);
  g_return_val_if_fail (secret != NULL, FALSE);

  root = root_new (secret);

  g_mutex_lock (&self->lock);
  found = find (self, root, &position);
  if (found)
    {
      g_ptr_array_remove_index (self->roots, position);
      update_uses (self);
    }
  g_mutex_unlock (&self->lock);

  return found;
}

/**
 * cookie_keyring_get_size:
 * @self: a keyring
 *
 * Gets the number of secrets.
 *
 * Returns: the number of secrets
 *
 * Since: 1.0
 */
guint
cookie_keyring_get_size (CookieKeyring *self)
{
  guint size;

  g_return_val_if_fail (COOKIE_IS_KEYRING (self), 0);

  g_mutex_lock (&self->lock);
  size = self->roots->len;
  g_mutex_unlock (&self->lock);

  return size;
}

/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "utf16.h"

static void
append_character (GByteArray *text,
                  gunichar    c)
{
  char buffer[6];
  const int length = g_unichar_to_utf8 (c, buffer);

  g_byte_array_append (text, (const guint8 *) buffer, length);
}

static void
append_unit (Utf16      *self,
             gunichar2   unit,
             GByteArray *text)
{
  const gunichar2 high = self->high;

  self->high = 0;
  if (high != 0 && unit >= 0xdc00 && unit < 0xe000)
    {
      append_character (text, 0x10000 + ((high - 0xd800) << 10) + (unit - 0xdc00));
      return;
    }

  if (high != 0)
    append_character (text, 0xfffd);
  if (unit >= 0xd800 && unit < 0xdc00)
    self->high = unit;
  else
    append_character (text, unit >= 0xdc00 && unit < 0xe000 ? 0xfffd : unit);
}

/* Appends as UTF-8 what is complete. U+FFFD stands for half a pair. */
void
utf16_append (Utf16        *self,
              const guint8 *data,
              gsize         length,
              GByteArray   *text)
{
  for (gsize i = 0; i < length; i++)
    {
      if (self->has_half)
        append_unit (self, self->is_big_endian ? self->half << 8 | data[i] : data[i] << 8 | self->half, text);

      self->has_half = !self->has_half;
      self->half = data[i];
    }
}

/* Appends U+FFFD for a character that is cut at the end. */
void
utf16_finish (Utf16      *self,
              GByteArray *text)
{
  if (self->has_half || self->high != 0)
    append_character (text, 0xfffd);

  self->has_half = FALSE;
  self->high = 0;
}

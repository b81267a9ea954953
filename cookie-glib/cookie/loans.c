/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "config.h"

#include "loans.h"

void
cookie_loans_add (CookieLoans  *self,
                  CookieHeader *header)
{
  header->refs++;
  header->is_lent = TRUE;
  header->next_lent = self->lent;
  self->lent = header;
}

/* The dictionary has changed: what was lent can be freed. */
void
cookie_loans_end (CookieLoans *self)
{
  while (self->lent != NULL)
    {
      CookieHeader *header = self->lent;

      self->lent = header->next_lent;
      header->is_lent = FALSE;
      if (header->is_ended)
        {
          header->refs--; /* lent again meanwhile, and kept for the first time still */
          continue;
        }

      header->is_ended = TRUE;
      header->next_ended = self->ended;
      self->ended = header;
    }
}

/* Frees it. */
void
cookie_loans_free (CookieLoans *self)
{
  while (self->ended != NULL)
    {
      CookieHeader *header = self->ended;

      self->ended = header->next_ended;
      header->is_ended = FALSE;
      cookie_header_unref (header);
    }
}

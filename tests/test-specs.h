/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>

/* One property a line, with its flags, type, smallest, largest and usual value. */
static inline char *
test_describe_properties (GType type)
{
  static const struct { GParamFlags flag; char letter; } letters[] = {
    { G_PARAM_READABLE, 'r' }, { G_PARAM_WRITABLE, 'w' }, { G_PARAM_CONSTRUCT, 'c' }, { G_PARAM_CONSTRUCT_ONLY, 'o' },
    { G_PARAM_EXPLICIT_NOTIFY, 'e' }, { G_PARAM_STATIC_NAME, 's' }, { G_PARAM_STATIC_NICK, 's' }, { G_PARAM_STATIC_BLURB, 's' },
  };
  g_autoptr (GTypeClass) klass = g_type_class_ref (type);
  GString *text = g_string_new (NULL);
  g_autofree GParamSpec **specs = NULL;
  guint n_specs;

  specs = g_object_class_list_properties (G_OBJECT_CLASS (klass), &n_specs);
  for (guint i = 0; i < n_specs; i++)
    {
      GParamSpec *spec = specs[i];

      if (spec->owner_type != type)
        continue;

      g_string_append_printf (text, "%s ", spec->name);
      for (gsize k = 0; k < G_N_ELEMENTS (letters); k++)
        if ((spec->flags & letters[k].flag) != 0)
          g_string_append_c (text, letters[k].letter);

      if (G_IS_PARAM_SPEC_UINT (spec))
        g_string_append_printf (text, " %u..%u %u", G_PARAM_SPEC_UINT (spec)->minimum, G_PARAM_SPEC_UINT (spec)->maximum,
                                G_PARAM_SPEC_UINT (spec)->default_value);
      else if (G_IS_PARAM_SPEC_UINT64 (spec))
        g_string_append_printf (text, " %" G_GUINT64_FORMAT "..%" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT,
                                G_PARAM_SPEC_UINT64 (spec)->minimum, G_PARAM_SPEC_UINT64 (spec)->maximum,
                                G_PARAM_SPEC_UINT64 (spec)->default_value);
      else if (G_IS_PARAM_SPEC_INT64 (spec))
        g_string_append_printf (text, " %" G_GINT64_FORMAT "..%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, G_PARAM_SPEC_INT64 (spec)->minimum,
                                G_PARAM_SPEC_INT64 (spec)->maximum, G_PARAM_SPEC_INT64 (spec)->default_value);
      else if (G_IS_PARAM_SPEC_BOOLEAN (spec))
        g_string_append_printf (text, " %d", G_PARAM_SPEC_BOOLEAN (spec)->default_value);
      else if (G_IS_PARAM_SPEC_ENUM (spec))
        g_string_append_printf (text, " %s %d", g_type_name (spec->value_type), G_PARAM_SPEC_ENUM (spec)->default_value);
      else if (G_IS_PARAM_SPEC_STRING (spec))
        g_string_append_printf (text, " %s", G_PARAM_SPEC_STRING (spec)->default_value != NULL ? "text" : "NULL");
      else
        g_string_append_printf (text, " %s", g_type_name (spec->value_type));
      g_string_append_c (text, '\n');
    }

  return g_string_free (text, FALSE);
}

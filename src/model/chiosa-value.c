/* chiosa-value.c
 *
 * A small set of named values, sorted by name: what the attributes of an annotation, a relation or an article are kept in.
 * Knows nothing of tag sets: whether a name or a value makes sense is not asked here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-value.h"

#include <string.h>

typedef struct
{
  const char      *name;    /* interned: the same few names stand in every annotation */
  char            *value;
  ChiosaValueKind  kind;
} Entry;

struct _ChiosaAttributes
{
  guint  n_entries;
  Entry *entries;
};

/* The place of @name, or where it would have to go. */
static guint
find_place (const ChiosaAttributes *self,
            const char             *name,
            gboolean               *found)
{
  *found = FALSE;
  for (guint i = 0; i < self->n_entries; i++)
    {
      int order = strcmp (self->entries[i].name, name);

      if (order < 0)
        continue;

      *found = order == 0;
      return i;
    }

  return self->n_entries;
}

/**
 * chiosa_attributes_new:
 *
 * Returns: (transfer full): an empty set
 */
ChiosaAttributes *
chiosa_attributes_new (void)
{
  return g_new0 (ChiosaAttributes, 1);
}

/**
 * chiosa_attributes_copy:
 * @self: (nullable): a set
 *
 * Returns: (transfer full) (nullable): a copy, %NULL for %NULL
 */
ChiosaAttributes *
chiosa_attributes_copy (const ChiosaAttributes *self)
{
  ChiosaAttributes *copy;

  if (self == NULL)
    return NULL;

  copy = chiosa_attributes_new ();
  copy->n_entries = self->n_entries;
  copy->entries = g_memdup2 (self->entries, self->n_entries * sizeof (Entry));
  for (guint i = 0; i < copy->n_entries; i++)
    copy->entries[i].value = g_strdup (self->entries[i].value);

  return copy;
}

/**
 * chiosa_attributes_free:
 * @self: (nullable) (transfer full): a set
 */
void
chiosa_attributes_free (ChiosaAttributes *self)
{
  if (self == NULL)
    return;

  for (guint i = 0; i < self->n_entries; i++)
    g_free (self->entries[i].value);
  g_free (self->entries);
  g_free (self);
}

/**
 * chiosa_attributes_equal:
 * @a: (nullable): a set
 * @b: (nullable): another
 *
 * Returns: whether both hold the same names with the same kinds and values
 */
gboolean
chiosa_attributes_equal (const ChiosaAttributes *a,
                         const ChiosaAttributes *b)
{
  if (chiosa_attributes_get_n (a) != chiosa_attributes_get_n (b))
    return FALSE;

  for (guint i = 0; i < chiosa_attributes_get_n (a); i++)
    {
      if (!g_str_equal (a->entries[i].name, b->entries[i].name)
          || a->entries[i].kind != b->entries[i].kind
          || !g_str_equal (a->entries[i].value, b->entries[i].value))
        return FALSE;
    }

  return TRUE;
}

/**
 * chiosa_attributes_set:
 * @self: a set
 * @name: the name
 * @kind: what the value is
 * @value: the value as text; "true" or "false" for a flag
 *
 * Sets the value of @name, in place of the one it had.
 */
void
chiosa_attributes_set (ChiosaAttributes *self,
                       const char       *name,
                       ChiosaValueKind   kind,
                       const char       *value)
{
  gboolean found;
  guint i = find_place (self, name, &found);

  if (found)
    {
      char *old = self->entries[i].value;

      self->entries[i].value = g_strdup (value);
      self->entries[i].kind = kind;
      g_free (old);
      return;
    }

  self->entries = g_renew (Entry, self->entries, self->n_entries + 1);
  memmove (self->entries + i + 1, self->entries + i, (self->n_entries - i) * sizeof (Entry));
  self->entries[i] = (Entry) { g_intern_string (name), g_strdup (value), kind };
  self->n_entries++;
}

/**
 * chiosa_attributes_unset:
 * @self: (nullable): a set
 * @name: the name
 */
void
chiosa_attributes_unset (ChiosaAttributes *self,
                         const char       *name)
{
  gboolean found;
  guint i;

  if (self == NULL)
    return;

  i = find_place (self, name, &found);
  if (!found)
    return;

  g_free (self->entries[i].value);
  self->n_entries--;
  memmove (self->entries + i, self->entries + i + 1, (self->n_entries - i) * sizeof (Entry));
}

/**
 * chiosa_attributes_get:
 * @self: (nullable): a set
 * @name: the name
 * @kind: (out) (optional): what the value is
 *
 * Returns: (nullable): the value as text, %NULL where @name is not set
 */
const char *
chiosa_attributes_get (const ChiosaAttributes *self,
                       const char             *name,
                       ChiosaValueKind        *kind)
{
  gboolean found;
  guint i;

  if (self == NULL)
    return NULL;

  i = find_place (self, name, &found);
  if (!found)
    return NULL;

  if (kind != NULL)
    *kind = self->entries[i].kind;
  return self->entries[i].value;
}

/**
 * chiosa_attributes_get_n:
 * @self: (nullable): a set
 *
 * Returns: how many names are set
 */
guint
chiosa_attributes_get_n (const ChiosaAttributes *self)
{
  return self != NULL ? self->n_entries : 0;
}

/**
 * chiosa_attributes_nth:
 * @self: a set
 * @i: less than chiosa_attributes_get_n()
 * @kind: (out) (optional): what the value is
 * @value: (out) (optional): the value as text
 *
 * Returns: the name at place @i, by name
 */
const char *
chiosa_attributes_nth (const ChiosaAttributes  *self,
                       guint                    i,
                       ChiosaValueKind         *kind,
                       const char             **value)
{
  g_return_val_if_fail (i < chiosa_attributes_get_n (self), NULL);

  if (kind != NULL)
    *kind = self->entries[i].kind;
  if (value != NULL)
    *value = self->entries[i].value;
  return self->entries[i].name;
}

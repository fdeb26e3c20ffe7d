/* chiosa-labels.c
 *
 * A type and a label as one name, and back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-labels.h"

#include <string.h>

#define MAX_ID 64
#define HASH_DIGITS 6
#define ID_CHARACTERS G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-"

/* How many types have a label with this id; @type becomes the first of them. */
static guint
count_types (ChiosaTagset  *tagset,
             const char    *label,
             const char   **type)
{
  guint n_types, n = 0;
  const ChiosaSpanType *types = chiosa_tagset_get_types (tagset, &n_types);

  for (guint i = 0; i < n_types; i++)
    if (chiosa_tagset_find_label (tagset, types[i].tag.id, label) != NULL && n++ == 0)
      *type = types[i].tag.id;

  return n;
}

/**
 * chiosa_labels_join:
 * @tagset: (nullable): that they are of
 * @type: of an annotation
 * @label: of the annotation; "" for none
 *
 * Labels that no tag set has, of annotations of the type for such names, stand for themselves.
 *
 * Returns: (transfer full): one name, from which chiosa_labels_split() finds both
 */
char *
chiosa_labels_join (ChiosaTagset *tagset,
                    const char   *type,
                    const char   *label)
{
  const char *first = NULL;
  guint n;

  if (*label == '\0')
    return g_strdup (type);

  n = tagset != NULL ? count_types (tagset, label, &first) : 0;
  if (n == 1 && g_str_equal (first, type))
    return g_strdup (label);
  if (n == 0 && g_str_equal (type, CHIOSA_LABELS_UNKNOWN_TYPE) && (tagset == NULL || chiosa_tagset_find_type (tagset, label) == NULL))
    return g_strdup (label);

  return g_strconcat (type, "-", label, NULL);
}

/* "claim-FACT": at any hyphen, since ids may have some themselves. */
static gboolean
split_at_hyphen (ChiosaTagset  *tagset,
                 const char    *name,
                 const char   **type,
                 const char   **label)
{
  for (const char *hyphen = strchr (name, '-'); hyphen != NULL; hyphen = strchr (hyphen + 1, '-'))
    {
      g_autofree char *head = g_strndup (name, hyphen - name), *id = NULL;

      if (chiosa_tagset_find_type (tagset, head) == NULL || hyphen[1] == '\0')
        continue;

      *type = g_intern_string (head);
      id = chiosa_tagset_find_label (tagset, head, hyphen + 1) != NULL ? g_strdup (hyphen + 1) : chiosa_labels_to_id (hyphen + 1);
      *label = g_intern_string (id);
      return TRUE;
    }

  return FALSE;
}

/**
 * chiosa_labels_split:
 * @tagset: (nullable): where to look
 * @name: as chiosa_labels_join() makes it, or of another tool
 * @type: (out): interned
 * @label: (out): interned; "" for none
 *
 * Returns: %FALSE when the tag set does not know the name; then it is a label of the type for such names
 */
gboolean
chiosa_labels_split (ChiosaTagset  *tagset,
                     const char    *name,
                     const char   **type,
                     const char   **label)
{
  const char *first = NULL;
  g_autofree char *id = NULL;

  if (tagset != NULL && count_types (tagset, name, &first) > 0)
    {
      *type = g_intern_string (first);
      *label = g_intern_string (name);
      return TRUE;
    }
  if (tagset != NULL && chiosa_tagset_find_type (tagset, name) != NULL)
    {
      *type = g_intern_string (name);
      *label = g_intern_string ("");
      return TRUE;
    }
  if (tagset != NULL && split_at_hyphen (tagset, name, type, label))
    return chiosa_tagset_find_label (tagset, *type, *label) != NULL;

  id = chiosa_labels_to_id (name);
  *type = g_intern_string (CHIOSA_LABELS_UNKNOWN_TYPE);
  *label = g_intern_string (id);

  return tagset != NULL && chiosa_tagset_find_label (tagset, *type, *label) != NULL;
}

/**
 * chiosa_labels_to_id:
 * @name: any text
 *
 * Letters with marks lose them. A name in another script would be nothing but underscores: it gets a few digits of its hash, so
 * that two names stay two ids.
 *
 * Returns: (transfer full): @name as an id can be: 1 to 64 of [A-Za-z0-9_-]; other characters become '_'
 */
char *
chiosa_labels_to_id (const char *name)
{
  g_autofree char *plain = g_str_to_ascii (name, "C");
  GString *id = g_string_new (NULL);

  for (const char *p = plain; *p != '\0' && id->len < MAX_ID; p++)
    g_string_append_c (id, strchr (ID_CHARACTERS, *p) != NULL ? *p : '_');
  if (id->len == 0)
    g_string_append_c (id, '_');
  if (strlen (plain) > MAX_ID || (strchr (plain, '?') != NULL && strchr (name, '?') == NULL))
    {
      g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);

      g_string_truncate (id, MIN (id->len, MAX_ID - HASH_DIGITS - 1));
      g_string_append_printf (id, "-%.*s", HASH_DIGITS, hash);
    }

  return g_string_free (id, FALSE);
}

/* chiosa-counts.c
 *
 * How much is exported or imported, or was found again, in words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-counts.h"

#include <glib/gi18n.h>

/**
 * chiosa_counts_describe:
 * @n_articles: always said
 * @n_annotations: said unless 0
 * @n_relations: said unless 0
 *
 * Returns: (transfer full): "3 articles, 12 annotations, 4 relations"
 */
char *
chiosa_counts_describe (guint   n_articles,
                        guint64 n_annotations,
                        guint64 n_relations)
{
  g_autofree char *articles = g_strdup_printf (ngettext ("%u article", "%u articles", n_articles), n_articles);
  g_autofree char *annotations = g_strdup_printf (ngettext ("%lu annotation", "%lu annotations", (gulong) n_annotations),
                                                  (gulong) n_annotations);
  g_autofree char *relations = g_strdup_printf (ngettext ("%lu relation", "%lu relations", (gulong) n_relations),
                                                (gulong) n_relations);

  if (n_relations > 0)
    /* Translators: a list of three numbers of things: “3 articles, 12 annotations, 4 relations” */
    return g_strdup_printf (_("%s, %s, %s"), articles, annotations, relations);
  if (n_annotations > 0)
    /* Translators: a list of two numbers of things: “3 articles, 12 annotations” */
    return g_strdup_printf (_("%s, %s"), articles, annotations);

  return g_steal_pointer (&articles);
}

/**
 * chiosa_counts_describe_reanchoring:
 * @reanchoring: what became of the annotations of an article whose text was changed elsewhere
 *
 * Returns: (transfer full) (nullable): "12 moved, 3 edited, 2 to decide, 1 not found"
 */
char *
chiosa_counts_describe_reanchoring (const ChiosaReanchoring *reanchoring)
{
  const guint *counts = reanchoring->counts;
  const struct { guint n; const char *text; } parts[] = {
    /* Translators: parts of "Annotations: 12 moved, 3 edited, 2 to decide, 1 not found" */
    { counts[CHIOSA_ANCHOR_MOVED], ngettext ("%u moved", "%u moved", counts[CHIOSA_ANCHOR_MOVED]) },
    { counts[CHIOSA_ANCHOR_EDITED], ngettext ("%u edited", "%u edited", counts[CHIOSA_ANCHOR_EDITED]) },
    { counts[CHIOSA_ANCHOR_REVIEW], ngettext ("%u to decide", "%u to decide", counts[CHIOSA_ANCHOR_REVIEW]) },
    { counts[CHIOSA_ANCHOR_ORPHAN], ngettext ("%u not found", "%u not found", counts[CHIOSA_ANCHOR_ORPHAN]) },
  };
  g_autoptr (GString) list = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      if (parts[i].n == 0)
        continue;
      if (list->len > 0)
        /* Translators: between the parts of a list of numbers: "12 moved, 3 edited" */
        g_string_append (list, C_("between numbers", ", "));
      g_string_append_printf (list, parts[i].text, parts[i].n);
    }

  return list->len > 0 ? g_strdup (list->str) : NULL;
}

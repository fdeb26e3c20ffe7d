/* chiosa-counts.c
 *
 * How much is exported or imported, in words.
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

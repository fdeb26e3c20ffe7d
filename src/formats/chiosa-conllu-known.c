/* chiosa-conllu-known.c
 *
 * Whether tags on words say what an annotation says already. Asked by chiosa-conllu-doc.c, which says why.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-conllu.h"

struct _ChiosaConlluKnown
{
  GHashTable *spans;     /* name → GArray of ChiosaSpan */
  gboolean    ordered;
};

ChiosaConlluKnown *
chiosa_conllu_known_new (void)
{
  ChiosaConlluKnown *self = g_new0 (ChiosaConlluKnown, 1);

  self->spans = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);

  return self;
}

void
chiosa_conllu_known_free (ChiosaConlluKnown *self)
{
  g_hash_table_unref (self->spans);
  g_free (self);
}

static void
add_name (ChiosaConlluKnown *self,
          const char        *name,
          const GArray      *spans)
{
  GArray *all = g_hash_table_lookup (self->spans, name);

  if (all == NULL)
    {
      all = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));
      g_hash_table_insert (self->spans, g_strdup (name), all);
    }

  g_array_append_vals (all, spans->data, spans->len);
}

/**
 * chiosa_conllu_known_add:
 * @spans: (element-type ChiosaSpan): where it stands
 *
 * Its name may be the label, the type, or both: what chiosa_labels_join() makes of them depends on the tag set of the writer.
 */
void
chiosa_conllu_known_add (ChiosaConlluKnown      *self,
                         const ChiosaAnnotation *annotation,
                         const GArray           *spans)
{
  g_autofree char *both = g_strconcat (annotation->type, "-", annotation->label, NULL);

  add_name (self, annotation->type, spans);
  add_name (self, annotation->label, spans);
  add_name (self, both, spans);
}

static int
compare_starts (gconstpointer a,
                gconstpointer b)
{
  const ChiosaSpan *one = a;
  const ChiosaSpan *other = b;

  return one->start < other->start ? -1 : one->start > other->start;
}

/* In order of starts; the end of each becomes the last of those up to it. */
static void
order (gpointer key,
       gpointer value,
       gpointer data)
{
  GArray *spans = value;

  g_array_sort (spans, compare_starts);
  for (guint i = 1; i < spans->len; i++)
    {
      ChiosaSpan *span = &g_array_index (spans, ChiosaSpan, i);

      span->end = MAX (span->end, span[-1].end);
    }
}

/* Whether one of @spans has a character of @word. */
static gboolean
touches (const GArray *spans,
         ChiosaSpan    word)
{
  guint low = 0;
  guint high = spans->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (spans, ChiosaSpan, middle).start < word.end)
        low = middle + 1;
      else
        high = middle;
    }

  return low > 0 && g_array_index (spans, ChiosaSpan, low - 1).end > word.start;
}

/**
 * chiosa_conllu_known_holds:
 * @words: (element-type ChiosaSpan): of the article; those that are not in its text are empty and count for nothing
 */
gboolean
chiosa_conllu_known_holds (ChiosaConlluKnown *self,
                           const char        *name,
                           const GArray      *words,
                           guint              first,
                           guint              end)
{
  const GArray *spans = g_hash_table_lookup (self->spans, name);

  if (spans == NULL)
    return FALSE;

  if (!self->ordered)
    g_hash_table_foreach (self->spans, order, NULL);
  self->ordered = TRUE;

  for (guint i = first; i < end; i++)
    {
      ChiosaSpan word = g_array_index (words, ChiosaSpan, i);

      if (word.start < word.end && !touches (spans, word))
        return FALSE;
    }

  return TRUE;
}

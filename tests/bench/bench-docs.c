/* bench-docs.c
 *
 * Articles for the benchmarks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-docs.h"

static const char *const words[] = {
  "the", "of", "and", "to", "in", "that", "was", "he", "for", "it", "with", "as", "his", "on", "be", "at", "by", "had", "not", "are",
  "minister", "parliament", "budget", "inflation", "election", "region", "company", "market", "police", "court", "hospital",
  "according", "reported", "announced", "declined", "confirmed", "investigated", "estimated", "published",
  "Müller", "Straße", "Zürich", "façade", "naïve", "café", "Orléans", "señor", "Łódź", "Kraków", "příliš", "žluťoučký", "İstanbul",
  "Malmö", "Reykjavík", "Ελλάδα", "κυβέρνηση", "Москва", "правительство", "“quoted”", "„zitiert“", "—",
  "Berlin", "Paris", "Reuters", "Nairobi", "Commission", "Council", "Senate", "Ministry", "Institute", "University",
};

typedef struct
{
  guint32    start;
  guint32    end;
  gboolean   last;      /* of its paragraph */
} Word;

char *
bench_docs_text (gsize   n_bytes,
                 guint32 seed)
{
  GRand *random = g_rand_new_with_seed (seed);
  GString *text = g_string_sized_new (n_bytes + 1024);

  while (text->len < n_bytes)
    {
      guint n_words = g_rand_int_range (random, 45, 140);

      for (guint i = 0; i < n_words && text->len < n_bytes; i++)
        {
          g_string_append (text, words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))]);
          g_string_append (text, i % 17 == 16 ? ". " : " ");
        }
      text->str[text->len - 1] = '.';
      g_string_append (text, "\n\n");
    }

  g_rand_free (random);
  return g_string_free (text, FALSE);
}

char *
bench_docs_paragraph (gsize    n_chars,
                      gboolean spaces,
                      guint32  seed)
{
  GRand *random = g_rand_new_with_seed (seed);
  GString *text = g_string_sized_new (n_chars * 3);
  gsize n = 0;

  for (guint i = 1; n < n_chars; i++)
    {
      if (spaces)
        {
          const char *word = words[g_rand_int_range (random, 0, G_N_ELEMENTS (words))];

          g_string_append (text, word);
          g_string_append (text, i % 17 == 0 ? ". " : " ");
          n += g_utf8_strlen (word, -1) + (i % 17 == 0 ? 2 : 1);
        }
      else
        {
          g_string_append_unichar (text, i % 31 == 0 ? 0x3002 : (gunichar) g_rand_int_range (random, 0x4e00, 0x7000));
          n++;
        }
    }

  g_rand_free (random);
  g_string_truncate (text, g_utf8_offset_to_pointer (text->str, n_chars) - text->str);
  return g_string_free (text, FALSE);
}

static GArray *
find_words (const char *text)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (Word));
  guint32 offset = 0;
  guint32 start = 0;

  for (const char *p = text; *p; p = g_utf8_next_char (p), offset++)
    {
      Word word = { start, offset, *p == '\n' };

      if (*p != ' ' && *p != '\n')
        continue;

      if (offset > start)
        g_array_append_val (found, word);
      start = offset + 1;
    }

  return found;
}

static guint
last_word (const GArray *found,
           guint         first,
           guint         n_words)
{
  guint last = first;

  while (last + 1 < found->len && last + 1 < first + n_words && !g_array_index (found, Word, last).last)
    last++;

  return last;
}

ChiosaSnapshot *
bench_docs_annotations (const char *text,
                        guint       n,
                        guint32     seed)
{
  GRand *random = g_rand_new_with_seed (seed);
  ChiosaSnapshot *snapshot = chiosa_snapshot_new ();
  g_autoptr (GArray) found = find_words (text);
  static const char *const labels[] = { "PERSON", "ORG", "GPE" };

  for (guint i = 0; i < n; i++)
    {
      double kind = g_rand_double (random);
      gboolean claim = kind >= 0.6 && kind < 0.85;
      const char *type = claim ? "claim" : kind < 0.6 ? "entity" : "source";
      const char *label = claim ? "FACT" : kind < 0.6 ? labels[i % G_N_ELEMENTS (labels)] : "SRC_ORG";
      guint first = (guint64) i * found->len / n;
      guint last = last_word (found, first, claim ? g_rand_int_range (random, 10, 40) : g_rand_int_range (random, 1, 8));
      g_autofree char *id = g_strdup_printf ("a%u", i);
      g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_new (id, type, label);
      ChiosaSpan span = { g_array_index (found, Word, first).start, g_array_index (found, Word, last).end };

      chiosa_snapshot_add (snapshot, annotation, &span, 1);
    }

  g_rand_free (random);
  return snapshot;
}

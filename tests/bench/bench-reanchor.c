/* bench-reanchor.c
 *
 * How long it takes to find annotations again: 10,000 in a text of 1 MB, changed in several ways, and texts made to be slow.
 * Prints medians in milliseconds of processor time; asserts nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-reanchor.h"
#include "chiosa-text-diff.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define N_BYTES (1000 * 1000)
#define N_ANNOTATIONS 10000
#define N_ROUNDS 7

typedef struct
{
  const char *name;
  guint       mistyped;      /* of 1000 words */
  guint       put_in;        /* sentences, of 1000 */
  guint       taken_out;
  gboolean    quotes;        /* without the old text */
} Scenario;

/* Words as frequent as in a text: Zipf's law, nearly. */
static guint
any_word (GRand *rand)
{
  return g_rand_int_range (rand, 0, g_rand_int_range (rand, 1, g_rand_int_range (rand, 2, 20000)));
}

static void
add_sentence (GRand   *rand,
              GString *into)
{
  guint n = g_rand_int_range (rand, 6, 25);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (into, "%sw%x%s", i > 0 ? " " : "", any_word (rand), i % 9 == 8 ? "," : "");
  g_string_append (into, g_rand_int_range (rand, 0, 5) == 0 ? ".\n" : ". ");
}

/* The same text from the same seed, with what @scenario does to it. */
static ChiosaText *
make_text (const Scenario *scenario)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1), dice = g_rand_new_with_seed (2);
  g_autoptr (GString) text = g_string_new (NULL), sentence = g_string_new (NULL);
  gsize n_bytes = 0;

  while (n_bytes < N_BYTES)
    {
      g_string_truncate (sentence, 0);
      add_sentence (rand, sentence);
      n_bytes += sentence->len;
      if (scenario != NULL && (guint) g_rand_int_range (dice, 0, 1000) < scenario->taken_out)
        continue;
      for (gsize i = 0; scenario != NULL && i < sentence->len; i++)
        {
          if (sentence->str[i] == 'w' && (guint) g_rand_int_range (dice, 0, 1000) < scenario->mistyped)
            sentence->str[i] = 'v';
        }
      g_string_append (text, sentence->str);
      if (scenario != NULL && (guint) g_rand_int_range (dice, 0, 1000) < scenario->put_in)
        add_sentence (dice, text);
    }

  return chiosa_text_new (text->str, text->len);
}

static ChiosaSnapshot *
annotate (const ChiosaText *text,
          gsize             n_chars,
          gboolean          quotes)
{
  ChiosaSnapshot *snapshot = chiosa_snapshot_new ();
  gsize length = chiosa_text_get_length (text);

  for (guint i = 0; i < N_ANNOTATIONS; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i);
      g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_new (id, "entity", "");
      gsize start = (length - 100) / N_ANNOTATIONS * i;
      ChiosaSpan span = { start, start + n_chars };

      if (quotes)
        {
          g_autofree char *exact = chiosa_text_get_slice (text, span.start, span.end);
          g_autofree char *prefix = chiosa_text_get_slice (text, start - MIN (start, 32), start);
          g_autofree char *suffix = chiosa_text_get_slice (text, span.end, span.end + 32);

          annotation->quote = chiosa_quote_new (exact, prefix, suffix, &span, 1, start);
        }
      chiosa_snapshot_add (snapshot, annotation, &span, 1);
    }

  return snapshot;
}

/* Of this thread's processor, so that other programs do not count: microseconds. */
static gint64
get_time (void)
{
  struct timespec time;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &time);

  return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  gint64 x = *(const gint64 *) a, y = *(const gint64 *) b;

  return x < y ? -1 : x > y;
}

static void
measure (const char       *name,
         const ChiosaText *base,
         const ChiosaText *text,
         gboolean          quotes,
         guint             n_rounds)
{
  g_autoptr (ChiosaSnapshot) old = annotate (base, 12, quotes);
  g_autoptr (ChiosaReanchoring) result = NULL;
  gint64 times[N_ROUNDS];

  for (guint i = 0; i < n_rounds; i++)
    {
      gint64 start = get_time ();

      g_clear_pointer (&result, chiosa_reanchoring_free);
      result = chiosa_reanchor (old, quotes ? NULL : base, text, NULL);
      times[i] = get_time () - start;
    }
  qsort (times, n_rounds, sizeof *times, compare);
  g_print ("%-44s %8.1f ms   exact %u moved %u edited %u review %u orphan %u\n", name, times[n_rounds / 2] / 1000.0,
           result->counts[0], result->counts[1], result->counts[2], result->counts[3], result->counts[4]);
}

static ChiosaText *
repeat (const char *piece,
        gsize       n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < n; i++)
    g_string_append (text, piece);

  return chiosa_text_new (text->str, text->len);
}

static void
measure_slow (void)
{
  g_autoptr (ChiosaText) names = repeat ("Ann Lee. ", 20000), fewer = repeat ("Ann Lee. ", 19000), more = repeat ("Ann Lee. Bob. ", 12000);
  g_autoptr (ChiosaText) word = repeat ("buffalo ", 100000), other = repeat ("bison ", 100000), mixed = repeat ("buffalo bison ", 50000);

  measure ("equal names, some taken out", names, fewer, FALSE, 1);
  measure ("equal names, another between", names, more, FALSE, 1);
  measure ("equal names, by their words alone", names, more, TRUE, 1);
  measure ("one word, all replaced", word, other, FALSE, 1);
  measure ("one word, every other replaced", word, mixed, FALSE, 1);
  measure ("one word, by its words alone", word, mixed, TRUE, 1);
  measure ("everything taken out", names, word, FALSE, 1);
}

int
main (void)
{
  static const Scenario scenarios[] = {
    { "unchanged", 0, 0, 0, FALSE },
    { "1 of 100 words mistyped", 10, 0, 0, FALSE },
    { "5 of 100 sentences out, 5 in", 0, 50, 50, FALSE },
    { "all of that", 10, 50, 50, FALSE },
    { "every second word mistyped", 500, 0, 0, FALSE },
    { "all of that, by their words alone", 10, 50, 50, TRUE },
  };
  g_autoptr (ChiosaText) base = make_text (NULL);

  g_print ("%u annotations, %zu bytes\n", N_ANNOTATIONS, chiosa_text_get_n_bytes (base));
  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      g_autoptr (ChiosaText) text = make_text (&scenarios[i]);
      gint64 start = get_time ();
      g_autoptr (ChiosaEdit) edit = chiosa_text_diff (base, text);

      g_print ("%-44s %8.1f ms   the diff alone, %u changes\n", "", (get_time () - start) / 1000.0,
               chiosa_edit_get_n (edit));
      measure (scenarios[i].name, base, text, scenarios[i].quotes, N_ROUNDS);
    }
  measure_slow ();

  return 0;
}

/* fuzz-merge.c
 *
 * What stands where, what two people do about it, and behind separators what was common and the texts of both. The merge is the same from
 * both sides, loses no id, gives a sidecar that can be read, and does nothing where only one person did something.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include "chiosa-json.h"
#include "chiosa-merge.h"
#include "chiosa-reanchor.h"
#include "chiosa-sidecar.h"
#include "chiosa-text-merge.h"
#include "fuzz-snapshot.h"

#include <string.h>

#define MAX_BYTES 3000
#define MAX_NEW 4

enum { COMMON, MINE, THEIRS, N_SIDES };

/* What one person does to one annotation. FALSE: it is taken away. */
static gboolean
change (ChiosaAnnotation *annotation,
        guint8            byte)
{
  static const char * const notes[] = { "", "one", "two" };

  switch (byte % 8)
    {
    case 0:
      return FALSE;
    case 1:
      annotation->label = g_intern_static_string (byte & 64 ? "A" : "B");
      break;
    case 2:
      g_set_str (&annotation->note, notes[byte / 64 % 3]);
      break;
    case 3:
      chiosa_annotation_set_attribute (annotation, "k", CHIOSA_VALUE_TEXT, notes[byte / 64 % 3]);
      break;
    case 4:
      annotation->type = g_intern_static_string (byte & 64 ? "cue" : "source");
      break;
    default:
      break;
    }

  return TRUE;
}

static void
relate (ChiosaSnapshot *self,
        guint8          byte)
{
  guint n = self->items->len;
  const char *from, *to;
  g_autofree char *id = g_strdup_printf ("r%u", byte % 4);
  g_autoptr (ChiosaRelation) relation = NULL;

  if (n < 2 || byte < 128)
    return;

  from = g_array_index (self->items, ChiosaSnapshotItem, byte % n).annotation->id;
  to = g_array_index (self->items, ChiosaSnapshotItem, (byte / 4 + 1) % n).annotation->id;
  relation = chiosa_relation_new (id, byte & 64 ? "same_as" : "cued_by", from, to);
  if (!g_str_equal (from, to))
    chiosa_snapshot_add_relation (self, relation);
}

static void
add_new (ChiosaSnapshot   *self,
         const ChiosaText *text,
         char              letter,
         const guint8     *bytes,
         gsize             n)
{
  gsize length = chiosa_text_get_length (text);

  for (guint i = 0; i < MAX_NEW && i < n && length > 1; i++)
    {
      /* Some have the id that the other side's have too. */
      g_autofree char *id = g_strdup_printf ("%c%u", bytes[i] & 1 ? 'n' : letter, i);
      g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_new (id, "entity", "");
      ChiosaSpan span = { bytes[i] % (length - 1), bytes[i] % (length - 1) + 1 };

      if (bytes[i] & 2)
        chiosa_snapshot_add (self, annotation, &span, 1);
    }
}

/* @base as somebody has it who has changed the text and then this and that. */
static ChiosaSnapshot *
make_side (const ChiosaSnapshot *base,
           const ChiosaText     *text,
           char                  letter,
           const guint8         *bytes,
           gsize                 n)
{
  g_autoptr (ChiosaReanchoring) found = chiosa_reanchor (base, base->text, text, NULL);
  ChiosaSnapshot *self = chiosa_snapshot_new ();
  guint n_old = found->snapshot->items->len;

  self->text = chiosa_text_copy (text);
  self->article = chiosa_article_new ();
  for (guint i = 0; i < n_old; i++)
    {
      const ChiosaSnapshotItem *item = &g_array_index (found->snapshot->items, ChiosaSnapshotItem, i);
      g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_copy (item->annotation);

      if (change (annotation, i < n ? bytes[i] : 7))
        chiosa_snapshot_add (self, annotation, item->n_spans > 0 ? &g_array_index (found->snapshot->spans, ChiosaSpan, item->first_span) : NULL,
                             item->n_spans);
    }
  if (n > n_old)
    {
      add_new (self, text, letter, bytes + n_old, n - n_old);
      relate (self, bytes[n_old]);
      g_set_str (&self->article->title, bytes[n_old] & 4 ? "T" : NULL);
    }

  return self;
}

static gboolean
has (const ChiosaSnapshot *self,
     const char           *id)
{
  for (guint i = 0; i < self->items->len; i++)
    if (g_str_equal (g_array_index (self->items, ChiosaSnapshotItem, i).annotation->id, id))
      return TRUE;

  return FALSE;
}

/* Only what was common, and what the other has taken away, may be gone. */
static void
check_none_lost (const ChiosaSnapshot *base,
                 const ChiosaSnapshot *mine,
                 const ChiosaSnapshot *theirs,
                 const ChiosaSnapshot *result)
{
  for (guint i = 0; i < mine->items->len; i++)
    {
      const char *id = g_array_index (mine->items, ChiosaSnapshotItem, i).annotation->id;

      if (has (theirs, id) || base == NULL || !has (base, id))
        g_assert_true (has (result, id));
    }
}

static char *
merge (const ChiosaSnapshot *base,
       const ChiosaSnapshot *mine,
       const ChiosaSnapshot *theirs,
       const ChiosaText     *merged,
       guint                *n_conflicts)
{
  g_autoptr (ChiosaMergeResult) result = chiosa_merge (base, mine, theirs, merged);
  g_autofree char *dump = fuzz_snapshot_dump (result->snapshot);
  g_autofree char *hash = chiosa_text_hash (merged);
  g_autoptr (GBytes) bytes = g_bytes_new (dump, strlen (dump));
  g_autoptr (ChiosaSidecar) sidecar = NULL;
  g_autoptr (GError) error = NULL;

  fuzz_snapshot_check (result->snapshot, merged);
  check_none_lost (base, mine, theirs, result->snapshot);
  check_none_lost (base, theirs, mine, result->snapshot);
  sidecar = chiosa_sidecar_parse (bytes, "x", merged, hash, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sidecar->problems->len, ==, 0);
  *n_conflicts = result->conflicts->len;

  return g_steal_pointer (&dump);
}

static void
check (ChiosaSnapshot * const *sides)
{
  g_autoptr (GArray) hunks = chiosa_text_merge (sides[COMMON]->text, sides[MINE]->text, sides[THEIRS]->text);
  g_autoptr (ChiosaText) merged = chiosa_text_merge_apply (hunks, sides[COMMON]->text, sides[MINE]->text, sides[THEIRS]->text, NULL);
  g_autofree char *one = NULL, *other = NULL, *alone = NULL, *same = NULL, *unknown = NULL;
  guint n_one, n_other, n_none;

  one = merge (sides[COMMON], sides[MINE], sides[THEIRS], merged, &n_one);
  other = merge (sides[COMMON], sides[THEIRS], sides[MINE], merged, &n_other);
  g_assert_cmpstr (one, ==, other);
  g_assert_cmpuint (n_one, ==, n_other);
  unknown = merge (NULL, sides[MINE], sides[THEIRS], merged, &n_none);

  alone = merge (sides[COMMON], sides[COMMON], sides[THEIRS], sides[THEIRS]->text, &n_none);
  g_assert_cmpuint (n_none, ==, 0);
  same = merge (sides[COMMON], sides[THEIRS], sides[THEIRS], sides[THEIRS]->text, &n_none);
  g_assert_cmpuint (n_none, ==, 0);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  GBytes *parts[6];
  ChiosaSnapshot *sides[N_SIDES] = { NULL };

  fuzz_split (data, size, parts, G_N_ELEMENTS (parts));
  for (guint i = 0; i < N_SIDES && parts[5] != NULL; i++)
    {
      gsize n;
      const guint8 *bytes = g_bytes_get_data (parts[i], &n);
      g_autofree char *utf8 = fuzz_utf8 (parts[N_SIDES + i]);
      g_autoptr (ChiosaText) text = chiosa_text_new (strlen (utf8) <= MAX_BYTES ? utf8 : "", -1);

      sides[i] = i == COMMON ? fuzz_snapshot_new (text, bytes, n, FUZZ_WITHOUT_QUOTES)
                             : make_side (sides[COMMON], text, "cmt"[i], bytes, n);
    }
  if (sides[THEIRS] != NULL)
    check (sides);

  for (guint i = 0; i < N_SIDES; i++)
    chiosa_snapshot_free (sides[i]);
  fuzz_parts_free (parts, G_N_ELEMENTS (parts));

  return 0;
}

/* test-reanchor.c
 *
 * Annotations in a changed text, case by case. How often it is right in all is told by tests/store/reanchor.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-reanchor.h"

#include <string.h>

#define SEED 20240612

/* A text in which [ and ] stand around the fragments of one annotation. */
typedef struct
{
  ChiosaText *text;
  GArray     *spans;
} Marked;

static void
marked_init (Marked     *self,
             const char *utf8)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  gsize offset = 0;
  ChiosaSpan span = { 0, 0 };

  self->spans = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));
  for (const char *p = utf8; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (*p == '[')
        span.start = offset;
      else if (*p == ']')
        {
          span.end = offset;
          g_array_append_val (self->spans, span);
        }
      else
        {
          g_string_append_unichar (plain, g_utf8_get_char (p));
          offset++;
        }
    }
  self->text = chiosa_text_new (plain->str, plain->len);
}

static void
marked_clear (Marked *self)
{
  chiosa_text_free (self->text);
  g_array_unref (self->spans);
}

static const ChiosaSpan *
get_marked (const Marked *self)
{
  return (const ChiosaSpan *) (void *) self->spans->data;
}

static void
add_annotation (ChiosaSnapshot   *snapshot,
                const char       *id,
                const ChiosaSpan *spans,
                guint             n_spans)
{
  g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_new (id, "entity", "person");

  chiosa_snapshot_add (snapshot, annotation, spans, n_spans);
}

static const ChiosaSnapshotItem *
get_item (const ChiosaReanchoring *self,
          guint                    i)
{
  return &g_array_index (self->snapshot->items, ChiosaSnapshotItem, i);
}

static const ChiosaSpan *
get_spans (const ChiosaReanchoring *self,
           guint                    i)
{
  return &g_array_index (self->snapshot->spans, ChiosaSpan, get_item (self, i)->first_span);
}

static ChiosaAnchor
get_anchor (const ChiosaReanchoring *self,
            guint                    i)
{
  return g_array_index (self->anchors, ChiosaAnchor, i);
}

static ChiosaReanchoring *
reanchor_marked (const Marked *before,
                 const Marked *after)
{
  g_autoptr (ChiosaSnapshot) old = chiosa_snapshot_new ();

  add_annotation (old, "a1", get_marked (before), before->spans->len);

  return chiosa_reanchor (old, before->text, after->text, NULL);
}

typedef struct
{
  const char   *name;
  const char   *before;
  const char   *after;
  ChiosaAnchor  anchor;
} Case;

#define LEAD "The council of the town met on Monday evening in the old hall. "
#define TRAIL " Nobody knows yet what the plan will cost the people who live there."

static const Case cases[] = {
  { "unchanged", LEAD "[Ann Lee] said so." TRAIL, LEAD "[Ann Lee] said so." TRAIL, CHIOSA_ANCHOR_EXACT },
  { "text-before-it-shifts", LEAD "[Ann Lee] said so." TRAIL, "A new start. " LEAD "[Ann Lee] said so." TRAIL, CHIOSA_ANCHOR_EXACT },
  { "insertion-at-an-edge-stays-out", LEAD "[Ann Lee] said so." TRAIL, LEAD "Mayor [Ann Lee] also said so." TRAIL, CHIOSA_ANCHOR_EXACT },
  { "insertion-inside-is-part-of-it", LEAD "[Ann Lee] said so." TRAIL, LEAD "[Ann Mary Lee] said so." TRAIL, CHIOSA_ANCHOR_EDITED },
  { "a-typing-error-is-an-edit", LEAD "[Anderson] said so." TRAIL, LEAD "[Andersen] said so." TRAIL, CHIOSA_ANCHOR_EDITED },
  { "a-completed-word-is-taken-in", LEAD "[John] said so." TRAIL, LEAD "[Johnny] said so." TRAIL, CHIOSA_ANCHOR_EDITED },
  { "a-lost-head-shrinks-it", LEAD "[Doctor Ann Lee] said so." TRAIL, LEAD "[Ann Lee] said so." TRAIL, CHIOSA_ANCHOR_EDITED },
  { "upper-case-is-an-edit", LEAD "[Ann Lee] said so." TRAIL, LEAD "[ANN LEE] said so." TRAIL, CHIOSA_ANCHOR_EDITED },
  { "new-quotes-are-none", LEAD "She said [\"we are done\"] then." TRAIL, LEAD "She said [“we are done”] then." TRAIL, CHIOSA_ANCHOR_EXACT },
  { "reflow-is-none", LEAD "[Ann Lee] said so." TRAIL, LEAD "[Ann\nLee] said so." TRAIL, CHIOSA_ANCHOR_EXACT },
  { "composed-is-decomposed", LEAD "[Andr\303\251] said so." TRAIL, LEAD "[Andre\314\201] said so." TRAIL, CHIOSA_ANCHOR_EXACT },
  { "inside-a-decomposed-word", LEAD "pre[\303\251]lu said so." TRAIL, LEAD "pre[e\314\201]lu said so." TRAIL, CHIOSA_ANCHOR_EXACT },
  { "korean-decomposed", LEAD "[\355\225\234\352\265\255] said so." TRAIL, LEAD "[\341\204\222\341\205\241\341\206\253\341\204\200\341\205\256\341\206\250] said so." TRAIL, CHIOSA_ANCHOR_EXACT },
  { "line-ends", "One.\n[Ann\nLee] said.\nTwo.\n", "One.\r\n[Ann\r\nLee] said.\r\nTwo.\r\n", CHIOSA_ANCHOR_EXACT },
  { "a-deleted-mention-never-becomes-another", LEAD "[Ann] came. Then Ann left again." TRAIL, LEAD "Then Ann left again." TRAIL, CHIOSA_ANCHOR_ORPHAN },
  { "the-other-mention-stays", LEAD "Ann came. Then [Ann] left again." TRAIL, LEAD "Then [Ann] left again." TRAIL, CHIOSA_ANCHOR_EXACT },
  { "another-name-is-for-a-person", LEAD "[Ann Lee] said so." TRAIL, LEAD "Bob Ray said so." TRAIL, CHIOSA_ANCHOR_REVIEW },
  { "all-deleted", LEAD "[Ann Lee] said so." TRAIL, LEAD TRAIL, CHIOSA_ANCHOR_ORPHAN },
  { "a-sentence-moved", LEAD "[Ann Lee] told the press that it was too late for a new road." TRAIL " More is to come. All is well.",
    LEAD TRAIL " More is to come. [Ann Lee] told the press that it was too late for a new road. All is well.", CHIOSA_ANCHOR_MOVED },
  { "two-fragments", LEAD "[“Never”], said Ann, [“again”]. She left." TRAIL, "So. " LEAD "[“Never”], said Ann, [“again”]. She left." TRAIL, CHIOSA_ANCHOR_EXACT },
  { "one-of-two-fragments-is-gone", LEAD "[“Never”], said Ann, [“again”]. She left." TRAIL, LEAD "“Never”, said Ann. She left." TRAIL, CHIOSA_ANCHOR_REVIEW },
  { "chinese", "市议会星期一开会。[王小明]说，道路计划太贵。居民不同意。", "据报道，市议会星期一晚上开会。[王小明]说，道路计划太贵。居民不同意。", CHIOSA_ANCHOR_EXACT },
  { "arabic", "اجتمع المجلس يوم الاثنين. قال [أحمد علي] إن الطريق مكلف جدا.", "اجتمع المجلس مساء يوم الاثنين. قال [أحمد علي] إن الطريق مكلف جدا.", CHIOSA_ANCHOR_EXACT },
  { "lost-among-many-new-words", LEAD "So any [changes you make] are not tracked." TRAIL,
    LEAD "So any changes, and this means even those that were committed to a branch of your own long before this day, that you make are not tracked." TRAIL, CHIOSA_ANCHOR_REVIEW },
  { "a-long-run-that-stayed-needs-no-more", "First words here are of no use to anybody at all. The harbour [authority] opened another tunnel yesterday. Last words say nothing more about it today.",
    "Quite different things now stand before that sentence instead. The harbour [authority] opened another tunnel yesterday. Erst dann kam etwas ganz anderes hinzu, oder nicht.", CHIOSA_ANCHOR_EXACT },
  { "the-whole-text-emptied", LEAD "[Ann Lee] said so." TRAIL, "", CHIOSA_ANCHOR_ORPHAN },
};

static void
test_case (gconstpointer data)
{
  const Case *one = data;
  g_autoptr (ChiosaReanchoring) result = NULL;
  const ChiosaSnapshotItem *item;
  Marked before, after;

  marked_init (&before, one->before);
  marked_init (&after, one->after);
  result = reanchor_marked (&before, &after);

  g_assert_cmpuint (result->snapshot->items->len, ==, 1);
  item = get_item (result, 0);
  g_assert_cmpint (get_anchor (result, 0), ==, one->anchor);
  g_assert_cmpuint (result->counts[one->anchor], ==, 1);
  g_assert_cmpuint (item->n_spans, ==, after.spans->len);
  for (guint i = 0; i < item->n_spans; i++)
    {
      g_assert_cmpuint (get_spans (result, 0)[i].start, ==, get_marked (&after)[i].start);
      g_assert_cmpuint (get_spans (result, 0)[i].end, ==, get_marked (&after)[i].end);
    }
  g_assert_cmpint (item->annotation->state, ==, item->n_spans > 0 ? CHIOSA_STATE_LIVE : CHIOSA_STATE_DETACHED);
  g_assert_cmpint (item->annotation->edited, ==, one->anchor == CHIOSA_ANCHOR_EDITED);
  g_assert_cmpint (item->annotation->review, ==, one->anchor == CHIOSA_ANCHOR_REVIEW);
  g_assert_cmpint (item->annotation->quote != NULL, ==, item->n_spans == 0);

  marked_clear (&before);
  marked_clear (&after);
}

/* --- Without the old text ---------------------------------------------------------------------------------------- */

static void
add_quoted (ChiosaSnapshot   *snapshot,
            const char       *id,
            const ChiosaText *text,
            const ChiosaSpan *spans,
            guint             n_spans)
{
  g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_new (id, "entity", "person");
  g_autofree char *exact = chiosa_spans_get_quote (spans, n_spans, text);
  g_autofree char *prefix = chiosa_text_get_slice (text, spans[0].start - MIN (32, spans[0].start), spans[0].start);
  g_autofree char *suffix = chiosa_text_get_slice (text, spans[n_spans - 1].end, spans[n_spans - 1].end + 32);

  annotation->quote = chiosa_quote_new (exact, prefix, suffix, spans, n_spans, spans[0].start);
  chiosa_snapshot_add (snapshot, annotation, spans, n_spans);
}

static void
test_without_base (void)
{
  g_autoptr (ChiosaSnapshot) old = chiosa_snapshot_new ();
  g_autoptr (ChiosaReanchoring) result = NULL;
  Marked before, after;

  marked_init (&before, LEAD "Then [Ann Lee] said so." TRAIL);
  marked_init (&after, "Something new. " LEAD "Then [Ann Lee] said so." TRAIL);
  add_quoted (old, "a1", before.text, get_marked (&before), 1);
  result = chiosa_reanchor (old, NULL, after.text, NULL);

  g_assert_cmpint (get_anchor (result, 0), ==, CHIOSA_ANCHOR_EXACT);
  g_assert_cmpuint (get_spans (result, 0)->start, ==, get_marked (&after)->start);
  g_assert_null (get_item (result, 0)->annotation->quote);
  g_assert_cmpfloat (result->similarity, ==, 1.0);

  marked_clear (&before);
  marked_clear (&after);
}

/* "Ann" stood twice, one of them is gone: both must not end on the one that is left. */
static void
test_two_never_become_one (void)
{
  g_autoptr (ChiosaSnapshot) old = chiosa_snapshot_new ();
  g_autoptr (ChiosaReanchoring) result = NULL;
  Marked before, after;
  guint n_live = 0;

  marked_init (&before, "Yes, says [Ann] to us all. Yes, says [Ann] to us all.");
  marked_init (&after, "Yes, says [Ann] to us all.");
  add_quoted (old, "a1", before.text, &get_marked (&before)[0], 1);
  add_quoted (old, "a2", before.text, &get_marked (&before)[1], 1);
  result = chiosa_reanchor (old, NULL, after.text, NULL);

  g_assert_cmpuint (result->snapshot->items->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    n_live += get_item (result, i)->n_spans > 0;
  g_assert_cmpuint (n_live, <=, 1);

  marked_clear (&before);
  marked_clear (&after);
}

/* The offsets of the file are not where its words stand: the words count. */
static void
test_lying_offsets (void)
{
  g_autoptr (ChiosaSnapshot) old = chiosa_snapshot_new ();
  g_autoptr (ChiosaReanchoring) result = NULL;
  ChiosaAnnotation *annotation;
  Marked before;

  marked_init (&before, LEAD "Then [Ann Lee] said so." TRAIL);
  add_quoted (old, "a1", before.text, get_marked (&before), 1);
  annotation = g_array_index (old->items, ChiosaSnapshotItem, 0).annotation;
  g_assert_nonnull (annotation->quote);
  g_array_index (old->spans, ChiosaSpan, 0) = (ChiosaSpan) { 3, 10 };
  result = chiosa_reanchor (old, before.text, before.text, NULL);

  g_assert_cmpuint (get_item (result, 0)->n_spans, ==, 1);
  g_assert_cmpuint (get_spans (result, 0)->start, ==, get_marked (&before)->start);

  marked_clear (&before);
}

/* --- Detached ones ------------------------------------------------------------------------------------------------ */

/* Words that were deleted and come back bring their annotation back. */
static void
test_detached_comes_back (void)
{
  g_autoptr (ChiosaReanchoring) gone = NULL, back = NULL;
  Marked before, after;

  marked_init (&before, LEAD "And [Ann Lee] said so to us." TRAIL);
  marked_init (&after, LEAD TRAIL);
  gone = reanchor_marked (&before, &after);
  g_assert_cmpint (get_anchor (gone, 0), ==, CHIOSA_ANCHOR_ORPHAN);
  g_assert_cmpstr (get_item (gone, 0)->annotation->quote->exact, ==, "Ann Lee");

  back = chiosa_reanchor (gone->snapshot, after.text, before.text, NULL);
  g_assert_cmpint (get_anchor (back, 0), ==, CHIOSA_ANCHOR_MOVED);
  g_assert_cmpuint (back->counts[CHIOSA_ANCHOR_MOVED], ==, 1);
  g_assert_cmpuint (get_spans (back, 0)->start, ==, get_marked (&before)->start);
  g_assert_cmpint (get_item (back, 0)->annotation->state, ==, CHIOSA_STATE_LIVE);

  marked_clear (&before);
  marked_clear (&after);
}

static void
test_detached_stays (void)
{
  g_autoptr (ChiosaSnapshot) old = chiosa_snapshot_new ();
  g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_new ("a1", "entity", "person");
  g_autoptr (ChiosaReanchoring) result = NULL;
  Marked before, after;

  marked_init (&before, LEAD "Ann Lee came." TRAIL);
  marked_init (&after, "New. " LEAD "Ann Lee came." TRAIL);
  annotation->state = CHIOSA_STATE_DETACHED;
  annotation->quote = chiosa_quote_new ("Ann Lee", "Nobody saw ", " there", NULL, 0, 20);
  chiosa_snapshot_add (old, annotation, NULL, 0);
  result = chiosa_reanchor (old, before.text, after.text, NULL);

  /* The other mention was there all the time. */
  g_assert_cmpint (get_anchor (result, 0), ==, CHIOSA_ANCHOR_ORPHAN);
  g_assert_cmpuint (result->counts[CHIOSA_ANCHOR_ORPHAN], ==, 0);
  g_assert_cmpuint (get_item (result, 0)->annotation->quote->point, ==, 25);

  marked_clear (&before);
  marked_clear (&after);
}

static void
test_suggest (void)
{
  g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_new ("a1", "entity", "person");
  g_autoptr (GPtrArray) places = NULL;
  const ChiosaPlace *best;
  Marked text;

  marked_init (&text, "Ann Lee came. " LEAD "And then [Ann Lee] said so." TRAIL);
  annotation->state = CHIOSA_STATE_DETACHED;
  annotation->quote = chiosa_quote_new ("Ann Lee", "And then ", " said so", NULL, 0, 40);
  places = chiosa_reanchor_suggest (annotation, text.text, 2);

  g_assert_cmpuint (places->len, ==, 2);
  best = g_ptr_array_index (places, 0);
  g_assert_cmpuint (best->n_spans, ==, 1);
  g_assert_cmpuint (best->spans[0].start, ==, get_marked (&text)->start);
  g_assert_cmpuint (best->spans[0].end, ==, get_marked (&text)->end);
  g_assert_cmpfloat (best->score, >, ((const ChiosaPlace *) g_ptr_array_index (places, 1))->score);

  marked_clear (&text);
}

/* Another word stands where the annotation was: the point is there, and so is a suggestion. */
static void
test_suggest_at_point (void)
{
  g_autoptr (ChiosaReanchoring) result = NULL;
  g_autoptr (GPtrArray) places = NULL;
  const ChiosaPlace *place;
  Marked before, after;

  marked_init (&before, LEAD "[Ann Lee] said so." TRAIL);
  marked_init (&after, LEAD "[Bob Ray] said so." TRAIL);
  result = reanchor_marked (&before, &after);
  g_assert_cmpint (get_anchor (result, 0), ==, CHIOSA_ANCHOR_REVIEW);
  g_assert_cmpuint (get_item (result, 0)->annotation->quote->point, ==, get_marked (&after)->start);

  places = chiosa_reanchor_suggest (get_item (result, 0)->annotation, after.text, 3);
  g_assert_cmpuint (places->len, >=, 1);
  place = g_ptr_array_index (places, 0);
  g_assert_cmpuint (place->spans[0].start, ==, get_marked (&after)->start);
  g_assert_cmpuint (place->spans[0].end, ==, get_marked (&after)->end);

  marked_clear (&before);
  marked_clear (&after);
}

/* --- All of them -------------------------------------------------------------------------------------------------- */

static void
test_other_article (void)
{
  g_autoptr (ChiosaReanchoring) result = NULL;
  Marked before, after;

  marked_init (&before, LEAD "[Ann Lee] said so." TRAIL);
  marked_init (&after, "Recipes for soup: boil water, add salt and leeks, stir until done. Ann Lee likes it.");
  result = reanchor_marked (&before, &after);
  g_assert_true (result->other_article);
  g_assert_cmpfloat (result->similarity, <, 0.3);
  g_assert_cmpint (get_anchor (result, 0), >=, CHIOSA_ANCHOR_REVIEW);

  marked_clear (&before);
  marked_clear (&after);
}

static void
test_cancelled (void)
{
  g_autoptr (ChiosaSnapshot) old = chiosa_snapshot_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Marked before;

  marked_init (&before, LEAD "[Ann Lee] said so." TRAIL);
  add_annotation (old, "a1", get_marked (&before), 1);
  g_cancellable_cancel (cancellable);
  g_assert_null (chiosa_reanchor (old, before.text, before.text, cancellable));
  marked_clear (&before);
}

static const char * const pieces[] = {
  "the", "the", "Ann", "Lee", "mayor", "caf\303\251", "cafe\314\201", "don’t", " ", " ", " ", " ", "\n", "\r\n", "\r", ". ", ", ", "“", "”",
  "👩‍👩‍👧", "🇮🇹", "👍🏽", "\314\201", "القاهرة", "وزارة", "كِتَاب", "北京", "市", "東京タワー", "か\343\202\231", "ประเทศไทย", "नमस्ते", "क्षि",
  "한국", "\341\204\222\341\205\241\341\206\253", "Αθήνα", "\342\200\217", "\357\273\277", "$",
};

static char *
make_random (GRand *rand,
             guint  n)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);

  return g_string_free_and_steal (text);
}

static void
add_random (GRand            *rand,
            ChiosaSnapshot   *old,
            const ChiosaText *text,
            guint             i)
{
  gsize length = chiosa_text_get_length (text);
  g_autofree char *id = g_strdup_printf ("a%u", i);
  ChiosaSpan spans[3];
  guint n = g_rand_int_range (rand, 1, 4);

  for (guint j = 0; j < n; j++)
    {
      spans[j].start = g_rand_int_range (rand, 0, length);
      spans[j].end = spans[j].start + g_rand_int_range (rand, 1, 12);
      spans[j].end = MIN (length, spans[j].end);
    }
  while (!chiosa_spans_normalise (spans, &n, length))
    n = 1;
  add_quoted (old, id, text, spans, n);
}

static void
assert_conserved (const ChiosaSnapshot    *old,
                  const ChiosaReanchoring *result)
{
  gsize length = chiosa_text_get_length (result->snapshot->text);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (result->snapshot->items->len, ==, old->items->len);
  g_assert_cmpuint (result->anchors->len, ==, old->items->len);
  for (guint i = 0; i < result->snapshot->items->len; i++)
    {
      const ChiosaSnapshotItem *item = get_item (result, i);
      ChiosaSpan spans[3];
      guint n = item->n_spans;

      g_assert_true (g_hash_table_add (seen, item->annotation->id));
      g_assert_cmpint (n > 0, ==, get_anchor (result, i) < CHIOSA_ANCHOR_REVIEW);
      g_assert_cmpint (item->annotation->quote == NULL, ==, n > 0);
      if (n == 0)
        {
          g_assert_cmpuint (item->annotation->quote->point, <=, length);
          continue;
        }
      memcpy (spans, get_spans (result, i), n * sizeof *spans);
      g_assert_true (chiosa_spans_normalise (spans, &n, length));
    }
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (SEED);
  guint n_rounds = g_getenv ("CHIOSA_TEST_LONG") != NULL ? 30000 : 1500;

  g_test_message ("seed %u", SEED);
  for (guint round = 0; round < n_rounds; round++)
    {
      g_autofree char *head = make_random (rand, g_rand_int_range (rand, 0, 20)), *body = make_random (rand, g_rand_int_range (rand, 1, 60));
      g_autofree char *tail = make_random (rand, g_rand_int_range (rand, 0, 20)), *other = make_random (rand, g_rand_int_range (rand, 0, 40));
      g_autofree char *before = g_strconcat (head, body, tail, NULL);
      g_autofree char *after = round % 5 == 0 ? g_strconcat (tail, other, head, NULL) : g_strconcat (other, body, tail, other, head, NULL);
      g_autoptr (ChiosaText) base = chiosa_text_new (before, -1), text = chiosa_text_new (after, -1);
      g_autoptr (ChiosaSnapshot) old = chiosa_snapshot_new ();
      g_autoptr (ChiosaReanchoring) same = NULL, result = NULL, back = NULL, blind = NULL;

      for (guint i = 0; i < 6; i++)
        add_random (rand, old, base, i);
      same = chiosa_reanchor (old, base, base, NULL);
      g_assert_cmpuint (same->counts[CHIOSA_ANCHOR_EXACT], ==, 6);
      result = chiosa_reanchor (old, base, text, NULL);
      assert_conserved (old, result);
      back = chiosa_reanchor (result->snapshot, text, base, NULL);
      assert_conserved (result->snapshot, back);
      blind = chiosa_reanchor (old, NULL, text, NULL);
      assert_conserved (old, blind);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/reanchor/case/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }

  g_test_add_func ("/reanchor/without-the-old-text-words-and-context-decide", test_without_base);
  g_test_add_func ("/reanchor/two-mentions-never-become-one", test_two_never_become_one);
  g_test_add_func ("/reanchor/words-count-where-offsets-lie", test_lying_offsets);
  g_test_add_func ("/reanchor/detached-ones-come-back-with-their-words", test_detached_comes_back);
  g_test_add_func ("/reanchor/detached-ones-never-take-a-mention-that-was-there", test_detached_stays);
  g_test_add_func ("/reanchor/suggestions-are-best-first", test_suggest);
  g_test_add_func ("/reanchor/what-stands-at-the-point-is-suggested", test_suggest_at_point);
  g_test_add_func ("/reanchor/another-article-gets-nothing", test_other_article);
  g_test_add_func ("/reanchor/cancelling-stops-it", test_cancelled);
  g_test_add_func ("/reanchor/random-texts-lose-no-annotation", test_random);

  return g_test_run ();
}

/* test-document-revise.c
 *
 * A document that becomes another state of its article in one step. Table tests, and random sessions in which such steps are
 * mixed with all others: what was asked for is what is there, and undo leads back exactly.
 * The seed is printed; CHIOSA_TEST_SEED=N runs one again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "model-fixture.h"

#include <stdlib.h>
#include <string.h>

#define SESSIONS 120
#define OPERATIONS 40

/* What a file with @snapshot would give. */
static char *
dump_snapshot (const ChiosaSnapshot *snapshot)
{
  g_autoptr (ChiosaDocument) fresh = model_document ("");

  chiosa_document_load_text (fresh, chiosa_text_copy (snapshot->text), NULL);
  chiosa_document_load_annotations (fresh, snapshot);
  return model_dump (fresh);
}

static ChiosaSnapshot *
snapshot_on (const char *text)
{
  ChiosaSnapshot *snapshot = chiosa_snapshot_new ();

  snapshot->text = chiosa_text_new (text, -1);
  snapshot->article = chiosa_article_new ();
  return snapshot;
}

static void
add_item (ChiosaSnapshot *snapshot,
          const char     *id,
          const char     *type,
          gsize           start,
          gsize           end)
{
  g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_new (id, type, "");
  ChiosaSpan span = { start, end };

  chiosa_snapshot_add (snapshot, annotation, &span, 1);
}

/* --- Tables ------------------------------------------------------------------------------------------------------- */

static void
note_order (GString    *order,
            const char *what)
{
  g_string_append (order, what);
}

static void
on_text (ChiosaDocument   *document,
         const ChiosaEdit *edit,
         GString          *order)
{
  note_order (order, "text ");
}

static void
on_annotations (ChiosaDocument *document,
                guint64         start,
                guint64         end,
                GString        *order)
{
  g_autofree char *range = g_strdup_printf ("annotations %u-%u ", (guint) start, (guint) end);

  note_order (order, range);
}

static void
on_step (ChiosaDocument *document,
         int             direction,
         GString        *order)
{
  note_order (order, "step ");
}

/* Ada stays where she is, Bob moves with the text, Cyd comes: only she is drawn anew. */
static void
test_minimal (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada met Bob.");
  g_autoptr (ChiosaSnapshot) first = snapshot_on ("Ada met Bob.");
  g_autoptr (ChiosaSnapshot) then = snapshot_on ("Ada then met Bob and Cyd.");
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new ();
  g_autoptr (GString) order = g_string_new (NULL);
  const ChiosaAnnotation *ada, *bob;

  add_item (first, "ada", "FREE", 0, 3);
  add_item (first, "bob", "FREE", 8, 11);
  chiosa_document_load_annotations (document, first);
  ada = chiosa_document_find (document, "ada");
  bob = chiosa_document_find (document, "bob");
  g_signal_connect (document, "text-edited", G_CALLBACK (on_text), order);
  g_signal_connect (document, "annotations-changed", G_CALLBACK (on_annotations), order);
  g_signal_connect (document, "step", G_CALLBACK (on_step), order);
  add_item (then, "ada", "FREE", 0, 3);
  add_item (then, "bob", "FREE", 13, 16);
  add_item (then, "cyd", "FREE", 21, 24);
  chiosa_edit_compose (edit, 4, 4, "then ");
  chiosa_edit_compose (edit, 16, 16, " and Cyd");

  g_assert_true (chiosa_document_revise (document, edit, then, "Reload", NULL));

  g_assert_cmpstr (chiosa_document_get_undo_name (document), ==, "Reload");
  g_assert_true (chiosa_document_find (document, "ada") == ada);
  g_assert_true (chiosa_document_find (document, "bob") == bob);
  g_assert_cmpstr (order->str, ==, "text annotations 13-24 step ");
}

static void
test_no_change (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada met Bob.");
  g_autoptr (ChiosaSnapshot) same = NULL;
  guint64 revision;

  model_tag (document, "FREE", "", "Ada", 0);
  same = chiosa_document_snapshot (document);
  revision = chiosa_document_get_annotations_revision (document);
  g_assert_true (chiosa_document_revise (document, NULL, same, "Reload", NULL));

  g_assert_cmpstr (chiosa_document_get_undo_name (document), !=, "Reload");
  g_assert_cmpuint (chiosa_document_get_annotations_revision (document), ==, revision);
}

static void
test_refused (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada met Bob.");
  g_autoptr (ChiosaSnapshot) other = snapshot_on ("Ada met nobody at all.");
  g_autoptr (ChiosaSnapshot) twice = snapshot_on ("Ada met Bob.");
  g_autoptr (ChiosaEdit) beyond = chiosa_edit_new_replace (5, 100, "");
  g_autofree char *before = NULL, *after = NULL;
  GError *error = NULL;

  model_tag (document, "FREE", "", "Ada", 0);
  before = model_dump (document);
  g_assert_false (chiosa_document_revise (document, NULL, other, "Reload", &error));
  g_assert_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_SPAN);
  g_clear_error (&error);
  g_assert_false (chiosa_document_revise (document, beyond, twice, "Reload", &error));
  g_assert_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_SPAN);
  g_clear_error (&error);
  add_item (twice, "x", "FREE", 0, 3);
  add_item (twice, "x", "FREE", 4, 7);
  g_assert_false (chiosa_document_revise (document, NULL, twice, "Reload", &error));
  g_assert_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_DUPLICATE);
  g_clear_error (&error);
  chiosa_document_set_read_only (document, TRUE);
  g_assert_false (chiosa_document_revise (document, NULL, other, "Reload", &error));
  g_assert_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_READ_ONLY);
  g_clear_error (&error);

  after = model_dump (document);
  g_assert_cmpstr (before, ==, after);
}

static void
test_insane_spans (void)
{
  g_autoptr (ChiosaDocument) document = model_document ("Ada met Bob.");
  g_autoptr (ChiosaSnapshot) then = snapshot_on ("Ada met Bob.");

  add_item (then, "far", "FREE", 5, 400);
  g_assert_true (chiosa_document_revise (document, NULL, then, "Reload", NULL));

  g_assert_cmpuint (chiosa_document_get_n_annotations (document), ==, 0);
  g_assert_cmpuint (chiosa_document_get_n_detached (document), ==, 1);
}

/* --- Random sessions ---------------------------------------------------------------------------------------------- */

typedef struct
{
  GRand          *rand;
  ChiosaDocument *document;
  ChiosaText     *follower;    /* a buffer that hears only "text-edited" */
  guint           next_id;
} Session;

static const char *const pieces[] = { "Ada", "Bob", "said", "Rome", " ", " ", " ", ", ", ". ", "\n", "\r\n", "e\u0301", "東" };

static gsize
pick (Session *session,
      gsize    n)
{
  return n > 0 ? (gsize) g_rand_int_range (session->rand, 0, n) : 0;
}

static char *
random_text (Session *session,
             guint    max)
{
  GString *text = g_string_new (NULL);
  guint n = pick (session, max + 1);

  for (guint i = 0; i < n; i++)
    g_string_append (text, pieces[pick (session, G_N_ELEMENTS (pieces))]);

  return g_string_free (text, FALSE);
}

static ChiosaEdit *
random_edit (Session    *session,
             ChiosaText *text)
{
  ChiosaEdit *edit = chiosa_edit_new ();
  guint n = pick (session, 5);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *words = random_text (session, 3);
      gsize length = chiosa_text_get_length (text);
      gsize start = pick (session, length + 1);
      gsize end = start + pick (session, pick (session, 8) == 0 ? length + 1 : 8);

      end = MIN (end, length);
      chiosa_edit_compose (edit, start, end, words);
      chiosa_text_replace (text, start, end, words, -1);
    }

  return edit;
}

static gboolean
random_span (Session    *session,
             gsize       length,
             ChiosaSpan *span)
{
  if (length == 0)
    return FALSE;

  span->start = pick (session, length);
  span->end = span->start + 1 + pick (session, 10);
  span->end = MIN (span->end, length);
  return TRUE;
}

/* The same annotation, or changed, or detached, or elsewhere. */
static void
add_changed (Session                  *session,
             const ChiosaSnapshot     *old,
             const ChiosaSnapshotItem *item,
             ChiosaSnapshot           *snapshot)
{
  g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_copy (item->annotation);
  gsize length = chiosa_text_get_length (snapshot->text);
  ChiosaSpan span = { 0, 0 };
  gboolean stays = item->n_spans > 0 && pick (session, 3) > 0;

  if (stays)
    {
      span = g_array_index (old->spans, ChiosaSpan, item->first_span);
      stays = span.end <= length;
    }
  if (pick (session, 4) == 0)
    g_set_str (&annotation->note, pieces[pick (session, G_N_ELEMENTS (pieces))]);

  if (stays || (pick (session, 3) > 0 && random_span (session, length, &span)))
    {
      annotation->state = CHIOSA_STATE_LIVE;
      g_clear_pointer (&annotation->quote, chiosa_quote_free);
      chiosa_snapshot_add (snapshot, annotation, &span, 1);
      return;
    }

  annotation->state = CHIOSA_STATE_DETACHED;
  if (annotation->quote == NULL)
    annotation->quote = chiosa_quote_new ("words", "before", "after", &span, 1, 0);
  annotation->quote->point = pick (session, length + 1);
  chiosa_snapshot_add (snapshot, annotation, NULL, 0);
}

static void
add_new (Session        *session,
         ChiosaSnapshot *snapshot)
{
  ChiosaSpan span;
  g_autofree char *id = g_strdup_printf ("n%u", session->next_id++);

  if (random_span (session, chiosa_text_get_length (snapshot->text), &span))
    add_item (snapshot, id, pick (session, 2) == 0 ? "FREE" : "CLAIM", span.start, span.end);
}

static void
add_relations (Session              *session,
               const ChiosaSnapshot *old,
               ChiosaSnapshot       *snapshot)
{
  g_autofree char *id = g_strdup_printf ("r%u", session->next_id++);

  for (guint i = 0; i < old->relations->len; i++)
    {
      g_autoptr (ChiosaRelation) relation = chiosa_relation_copy (g_ptr_array_index (old->relations, i));

      if (pick (session, 3) == 0)
        g_set_str (&relation->note, pieces[pick (session, G_N_ELEMENTS (pieces))]);
      if (pick (session, 4) > 0)
        chiosa_snapshot_add_relation (snapshot, relation);
    }

  if (snapshot->items->len > 0)
    {
      const char *from = g_array_index (snapshot->items, ChiosaSnapshotItem, 0).annotation->id;
      g_autoptr (ChiosaRelation) relation = chiosa_relation_new (id, "contradicts", from, "n0");

      chiosa_snapshot_add_relation (snapshot, relation);
    }
}

static ChiosaSnapshot *
random_snapshot (Session    *session,
                 ChiosaText *text)
{
  g_autoptr (ChiosaSnapshot) old = chiosa_document_snapshot (session->document);
  ChiosaSnapshot *snapshot = chiosa_snapshot_new ();
  guint n_new = pick (session, old->items->len > 60 ? 1 : 6);

  snapshot->text = chiosa_text_copy (text);
  snapshot->article = chiosa_article_copy (old->article);
  if (pick (session, 3) == 0)
    g_set_str (&snapshot->article->title, pieces[pick (session, G_N_ELEMENTS (pieces))]);
  for (guint i = 0; i < old->items->len; i++)
    {
      if (pick (session, 6) > 0)
        add_changed (session, old, &g_array_index (old->items, ChiosaSnapshotItem, i), snapshot);
    }
  for (guint i = 0; i < n_new; i++)
    add_new (session, snapshot);
  add_relations (session, old, snapshot);

  return snapshot;
}

static void
do_revise (Session *session)
{
  g_autoptr (ChiosaText) text = chiosa_text_copy (chiosa_document_get_text (session->document));
  g_autoptr (ChiosaEdit) edit = random_edit (session, text);
  g_autoptr (ChiosaSnapshot) snapshot = random_snapshot (session, text);
  g_autofree char *before = model_dump (session->document);
  g_autofree char *expected = dump_snapshot (snapshot);
  g_autofree char *actual = NULL, *back = NULL, *again = NULL;
  g_autoptr (GError) error = NULL;

  chiosa_document_revise (session->document, edit, snapshot, "Reload", &error);
  g_assert_no_error (error);
  actual = model_dump (session->document);
  g_assert_cmpstr (actual, ==, expected);
  if (g_str_equal (before, actual))
    return;

  g_assert_true (chiosa_document_undo (session->document));
  back = model_dump (session->document);
  g_assert_cmpstr (back, ==, before);
  g_assert_true (chiosa_document_redo (session->document));
  again = model_dump (session->document);
  g_assert_cmpstr (again, ==, expected);
}

static void
do_ordinary (Session *session)
{
  g_autoptr (ChiosaText) text = chiosa_text_copy (chiosa_document_get_text (session->document));
  g_autoptr (ChiosaEdit) edit = NULL;
  ChiosaSpan span;

  switch (pick (session, 4))
    {
    case 0:
      edit = random_edit (session, text);
      g_assert_true (chiosa_document_edit (session->document, edit, CHIOSA_EDIT_OTHER, NULL));
      break;
    case 1:
      if (random_span (session, chiosa_text_get_length (text), &span))
        chiosa_document_tag (session->document, "FREE", "", &span, 1, NULL);
      break;
    case 2:
      for (guint n = pick (session, 4); n > 0; n--)
        chiosa_document_undo (session->document);
      break;
    default:
      for (guint n = pick (session, 4); n > 0; n--)
        chiosa_document_redo (session->document);
    }
}

/* Several as one step. */
static void
do_step (Session *session)
{
  g_autoptr (ChiosaText) text = chiosa_text_copy (chiosa_document_get_text (session->document));
  g_autoptr (ChiosaEdit) first = random_edit (session, text);
  g_autoptr (ChiosaEdit) second = random_edit (session, text);
  g_autoptr (ChiosaSnapshot) snapshot = random_snapshot (session, text);

  chiosa_document_begin_step (session->document, "Several");
  g_assert_true (chiosa_document_edit (session->document, first, CHIOSA_EDIT_OTHER, NULL));
  g_assert_true (chiosa_document_revise (session->document, second, snapshot, "Reload", NULL));
  chiosa_document_end_step (session->document);
}

static void
follow (ChiosaDocument   *document,
        const ChiosaEdit *edit,
        Session          *session)
{
  chiosa_edit_apply (edit, session->follower);
}

static void
check_follower (Session *session)
{
  g_autofree char *here = chiosa_text_get_slice (chiosa_document_get_text (session->document), 0, G_MAXSIZE);
  g_autofree char *there = chiosa_text_get_slice (session->follower, 0, G_MAXSIZE);

  g_assert_cmpstr (here, ==, there);
}

static void
unwind (Session    *session,
        const char *first)
{
  g_autofree char *last = NULL, *back = NULL, *again = NULL;

  while (chiosa_document_redo (session->document));
  last = model_dump (session->document);
  while (chiosa_document_undo (session->document))
    check_follower (session);
  back = model_dump (session->document);
  g_assert_cmpstr (back, ==, first);
  while (chiosa_document_redo (session->document))
    check_follower (session);
  again = model_dump (session->document);
  g_assert_cmpstr (again, ==, last);
}

static void
run_session (guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Session session = { .rand = rand };
  g_autofree char *text = random_text (&session, 40);
  g_autofree char *first = NULL;

  session.document = model_document (text);
  session.follower = chiosa_text_new (text, -1);
  g_signal_connect (session.document, "text-edited", G_CALLBACK (follow), &session);
  first = model_dump (session.document);

  for (guint i = 0; i < OPERATIONS; i++)
    {
      switch (pick (&session, 5))
        {
        case 0:
        case 1:
          do_revise (&session);
          break;
        case 2:
          do_step (&session);
          break;
        default:
          do_ordinary (&session);
        }
      check_follower (&session);
    }
  unwind (&session, first);

  g_assert_finalize_object (session.document);
  chiosa_text_free (session.follower);
}

static void
test_random (void)
{
  const char *fixed = g_getenv ("CHIOSA_TEST_SEED");
  guint32 seed = fixed != NULL ? g_ascii_strtoull (fixed, NULL, 10) : g_random_int ();

  for (guint i = 0; i < SESSIONS; i++, seed++)
    {
      g_test_message ("CHIOSA_TEST_SEED=%u", seed);
      g_random_set_seed (seed);
      run_session (seed);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/revise/what-only-moves-is-not-touched", test_minimal);
  g_test_add_func ("/revise/nothing-different-is-no-step", test_no_change);
  g_test_add_func ("/revise/what-does-not-fit-is-refused-and-nothing-changes", test_refused);
  g_test_add_func ("/revise/no-sane-place-is-detached-not-lost", test_insane_spans);
  g_test_add_func ("/revise/random-states-are-reached-and-undone-exactly", test_random);

  return g_test_run ();
}

/* test-review.c
 *
 * Reviewing annotations after the text was changed elsewhere: what is listed, and what each decision does to the document.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-review-dialog.h"
#include "chiosa-review-item.h"
#include "chiosa-review-pane.h"
#include "chiosa-tagset-file.h"

#include <locale.h>

#define OLD "Anna Verdi said on Monday that the bridge will open in June. The ministry did not answer. " \
            "The mayor of Lodi praised the engineers of the region for their patience.\n"
#define NEW "The mayor of Lodi praised the engineers of the region for their patience. " \
            "Anna Verdi said on Monday that the old iron bridge will open in June.\n"

typedef struct
{
  ChiosaReanchoring *reanchoring;
  ChiosaDocument    *document;
  ChiosaEditor      *editor;
  GtkWidget         *window;
  AdwDialog         *dialog;
  ChiosaReviewPane  *pane;
} Fixture;

static const struct { const char *id, *words; } marked[] = {
  { "person", "Anna Verdi" },
  { "bridge", "the bridge will open" },
  { "lodi", "Lodi" },
  { "ministry", "The ministry did not answer" },
};

static void
settle (void)
{
  for (guint i = 0; i < 1000 && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Until the places have been looked for. */
static void
wait_for_places (Fixture *fixture)
{
  guint source = g_timeout_add (10, tick_cb, NULL);

  for (guint i = 0; i < 3000 && chiosa_review_pane_get_place (fixture->pane, 1) == NULL; i++)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static GtkWidget *
find_pane (GtkWidget *from)
{
  GtkWidget *found = CHIOSA_IS_REVIEW_PANE (from) ? from : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL && found == NULL; child = gtk_widget_get_next_sibling (child))
    found = find_pane (child);

  return found;
}

static ChiosaSnapshot *
make_old (const ChiosaText *text)
{
  ChiosaSnapshot *snapshot = chiosa_snapshot_new ();

  snapshot->text = chiosa_text_copy (text);
  for (guint i = 0; i < G_N_ELEMENTS (marked); i++)
    {
      g_autoptr (ChiosaAnnotation) annotation = chiosa_annotation_new (marked[i].id, "claim", "");
      gsize start = chiosa_text_find (text, marked[i].words, 0);
      ChiosaSpan span = { start, start + g_utf8_strlen (marked[i].words, -1) };

      chiosa_snapshot_add (snapshot, annotation, &span, 1);
    }

  return snapshot;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  g_autoptr (ChiosaText) old_text = chiosa_text_new (OLD, -1);
  g_autoptr (ChiosaText) new_text = chiosa_text_new (NEW, -1);
  g_autoptr (ChiosaSnapshot) old = make_old (old_text);
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();

  fixture->reanchoring = chiosa_reanchor (old, old_text, new_text, NULL);
  fixture->document = chiosa_document_new (tagset);
  chiosa_document_load_text (fixture->document, chiosa_text_copy (new_text), NULL);
  chiosa_document_load_annotations (fixture->document, fixture->reanchoring->snapshot);
  fixture->editor = chiosa_editor_new (fixture->document);

  fixture->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), 1000, 700);
  gtk_window_present (GTK_WINDOW (fixture->window));
  fixture->dialog = chiosa_review_dialog_new (fixture->editor, fixture->reanchoring);
  adw_dialog_present (fixture->dialog, fixture->window);
  fixture->pane = CHIOSA_REVIEW_PANE (find_pane (GTK_WIDGET (fixture->dialog)));
  settle ();
}

/* It is there until it has faded away. */
static void
close_dialog (Fixture *fixture)
{
  guint source = g_timeout_add (10, tick_cb, NULL);
  gpointer dialog = fixture->dialog;

  g_object_add_weak_pointer (dialog, &dialog);
  adw_dialog_force_close (fixture->dialog);
  for (guint i = 0; i < 3000 && dialog != NULL; i++)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_null (dialog);
}

/* A search that still runs holds the article for a moment. */
static void
wait_for_letting_go (Fixture *fixture)
{
  guint source = g_timeout_add (10, tick_cb, NULL);
  gpointer document = fixture->document;

  g_object_add_weak_pointer (document, &document);
  g_object_unref (fixture->document);
  for (guint i = 0; i < 3000 && document != NULL; i++)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
  g_assert_null (document);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  close_dialog (fixture);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  settle ();
  g_object_unref (fixture->editor);
  wait_for_letting_go (fixture);
  chiosa_reanchoring_free (fixture->reanchoring);
}

static void
act (Fixture    *fixture,
     const char *action)
{
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), action, NULL);
  settle ();
}

/* Of those that are to be reviewed, with nothing checked: "id kind, …". */
static char *
list (Fixture *fixture)
{
  g_autoptr (GHashTable) nothing = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) items = chiosa_review_list (fixture->document, fixture->reanchoring, nothing);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (out, "%s %d, ", chiosa_review_item_get_id (g_ptr_array_index (items, i)),
                            chiosa_review_item_get_kind (g_ptr_array_index (items, i)));
  return g_strdup (out->str);
}

static gboolean
lists (Fixture          *fixture,
       const char       *id,
       ChiosaReviewKind  kind)
{
  g_autofree char *all = list (fixture);
  g_autofree char *wanted = g_strdup_printf ("%s %d, ", id, kind);

  return strstr (all, wanted) != NULL;
}

static void
test_everything_that_changed_is_listed (Fixture       *fixture,
                                        gconstpointer  data)
{
  g_assert_true (lists (fixture, "bridge", CHIOSA_REVIEW_EDITED));
  g_assert_true (lists (fixture, "ministry", CHIOSA_REVIEW_MISSING)
                 || lists (fixture, "ministry", CHIOSA_REVIEW_SUGGESTED));
}

static void
test_what_is_right_is_listed_no_more (Fixture       *fixture,
                                      gconstpointer  data)
{
  guint n_before = chiosa_document_get_n_annotations (fixture->document);
  guint64 revision = chiosa_document_get_annotations_revision (fixture->document);

  act (fixture, "review.accept");

  g_assert_cmpuint (chiosa_document_get_n_annotations (fixture->document), ==, n_before);
  g_assert_cmpuint (chiosa_document_get_annotations_revision (fixture->document), ==, revision);
}

static void
test_detaching_keeps_the_words_and_can_be_undone (Fixture       *fixture,
                                                  gconstpointer  data)
{
  const ChiosaAnnotation *bridge;

  g_assert_nonnull (chiosa_document_find (fixture->document, "bridge"));
  g_assert_true (chiosa_document_detach (fixture->document, "bridge", NULL));
  settle ();
  bridge = chiosa_document_find (fixture->document, "bridge");
  g_assert_cmpint (bridge->state, ==, CHIOSA_STATE_DETACHED);
  g_assert_nonnull (strstr (bridge->quote->exact, "bridge will open"));
  g_assert_true (lists (fixture, "bridge", CHIOSA_REVIEW_MISSING));

  act (fixture, "review.undo");
  g_assert_cmpint (chiosa_document_find (fixture->document, "bridge")->state, ==, CHIOSA_STATE_LIVE);
  g_assert_true (lists (fixture, "bridge", CHIOSA_REVIEW_EDITED));
}

static void
test_a_place_can_be_chosen (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autofree char *quote = NULL;

  for (guint i = 1; i < G_N_ELEMENTS (marked); i++)
    g_assert_true (chiosa_document_remove (fixture->document, marked[i].id, NULL));
  g_assert_true (chiosa_document_detach (fixture->document, "person", NULL));
  wait_for_places (fixture);
  gtk_widget_activate_action (GTK_WIDGET (fixture->dialog), "review.choose", "u", 1);
  settle ();

  g_assert_cmpint (chiosa_document_find (fixture->document, "person")->state, ==, CHIOSA_STATE_LIVE);
  quote = chiosa_document_get_quote (fixture->document, "person");
  g_assert_cmpstr (quote, ==, "Anna Verdi");
}

#define add(path, function) g_test_add ("/review/" path, Fixture, NULL, set_up, function, tear_down)

int
main (int   argc,
      char *argv[])
{
  setlocale (LC_ALL, "C.UTF-8");
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  add ("everything-that-changed-is-listed", test_everything_that_changed_is_listed);
  add ("what-is-right-is-listed-no-more", test_what_is_right_is_listed_no_more);
  add ("detaching-keeps-the-words-and-can-be-undone", test_detaching_keeps_the_words_and_can_be_undone);
  add ("a-place-can-be-chosen", test_a_place_can_be_chosen);

  return g_test_run ();
}

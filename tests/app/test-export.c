/* test-export.c
 *
 * Exporting from a real window: what, how, what would be lost, and what is written. The formats have tests of their own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "transfer-fixture.h"

#include "chiosa-export-dialog.h"
#include "chiosa-page-private.h"

#include <glib/gstdio.h>
#include <string.h>

/* --- Hands ---------------------------------------------------------------------------------------------------------- */

/* As a user does: the first that the search leaves. */
static void
choose_format (Fixture    *fixture,
               const char *words)
{
  GtkEditable *entry = GTK_EDITABLE (fixture_find (fixture, "entry"));

  gtk_editable_set_text (entry, words);
  fixture_settle ();
  g_signal_emit_by_name (entry, "activate");
  fixture_settle ();
  fixture_assert_page (fixture, "ChiosaExportOptionsPage");
}

static void
check (Fixture *fixture)
{
  fixture_click (fixture, "next_button");
  fixture_wait_for (fixture, fixture_is_idle);
  fixture_assert_page (fixture, "ChiosaExportReportPage");
}

static void
export (Fixture *fixture)
{
  fixture_click (fixture, "export_button");
  fixture_wait_for (fixture, fixture_is_idle);
  fixture_assert_page (fixture, "ChiosaResultPage");
}

static char *
read_target (Fixture    *fixture,
             const char *name)
{
  g_autofree char *path = g_build_filename (fixture->target, name, NULL);

  return fixture_read (path);
}

static GtkListBoxRow *
get_first_format (Fixture *fixture)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (fixture_find (fixture, "rows")), 0);
}

static gboolean
has_annotators (Fixture *fixture)
{
  return gtk_widget_get_visible (fixture_find (fixture, "annotator"));
}

static gboolean
has_no_dialog (Fixture *fixture)
{
  return fixture_get_dialog (fixture) == NULL;
}

static gboolean
asks (Fixture *fixture)
{
  return ADW_IS_ALERT_DIALOG (fixture_get_dialog (fixture));
}

static gboolean
is_unsaved (Fixture *fixture)
{
  return chiosa_page_get_unsaved (chiosa_window_get_page (fixture->window));
}

static gboolean
is_all_saved (Fixture *fixture)
{
  return !is_unsaved (fixture) && !adw_banner_get_revealed (ADW_BANNER (fixture_find (fixture, "banner")));
}

/* So much that writing it takes a second. */
static void
add_articles (Fixture *fixture)
{
  g_autoptr (GString) text = g_string_new (NULL);

  while (text->len < 400000)
    g_string_append (text, FIRST);

  for (guint i = 0; i < 150; i++)
    {
      g_autofree char *name = g_strdup_printf ("c-%03u.txt", i);
      g_autofree char *path = g_build_filename (fixture->folder, name, NULL);

      fixture_write (path, text->str);
    }
}

/* --- Tests ---------------------------------------------------------------------------------------------------------- */

static void
test_conll_file_of_a_folder (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  fixture_open_folder (fixture);
  fixture_annotate (fixture, 0, 5, "entity", "PERSON");
  fixture_activate (fixture, "win.export");
  choose_format (fixture, "conll");
  check (fixture);
  before = read_target (fixture, "news.conll");
  g_assert_null (before);

  export (fixture);
  after = read_target (fixture, "news.conll");
  g_assert_nonnull (after);
  g_assert_nonnull (strstr (after, "Bezos"));
  g_assert_nonnull (strstr (after, "B-PERSON"));
  g_assert_nonnull (strstr (after, "Nothing"));
}

static void
test_losses_are_told_before_writing (Fixture       *fixture,
                                     gconstpointer  data)
{
  GtkWidget *losses;

  fixture_open_folder (fixture);
  fixture_annotate (fixture, 21, 31, "entity", "PERSON");
  fixture_annotate (fixture, 21, 62, "claim", "");
  fixture_activate (fixture, "win.export");
  choose_format (fixture, "conll");
  check (fixture);

  losses = fixture_find (fixture, "losses");
  g_assert_true (gtk_widget_get_visible (losses));
  g_assert_cmpstr (adw_preferences_row_get_title (fixture_find (fixture, "verdict")), ==, "Not Everything Fits");
  g_assert_cmpuint (fixture_count_files (fixture->target), ==, 0);
  fixture_assert_good (fixture);
}

static void
test_nothing_is_lost_is_told (Fixture       *fixture,
                              gconstpointer  data)
{
  g_autofree char *json = NULL;

  fixture_open_folder (fixture);
  fixture_annotate (fixture, 0, 5, "entity", "PERSON");
  fixture_activate (fixture, "win.export");
  fixture_assert_good (fixture);
  choose_format (fixture, "jsonl");
  fixture_assert_good (fixture);
  check (fixture);
  g_assert_cmpstr (adw_preferences_row_get_title (fixture_find (fixture, "verdict")), ==, "Nothing Is Lost");
  g_assert_false (gtk_widget_get_visible (fixture_find (fixture, "losses")));
  fixture_assert_good (fixture);

  export (fixture);
  fixture_assert_good (fixture);
  json = read_target (fixture, "news.jsonl");
  g_assert_nonnull (strstr (json, "Bezos"));
  g_assert_nonnull (strstr (json, "Nothing happens"));
}

static void
test_one_article (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *json = NULL;

  fixture_open_folder (fixture);
  fixture_activate (fixture, "win.export-article");
  choose_format (fixture, "jsonl");
  check (fixture);
  export (fixture);

  json = read_target (fixture, "a.jsonl");
  g_assert_nonnull (strstr (json, "Bezos"));
  g_assert_null (strstr (json, "Nothing happens"));
}

static void
test_done_articles_only (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *json = NULL;

  fixture_open_folder (fixture);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), "page.set-status", "s", "done"));
  fixture_activate (fixture, "win.export");
  adw_switch_row_set_active (fixture_find (fixture, "done_only"), TRUE);
  choose_format (fixture, "jsonl");
  check (fixture);
  export (fixture);

  json = read_target (fixture, "news.jsonl");
  g_assert_nonnull (strstr (json, "Bezos"));
  g_assert_null (strstr (json, "Nothing happens"));
}

static void
test_somebody_elses_annotations (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autofree char *mine = g_strconcat (fixture->first, ".chiosa.json", NULL);
  g_autofree char *others = g_strconcat (fixture->first, ".anna.chiosa.json", NULL);
  g_autofree char *sidecar = NULL;
  g_autofree char *json = NULL;

  fixture_open_folder (fixture);
  fixture_annotate (fixture, 0, 5, "entity", "PERSON");
  sidecar = fixture_read (mine);
  fixture_write (others, sidecar);
  fixture_annotate (fixture, 14, 19, "entity", "PERSON");

  fixture_activate (fixture, "win.export");
  fixture_wait_for (fixture, has_annotators);
  g_assert_cmpuint (adw_combo_row_get_selected (fixture_find (fixture, "annotator")), ==, 0);
  adw_combo_row_set_selected (fixture_find (fixture, "annotator"), 1);
  choose_format (fixture, "jsonl");
  check (fixture);
  g_assert_nonnull (strstr (adw_preferences_row_get_title (fixture_find (fixture, "summary")), "1 annotation"));
}

static void
test_last_format_comes_first (Fixture       *fixture,
                              gconstpointer  data)
{
  fixture_open_folder (fixture);
  fixture_activate (fixture, "win.export");
  choose_format (fixture, "brat");
  adw_dialog_force_close (fixture_get_dialog (fixture));
  fixture_wait_for (fixture, has_no_dialog);

  fixture_activate (fixture, "win.export");
  g_assert_cmpstr (gtk_widget_get_name (GTK_WIDGET (get_first_format (fixture))), ==, "brat");
}

static void
test_parts_make_a_folder (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *folder = g_build_filename (fixture->target, "news-jsonl", NULL);

  fixture_open_folder (fixture);
  fixture_activate (fixture, "win.export");
  choose_format (fixture, "jsonl");
  adw_combo_row_set_selected (fixture_find (fixture, "parts"), 1);
  fixture_assert_good (fixture);
  check (fixture);
  export (fixture);

  g_assert_true (g_file_test (folder, G_FILE_TEST_IS_DIR));
  g_assert_cmpuint (fixture_count_files (folder), >, 0);
}

static void
test_wrong_parts_are_told (Fixture       *fixture,
                           gconstpointer  data)
{
  fixture_open_folder (fixture);
  fixture_activate (fixture, "win.export");
  choose_format (fixture, "jsonl");
  adw_combo_row_set_selected (fixture_find (fixture, "parts"), 2);
  gtk_editable_set_text (fixture_find (fixture, "custom"), "train=eighty");
  g_assert_true (gtk_widget_has_css_class (fixture_find (fixture, "custom"), "error"));
  g_assert_false (gtk_widget_is_sensitive (fixture_find (fixture, "next_button")));

  gtk_editable_set_text (fixture_find (fixture, "custom"), "train=80,test=20");
  g_assert_false (gtk_widget_has_css_class (fixture_find (fixture, "custom"), "error"));
  g_assert_true (gtk_widget_is_sensitive (fixture_find (fixture, "next_button")));
}

static void
test_nothing_is_overwritten (Fixture       *fixture,
                             gconstpointer  data)
{
  g_autofree char *there = g_build_filename (fixture->target, "news.jsonl", NULL);
  g_autofree char *kept = NULL;
  g_autofree char *beside = NULL;

  fixture_write (there, "mine");
  fixture_open_folder (fixture);
  fixture_activate (fixture, "win.export");
  choose_format (fixture, "jsonl");
  check (fixture);
  export (fixture);

  kept = fixture_read (there);
  beside = read_target (fixture, "news-2.jsonl");
  g_assert_cmpstr (kept, ==, "mine");
  g_assert_nonnull (beside);
}

static void
test_unsaved_text_is_told_and_can_be_saved (Fixture       *fixture,
                                            gconstpointer  data)
{
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new_replace (0, 0, "Mr ");
  g_autofree char *saved = NULL;
  ChiosaEditor *editor;

  fixture_open_folder (fixture);
  editor = chiosa_page_get_editor (chiosa_window_get_page (fixture->window));
  g_assert_true (chiosa_document_edit (chiosa_editor_get_document (editor), edit, CHIOSA_EDIT_TYPING, NULL));
  fixture_activate (fixture, "win.export");
  g_assert_true (adw_banner_get_revealed (ADW_BANNER (fixture_find (fixture, "banner"))));

  g_signal_emit_by_name (fixture_find (fixture, "banner"), "button-clicked");
  fixture_wait_for (fixture, is_all_saved);
  saved = fixture_read (fixture->first);
  g_assert_cmpstr (saved, ==, "Mr " FIRST);
}

static void
test_unreadable_article_is_told (Fixture       *fixture,
                                 gconstpointer  data)
{
  g_autofree char *sidecar = g_strconcat (fixture->second, ".chiosa.json", NULL);
  g_autofree char *json = NULL;

  fixture_write (sidecar, "{ this is no JSON");
  fixture_open_folder (fixture);
  fixture_activate (fixture, "win.export");
  choose_format (fixture, "jsonl");
  check (fixture);
  g_assert_true (gtk_widget_get_visible (fixture_find (fixture, "troubles")));
  export (fixture);
  g_assert_true (gtk_widget_get_visible (fixture_find (fixture, "troubles")));
  fixture_assert_good (fixture);

  json = read_target (fixture, "news.jsonl");
  g_assert_nonnull (strstr (json, "Bezos"));
}

static void
test_cancelling_leaves_nothing (Fixture       *fixture,
                                gconstpointer  data)
{
  add_articles (fixture);
  fixture_open_folder (fixture);
  fixture_activate (fixture, "win.export");
  choose_format (fixture, "jsonl");
  check (fixture);
  fixture_click (fixture, "export_button");
  g_signal_emit_by_name (fixture_get_dialog (fixture), "close-attempt");
  fixture_wait_for (fixture, asks);
  g_signal_emit_by_name (fixture_get_dialog (fixture), "response::stop", "stop");
  adw_dialog_force_close (fixture_get_dialog (fixture));
  fixture_wait_for (fixture, has_no_dialog);

  g_assert_cmpuint (fixture_count_files (fixture->target), ==, 0);
}

static void
test_closing_stops_the_check (Fixture       *fixture,
                              gconstpointer  data)
{
  add_articles (fixture);
  fixture_open_folder (fixture);
  fixture_activate (fixture, "win.export");
  choose_format (fixture, "jsonl");
  fixture_click (fixture, "next_button");
  adw_dialog_close (fixture_get_dialog (fixture));
  fixture_wait_for (fixture, has_no_dialog);
}

static void
test_closing_the_window_asks (Fixture       *fixture,
                              gconstpointer  data)
{
  add_articles (fixture);
  fixture_open_folder (fixture);
  fixture_activate (fixture, "win.export");
  choose_format (fixture, "jsonl");
  check (fixture);
  fixture_click (fixture, "export_button");
  gtk_window_close (GTK_WINDOW (fixture->window));
  fixture_wait_for (fixture, asks);
  g_assert_nonnull (fixture->window);
}

static void
test_leaving_the_window_leaves_nothing (Fixture       *fixture,
                                        gconstpointer  data)
{
  add_articles (fixture);
  fixture_open_folder (fixture);
  fixture_activate (fixture, "win.export");
  choose_format (fixture, "jsonl");
  check (fixture);
  fixture_click (fixture, "export_button");
  fixture_leave (fixture);

  g_assert_cmpuint (fixture_count_files (fixture->target), ==, 0);
}

static void
test_escape_goes_back (Fixture       *fixture,
                       gconstpointer  data)
{
  fixture_open_folder (fixture);
  fixture_activate (fixture, "win.export");
  choose_format (fixture, "jsonl");
  g_assert_true (gtk_widget_activate_action (fixture_find (fixture, "next_button"), "navigation.pop", NULL));
  fixture_settle ();
  fixture_assert_page (fixture, "ChiosaExportStartPage");

  adw_dialog_close (fixture_get_dialog (fixture));
  fixture_wait_for (fixture, has_no_dialog);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int    argc,
      char **argv)
{
  fixture_begin (&argc, &argv);

  ADD ("/export/conll-file-of-a-folder", test_conll_file_of_a_folder);
  ADD ("/export/losses-are-told-before-writing", test_losses_are_told_before_writing);
  ADD ("/export/nothing-is-lost-is-told", test_nothing_is_lost_is_told);
  ADD ("/export/one-article", test_one_article);
  ADD ("/export/done-articles-only", test_done_articles_only);
  ADD ("/export/somebody-elses-annotations", test_somebody_elses_annotations);
  ADD ("/export/last-format-comes-first", test_last_format_comes_first);
  ADD ("/export/parts-make-a-folder", test_parts_make_a_folder);
  ADD ("/export/wrong-parts-are-told", test_wrong_parts_are_told);
  ADD ("/export/nothing-is-overwritten", test_nothing_is_overwritten);
  ADD ("/export/unsaved-text-is-told-and-can-be-saved", test_unsaved_text_is_told_and_can_be_saved);
  ADD ("/export/unreadable-article-is-told", test_unreadable_article_is_told);
  ADD ("/export/cancelling-leaves-nothing", test_cancelling_leaves_nothing);
  ADD ("/export/closing-stops-the-check", test_closing_stops_the_check);
  ADD ("/export/closing-the-window-asks", test_closing_the_window_asks);
  ADD ("/export/leaving-the-window-leaves-nothing", test_leaving_the_window_leaves_nothing);
  ADD ("/export/escape-goes-back", test_escape_goes_back);

  return g_test_run ();
}

/* test-window.c
 *
 * The window in one process with its test: opening, saving, what is told when something is wrong, nothing left behind.
 * Keys and pointer of a real screen are xdotool/'s.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-details-dialog.h"
#include "chiosa-encoding-dialog.h"
#include "chiosa-guidelines-dialog.h"
#include "chiosa-notices.h"
#include "chiosa-page-private.h"
#include "chiosa-preferences-dialog.h"
#include "chiosa-problems-dialog.h"
#include "chiosa-session.h"
#include "chiosa-shortcuts.h"
#include "chiosa-window-private.h"

#include <glib/gstdio.h>
#include <string.h>

#define FIRST  "Bezos answers Trump\n\nJeff Bezos said that Amazon pays its taxes.\n"
#define SECOND "A second article\n\nNothing happens in it.\n"

typedef struct
{
  ChiosaApplication *application;
  GSettings         *settings;
  ChiosaWindow      *window;
  char              *folder;
  char              *first;
  char              *second;
} Fixture;

/* --- Main loop ------------------------------------------------------------------------------------------------------------ */

typedef gboolean (*Condition) (Fixture *fixture);

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Turns the main loop until @condition holds; a test that waits ten seconds has failed. */
static void
wait_for (Fixture   *fixture,
          Condition  condition)
{
  gint64 end = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;
  guint source = g_timeout_add (20, tick_cb, NULL);

  while (!condition (fixture))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  g_source_remove (source);
}

static void
settle (void)
{
  for (guint i = 0; i < 200 && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

static ChiosaPage *
get_page (Fixture *fixture)
{
  return chiosa_window_get_page (fixture->window);
}

static ChiosaEditor *
get_editor (Fixture *fixture)
{
  ChiosaPage *page = get_page (fixture);

  return page != NULL ? chiosa_page_get_editor (page) : NULL;
}

static ChiosaDocument *
get_document (Fixture *fixture)
{
  return chiosa_editor_get_document (get_editor (fixture));
}

static gboolean
is_loaded (Fixture *fixture)
{
  return get_editor (fixture) != NULL && chiosa_article_file_get_loaded (get_page (fixture)->file);
}

static gboolean
is_saved (Fixture *fixture)
{
  return chiosa_saver_get_state (get_page (fixture)->saver) == CHIOSA_SAVER_SAVED;
}

static gboolean
is_saved_but_for_text (Fixture *fixture)
{
  return chiosa_saver_get_state (get_page (fixture)->saver) == CHIOSA_SAVER_UNSAVED &&
         !chiosa_document_is_annotations_modified (get_document (fixture));
}

static gboolean
has_failed (Fixture *fixture)
{
  return chiosa_saver_get_state (get_page (fixture)->saver) == CHIOSA_SAVER_FAILED;
}

static gboolean
shows_failure (Fixture *fixture)
{
  return get_page (fixture) != NULL &&
         g_strcmp0 (gtk_stack_get_visible_child_name (get_page (fixture)->stack), "failure") == 0;
}

static gboolean
lists_two (Fixture *fixture)
{
  g_autofree char *next = chiosa_sidebar_get_neighbour (fixture->window->sidebar, 1);

  return next != NULL && g_list_model_get_n_items (G_LIST_MODEL (fixture->window->folder)) == 2;
}

static gboolean
is_compact (Fixture *fixture)
{
  gboolean compact;

  g_object_get (fixture->window->tag_bar, "compact", &compact, NULL);
  return compact;
}

static gboolean
is_gone (Fixture *fixture)
{
  return fixture->window == NULL;
}

/* --- Fixture -------------------------------------------------------------------------------------------------------------- */

static void
write_file (const char *path,
            const char *contents,
            gssize      length)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, length, &error);
  g_assert_no_error (error);
}

static char *
read_file (const char *path)
{
  char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, NULL);
  return contents;
}

static void
make_window (Fixture *fixture)
{
  fixture->window = CHIOSA_WINDOW (chiosa_window_new (fixture->application));
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->application = CHIOSA_APPLICATION (g_application_get_default ());
  fixture->settings = chiosa_application_get_settings (fixture->application);

  fixture->folder = g_dir_make_tmp ("chiosa-window-XXXXXX", NULL);
  fixture->first = g_build_filename (fixture->folder, "a.txt", NULL);
  fixture->second = g_build_filename (fixture->folder, "b.txt", NULL);
  write_file (fixture->first, FIRST, -1);
  write_file (fixture->second, SECOND, -1);

  make_window (fixture);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      g_remove (child);
    }
  g_rmdir (path);
}

static void
reset_settings (GSettings *settings)
{
  g_autoptr (GSettingsSchema) schema = NULL;
  g_auto (GStrv) keys = NULL;

  g_object_get (settings, "settings-schema", &schema, NULL);
  keys = g_settings_schema_list_keys (schema);
  for (guint i = 0; keys[i] != NULL; i++)
    g_settings_reset (settings, keys[i]);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (fixture->window != NULL)
    {
      gtk_window_destroy (GTK_WINDOW (fixture->window));
      wait_for (fixture, is_gone);
    }
  settle ();
  reset_settings (fixture->settings);

  remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->first);
  g_free (fixture->second);
}

static void
open_path (Fixture    *fixture,
           const char *path)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  g_list_store_append (files, file);
  chiosa_window_open (fixture->window, G_LIST_MODEL (files));
}

static void
open_first (Fixture *fixture)
{
  open_path (fixture, fixture->first);
  wait_for (fixture, is_loaded);
}

static void
tag_first_word (Fixture *fixture)
{
  chiosa_editor_set_text_selection (get_editor (fixture), 0, 5);
  g_assert_true (chiosa_editor_tag (get_editor (fixture), "entity", "PERSON"));
}

static void
edit_text (Fixture *fixture)
{
  g_autoptr (ChiosaEdit) edit = chiosa_edit_new_replace (0, 0, "Mr ");
  g_autoptr (GError) error = NULL;

  chiosa_document_edit (get_document (fixture), edit, CHIOSA_EDIT_TYPING, &error);
  g_assert_no_error (error);
}

static void
activate (Fixture    *fixture,
          const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
}

static void
assert_title (Fixture    *fixture,
              const char *title,
              const char *subtitle)
{
  g_assert_cmpstr (adw_window_title_get_title (fixture->window->title), ==, title);
  g_assert_cmpstr (adw_window_title_get_subtitle (fixture->window->title), ==, subtitle);
}

/* --- Opening -------------------------------------------------------------------------------------------------------------- */

static void
test_starts_empty (Fixture       *fixture,
                   gconstpointer  data)
{
  gtk_window_present (GTK_WINDOW (fixture->window));
  settle ();

  g_assert_true (chiosa_window_is_empty (fixture->window));
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->window->stack), ==, "empty");
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (fixture->window->tag_bar)));
}

static void
test_opens_a_file (Fixture       *fixture,
                   gconstpointer  data)
{
  open_first (fixture);

  assert_title (fixture, "Bezos answers Trump", "a.txt — Saved");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (fixture->window->tag_bar)));
}

static void
test_opens_a_folder (Fixture       *fixture,
                     gconstpointer  data)
{
  open_path (fixture, fixture->folder);
  wait_for (fixture, lists_two);
  g_assert_cmpstr (gtk_stack_get_visible_child_name (fixture->window->stack), ==, "choose");
  g_assert_true (adw_overlay_split_view_get_show_sidebar (fixture->window->sidebar_view));

  activate (fixture, "win.next-article");
  wait_for (fixture, is_loaded);
  assert_title (fixture, "Bezos answers Trump", "a.txt — Saved");

  activate (fixture, "win.next-article");
  wait_for (fixture, is_loaded);
  assert_title (fixture, "A second article", "b.txt — Saved");

  activate (fixture, "win.previous-article");
  assert_title (fixture, "Bezos answers Trump", "a.txt — Saved");
}

static void
test_going_back_keeps_the_history (Fixture       *fixture,
                                   gconstpointer  data)
{
  open_path (fixture, fixture->folder);
  wait_for (fixture, lists_two);
  activate (fixture, "win.next-article");
  wait_for (fixture, is_loaded);
  tag_first_word (fixture);

  activate (fixture, "win.next-article");
  wait_for (fixture, is_loaded);
  activate (fixture, "win.previous-article");

  g_assert_cmpuint (chiosa_document_get_n_annotations (get_document (fixture)), ==, 1);
  g_assert_nonnull (chiosa_document_get_undo_name (get_document (fixture)));
}

static void
test_session_comes_back (Fixture       *fixture,
                         gconstpointer  data)
{
  open_path (fixture, fixture->folder);
  wait_for (fixture, lists_two);
  activate (fixture, "win.next-article");
  wait_for (fixture, is_loaded);
  chiosa_view_set_cursor (chiosa_page_get_view (get_page (fixture)), 21);
  gtk_window_close (GTK_WINDOW (fixture->window));
  wait_for (fixture, is_gone);

  make_window (fixture);
  chiosa_window_restore (fixture->window);
  wait_for (fixture, is_loaded);

  g_assert_cmpstr (chiosa_page_get_path (get_page (fixture)), ==, fixture->first);
  g_assert_cmpuint (chiosa_view_get_cursor (chiosa_page_get_view (get_page (fixture))), ==, 21);
  wait_for (fixture, lists_two);
}

/* --- Saving --------------------------------------------------------------------------------------------------------------- */

static void
test_annotations_are_saved_by_themselves (Fixture       *fixture,
                                          gconstpointer  data)
{
  g_autofree char *sidecar = NULL;

  open_first (fixture);
  tag_first_word (fixture);
  g_assert_false (is_saved (fixture));
  wait_for (fixture, is_saved);

  sidecar = read_file (chiosa_article_file_get_sidecar_path (get_page (fixture)->file));
  g_assert_nonnull (sidecar);
  g_assert_nonnull (strstr (sidecar, "\"exact\":\"Bezos\""));
}

static void
test_text_is_saved_on_request_only (Fixture       *fixture,
                                    gconstpointer  data)
{
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  open_first (fixture);
  tag_first_word (fixture);
  edit_text (fixture);
  assert_title (fixture, "Mr Bezos answers Trump", "a.txt — Unsaved text changes");
  g_assert_true (fixture->window->inhibiting);

  wait_for (fixture, is_saved_but_for_text);
  before = read_file (fixture->first);
  g_assert_cmpstr (before, ==, FIRST);

  activate (fixture, "page.save");
  wait_for (fixture, is_saved);
  after = read_file (fixture->first);
  g_assert_cmpstr (after, ==, "Mr " FIRST);
  g_assert_false (fixture->window->inhibiting);
}

static void
test_somebody_elses_text_is_not_overwritten (Fixture       *fixture,
                                             gconstpointer  data)
{
  g_autofree char *kept = NULL;

  open_first (fixture);
  edit_text (fixture);
  write_file (fixture->first, SECOND, -1);
  activate (fixture, "page.save");
  wait_for (fixture, has_failed);

  kept = read_file (fixture->first);
  g_assert_cmpstr (kept, ==, SECOND);
  g_assert_nonnull (chiosa_notices_get (get_page (fixture)->notices, "changed-outside"));
  g_assert_true (chiosa_page_get_unsaved (get_page (fixture)));
  g_assert_true (chiosa_document_is_text_modified (get_document (fixture)));
}

static void
test_closing_saves_annotations (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *path = NULL;
  g_autofree char *sidecar = NULL;

  open_first (fixture);
  tag_first_word (fixture);
  path = g_strdup (chiosa_article_file_get_sidecar_path (get_page (fixture)->file));
  gtk_window_close (GTK_WINDOW (fixture->window));
  wait_for (fixture, is_gone);

  sidecar = read_file (path);
  g_assert_nonnull (sidecar);
  g_assert_nonnull (strstr (sidecar, "\"exact\":\"Bezos\""));
}

static void
test_closing_asks_about_unsaved_text (Fixture       *fixture,
                                      gconstpointer  data)
{
  AdwDialog *dialog;

  open_first (fixture);
  edit_text (fixture);
  gtk_window_close (GTK_WINDOW (fixture->window));
  settle ();

  dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
  g_assert_true (ADW_IS_ALERT_DIALOG (dialog));
  g_assert_cmpstr (adw_alert_dialog_get_heading (ADW_ALERT_DIALOG (dialog)), ==, "Save Changes?");
  adw_dialog_force_close (dialog);
  settle ();
  g_assert_nonnull (fixture->window);
}

/* --- What is wrong is told ------------------------------------------------------------------------------------------------ */

static void
test_bad_bytes_open_read_only (Fixture       *fixture,
                               gconstpointer  data)
{
  write_file (fixture->first, "Caf\xe9\n", -1);
  open_first (fixture);

  g_assert_nonnull (chiosa_notices_get (get_page (fixture)->notices, "bad-bytes"));
  g_assert_true (chiosa_document_get_read_only (get_document (fixture)));
  assert_title (fixture, "Caf\357\277\275", "a.txt — Read-only");
  g_assert_false (g_action_group_get_action_enabled (chiosa_page_get_actions (get_page (fixture)), "save"));
}

static void
test_direction_marks_are_told (Fixture       *fixture,
                               gconstpointer  data)
{
  write_file (fixture->first, "admin\342\200\256 \342\201\246nimda\342\201\251\n", -1);
  open_first (fixture);
  g_assert_true (g_str_has_prefix (chiosa_notices_get (get_page (fixture)->notices, "direction-marks"),
                                   "The text holds 2 invisible direction marks."));
}

static char *
make_long_text (void)
{
  g_autoptr (GString) text = g_string_new ("Title\r\n");

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "The minister said so on Thursday. Nothing will change. ");
  g_string_append (text, "\r\n");
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_long_paragraphs_are_broken_on_request (Fixture       *fixture,
                                            gconstpointer  data)
{
  g_autofree char *text = make_long_text ();
  g_autofree char *same = NULL;
  g_autofree char *broken = NULL;
  g_autofree char *id = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_auto (GStrv) lines = NULL;
  ChiosaSpan claim = { 1990, 2200 };

  write_file (fixture->first, text, -1);
  open_first (fixture);
  g_assert_true (g_str_has_prefix (chiosa_notices_get (get_page (fixture)->notices, "long-paragraphs"),
                                   "The article has 1 paragraph"));
  g_assert_null (chiosa_notices_get (get_page (fixture)->notices, "direction-marks"));

  /* Nothing is changed unasked, also when annotations are saved. */
  id = g_strdup (chiosa_document_tag (get_document (fixture), "claim", "FACT", &claim, 1, NULL));
  g_assert_nonnull (id);
  before = chiosa_document_get_quote (get_document (fixture), id);
  activate (fixture, "page.save");
  wait_for (fixture, is_saved);
  same = read_file (fixture->first);
  g_assert_cmpstr (same, ==, text);

  activate (fixture, "page.break-paragraphs");
  g_assert_null (chiosa_notices_get (get_page (fixture)->notices, "long-paragraphs"));
  after = chiosa_document_get_quote (get_document (fixture), id);
  g_assert_cmpstr (after, ==, before);
  activate (fixture, "page.save");
  wait_for (fixture, is_saved);
  broken = read_file (fixture->first);
  lines = g_strsplit (broken, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), >, 20);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_assert_cmpuint (strlen (lines[i]), <, 4100);
      g_assert_null (strpbrk (lines[i], "\r\n"));
    }

  chiosa_document_undo (get_document (fixture));
  activate (fixture, "page.save");
  wait_for (fixture, is_saved);
  g_free (same);
  same = read_file (fixture->first);
  g_assert_cmpstr (same, ==, text);
}

static void
test_another_encoding_can_be_chosen (Fixture       *fixture,
                                     gconstpointer  data)
{
  write_file (fixture->first, "Caf\xe9\n", -1);
  open_first (fixture);
  chiosa_page_reload (get_page (fixture), "ISO-8859-1");
  wait_for (fixture, is_loaded);

  g_assert_null (chiosa_notices_get (get_page (fixture)->notices, "bad-bytes"));
  assert_title (fixture, "Café", "a.txt — Saved");
}

static void
test_malformed_sidecar_is_kept (Fixture       *fixture,
                                gconstpointer  data)
{
  g_autofree char *path = chiosa_article_file_sidecar_path (fixture->first, NULL);
  g_autofree char *kept = NULL;
  const char *notice;

  write_file (path, "{\"format\": ", -1);
  open_first (fixture);
  notice = chiosa_notices_get (get_page (fixture)->notices, "sidecar-error");
  g_assert_nonnull (notice);
  g_assert_nonnull (strstr (notice, "a.txt.chiosa.json"));

  kept = read_file (path);
  g_assert_cmpstr (kept, ==, "{\"format\": ");
}

static void
test_malformed_sidecar_can_be_set_aside (Fixture       *fixture,
                                         gconstpointer  data)
{
  g_autofree char *path = chiosa_article_file_sidecar_path (fixture->first, NULL);
  g_autofree char *aside = g_strconcat (path, ".bad-1", NULL);

  write_file (path, "{\"format\": ", -1);
  open_first (fixture);
  activate (fixture, "page.set-aside");
  settle ();
  wait_for (fixture, is_loaded);

  g_assert_null (chiosa_notices_get (get_page (fixture)->notices, "sidecar-error"));
  g_assert_true (g_file_test (aside, G_FILE_TEST_EXISTS));
  tag_first_word (fixture);
  wait_for (fixture, is_saved);
}

static void
test_vanished_file_is_told (Fixture       *fixture,
                            gconstpointer  data)
{
  g_remove (fixture->first);
  open_path (fixture, fixture->first);
  wait_for (fixture, shows_failure);
  g_assert_nonnull (strstr (adw_status_page_get_title (get_page (fixture)->failure), "a.txt"));

  write_file (fixture->first, FIRST, -1);
  activate (fixture, "page.reload");
  wait_for (fixture, is_loaded);
}

/* --- Doing ---------------------------------------------------------------------------------------------------------------- */

static void
test_undo_names_its_step (Fixture       *fixture,
                          gconstpointer  data)
{
  g_autofree char *expected = NULL;

  open_first (fixture);
  g_assert_cmpstr (gtk_widget_get_tooltip_text (fixture->window->undo_button), ==, "Undo");
  tag_first_word (fixture);
  expected = g_strdup_printf ("Undo %s", chiosa_document_get_undo_name (get_document (fixture)));
  g_assert_cmpstr (gtk_widget_get_tooltip_text (fixture->window->undo_button), ==, expected);

  activate (fixture, "win.undo");
  g_assert_cmpuint (chiosa_document_get_n_annotations (get_document (fixture)), ==, 0);
  activate (fixture, "win.redo");
  g_assert_cmpuint (chiosa_document_get_n_annotations (get_document (fixture)), ==, 1);
}

static void
test_mode_is_the_windows (Fixture       *fixture,
                          gconstpointer  data)
{
  open_path (fixture, fixture->folder);
  wait_for (fixture, lists_two);
  activate (fixture, "win.next-article");
  wait_for (fixture, is_loaded);
  activate (fixture, "win.edit-mode");
  g_assert_cmpint (chiosa_editor_get_mode (get_editor (fixture)), ==, CHIOSA_MODE_EDIT);

  activate (fixture, "win.next-article");
  wait_for (fixture, is_loaded);
  g_assert_cmpint (chiosa_editor_get_mode (get_editor (fixture)), ==, CHIOSA_MODE_EDIT);
}

static void
test_details_are_one_step (Fixture       *fixture,
                           gconstpointer  data)
{
  ChiosaDetailsDialog *dialog;
  GtkWidget *title;

  open_first (fixture);
  dialog = CHIOSA_DETAILS_DIALOG (g_object_ref_sink (chiosa_details_dialog_new (get_document (fixture))));
  title = GTK_WIDGET (gtk_widget_get_template_child (GTK_WIDGET (dialog), CHIOSA_TYPE_DETAILS_DIALOG, "title"));
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (fixture->window));
  gtk_editable_set_text (GTK_EDITABLE (title), "Another Title");
  adw_dialog_force_close (ADW_DIALOG (dialog));
  settle ();

  assert_title (fixture, "Another Title", "a.txt — Saving…");
  activate (fixture, "win.undo");
  g_assert_null (chiosa_document_get_undo_name (get_document (fixture)));
  g_object_unref (dialog);
}

static void
test_status_is_shown_in_the_list (Fixture       *fixture,
                                  gconstpointer  data)
{
  ChiosaFolderItem *item;

  open_path (fixture, fixture->folder);
  wait_for (fixture, lists_two);
  activate (fixture, "win.next-article");
  wait_for (fixture, is_loaded);
  gtk_widget_activate_action (GTK_WIDGET (fixture->window), "page.set-status", "s", "done");

  item = chiosa_folder_find (fixture->window->folder, fixture->first, NULL);
  g_assert_cmpint (chiosa_folder_item_get_status (item), ==, CHIOSA_STATUS_DONE);
}

/* --- Form ----------------------------------------------------------------------------------------------------------------- */

static void
assert_named (GtkWidget *widget)
{
  gboolean button = GTK_IS_BUTTON (widget) || GTK_IS_MENU_BUTTON (widget);

  if (button && gtk_widget_get_visible (widget))
    {
      g_autofree char *label = NULL;

      g_object_get (widget, "label", &label, NULL);
      if (label == NULL && gtk_widget_get_tooltip_text (widget) == NULL &&
          !gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL) &&
          !gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY))
        g_error ("%s %s has no name", G_OBJECT_TYPE_NAME (widget), gtk_widget_get_name (widget));
    }

  /* The inside of a button is the button's. */
  if (GTK_IS_MENU_BUTTON (widget))
    return;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    assert_named (child);
}

static void
test_every_button_has_a_name (Fixture       *fixture,
                              gconstpointer  data)
{
  open_first (fixture);
  assert_named (GTK_WIDGET (fixture->window->sidebar_view));
}

static void
test_fits_a_phone (Fixture       *fixture,
                   gconstpointer  data)
{
  int minimum;

  g_settings_set_int (fixture->settings, "window-width", 360);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  wait_for (fixture, is_gone);
  make_window (fixture);
  open_path (fixture, fixture->folder);
  wait_for (fixture, lists_two);
  activate (fixture, "win.next-article");
  wait_for (fixture, is_loaded);
  wait_for (fixture, is_compact);

  gtk_widget_measure (GTK_WIDGET (fixture->window->toasts), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
}

static void
test_dialogs_open (Fixture       *fixture,
                   gconstpointer  data)
{
  ChiosaTagset *tagset;
  g_autoptr (GPtrArray) dialogs = g_ptr_array_new ();

  open_first (fixture);
  tagset = chiosa_document_get_tagset (get_document (fixture));
  g_ptr_array_add (dialogs, chiosa_preferences_dialog_new (fixture->settings));
  g_ptr_array_add (dialogs, chiosa_guidelines_dialog_new (tagset));
  g_ptr_array_add (dialogs, chiosa_encoding_dialog_new (fixture->first, NULL));
  g_ptr_array_add (dialogs, chiosa_problems_dialog_new (get_page (fixture)->file));
  g_ptr_array_add (dialogs, chiosa_details_dialog_new (get_document (fixture)));

  for (guint i = 0; i < dialogs->len; i++)
    {
      AdwDialog *dialog = g_ptr_array_index (dialogs, i);

      g_object_add_weak_pointer (G_OBJECT (dialog), &g_ptr_array_index (dialogs, i));
      adw_dialog_present (dialog, GTK_WIDGET (fixture->window));
      settle ();
      adw_dialog_force_close (dialog);
      for (guint j = 0; j < 100 && g_ptr_array_index (dialogs, i) != NULL; j++)
        {
          settle ();
          g_usleep (10000);
        }
      g_assert_null (g_ptr_array_index (dialogs, i));
    }
}

static void
test_nothing_is_left_behind (Fixture       *fixture,
                             gconstpointer  data)
{
  gpointer page, editor, document, folder;

  open_path (fixture, fixture->folder);
  wait_for (fixture, lists_two);
  activate (fixture, "win.next-article");
  wait_for (fixture, is_loaded);
  tag_first_word (fixture);
  page = get_page (fixture);
  editor = get_editor (fixture);
  document = get_document (fixture);
  folder = fixture->window->folder;
  g_object_add_weak_pointer (page, &page);
  g_object_add_weak_pointer (editor, &editor);
  g_object_add_weak_pointer (document, &document);
  g_object_add_weak_pointer (folder, &folder);

  gtk_window_close (GTK_WINDOW (fixture->window));
  wait_for (fixture, is_gone);
  settle ();

  g_assert_null (page);
  g_assert_null (editor);
  g_assert_null (document);
  g_assert_null (folder);
}

/* --- The list of shortcuts ------------------------------------------------------------------------------------------------ */

/* Keys of the list that are not of chiosa-shortcuts.h: those of the built-in tag set, and GTK's own. */
static const char *const further_keys[] = { "e", "c", "s", "u", "<Shift>e", "<Shift>c", "<Shift>s", "<Shift>u", "F10" };

static void
add_key (GHashTable *keys,
         const char *name)
{
  GdkModifierType modifiers;
  guint key;

  if (!gtk_accelerator_parse (name, &key, &modifiers))
    g_error ("“%s” is no accelerator", name);
  g_hash_table_add (keys, gtk_accelerator_name (gdk_keyval_to_lower (key), modifiers));
}

static void
add_listed (GHashTable *keys,
            const char *accelerators)
{
  g_auto (GStrv) names = g_strsplit (accelerators, " ", -1);

  for (guint i = 0; names[i] != NULL; i++)
    {
      const char *range = strstr (names[i], "1...9");

      for (char digit = '1'; range != NULL && digit <= '9'; digit++)
        {
          g_autofree char *name = g_strdup_printf ("%.*s%c", (int) (range - names[i]), names[i], digit);

          add_key (keys, name);
        }
      if (range == NULL)
        add_key (keys, names[i]);
    }
}

static GHashTable *
read_listed (void)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GBytes) bytes = g_resources_lookup_data ("/io/github/chiosa/Chiosa/ui/shortcuts.ui", 0, NULL);
  g_autoptr (GRegex) regex = g_regex_new ("name=\"accelerator\">([^<]*)<", 0, 0, NULL);
  g_autofree char *xml = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_autoptr (GMatchInfo) info = NULL;

  for (g_regex_match (regex, xml, 0, &info); g_match_info_matches (info); g_match_info_next (info, NULL))
    {
      g_autofree char *escaped = g_match_info_fetch (info, 1);
      g_autofree char *text = NULL;

      pango_parse_markup (escaped, -1, 0, NULL, &text, NULL, NULL);
      add_listed (keys, text);
    }

  return keys;
}

static void
assert_listed (GHashTable           *listed,
               const ChiosaShortcut *shortcut)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  const char *key;

  add_key (keys, shortcut->accels[0]);
  g_hash_table_iter_init (&iter, keys);
  g_assert_true (g_hash_table_iter_next (&iter, (gpointer *) &key, NULL));
  if (!g_hash_table_contains (listed, key))
    g_error ("The key %s of %s is not in shortcuts.ui", key, shortcut->action);
}

static void
add_known (GHashTable           *known,
           const ChiosaShortcut *shortcut)
{
  for (guint i = 0; shortcut->accels[i] != NULL; i++)
    add_key (known, shortcut->accels[i]);
}

static void
test_every_shortcut_is_listed (void)
{
  g_autoptr (GHashTable) listed = read_listed ();

  for (guint i = 0; i < G_N_ELEMENTS (chiosa_view_shortcuts); i++)
    assert_listed (listed, &chiosa_view_shortcuts[i]);
  for (guint i = 0; i < G_N_ELEMENTS (chiosa_window_shortcuts); i++)
    assert_listed (listed, &chiosa_window_shortcuts[i]);
}

static void
test_every_listed_key_exists (void)
{
  g_autoptr (GHashTable) listed = read_listed ();
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  const char *key;

  for (guint i = 0; i < G_N_ELEMENTS (chiosa_view_shortcuts); i++)
    add_known (known, &chiosa_view_shortcuts[i]);
  for (guint i = 0; i < G_N_ELEMENTS (chiosa_window_shortcuts); i++)
    add_known (known, &chiosa_window_shortcuts[i]);
  for (guint i = 0; i < G_N_ELEMENTS (further_keys); i++)
    add_key (known, further_keys[i]);

  g_hash_table_iter_init (&iter, listed);
  while (g_hash_table_iter_next (&iter, (gpointer *) &key, NULL))
    if (!g_hash_table_contains (known, key))
      g_error ("The key %s of shortcuts.ui does nothing", key);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_autoptr (ChiosaApplication) application = NULL;

  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

  /* One for all tests: a program starts once. */
  application = chiosa_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_set_default (G_APPLICATION (application));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  ADD ("/window/starts-empty", test_starts_empty);
  ADD ("/window/opens-a-file", test_opens_a_file);
  ADD ("/window/opens-a-folder-and-goes-through-it", test_opens_a_folder);
  ADD ("/window/going-back-keeps-the-history", test_going_back_keeps_the_history);
  ADD ("/window/session-comes-back", test_session_comes_back);
  ADD ("/window/annotations-are-saved-by-themselves", test_annotations_are_saved_by_themselves);
  ADD ("/window/text-is-saved-on-request-only", test_text_is_saved_on_request_only);
  ADD ("/window/somebody-elses-text-is-not-overwritten", test_somebody_elses_text_is_not_overwritten);
  ADD ("/window/closing-saves-annotations", test_closing_saves_annotations);
  ADD ("/window/closing-asks-about-unsaved-text", test_closing_asks_about_unsaved_text);
  ADD ("/window/bad-bytes-open-read-only", test_bad_bytes_open_read_only);
  ADD ("/window/direction-marks-are-told", test_direction_marks_are_told);
  ADD ("/window/long-paragraphs-are-broken-on-request", test_long_paragraphs_are_broken_on_request);
  ADD ("/window/another-encoding-can-be-chosen", test_another_encoding_can_be_chosen);
  ADD ("/window/malformed-sidecar-is-kept", test_malformed_sidecar_is_kept);
  ADD ("/window/malformed-sidecar-can-be-set-aside", test_malformed_sidecar_can_be_set_aside);
  ADD ("/window/vanished-file-is-told-and-can-be-retried", test_vanished_file_is_told);
  ADD ("/window/undo-names-its-step", test_undo_names_its_step);
  ADD ("/window/mode-is-the-windows", test_mode_is_the_windows);
  ADD ("/window/details-are-one-step", test_details_are_one_step);
  ADD ("/window/status-is-shown-in-the-list", test_status_is_shown_in_the_list);
  ADD ("/window/every-button-has-a-name", test_every_button_has_a_name);
  ADD ("/window/fits-a-phone", test_fits_a_phone);
  ADD ("/window/dialogs-open-and-go", test_dialogs_open);
  ADD ("/window/nothing-is-left-behind", test_nothing_is_left_behind);
  g_test_add_func ("/window/every-shortcut-is-listed", test_every_shortcut_is_listed);
  g_test_add_func ("/window/every-listed-key-exists", test_every_listed_key_exists);

  return g_test_run ();
}

/* transfer-fixture.c
 *
 * A real window with a folder of articles, and hands to work the import and export dialogs with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "transfer-fixture.h"

#include "chiosa-page-private.h"
#include "chiosa-transfer-view.h"

#include <glib/gstdio.h>

/* --- Main loop ------------------------------------------------------------------------------------------------------ */

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

void
fixture_wait_for (Fixture   *fixture,
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

void
fixture_settle (void)
{
  for (guint i = 0; i < 200 && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

/* --- Files ---------------------------------------------------------------------------------------------------------- */

void
fixture_write (const char *path,
               const char *contents)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
}

char *
fixture_read (const char *path)
{
  char *contents = NULL;

  g_file_get_contents (path, &contents, NULL, NULL);
  return contents;
}

guint
fixture_count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;

  return n;
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

/* --- Window --------------------------------------------------------------------------------------------------------- */

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

void
fixture_begin (int    *argc,
               char ***argv)
{
  ChiosaApplication *application;

  gtk_test_init (argc, argv, NULL);
  adw_init ();

  /* One for all tests: a program starts once. */
  application = chiosa_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_set_default (G_APPLICATION (application));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
}

void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *uri = NULL;

  fixture->application = CHIOSA_APPLICATION (g_application_get_default ());
  fixture->settings = chiosa_application_get_settings (fixture->application);

  fixture->top = g_dir_make_tmp ("chiosa-transfer-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->top, "news", NULL);
  fixture->target = g_build_filename (fixture->top, "target", NULL);
  fixture->first = g_build_filename (fixture->folder, "a.txt", NULL);
  fixture->second = g_build_filename (fixture->folder, "b.txt", NULL);
  g_assert_cmpint (g_mkdir (fixture->folder, 0700), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->target, 0700), ==, 0);
  fixture_write (fixture->first, FIRST);
  fixture_write (fixture->second, SECOND);
  uri = g_filename_to_uri (fixture->target, NULL, NULL);
  g_settings_set_string (fixture->settings, "export-folder", uri);
  g_settings_set_string (fixture->settings, "import-folder", uri);

  fixture->window = CHIOSA_WINDOW (chiosa_window_new (fixture->application));
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
}

void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  if (fixture->window != NULL)
    {
      gtk_window_destroy (GTK_WINDOW (fixture->window));
      fixture_wait_for (fixture, fixture_is_gone);
    }
  fixture_settle ();
  reset_settings (fixture->settings);

  remove_tree (fixture->top);
  g_free (fixture->top);
  g_free (fixture->folder);
  g_free (fixture->target);
  g_free (fixture->first);
  g_free (fixture->second);
}

static gboolean
lists_all (Fixture *fixture)
{
  gboolean loading;

  if (fixture->window->folder == NULL)
    return FALSE;

  g_object_get (fixture->window->folder, "loading", &loading, NULL);
  return !loading && g_list_model_get_n_items (G_LIST_MODEL (fixture->window->folder)) >= 2;
}

gboolean
fixture_is_loaded (Fixture *fixture)
{
  ChiosaPage *page = chiosa_window_get_page (fixture->window);

  return page != NULL && chiosa_page_get_editor (page) != NULL && chiosa_article_file_get_loaded (page->file);
}

gboolean
fixture_is_gone (Fixture *fixture)
{
  return fixture->window == NULL;
}

static gboolean
is_saved (Fixture *fixture)
{
  return chiosa_saver_get_state (chiosa_window_get_page (fixture->window)->saver) == CHIOSA_SAVER_SAVED;
}

void
fixture_open_folder (Fixture *fixture)
{
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) folder = g_file_new_for_path (fixture->folder);

  g_list_store_append (files, folder);
  chiosa_window_open (fixture->window, G_LIST_MODEL (files));
  fixture_wait_for (fixture, lists_all);
  if (chiosa_window_get_page (fixture->window) == NULL)
    fixture_activate (fixture, "win.next-article");
  fixture_wait_for (fixture, fixture_is_loaded);
}

void
fixture_annotate (Fixture    *fixture,
                  gsize       start,
                  gsize       end,
                  const char *type,
                  const char *label)
{
  ChiosaEditor *editor = chiosa_page_get_editor (chiosa_window_get_page (fixture->window));

  chiosa_editor_set_text_selection (editor, start, end);
  g_assert_true (chiosa_editor_tag (editor, type, label));
  fixture_wait_for (fixture, is_saved);
}

void
fixture_leave (Fixture *fixture)
{
  gpointer dialog = fixture_get_dialog (fixture);
  gint64 end = g_get_monotonic_time () + 60 * G_TIME_SPAN_SECOND;

  g_object_add_weak_pointer (dialog, &dialog);
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  fixture_wait_for (fixture, fixture_is_gone);
  while (dialog != NULL)
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      fixture_settle ();
      g_usleep (10000);
    }
}

void
fixture_activate (Fixture    *fixture,
                  const char *action)
{
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (fixture->window), action, NULL));
  fixture_settle ();
}

/* --- Dialog --------------------------------------------------------------------------------------------------------- */

AdwDialog *
fixture_get_dialog (Fixture *fixture)
{
  return adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (fixture->window));
}

static GtkWidget *
find_type (GtkWidget *widget,
           GType      type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);

  return found;
}

static GtkWidget *
find_id (GtkWidget  *widget,
         const char *id)
{
  GtkWidget *found = g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0 ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_id (child, id);

  return found;
}

static ChiosaTransferView *
get_view (Fixture *fixture)
{
  AdwDialog *dialog = fixture->window != NULL ? fixture_get_dialog (fixture) : NULL;

  return dialog != NULL ? CHIOSA_TRANSFER_VIEW (find_type (GTK_WIDGET (dialog), CHIOSA_TYPE_TRANSFER_VIEW)) : NULL;
}

gboolean
fixture_is_idle (Fixture *fixture)
{
  ChiosaTransferView *view = get_view (fixture);

  return view == NULL || !chiosa_transfer_view_is_busy (view);
}

static GtkWidget *
get_page (Fixture *fixture)
{
  return GTK_WIDGET (chiosa_transfer_view_get_page (get_view (fixture)));
}

gpointer
fixture_find (Fixture    *fixture,
              const char *id)
{
  GtkWidget *found = find_id (get_page (fixture), id);

  if (found == NULL)
    g_error ("There is no “%s” in %s", id, G_OBJECT_TYPE_NAME (get_page (fixture)));

  return found;
}

void
fixture_click (Fixture    *fixture,
               const char *id)
{
  GtkWidget *button = fixture_find (fixture, id);

  g_assert_true (gtk_widget_is_sensitive (button));
  g_signal_emit_by_name (button, "clicked");
}

void
fixture_click_in (Fixture    *fixture,
                  const char *id)
{
  GtkWidget *button = find_type (fixture_find (fixture, id), GTK_TYPE_BUTTON);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

gboolean
fixture_shows (Fixture    *fixture,
               const char *page)
{
  return get_view (fixture) != NULL && g_str_equal (G_OBJECT_TYPE_NAME (get_page (fixture)), page);
}

void
fixture_assert_page (Fixture    *fixture,
                     const char *page)
{
  g_assert_nonnull (get_view (fixture));
  g_assert_cmpstr (G_OBJECT_TYPE_NAME (get_page (fixture)), ==, page);
}

static void
assert_named (GtkWidget *widget)
{
  /* The inside of a spin button is GTK's. */
  if (!gtk_widget_get_visible (widget) || GTK_IS_SPIN_BUTTON (widget))
    return;
  if (GTK_IS_BUTTON (widget))
    {
      g_autofree char *label = NULL;

      g_object_get (widget, "label", &label, NULL);
      if (label == NULL && gtk_widget_get_tooltip_text (widget) == NULL &&
          !gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL) &&
          !gtk_test_accessible_has_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY))
        g_error ("%s %s has no name", G_OBJECT_TYPE_NAME (widget), gtk_widget_get_name (widget));
      return;
    }

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    assert_named (child);
}

void
fixture_assert_good (Fixture *fixture)
{
  int minimum;

  fixture_settle ();
  gtk_widget_measure (get_page (fixture), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 360);
  assert_named (get_page (fixture));
}

/* test-untrusted.c
 *
 * What stands in files from strangers is shown letter for letter: names of files and folders, of tag sets, notes, titles, errors.
 * None of it is markup. All labels of the window and its dialogs are looked at, whatever they are for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-details-dialog.h"
#include "chiosa-encoding-dialog.h"
#include "chiosa-guidelines-dialog.h"
#include "chiosa-page-private.h"
#include "chiosa-problems-dialog.h"
#include "chiosa-window-private.h"

#include <glib/gstdio.h>
#include <string.h>

/* As markup it would be a bold ampersand. */
#define HOSTILE "Zq<b>&amp;</b>"
/* For names of files, which have no slash: as markup an error, and a warning, which ends a test. */
#define HOSTILE_NAME "Zq<b>&amp;"
#define MARK "Zq"
#define TEXT HOSTILE " said that Amazon pays.\n"

typedef struct
{
  ChiosaWindow *window;
  char         *parent;
  char         *folder;
  char         *article;
} Fixture;

typedef gboolean (*Condition) (Fixture *fixture);

static gboolean
tick_cb (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

static void
wait_for (Fixture   *fixture,
          Condition  condition)
{
  guint source = g_timeout_add (20, tick_cb, NULL);

  while (!condition (fixture))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (source);
}

static void
settle (void)
{
  for (guint i = 0; i < 300 && g_main_context_iteration (NULL, FALSE); i++)
    ;
}

static gboolean
is_loaded (Fixture *fixture)
{
  ChiosaPage *page = chiosa_window_get_page (fixture->window);

  return page != NULL && chiosa_page_get_editor (page) != NULL && chiosa_article_file_get_loaded (page->file);
}

static gboolean
has_failed (Fixture *fixture)
{
  ChiosaPage *page = chiosa_window_get_page (fixture->window);

  return page != NULL && g_strcmp0 (gtk_stack_get_visible_child_name (page->stack), "failure") == 0;
}

static gboolean
is_gone (Fixture *fixture)
{
  return fixture->window == NULL;
}

/* --- Files -------------------------------------------------------------------------------------------------------- */

static void
put (Fixture    *fixture,
     const char *name,
     const char *content)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
}

#define NAMED(id) "\"id\":\"" id "\",\"name\":\"" HOSTILE "\",\"guideline\":\"" HOSTILE "\""
#define TAGSET \
  "{\"format\":\"chiosa-tagset\",\"version\":\"1.0\",\"id\":\"t\",\"name\":\"" HOSTILE "\",\"description\":\"" HOSTILE "\",\"types\":[{" NAMED ("entity") \
  ",\"color\":\"#3584e4\",\"key\":\"e\",\"labels\":[{" NAMED ("PERSON") "}],\"attributes\":[{" NAMED ("a") ",\"kind\":\"text\"},{" NAMED ("f") ",\"kind\":\"flag\"},{" \
  NAMED ("c") ",\"kind\":\"choice\",\"values\":[{" NAMED ("v") "},{" NAMED ("w") "}]}]}],\"relations\":[{" NAMED ("same_as") ",\"from\":[\"entity\"],\"to\":[\"entity\"]}]," \
  "\"article_attributes\":[{" NAMED ("g") ",\"kind\":\"text\"},{" NAMED ("h") ",\"kind\":\"flag\"}]}"
#define SIDECAR \
  "{\"format\":\"chiosa-sidecar\",\"version\":\"1.0\",\"text\":{\"sha256\":\"x\"},\"annotator\":\"x\",\"article\":{\"title\":\"" HOSTILE "\",\"author\":\"" HOSTILE \
  "\",\"publisher\":\"" HOSTILE "\",\"url\":\"" HOSTILE "\",\"note\":\"" HOSTILE "\",\"status\":\"" HOSTILE "\"},\"annotations\":[{\"id\":\"a\",\"type\":\"entity\",\"label\":" \
  "\"PERSON\",\"note\":\"" HOSTILE "\",\"creator\":\"" HOSTILE "\",\"suggester\":\"" HOSTILE "\",\"origin\":\"suggestion\",\"attributes\":{\"a\":\"" HOSTILE "\",\"z\":\"" HOSTILE \
  "\"},\"spans\":[{\"start\":0,\"end\":14,\"exact\":\"" HOSTILE "\"}]},{\"id\":\"b\",\"type\":\"" HOSTILE "\",\"label\":\"" HOSTILE "\",\"spans\":[{\"start\":15,\"end\":19}]}," \
  "{\"id\":\"" HOSTILE "\",\"type\":\"entity\",\"state\":\"detached\",\"spans\":[{\"start\":0,\"end\":0,\"exact\":\"" HOSTILE "\",\"prefix\":\"" HOSTILE "\"}]}]," \
  "\"relations\":[{\"id\":\"r\",\"type\":\"same_as\",\"from\":\"a\",\"to\":\"b\",\"note\":\"" HOSTILE "\"},{\"id\":\"s\",\"type\":\"" HOSTILE "\",\"from\":\"a\",\"to\":\"b\"}]}"

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->parent = g_dir_make_tmp ("chiosa-untrusted-XXXXXX", NULL);
  fixture->folder = g_build_filename (fixture->parent, HOSTILE_NAME, NULL);
  g_mkdir (fixture->folder, 0700);
  fixture->article = g_build_filename (fixture->folder, HOSTILE_NAME ".txt", NULL);
  put (fixture, HOSTILE_NAME ".txt", TEXT);
  put (fixture, HOSTILE_NAME ".txt.chiosa.json", SIDECAR);
  put (fixture, "other.txt", TEXT);
  put (fixture, "tagset.json", TAGSET);
  put (fixture, "project.chiosa.json", "{\"format\":\"chiosa-project\",\"version\":\"1.0\",\"name\":\"" HOSTILE "\",\"tagset\":\"tagset.json\"}");

  fixture->window = CHIOSA_WINDOW (chiosa_window_new (CHIOSA_APPLICATION (g_application_get_default ())));
  g_object_add_weak_pointer (G_OBJECT (fixture->window), (gpointer *) &fixture->window);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_folder (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  wait_for (fixture, is_gone);
  settle ();
  g_chmod (fixture->folder, 0700);
  remove_folder (fixture->parent);
  g_free (fixture->parent);
  g_free (fixture->folder);
  g_free (fixture->article);
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

/* --- Labels ------------------------------------------------------------------------------------------------------- */

/* Every place where @text has the mark has all of it. */
static guint
check_text (const char *text)
{
  guint n = 0;

  for (const char *at = strstr (text, MARK); at != NULL; at = strstr (at + 1, MARK), n++)
    if (!g_str_has_prefix (at, HOSTILE_NAME))
      g_error ("“%s” was taken as markup", text);

  return n;
}

/* How many labels below show something hostile, as it is. */
static guint
count_shown (GtkWidget *widget)
{
  guint n = 0;

  if (GTK_IS_LABEL (widget))
    n += check_text (gtk_label_get_text (GTK_LABEL (widget)));
  /* A tooltip set as text is kept as markup, with everything escaped. */
  if (gtk_widget_get_tooltip_markup (widget) != NULL && strstr (gtk_widget_get_tooltip_markup (widget), MARK) != NULL)
    g_assert_null (strstr (gtk_widget_get_tooltip_markup (widget), MARK "<b>"));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    n += count_shown (child);

  return n;
}

static void
check_dialog (Fixture   *fixture,
              AdwDialog *dialog,
              guint      at_least)
{
  guint n;

  adw_dialog_present (dialog, GTK_WIDGET (fixture->window));
  settle ();
  n = count_shown (GTK_WIDGET (dialog));
  g_test_message ("%s: %u", G_OBJECT_TYPE_NAME (dialog), n);
  g_assert_cmpuint (n, >=, at_least);
  adw_dialog_force_close (dialog);
  settle ();
}

/* --- Tests -------------------------------------------------------------------------------------------------------- */

static void
test_window (Fixture       *fixture,
             gconstpointer  data)
{
  ChiosaEditor *editor;

  open_path (fixture, fixture->folder);
  settle ();
  open_path (fixture, fixture->article);
  gtk_window_present (GTK_WINDOW (fixture->window));
  wait_for (fixture, is_loaded);
  editor = chiosa_page_get_editor (chiosa_window_get_page (fixture->window));
  chiosa_editor_set_text_selection (editor, 0, 3);
  chiosa_editor_select (editor, "a", TRUE);
  settle ();
  g_test_message ("with the first selected: %u", count_shown (GTK_WIDGET (fixture->window)));
  g_assert_cmpuint (count_shown (GTK_WIDGET (fixture->window)), >=, 5);

  /* One whose type no tag set knows. */
  chiosa_editor_select (editor, "b", TRUE);
  settle ();
  count_shown (GTK_WIDGET (fixture->window));
}

static void
test_dialogs (Fixture       *fixture,
              gconstpointer  data)
{
  ChiosaPage *page;
  ChiosaDocument *document;

  open_path (fixture, fixture->article);
  wait_for (fixture, is_loaded);
  page = chiosa_window_get_page (fixture->window);
  document = chiosa_editor_get_document (chiosa_page_get_editor (page));
  check_dialog (fixture, chiosa_guidelines_dialog_new (chiosa_document_get_tagset (document)), 12);
  check_dialog (fixture, chiosa_details_dialog_new (document), 2);
  check_dialog (fixture, chiosa_problems_dialog_new (page->file), 1);
  check_dialog (fixture, ADW_DIALOG (chiosa_encoding_dialog_new (fixture->article, NULL)), 0);
}

static void
test_failures (Fixture       *fixture,
               gconstpointer  data)
{
  g_autofree char *missing = g_build_filename (fixture->folder, HOSTILE_NAME "-gone.txt", NULL);

  open_path (fixture, missing);
  wait_for (fixture, has_failed);
  settle ();
  g_assert_cmpuint (count_shown (GTK_WIDGET (fixture->window)), >=, 2);

  /* A folder that is none. */
  put (fixture, "project.chiosa.json", "{\"" HOSTILE "\"");
  open_path (fixture, fixture->folder);
  settle ();
  count_shown (GTK_WIDGET (fixture->window));
  put (fixture, HOSTILE_NAME ".txt.chiosa.json", "{\"" HOSTILE "\":");
  open_path (fixture, fixture->article);
  settle ();
  count_shown (GTK_WIDGET (fixture->window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (ChiosaApplication) application = NULL;

  gtk_test_init (&argc, &argv, NULL);
  /* GTK warns of a width for one frame when a folder is opened in a window that is shown already: not what is tested here. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  adw_init ();
  application = chiosa_application_new ();
  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_application_set_default (G_APPLICATION (application));
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  g_test_add ("/untrusted/names-and-notes-are-text-in-the-window", Fixture, NULL, set_up, test_window, tear_down);
  g_test_add ("/untrusted/names-are-text-in-dialogs", Fixture, NULL, set_up, test_dialogs, tear_down);
  g_test_add ("/untrusted/names-are-text-in-what-is-told", Fixture, NULL, set_up, test_failures, tear_down);

  return g_test_run ();
}

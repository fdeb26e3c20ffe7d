/* chiosa-import-start-page.c
 *
 * What is to be imported, how it is to be read, and where it goes. Reads nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-import-start-page.h"

#include "chiosa-format-options.h"
#include "chiosa-format-row.h"
#include "chiosa-location.h"
#include "chiosa-location-row.h"
#include "chiosa-transfer-view.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ChiosaImportStartPage
{
  AdwNavigationPage    parent_instance;

  GtkWidget           *next_button;
  GtkWidget           *add_files;
  AdwPreferencesGroup *files;
  ChiosaFormatRow     *format;
  ChiosaFormatOptions *options;
  ChiosaLocationRow   *location;
  AdwComboRow         *annotator;
  AdwSwitchRow        *reattach;

  GPtrArray           *paths;        /* char* */
  GPtrArray           *rows;         /* GtkWidget, one for each path */
  char                *name;         /* of the annotator; may be NULL */
  char                *folder;       /* that is open; may be NULL */
};

enum
{
  NEXT,
  CANCELLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaImportStartPage, chiosa_import_start_page, ADW_TYPE_NAVIGATION_PAGE)

static void
format_changed_cb (ChiosaImportStartPage *self)
{
  chiosa_format_options_set_format (self->options, chiosa_format_row_get_format (self->format));
}

/* --- Files ---------------------------------------------------------------------------------------------------------- */

/* A folder named after the first file. */
static void
propose_location (ChiosaImportStartPage *self)
{
  g_autofree char *name = self->paths->len > 0 ? g_path_get_basename (g_ptr_array_index (self->paths, 0)) : NULL;
  char *dot = name != NULL ? strrchr (name, '.') : NULL;

  if (dot != NULL && dot != name)
    *dot = '\0';
  /* Translators: name of a new folder with articles */
  chiosa_location_row_propose (self->location, name != NULL ? name : C_("folder name", "articles"), NULL);
}

static void
files_changed (ChiosaImportStartPage *self)
{
  g_auto (GStrv) files = chiosa_import_start_page_dup_files (self);

  gtk_widget_set_sensitive (self->next_button, self->paths->len > 0);
  propose_location (self);
  chiosa_format_row_set_files (self->format, (const char *const *) files);
}

static void
remove_cb (GtkWidget             *button,
           ChiosaImportStartPage *self)
{
  GtkWidget *row = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);
  guint i;

  if (!g_ptr_array_find (self->rows, row, &i))
    return;

  gtk_widget_grab_focus (self->next_button);
  g_ptr_array_remove_index (self->rows, i);
  g_ptr_array_remove_index (self->paths, i);
  adw_preferences_group_remove (self->files, row);
  files_changed (self);
}

static GtkWidget *
make_file_row (ChiosaImportStartPage *self,
               const char            *path)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("list-remove-symbolic");
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *shown = chiosa_location_describe (folder);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Do Not Import This"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_DEFAULT);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), shown);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

static void
files_chosen_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (ChiosaImportStartPage) self = user_data;
  g_autoptr (GListModel) files = gtk_file_dialog_open_multiple_finish (GTK_FILE_DIALOG (source), result, NULL);

  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      if (g_file_peek_path (file) != NULL)
        chiosa_import_start_page_add (self, g_file_peek_path (file));
    }
}

static void
folder_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      user_data)
{
  g_autoptr (ChiosaImportStartPage) self = user_data;
  g_autoptr (GFile) folder = gtk_file_dialog_select_folder_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (folder != NULL && g_file_peek_path (folder) != NULL)
    chiosa_import_start_page_add (self, g_file_peek_path (folder));
}

static void
add_files_cb (ChiosaImportStartPage *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Files to Import"));
  gtk_file_dialog_open_multiple (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, files_chosen_cb,
                                 g_object_ref (self));
}

static void
add_folder_cb (ChiosaImportStartPage *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();

  gtk_file_dialog_set_title (dialog, _("Folder to Import"));
  gtk_file_dialog_select_folder (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, folder_chosen_cb,
                                 g_object_ref (self));
}

/* --- The rest ------------------------------------------------------------------------------------------------------- */

/* The articles are likely those that are open. */
static void
reattach_changed_cb (ChiosaImportStartPage *self)
{
  if (adw_switch_row_get_active (self->reattach) && self->folder != NULL)
    chiosa_location_row_choose (self->location, self->folder);
}

static void
next_cb (ChiosaImportStartPage *self)
{
  g_signal_emit (self, signals[NEXT], 0);
}

static void
cancel_cb (ChiosaImportStartPage *self)
{
  g_signal_emit (self, signals[CANCELLED], 0);
}

static void
fill_annotators (ChiosaImportStartPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->annotator), self->name != NULL);
  if (self->name == NULL)
    return;

  gtk_string_list_append (names, self->name);
  gtk_string_list_append (names, C_("annotator", "Without a Name"));
  adw_combo_row_set_model (self->annotator, G_LIST_MODEL (names));
}

static void
chiosa_import_start_page_showing (AdwNavigationPage *page)
{
  ChiosaImportStartPage *self = CHIOSA_IMPORT_START_PAGE (page);

  ADW_NAVIGATION_PAGE_CLASS (chiosa_import_start_page_parent_class)->showing (page);
  chiosa_transfer_view_set_default (page, self->paths->len > 0 ? self->next_button : self->add_files);
}

static void
chiosa_import_start_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CHIOSA_TYPE_IMPORT_START_PAGE);

  G_OBJECT_CLASS (chiosa_import_start_page_parent_class)->dispose (object);
}

static void
chiosa_import_start_page_finalize (GObject *object)
{
  ChiosaImportStartPage *self = CHIOSA_IMPORT_START_PAGE (object);

  g_ptr_array_unref (self->paths);
  g_ptr_array_unref (self->rows);
  g_free (self->name);
  g_free (self->folder);

  G_OBJECT_CLASS (chiosa_import_start_page_parent_class)->finalize (object);
}

static void
chiosa_import_start_page_class_init (ChiosaImportStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_import_start_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = chiosa_import_start_page_finalize;
  ADW_NAVIGATION_PAGE_CLASS (klass)->showing = chiosa_import_start_page_showing;

  signals[NEXT] = g_signal_new ("next", CHIOSA_TYPE_IMPORT_START_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
  signals[CANCELLED] = g_signal_new ("cancelled", CHIOSA_TYPE_IMPORT_START_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);

  g_type_ensure (CHIOSA_TYPE_FORMAT_OPTIONS);
  g_type_ensure (CHIOSA_TYPE_FORMAT_ROW);
  g_type_ensure (CHIOSA_TYPE_LOCATION_ROW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/import-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaImportStartPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, ChiosaImportStartPage, add_files);
  gtk_widget_class_bind_template_child (widget_class, ChiosaImportStartPage, files);
  gtk_widget_class_bind_template_child (widget_class, ChiosaImportStartPage, format);
  gtk_widget_class_bind_template_child (widget_class, ChiosaImportStartPage, options);
  gtk_widget_class_bind_template_child (widget_class, ChiosaImportStartPage, location);
  gtk_widget_class_bind_template_child (widget_class, ChiosaImportStartPage, annotator);
  gtk_widget_class_bind_template_child (widget_class, ChiosaImportStartPage, reattach);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_files_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_folder_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, reattach_changed_cb);
}

static void
chiosa_import_start_page_init (ChiosaImportStartPage *self)
{
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * chiosa_import_start_page_new:
 * @settings: those of Chiosa
 * @annotator: (nullable): whose annotations the windows show
 * @folder: (nullable): path of the articles that are open
 *
 * Returns: a page without files
 */
ChiosaImportStartPage *
chiosa_import_start_page_new (GSettings  *settings,
                              const char *annotator,
                              const char *folder)
{
  ChiosaImportStartPage *self = g_object_new (CHIOSA_TYPE_IMPORT_START_PAGE, NULL);

  self->name = g_strdup (annotator);
  self->folder = g_strdup (folder);
  chiosa_location_row_set_settings (self->location, settings, "import-folder");
  chiosa_location_row_take_any (self->location, TRUE);
  fill_annotators (self);
  propose_location (self);

  return self;
}

/**
 * chiosa_import_start_page_add:
 * @self: a page
 * @path: of a file or folder
 *
 * Lists it. One that is listed already stays as it is.
 */
void
chiosa_import_start_page_add (ChiosaImportStartPage *self,
                              const char            *path)
{
  GtkWidget *row;

  if (g_ptr_array_find_with_equal_func (self->paths, path, g_str_equal, NULL))
    return;

  row = make_file_row (self, path);
  g_ptr_array_add (self->paths, g_strdup (path));
  g_ptr_array_add (self->rows, row);
  adw_preferences_group_add (self->files, row);
  files_changed (self);
  chiosa_transfer_view_set_default (ADW_NAVIGATION_PAGE (self), self->next_button);
}

GStrv
chiosa_import_start_page_dup_files (ChiosaImportStartPage *self)
{
  g_autoptr (GStrvBuilder) files = g_strv_builder_new ();

  for (guint i = 0; i < self->paths->len; i++)
    g_strv_builder_add (files, g_ptr_array_index (self->paths, i));

  return g_strv_builder_end (files);
}

/**
 * chiosa_import_start_page_make_settings:
 * @self: a page with files
 *
 * Returns: (transfer full): what the user has chosen
 */
ChiosaImportSettings *
chiosa_import_start_page_make_settings (ChiosaImportStartPage *self)
{
  const ChiosaFormat *format = chiosa_format_row_get_format (self->format);
  ChiosaImportSettings *settings = chiosa_import_settings_new (format);

  if (format != NULL)
    chiosa_format_options_get (self->options, settings->options);
  settings->output = g_strdup (chiosa_location_row_get_path (self->location));
  if (self->name != NULL && adw_combo_row_get_selected (self->annotator) == 0)
    settings->annotator = g_strdup (self->name);
  settings->reattach = adw_switch_row_get_active (self->reattach);

  return settings;
}

/**
 * chiosa_import_start_page_get_entry:
 * @self: a page
 *
 * Returns: (transfer none): where the keyboard goes at first
 */
GtkWidget *
chiosa_import_start_page_get_entry (ChiosaImportStartPage *self)
{
  return self->add_files;
}

/* chiosa-export-start-page.c
 *
 * What is to be exported, and into which format. Reads no article: counts come from the list of articles.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-export-start-page.h"

#include "chiosa-annotators.h"
#include "chiosa-format-list.h"
#include "chiosa-transfer-view.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ChiosaExportStartPage
{
  AdwNavigationPage  parent_instance;

  AdwBanner         *banner;
  AdwActionRow      *all_row;
  AdwActionRow      *article_row;
  GtkCheckButton    *all;
  GtkCheckButton    *one;
  AdwSwitchRow      *done_only;
  AdwComboRow       *annotator;
  ChiosaFormatList  *formats;

  ChiosaFolder      *folder;
  char              *article;       /* path; may be NULL */
  char              *preferred;     /* annotator; may be NULL */
  GStrv              annotators;    /* "": without a name; NULL: not known yet */
  GCancellable      *cancellable;
};

enum
{
  FORMAT_CHOSEN,
  SAVE_TEXT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaExportStartPage, chiosa_export_start_page, ADW_TYPE_NAVIGATION_PAGE)

static ChiosaExportScope
get_scope (ChiosaExportStartPage *self)
{
  return gtk_check_button_get_active (self->one) ? CHIOSA_EXPORT_ARTICLE : CHIOSA_EXPORT_ALL;
}

static guint
count (ChiosaExportStartPage *self,
       guint                 *n_done)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->folder));

  *n_done = 0;
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (ChiosaFolderItem) item = g_list_model_get_item (G_LIST_MODEL (self->folder), i);

      *n_done += chiosa_folder_item_get_status (item) == CHIOSA_STATUS_DONE;
    }

  return n;
}

static char *
describe_all (ChiosaExportStartPage *self,
              guint                  n)
{
  const char *path = chiosa_folder_get_path (self->folder);
  g_autofree char *name = path != NULL ? g_filename_display_basename (path) : NULL;

  if (name == NULL)
    return g_strdup_printf (ngettext ("%u article", "%u articles", n), n);

  return g_strdup_printf (ngettext ("%u article in the folder “%s”", "%u articles in the folder “%s”", n), n, name);
}

static void
update (ChiosaExportStartPage *self)
{
  guint n_done;
  guint n = count (self, &n_done);
  ChiosaFolderItem *item = self->article != NULL ? chiosa_folder_find (self->folder, self->article, NULL) : NULL;
  g_autofree char *all = describe_all (self, n);
  g_autofree char *done = g_strdup_printf (ngettext ("%u of %u article is done", "%u of %u articles are done", n), n_done, n);

  adw_action_row_set_subtitle (self->all_row, all);
  adw_action_row_set_subtitle (self->article_row, item != NULL ? chiosa_folder_item_get_title (item) : "");
  gtk_widget_set_visible (GTK_WIDGET (self->article_row), self->article != NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->done_only), done);
  gtk_widget_set_visible (GTK_WIDGET (self->done_only), get_scope (self) == CHIOSA_EXPORT_ALL && n > 1);
}

static void
format_chosen_cb (ChiosaExportStartPage *self,
                  const char            *id)
{
  g_signal_emit (self, signals[FORMAT_CHOSEN], 0, id);
}

static void
save_text_cb (ChiosaExportStartPage *self)
{
  g_signal_emit (self, signals[SAVE_TEXT], 0);
}

/* --- Annotators ----------------------------------------------------------------------------------------------------- */

/* The name that is chosen, at first the one that the window shows, if there is such a one. */
static guint
find_name (GStrv       names,
           const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_equal (names[i], name != NULL ? name : ""))
      return i;

  return 0;
}

static void
show_annotators (ChiosaExportStartPage *self,
                 const char            *chosen)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint n = g_strv_length (self->annotators);

  for (guint i = 0; i < n; i++)
    gtk_string_list_append (names, self->annotators[i][0] != '\0' ? self->annotators[i] : C_("annotator", "Without a Name"));
  adw_combo_row_set_model (self->annotator, G_LIST_MODEL (names));
  if (n > 0)
    adw_combo_row_set_selected (self->annotator, find_name (self->annotators, chosen));
  gtk_widget_set_visible (GTK_WIDGET (self->annotator), n > 1 || (n == 1 && self->annotators[0][0] != '\0'));
}

static void
annotators_listed_cb (GObject      *source,
                      GAsyncResult *result,
                      gpointer      user_data)
{
  g_autoptr (ChiosaExportStartPage) self = user_data;
  GStrv annotators = chiosa_annotators_list_finish (result);
  g_autofree char *chosen = g_strdup (chiosa_export_start_page_get_annotator (self));

  if (annotators == NULL)
    return;

  g_strfreev (self->annotators);
  self->annotators = annotators;
  show_annotators (self, chosen);
}

static void
list_annotators (ChiosaExportStartPage *self)
{
  g_auto (GStrv) paths = chiosa_export_start_page_dup_paths (self);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  chiosa_annotators_list_async ((const char *const *) paths, self->cancellable, annotators_listed_cb, g_object_ref (self));
}

static void
scope_changed_cb (ChiosaExportStartPage *self)
{
  /* Not before there are articles, and not while neither is chosen. */
  if (self->folder == NULL || gtk_check_button_get_active (self->all) == gtk_check_button_get_active (self->one))
    return;

  update (self);
  list_annotators (self);
}

/* --- Object --------------------------------------------------------------------------------------------------------- */

static void
chiosa_export_start_page_shown (AdwNavigationPage *page)
{
  ADW_NAVIGATION_PAGE_CLASS (chiosa_export_start_page_parent_class)->shown (page);
  chiosa_transfer_view_set_default (page, chiosa_format_list_get_entry (CHIOSA_EXPORT_START_PAGE (page)->formats));
}

static void
chiosa_export_start_page_dispose (GObject *object)
{
  ChiosaExportStartPage *self = CHIOSA_EXPORT_START_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->folder);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_EXPORT_START_PAGE);

  G_OBJECT_CLASS (chiosa_export_start_page_parent_class)->dispose (object);
}

static void
chiosa_export_start_page_finalize (GObject *object)
{
  ChiosaExportStartPage *self = CHIOSA_EXPORT_START_PAGE (object);

  g_free (self->article);
  g_free (self->preferred);
  g_strfreev (self->annotators);

  G_OBJECT_CLASS (chiosa_export_start_page_parent_class)->finalize (object);
}

static void
chiosa_export_start_page_class_init (ChiosaExportStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_export_start_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = chiosa_export_start_page_finalize;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = chiosa_export_start_page_shown;

  signals[FORMAT_CHOSEN] = g_signal_new ("format-chosen", CHIOSA_TYPE_EXPORT_START_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SAVE_TEXT] = g_signal_new ("save-text", CHIOSA_TYPE_EXPORT_START_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);

  g_type_ensure (CHIOSA_TYPE_FORMAT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/export-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportStartPage, banner);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportStartPage, all_row);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportStartPage, article_row);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportStartPage, all);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportStartPage, one);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportStartPage, done_only);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportStartPage, annotator);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportStartPage, formats);
  gtk_widget_class_bind_template_callback (widget_class, scope_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_text_cb);
}

static void
chiosa_export_start_page_init (ChiosaExportStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  chiosa_format_list_capture_keys (self->formats, GTK_WIDGET (self));
}

/**
 * chiosa_export_start_page_new:
 * @folder: the articles of the window
 * @article: (nullable): path of the one that is shown
 * @annotator: (nullable): whose annotations the window shows
 * @scope: chosen at first
 * @last_format: (nullable): id of the format that comes first
 *
 * Returns: a new page
 */
ChiosaExportStartPage *
chiosa_export_start_page_new (ChiosaFolder      *folder,
                              const char        *article,
                              const char        *annotator,
                              ChiosaExportScope  scope,
                              const char        *last_format)
{
  ChiosaExportStartPage *self = g_object_new (CHIOSA_TYPE_EXPORT_START_PAGE, NULL);

  self->article = g_strdup (article);
  self->preferred = g_strdup (annotator);
  gtk_check_button_set_active (article != NULL && scope == CHIOSA_EXPORT_ARTICLE ? self->one : self->all, TRUE);
  chiosa_format_list_fill (self->formats, CHIOSA_FORMAT_WRITES, last_format);
  self->folder = g_object_ref (folder);
  g_signal_connect_object (folder, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  scope_changed_cb (self);

  return self;
}

/**
 * chiosa_export_start_page_dup_paths:
 * @self: a page
 *
 * Returns: (transfer full): paths of articles and folders
 */
GStrv
chiosa_export_start_page_dup_paths (ChiosaExportStartPage *self)
{
  const char *folder = chiosa_folder_get_path (self->folder);
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  if (get_scope (self) == CHIOSA_EXPORT_ARTICLE && self->article != NULL)
    {
      g_strv_builder_add (paths, self->article);
      return g_strv_builder_end (paths);
    }

  if (folder != NULL)
    g_strv_builder_add (paths, folder);
  else
    for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->folder)); i++)
      {
        g_autoptr (ChiosaFolderItem) item = g_list_model_get_item (G_LIST_MODEL (self->folder), i);

        g_strv_builder_add (paths, chiosa_folder_item_get_path (item));
      }

  return g_strv_builder_end (paths);
}

/**
 * chiosa_export_start_page_dup_name:
 * @self: a page
 *
 * Returns: (transfer full): a name for a file with all of it, without extension
 */
char *
chiosa_export_start_page_dup_name (ChiosaExportStartPage *self)
{
  const char *folder = chiosa_folder_get_path (self->folder);
  gboolean one = get_scope (self) == CHIOSA_EXPORT_ARTICLE && self->article != NULL;
  char *name, *dot;

  if (!one)
    /* Translators: name of a file with several articles in it */
    return folder != NULL ? g_path_get_basename (folder) : g_strdup (C_("file name", "articles"));

  name = g_path_get_basename (self->article);
  dot = strrchr (name, '.');
  if (dot != NULL && dot != name)
    *dot = '\0';

  return name;
}

int
chiosa_export_start_page_get_status (ChiosaExportStartPage *self)
{
  gboolean done_only = get_scope (self) == CHIOSA_EXPORT_ALL && adw_switch_row_get_active (self->done_only);

  return done_only ? CHIOSA_STATUS_DONE : -1;
}

/**
 * chiosa_export_start_page_get_annotator:
 * @self: a page
 *
 * Returns: (transfer none) (nullable): whose annotations; %NULL for those without a name
 */
const char *
chiosa_export_start_page_get_annotator (ChiosaExportStartPage *self)
{
  guint selected = adw_combo_row_get_selected (self->annotator);
  const char *name;

  if (self->annotators == NULL)
    return self->preferred;
  if (selected >= g_strv_length (self->annotators))
    return NULL;

  name = self->annotators[selected];

  return name[0] != '\0' ? name : NULL;
}

/**
 * chiosa_export_start_page_get_entry:
 * @self: a page
 *
 * Returns: (transfer none): where the keyboard goes at first
 */
GtkWidget *
chiosa_export_start_page_get_entry (ChiosaExportStartPage *self)
{
  return chiosa_format_list_get_entry (self->formats);
}

void
chiosa_export_start_page_set_unsaved (ChiosaExportStartPage *self,
                                      guint                  n)
{
  adw_banner_set_title (self->banner,
                        ngettext ("The text of an article has changes that are not saved. It is exported as it is on disk.",
                                  "The texts of some articles have changes that are not saved. They are exported as they are on disk.",
                                  n));
  adw_banner_set_revealed (self->banner, n > 0);
}

/* chiosa-application.c
 *
 * The program: its command line, its windows, what belongs to no window. What a window does is ChiosaWindow's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-application.h"
#include "chiosa-about.h"
#include "chiosa-preferences-dialog.h"
#include "chiosa-recovery-dialog.h"
#include "chiosa-shortcuts.h"
#include "chiosa-window.h"

#include <glib/gi18n.h>
#include <string.h>

struct _ChiosaApplication
{
  AdwApplication  parent_instance;

  GSettings      *settings;
  char           *annotator;    /* from the command line; NULL: as set */
  gboolean        offered;      /* what was never saved has been looked for */
};

G_DEFINE_FINAL_TYPE (ChiosaApplication, chiosa_application, ADW_TYPE_APPLICATION)

static const GOptionEntry options[] = {
  { "new-window", 'w', 0, G_OPTION_ARG_NONE, NULL, N_("Open a new window"), NULL },
  /* Translators: NAME is shown in the help of the command line in the place of an argument */
  { "annotator", 'a', 0, G_OPTION_ARG_STRING, NULL, N_("Keep annotations in files of their own for NAME"), N_("NAME") },
  { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_("Print the version and exit"), NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, NULL, NULL, N_("[FILE|FOLDER…]") },
  { NULL }
};

static ChiosaWindow *
get_window (ChiosaApplication *self)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (self));

  while (window != NULL && !CHIOSA_IS_WINDOW (window))
    window = gtk_window_get_transient_for (window);

  return window != NULL ? CHIOSA_WINDOW (window) : NULL;
}

static ChiosaWindow *
make_window (ChiosaApplication *self)
{
  return CHIOSA_WINDOW (chiosa_window_new (self));
}

/* A window for @files: one that shows them already, one that shows nothing, else a new one. */
static ChiosaWindow *
find_window (ChiosaApplication *self,
             GListModel        *files)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL; l = l->next)
    if (CHIOSA_IS_WINDOW (l->data) && (chiosa_window_is_empty (l->data) || chiosa_window_holds (l->data, files)))
      return l->data;

  return make_window (self);
}

/* Those that belong to what a window lists go there, the others become the list of an empty or a new one. */
static void
recover_cb (ChiosaApplication *self,
            GListModel        *items)
{
  g_autoptr (GListStore) others = g_list_store_new (CHIOSA_TYPE_RECOVERY_ITEM);
  ChiosaWindow *empty = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ChiosaRecoveryItem) item = g_list_model_get_item (items, i);
      g_autoptr (GListStore) one = g_list_store_new (CHIOSA_TYPE_RECOVERY_ITEM);
      ChiosaWindow *window = NULL;

      for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL && window == NULL; l = l->next)
        if (CHIOSA_IS_WINDOW (l->data) && chiosa_window_can_recover (l->data, item))
          window = l->data;
      g_list_store_append (window != NULL ? one : others, item);
      if (window != NULL)
        chiosa_window_recover (window, G_LIST_MODEL (one));
    }

  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l != NULL && empty == NULL; l = l->next)
    if (CHIOSA_IS_WINDOW (l->data) && chiosa_window_is_empty (l->data))
      empty = l->data;
  if (g_list_model_get_n_items (G_LIST_MODEL (others)) > 0)
    chiosa_window_recover (empty != NULL ? empty : make_window (self), G_LIST_MODEL (others));
}

static void
recoveries_found_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (ChiosaApplication) self = user_data;
  g_autoptr (GListStore) items = chiosa_recovery_items_find_finish (result);
  ChiosaWindow *window = get_window (self);
  AdwDialog *dialog;

  if (g_list_model_get_n_items (G_LIST_MODEL (items)) == 0 || window == NULL)
    return;

  dialog = chiosa_recovery_dialog_new (items);
  g_signal_connect_object (dialog, "recover", G_CALLBACK (recover_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (window));
}

/* Once for each process, when there is a window to ask in. */
static void
offer_recoveries (ChiosaApplication *self)
{
  if (self->offered)
    return;

  self->offered = TRUE;
  chiosa_recovery_items_find_async (NULL, recoveries_found_cb, g_object_ref (self));
}

static void
open_files (ChiosaApplication *self,
            GListModel        *files,
            gboolean           new_window)
{
  ChiosaWindow *window;

  offer_recoveries (self);
  if (g_list_model_get_n_items (files) > 0)
    {
      chiosa_window_open (new_window ? make_window (self) : find_window (self, files), files);
      return;
    }

  window = new_window ? NULL : get_window (self);
  if (window == NULL)
    {
      gboolean first = gtk_application_get_windows (GTK_APPLICATION (self)) == NULL;

      window = make_window (self);
      if (first && g_settings_get_boolean (self->settings, "restore-session"))
        chiosa_window_restore (window);
    }
  gtk_window_present (GTK_WINDOW (window));
}

static void
new_window_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  gtk_window_present (GTK_WINDOW (make_window (user_data)));
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  ChiosaApplication *self = user_data;
  ChiosaWindow *window = get_window (self);

  adw_dialog_present (chiosa_preferences_dialog_new (self->settings), GTK_WIDGET (window));
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  ChiosaWindow *window = get_window (user_data);

  adw_dialog_present (chiosa_about_new (), GTK_WIDGET (window));
}

/* Each window asks for itself; the program ends with the last one. */
static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  for (GList *l = windows; l != NULL; l = l->next)
    gtk_window_close (l->data);
}

static void
style_changed_cb (ChiosaApplication *self)
{
  static const AdwColorScheme schemes[] = { ADW_COLOR_SCHEME_DEFAULT, ADW_COLOR_SCHEME_FORCE_LIGHT, ADW_COLOR_SCHEME_FORCE_DARK };
  guint style = g_settings_get_enum (self->settings, "style");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), schemes[MIN (style, G_N_ELEMENTS (schemes) - 1)]);
}

static void
set_accels (ChiosaApplication *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (chiosa_window_shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), chiosa_window_shortcuts[i].action,
                                           (const char *const *) chiosa_window_shortcuts[i].accels);
}

static void
add_actions (ChiosaApplication *self)
{
  const GActionEntry entries[] = {
    { "new-window", new_window_action },
    { "preferences", preferences_action },
    { "about", about_action },
    { "quit", quit_action },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

static void
chiosa_application_startup (GApplication *application)
{
  ChiosaApplication *self = CHIOSA_APPLICATION (application);

  G_APPLICATION_CLASS (chiosa_application_parent_class)->startup (application);

  gtk_window_set_default_icon_name (APP_ID);
  self->settings = g_settings_new (APP_ID);
  add_actions (self);
  set_accels (self);

  g_signal_connect_object (self->settings, "changed::style", G_CALLBACK (style_changed_cb), self, G_CONNECT_SWAPPED);
  style_changed_cb (self);
}

static void
chiosa_application_activate (GApplication *application)
{
  g_autoptr (GListStore) none = g_list_store_new (G_TYPE_FILE);

  open_files (CHIOSA_APPLICATION (application), G_LIST_MODEL (none), FALSE);
}

static void
chiosa_application_open (GApplication  *application,
                         GFile        **files,
                         int            n_files,
                         const char    *hint)
{
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);

  for (int i = 0; i < n_files; i++)
    g_list_store_append (list, files[i]);
  open_files (CHIOSA_APPLICATION (application), G_LIST_MODEL (list), g_str_equal (hint, "new-window"));
}

static int
chiosa_application_command_line (GApplication            *application,
                                 GApplicationCommandLine *command_line)
{
  ChiosaApplication *self = CHIOSA_APPLICATION (application);
  GVariantDict *dict = g_application_command_line_get_options_dict (command_line);
  g_autoptr (GListStore) list = g_list_store_new (G_TYPE_FILE);
  g_autofree const char **names = NULL;
  const char *annotator = NULL;
  gboolean new_window = FALSE;

  g_variant_dict_lookup (dict, "new-window", "b", &new_window);
  g_variant_dict_lookup (dict, G_OPTION_REMAINING, "^a&ay", &names);
  if (g_variant_dict_lookup (dict, "annotator", "&s", &annotator))
    g_set_str (&self->annotator, annotator);

  for (guint i = 0; names != NULL && names[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, names[i]);

      g_list_store_append (list, file);
    }
  open_files (self, G_LIST_MODEL (list), new_window);

  return 0;
}

static int
chiosa_application_handle_local_options (GApplication *application,
                                         GVariantDict *dict)
{
  const char *annotator;

  if (g_variant_dict_contains (dict, "version"))
    {
      g_print ("chiosa %s\n", PACKAGE_VERSION);
      return 0;
    }

  if (g_variant_dict_lookup (dict, "annotator", "&s", &annotator) && !chiosa_application_is_annotator (annotator))
    {
      g_printerr (_("The annotator's name “%s” may only have letters, digits, dot, hyphen and underscore, 64 at most.\n"),
                  annotator);
      return 2;
    }

  return -1;
}

static void
chiosa_application_dispose (GObject *object)
{
  ChiosaApplication *self = CHIOSA_APPLICATION (object);

  g_clear_object (&self->settings);
  g_clear_pointer (&self->annotator, g_free);

  G_OBJECT_CLASS (chiosa_application_parent_class)->dispose (object);
}

static void
chiosa_application_class_init (ChiosaApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_application_dispose;
  application_class->startup = chiosa_application_startup;
  application_class->activate = chiosa_application_activate;
  application_class->open = chiosa_application_open;
  application_class->command_line = chiosa_application_command_line;
  application_class->handle_local_options = chiosa_application_handle_local_options;
}

static void
chiosa_application_init (ChiosaApplication *self)
{
  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_summary (G_APPLICATION (self), _("Mark up entities, claims and sources in articles."));
}

/**
 * chiosa_application_new:
 *
 * Returns: (transfer full): the program, to be run
 */
ChiosaApplication *
chiosa_application_new (void)
{
  return g_object_new (CHIOSA_TYPE_APPLICATION,
                       "application-id", APP_ID,
                       "resource-base-path", "/io/github/chiosa/Chiosa",
                       "flags", G_APPLICATION_HANDLES_OPEN | G_APPLICATION_HANDLES_COMMAND_LINE,
                       NULL);
}

/**
 * chiosa_application_get_settings:
 * @self: the program, started
 *
 * Returns: (transfer none): the settings of Chiosa
 */
GSettings *
chiosa_application_get_settings (ChiosaApplication *self)
{
  return self->settings;
}

/**
 * chiosa_application_dup_annotator:
 * @self: the program, started
 *
 * Returns: (nullable) (transfer full): whose annotations are opened; %NULL for nobody's in particular
 */
char *
chiosa_application_dup_annotator (ChiosaApplication *self)
{
  g_autofree char *set = g_settings_get_string (self->settings, "annotator");

  if (self->annotator != NULL)
    return g_strdup (self->annotator);

  return chiosa_application_is_annotator (set) ? g_steal_pointer (&set) : NULL;
}

/**
 * chiosa_application_is_annotator:
 * @name: may be anything
 *
 * Returns: whether @name can stand in the name of a file with annotations
 */
gboolean
chiosa_application_is_annotator (const char *name)
{
  gsize n = strspn (name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

  return n > 0 && n <= 64 && name[n] == '\0';
}

/* chiosa-format-row.c
 *
 * In which exchange format files are: found out by their first bytes, in a thread, or said by the user. Reads nothing else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-format-row.h"

#include <glib/gi18n.h>

struct _ChiosaFormatRow
{
  AdwComboRow          parent_instance;

  GPtrArray           *formats;      /* const ChiosaFormat*: those of the row, behind “find out” */
  const ChiosaFormat  *found;        /* out of the files; NULL: nothing, or not yet */
  GCancellable        *cancellable;  /* of finding out */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaFormatRow, chiosa_format_row, ADW_TYPE_COMBO_ROW)

static void
show_format (ChiosaFormatRow *self,
             const char      *trouble)
{
  const ChiosaFormat *format = chiosa_format_row_get_format (self);
  g_autofree char *text = NULL;

  if (format == NULL)
    text = g_strdup (trouble);
  else if (adw_combo_row_get_selected (ADW_COMBO_ROW (self)) != 0)
    text = g_strdup (format->description[0] != '\0' ? gettext (format->description) : "");
  else
    /* Translators: %s is the name of an exchange format */
    text = g_strdup_printf (_("Found: %s"), gettext (format->name));

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), text != NULL ? text : "");
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
selected_cb (ChiosaFormatRow *self)
{
  show_format (self, NULL);
}

typedef struct
{
  GStrv               paths;
  const ChiosaFormat *found;
  char               *trouble;    /* for a person; NULL where @found is there */
} Guess;

static void
guess_free (gpointer data)
{
  Guess *guess = data;

  g_strfreev (guess->paths);
  g_free (guess->trouble);
  g_free (guess);
}

/* One format for all of them, or none. */
static void
guess_in_thread (GTask        *task,
                 gpointer      source_object,
                 gpointer      task_data,
                 GCancellable *cancellable)
{
  Guess *guess = task_data;

  for (guint i = 0; guess->paths[i] != NULL && !g_cancellable_is_cancelled (cancellable); i++)
    {
      g_autoptr (GError) error = NULL;
      const ChiosaFormat *format;

      if (g_file_test (guess->paths[i], G_FILE_TEST_IS_DIR))
        {
          guess->trouble = g_strdup (_("It is found out for each file of the folder"));
          break;
        }

      format = chiosa_formats_guess (guess->paths[i], &error);
      if (format == NULL)
        {
          guess->trouble = g_strdup (error->message);
          break;
        }
      if (i > 0 && format != guess->found)
        {
          guess->trouble = g_strdup (_("The files are of different formats; it is found out for each"));
          break;
        }
      guess->found = format;
    }

  g_task_return_boolean (task, TRUE);
}

static void
guessed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  ChiosaFormatRow *self = CHIOSA_FORMAT_ROW (source);
  Guess *guess = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), NULL))
    return;

  self->found = guess->trouble == NULL ? guess->found : NULL;
  show_format (self, guess->trouble);
}

static void
chiosa_format_row_dispose (GObject *object)
{
  ChiosaFormatRow *self = CHIOSA_FORMAT_ROW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (chiosa_format_row_parent_class)->dispose (object);
}

static void
chiosa_format_row_finalize (GObject *object)
{
  g_ptr_array_unref (CHIOSA_FORMAT_ROW (object)->formats);

  G_OBJECT_CLASS (chiosa_format_row_parent_class)->finalize (object);
}

static void
chiosa_format_row_class_init (ChiosaFormatRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = chiosa_format_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = chiosa_format_row_finalize;

  signals[CHANGED] = g_signal_new ("changed", CHIOSA_TYPE_FORMAT_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
chiosa_format_row_init (ChiosaFormatRow *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const ChiosaFormat *const *formats = chiosa_formats_list ();

  self->formats = g_ptr_array_new ();
  gtk_string_list_append (names, C_("format", "Find Out"));
  for (guint i = 0; formats[i] != NULL; i++)
    if ((formats[i]->flags & CHIOSA_FORMAT_READS) != 0)
      {
        g_ptr_array_add (self->formats, (gpointer) formats[i]);
        gtk_string_list_append (names, gettext (formats[i]->name));
      }
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (names));
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

/**
 * chiosa_format_row_set_files:
 * @self: a row
 * @paths: of files and folders
 *
 * Finds out in which format they are, and says so.
 */
void
chiosa_format_row_set_files (ChiosaFormatRow   *self,
                             const char *const *paths)
{
  g_autoptr (GTask) task = NULL;
  Guess *guess = g_new0 (Guess, 1);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->found = NULL;
  show_format (self, NULL);

  guess->paths = g_strdupv ((GStrv) paths);
  task = g_task_new (self, self->cancellable, guessed_cb, NULL);
  g_task_set_source_tag (task, chiosa_format_row_set_files);
  g_task_set_task_data (task, guess, guess_free);
  g_task_run_in_thread (task, guess_in_thread);
}

/**
 * chiosa_format_row_get_format:
 * @self: a row
 *
 * Returns: (nullable): what the user has said or what was found out; %NULL: it must be found out for each file
 */
const ChiosaFormat *
chiosa_format_row_get_format (ChiosaFormatRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (selected == 0 || selected > self->formats->len)
    return self->found;

  return g_ptr_array_index (self->formats, selected - 1);
}

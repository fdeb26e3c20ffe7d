/* chiosa-encoding-dialog.c
 *
 * Which encoding a file is to be read in, with a look at what comes out. Reading the article is the page's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-encoding-dialog.h"
#include "chiosa-encoding.h"

#include <glib/gi18n.h>

#define PREVIEW_LENGTH 3000   /* code points */

/* The likeliest first. */
static const struct { const char *charset; const char *name; } encodings[] = {
  { "WINDOWS-1252", N_("Western (Windows-1252)") },
  { "ISO-8859-15", N_("Western (ISO-8859-15)") },
  { "ISO-8859-1", N_("Western (ISO-8859-1)") },
  { "UTF-8", N_("Unicode (UTF-8)") },
  { "UTF-16LE", N_("Unicode (UTF-16, little endian)") },
  { "UTF-16BE", N_("Unicode (UTF-16, big endian)") },
  { "MACINTOSH", N_("Western (Macintosh)") },
  { "IBM850", N_("Western (IBM-850)") },
  { "WINDOWS-1250", N_("Central European (Windows-1250)") },
  { "ISO-8859-2", N_("Central European (ISO-8859-2)") },
  { "WINDOWS-1251", N_("Cyrillic (Windows-1251)") },
  { "KOI8-R", N_("Cyrillic (KOI8-R)") },
  { "WINDOWS-1253", N_("Greek (Windows-1253)") },
  { "WINDOWS-1254", N_("Turkish (Windows-1254)") },
  { "WINDOWS-1255", N_("Hebrew (Windows-1255)") },
  { "WINDOWS-1256", N_("Arabic (Windows-1256)") },
  { "WINDOWS-1257", N_("Baltic (Windows-1257)") },
  { "SHIFT_JIS", N_("Japanese (Shift JIS)") },
  { "EUC-JP", N_("Japanese (EUC-JP)") },
  { "GB18030", N_("Chinese (GB18030)") },
  { "BIG5", N_("Chinese (Big5)") },
  { "EUC-KR", N_("Korean (EUC-KR)") },
};

struct _ChiosaEncodingDialog
{
  AdwDialog      parent_instance;

  AdwComboRow   *row;
  GtkTextBuffer *preview;
  GtkLabel      *verdict;
  GtkWidget     *read_button;

  GCancellable  *cancellable;
  GBytes        *bytes;
  GTask         *task;
};

G_DEFINE_FINAL_TYPE (ChiosaEncodingDialog, chiosa_encoding_dialog, ADW_TYPE_DIALOG)

static const char *
get_charset (ChiosaEncodingDialog *self)
{
  return encodings[MIN (adw_combo_row_get_selected (self->row), G_N_ELEMENTS (encodings) - 1)].charset;
}

static void
show_verdict (ChiosaEncodingDialog *self,
              gsize                 n_bad)
{
  g_autofree char *text = NULL;

  if (n_bad == 0)
    text = g_strdup (_("The whole file can be read in this encoding. See whether it makes sense."));
  else
    text = g_strdup_printf (ngettext ("%lu byte cannot be read in this encoding.",
                                      "%lu bytes cannot be read in this encoding.", n_bad), (gulong) n_bad);
  gtk_label_set_label (self->verdict, text);
  if (n_bad > 0)
    gtk_widget_add_css_class (GTK_WIDGET (self->verdict), "warning");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->verdict), "warning");
}

static void
update_preview (ChiosaEncodingDialog *self)
{
  g_autoptr (ChiosaText) text = NULL;
  g_autoptr (ChiosaEncoding) encoding = NULL;
  g_autofree char *slice = NULL;

  if (self->bytes == NULL)
    return;

  text = chiosa_encoding_decode_lossy (self->bytes, get_charset (self), &encoding);
  gtk_widget_set_sensitive (self->read_button, text != NULL);
  if (text == NULL)
    {
      gtk_text_buffer_set_text (self->preview, "", 0);
      gtk_label_set_label (self->verdict, _("This computer does not know the encoding."));
      return;
    }

  slice = chiosa_text_get_slice (text, 0, PREVIEW_LENGTH);
  gtk_text_buffer_set_text (self->preview, slice, -1);
  show_verdict (self, encoding->n_bad);
}

static void
bytes_loaded_cb (GObject      *source,
                 GAsyncResult *result,
                 gpointer      user_data)
{
  g_autoptr (ChiosaEncodingDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  GBytes *bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);

  if (bytes != NULL)
    {
      self->bytes = bytes;
      update_preview (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      gtk_label_set_label (self->verdict, error->message);
    }
}

static void
finish (ChiosaEncodingDialog *self,
        const char           *charset)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (task != NULL)
    g_task_return_pointer (task, g_strdup (charset), g_free);
}

static void
read_cb (ChiosaEncodingDialog *self)
{
  finish (self, get_charset (self));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
cancel_cb (ChiosaEncodingDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

static void
chiosa_encoding_dialog_closed (AdwDialog *dialog)
{
  ChiosaEncodingDialog *self = CHIOSA_ENCODING_DIALOG (dialog);

  g_cancellable_cancel (self->cancellable);
  finish (self, NULL);
}

static void
chiosa_encoding_dialog_dispose (GObject *object)
{
  ChiosaEncodingDialog *self = CHIOSA_ENCODING_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_ENCODING_DIALOG);

  G_OBJECT_CLASS (chiosa_encoding_dialog_parent_class)->dispose (object);
}

static void
chiosa_encoding_dialog_class_init (ChiosaEncodingDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_encoding_dialog_dispose;
  ADW_DIALOG_CLASS (klass)->closed = chiosa_encoding_dialog_closed;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/encoding-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaEncodingDialog, row);
  gtk_widget_class_bind_template_child (widget_class, ChiosaEncodingDialog, preview);
  gtk_widget_class_bind_template_child (widget_class, ChiosaEncodingDialog, verdict);
  gtk_widget_class_bind_template_child (widget_class, ChiosaEncodingDialog, read_button);
  gtk_widget_class_bind_template_callback (widget_class, update_preview);
  gtk_widget_class_bind_template_callback (widget_class, read_cb);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
}

static void
chiosa_encoding_dialog_init (ChiosaEncodingDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  for (guint i = 0; i < G_N_ELEMENTS (encodings); i++)
    gtk_string_list_append (names, gettext (encodings[i].name));
  adw_combo_row_set_model (self->row, G_LIST_MODEL (names));
}

/**
 * chiosa_encoding_dialog_new:
 * @path: of the article
 * @charset: (nullable): chosen at first
 */
ChiosaEncodingDialog *
chiosa_encoding_dialog_new (const char *path,
                            const char *charset)
{
  ChiosaEncodingDialog *self = g_object_new (CHIOSA_TYPE_ENCODING_DIALOG, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);

  for (guint i = 0; charset != NULL && i < G_N_ELEMENTS (encodings); i++)
    if (g_ascii_strcasecmp (encodings[i].charset, charset) == 0)
      adw_combo_row_set_selected (self->row, i);
  g_file_load_bytes_async (file, self->cancellable, bytes_loaded_cb, g_object_ref (self));

  return self;
}

/**
 * chiosa_encoding_dialog_choose:
 * @self: a new dialog
 * @parent: what it is about
 * @callback: called when the user has chosen or closed it
 * @user_data: for @callback
 */
void
chiosa_encoding_dialog_choose (ChiosaEncodingDialog *self,
                               GtkWidget            *parent,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data)
{
  self->task = g_task_new (self, NULL, callback, user_data);
  adw_dialog_present (ADW_DIALOG (self), parent);
}

/**
 * chiosa_encoding_dialog_choose_finish:
 * @self: a dialog
 * @result: what the callback got
 *
 * Returns: (nullable) (transfer full): the encoding; %NULL when nothing was chosen
 */
char *
chiosa_encoding_dialog_choose_finish (ChiosaEncodingDialog *self,
                                      GAsyncResult         *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/* chiosa-format.c
 *
 * What all formats share when they write: the bytes of an article, its further files, the options that were chosen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-format.h"

#include <string.h>

G_DEFINE_QUARK (chiosa-format-error-quark, chiosa_format_error)

typedef struct
{
  const char *extension;    /* interned */
  GString    *content;
} File;

struct _ChiosaOutput
{
  GString      *main;
  GArray       *files;      /* File */
  ChiosaLosses *losses;
};

static void
file_clear (gpointer data)
{
  File *file = data;

  g_string_free (file->content, TRUE);
}

/**
 * chiosa_output_new:
 *
 * Returns: (transfer full): nothing yet
 */
ChiosaOutput *
chiosa_output_new (void)
{
  ChiosaOutput *self = g_new0 (ChiosaOutput, 1);

  self->main = g_string_new (NULL);
  self->files = g_array_new (FALSE, FALSE, sizeof (File));
  g_array_set_clear_func (self->files, file_clear);
  self->losses = chiosa_losses_new ();

  return self;
}

/**
 * chiosa_output_free:
 * @self: (nullable) (transfer full): an output
 */
void
chiosa_output_free (ChiosaOutput *self)
{
  if (self == NULL)
    return;

  g_string_free (self->main, TRUE);
  g_array_unref (self->files);
  chiosa_losses_free (self->losses);
  g_free (self);
}

/**
 * chiosa_output_get_main:
 * @self: an output
 *
 * Returns: (transfer none): the article's part of the stream, or its file with the format's extension; to be appended to
 */
GString *
chiosa_output_get_main (ChiosaOutput *self)
{
  return self->main;
}

/**
 * chiosa_output_get_file:
 * @self: an output
 * @extension: with its dot: ".txt"
 *
 * Returns: (transfer none): a further file of the article, made when it is first asked for; to be appended to
 */
GString *
chiosa_output_get_file (ChiosaOutput *self,
                        const char   *extension)
{
  File file = { g_intern_string (extension), NULL };

  for (guint i = 0; i < self->files->len; i++)
    if (g_array_index (self->files, File, i).extension == file.extension)
      return g_array_index (self->files, File, i).content;

  file.content = g_string_new (NULL);
  g_array_append_val (self->files, file);

  return file.content;
}

/**
 * chiosa_output_nth_file:
 * @self: an output
 * @i: from 0
 * @extension: (out): with its dot
 *
 * Returns: (transfer none) (nullable): a further file, or %NULL behind the last
 */
GString *
chiosa_output_nth_file (ChiosaOutput  *self,
                        guint          i,
                        const char   **extension)
{
  if (i >= self->files->len)
    return NULL;

  *extension = g_array_index (self->files, File, i).extension;

  return g_array_index (self->files, File, i).content;
}

/**
 * chiosa_output_get_losses:
 * @self: an output
 *
 * Returns: (transfer none): what could not be carried
 */
ChiosaLosses *
chiosa_output_get_losses (ChiosaOutput *self)
{
  return self->losses;
}

/**
 * chiosa_set_file_new:
 * @name: of the file
 *
 * Returns: (transfer full): an empty file of the whole set
 */
ChiosaSetFile *
chiosa_set_file_new (const char *name)
{
  ChiosaSetFile *file = g_new0 (ChiosaSetFile, 1);

  file->name = g_strdup (name);
  file->content = g_string_new (NULL);

  return file;
}

void
chiosa_set_file_free (ChiosaSetFile *file)
{
  g_free (file->name);
  g_string_free (file->content, TRUE);
  g_free (file);
}

/**
 * chiosa_write_context_get_option:
 * @context: of an export
 * @id: of an option that the format has
 *
 * Returns: (transfer none): the id of the value that was chosen
 */
const char *
chiosa_write_context_get_option (const ChiosaWriteContext *context,
                                 const char               *id)
{
  for (guint i = 0; i < CHIOSA_FORMAT_MAX_OPTIONS; i++)
    if (g_strcmp0 (context->format->options[i].id, id) == 0)
      return context->options[i];

  g_return_val_if_reached (NULL);
}

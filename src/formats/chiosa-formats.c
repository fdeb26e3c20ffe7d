/* chiosa-formats.c
 *
 * The registry. A new format is a file of its own and a line here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-formats.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

/* How much of a file is looked at to tell what it is. */
#define HEAD 65536

/* The order of lists and windows: our own, the field's tools, standards, what is published, what only comes in. */
static const ChiosaFormat * const formats[] = {
  &chiosa_format_jsonl,
  &chiosa_format_huggingface,
  &chiosa_format_brat,
  &chiosa_format_webanno_tsv,
  &chiosa_format_cas_json,
  &chiosa_format_conll,
  &chiosa_format_conllu,
  &chiosa_format_spacy,
  &chiosa_format_doccano,
  &chiosa_format_label_studio,
  &chiosa_format_web_annotation,
  &chiosa_format_tei,
  &chiosa_format_claimreview,
  &chiosa_format_citron,
  &chiosa_format_table,
  &chiosa_format_html,
  &chiosa_format_text,
  &chiosa_format_markdown,
  &chiosa_format_csv,
  NULL,
};

/**
 * chiosa_formats_list:
 *
 * Returns: (transfer none) (array zero-terminated=1): all formats, in the order in which they are shown
 */
const ChiosaFormat * const *
chiosa_formats_list (void)
{
  return formats;
}

/**
 * chiosa_formats_find:
 * @id: "brat"
 *
 * Returns: (transfer none) (nullable): the format, or %NULL
 */
const ChiosaFormat *
chiosa_formats_find (const char *id)
{
  for (guint i = 0; formats[i] != NULL; i++)
    if (g_str_equal (formats[i]->id, id))
      return formats[i];

  return NULL;
}

/* The first bytes of @path with a NUL behind them. */
static char *
read_head (const char  *path,
           gsize       *n_bytes,
           GError     **error)
{
  g_autofree char *head = g_malloc (HEAD + 1);
  g_autofree char *shown = g_filename_display_name (path);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  ssize_t n = fd >= 0 ? read (fd, head, HEAD) : -1;

  if (n < 0)
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _("“%s” could not be read: %s."), shown, g_strerror (errno));
  if (fd >= 0)
    close (fd);
  if (n < 0)
    return NULL;

  head[n] = '\0';
  *n_bytes = n;

  return g_steal_pointer (&head);
}

static guint
guess_one (const ChiosaFormat *format,
           const char         *name,
           const char         *head,
           gsize               n_bytes)
{
  gsize length = strlen (name), extension = strlen (format->extension);

  if (!(format->flags & CHIOSA_FORMAT_READS))
    return 0;
  if (format->guess != NULL)
    return format->guess (name, head, n_bytes);

  return length > extension && g_ascii_strcasecmp (name + length - extension, format->extension) == 0 ? 40 : 0;
}

/**
 * chiosa_formats_guess:
 * @path: of a file
 * @error: return location
 *
 * Returns: (transfer none): the format that it most likely is of, by name and first bytes; or %NULL
 */
const ChiosaFormat *
chiosa_formats_guess (const char  *path,
                      GError     **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *shown = g_filename_display_name (path);
  gsize n_bytes = 0;
  g_autofree char *head = read_head (path, &n_bytes, error);
  const ChiosaFormat *best = NULL;
  guint sure = 0;

  if (head == NULL)
    return NULL;

  for (guint i = 0; formats[i] != NULL; i++)
    {
      guint found = guess_one (formats[i], name, head, n_bytes);

      if (found > sure)
        {
          sure = found;
          best = formats[i];
        }
    }

  if (best == NULL)
    g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_UNSUPPORTED,
                 _("What kind of file “%s” is cannot be told. Say which format it has."), shown);

  return best;
}

/**
 * chiosa_format_default_options:
 * @format: a format
 * @options: (array fixed-size=3): becomes the default value of each option; %NULL where there is none
 */
void
chiosa_format_default_options (const ChiosaFormat  *format,
                               const char         **options)
{
  for (guint i = 0; i < CHIOSA_FORMAT_MAX_OPTIONS; i++)
    options[i] = format->options[i].id != NULL ? format->options[i].values[0] : NULL;
}

static const ChiosaFormatOption *
find_option (const ChiosaFormat *format,
             const char         *id,
             guint              *place)
{
  for (*place = 0; *place < CHIOSA_FORMAT_MAX_OPTIONS && format->options[*place].id != NULL; ++*place)
    if (g_str_equal (format->options[*place].id, id))
      return &format->options[*place];

  return NULL;
}

/**
 * chiosa_format_set_option:
 * @format: a format
 * @options: (array fixed-size=3): values so far
 * @setting: "scheme=bioes"
 * @error: return location: no such option, or no such value; the message names those there are
 *
 * Returns: %FALSE when nothing was set
 */
gboolean
chiosa_format_set_option (const ChiosaFormat  *format,
                          const char         **options,
                          const char          *setting,
                          GError             **error)
{
  const char *equals = strchr (setting, '=');
  g_autofree char *id = equals != NULL ? g_strndup (setting, equals - setting) : g_strdup (setting);
  g_autofree char *known = NULL;
  const ChiosaFormatOption *option;
  guint place;

  option = find_option (format, id, &place);
  if (option == NULL)
    {
      g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_UNSUPPORTED,
                   _("The format “%s” has no option “%s”."), format->id, id);
      return FALSE;
    }

  for (guint i = 0; equals != NULL && i < G_N_ELEMENTS (option->values) && option->values[i] != NULL; i++)
    if (g_str_equal (option->values[i], equals + 1))
      {
        options[place] = option->values[i];
        return TRUE;
      }

  known = g_strjoin (", ", option->values[0], option->values[1], option->values[2], option->values[3], option->values[4],
                     option->values[5], NULL);
  g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_UNSUPPORTED,
               /* Translators: an option, its values as a list with commas */
               _("The option “%s” can be one of: %s."), option->id, known);

  return FALSE;
}

/**
 * chiosa_format_get_losses:
 * @format: a format
 *
 * Returns: a mask of CHIOSA_LOSS_BIT(): what it cannot carry, always or sometimes
 */
guint
chiosa_format_get_losses (const ChiosaFormat *format)
{
  return format->drops | format->changes;
}

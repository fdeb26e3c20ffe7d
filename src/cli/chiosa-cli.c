/* chiosa-cli.c
 *
 * What the commands share: reading options, telling what went wrong, opening an article with the tag set of its folder.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-cli.h"

#include <locale.h>
#include <stdio.h>

#include <glib/gi18n.h>

#include "chiosa-formats.h"
#include "chiosa-project.h"

/**
 * chiosa_cli_parse:
 * @usage: the command
 * @argc: (inout): arguments, the name of the command among them
 * @argv: (inout): likewise
 *
 * Reads the options of a command. --help prints and ends the program.
 *
 * Returns: %FALSE when they make no sense; the user has been told
 */
gboolean
chiosa_cli_parse (const ChiosaCliUsage   *usage,
                  int                    *argc,
                  char                 ***argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (usage->arguments);
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_strdup_printf ("chiosa-cli %s", usage->name);

  g_set_prgname (program);
  g_option_context_set_summary (context, usage->summary);
  g_option_context_set_description (context, usage->description);
  g_option_context_add_main_entries (context, usage->entries, GETTEXT_PACKAGE);

  if (g_option_context_parse (context, argc, argv, &error))
    return TRUE;

  chiosa_cli_misused (usage->name, error->message);

  return FALSE;
}

/**
 * chiosa_cli_clean:
 * @message: of an error, or a name
 *
 * File names and what stands in files may have controls in them, which a terminal would obey.
 *
 * Returns: (transfer full): @message on one line, each control as U+FFFD
 */
char *
chiosa_cli_clean (const char *message)
{
  g_autofree char *valid = g_utf8_make_valid (message, -1);
  GString *clean = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      g_string_append_unichar (clean, !g_unichar_iscntrl (c) ? c : c == '\t' ? ' ' : 0xFFFD);
    }

  return g_string_free (clean, FALSE);
}

/**
 * chiosa_cli_misused:
 * @command: name of the command
 * @message: what is wrong with the command line
 *
 * Returns: the exit code
 */
int
chiosa_cli_misused (const char *command,
                    const char *message)
{
  g_autofree char *clean = chiosa_cli_clean (message);

  g_printerr ("chiosa-cli %s: %s\n", command, clean);
  /* Translators: %s is the name of a command */
  g_printerr (_("“chiosa-cli %s --help” tells more.\n"), command);

  return CHIOSA_CLI_USAGE;
}

/**
 * chiosa_cli_fail:
 * @command: name of the command
 * @error: what went wrong
 *
 * Returns: the exit code
 */
int
chiosa_cli_fail (const char   *command,
                 const GError *error)
{
  g_autofree char *clean = chiosa_cli_clean (error->message);

  g_printerr ("chiosa-cli %s: %s\n", command, clean);

  return CHIOSA_CLI_FAILED;
}

/**
 * chiosa_cli_untranslate:
 *
 * From now on every message is the English one: what programs read is the same for all users.
 */
void
chiosa_cli_untranslate (void)
{
  setlocale (LC_MESSAGES, "C");
}

/**
 * chiosa_cli_write:
 * @bytes: (array length=length): anything
 * @length: how many bytes
 *
 * Writes to standard output without looking at the locale.
 */
void
chiosa_cli_write (const char *bytes,
                  gsize       length)
{
  fwrite (bytes, 1, length, stdout);
}

/**
 * chiosa_cli_annotator_is_valid:
 * @annotator: (nullable): a name
 *
 * Returns: whether @annotator can be part of a sidecar's name; nobody can
 */
gboolean
chiosa_cli_annotator_is_valid (const char *annotator)
{
  return annotator == NULL || chiosa_annotator_is_valid (annotator);
}

/**
 * chiosa_cli_find_format:
 * @command: name of the command
 * @id: what the user wrote
 *
 * Returns: (transfer none) (nullable): the format; or %NULL, and the user has been told which there are
 */
const ChiosaFormat *
chiosa_cli_find_format (const char *command,
                        const char *id)
{
  const ChiosaFormat *format = chiosa_formats_find (id);
  g_autofree char *message = NULL;
  g_autoptr (GString) known = g_string_new (NULL);

  if (format != NULL)
    return format;

  for (const ChiosaFormat * const *one = chiosa_formats_list (); *one != NULL; one++)
    g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", (*one)->id);
  /* Translators: the second %s is a list of names */
  message = g_strdup_printf (_("There is no format “%s”. There are: %s"), id, known->str);
  chiosa_cli_misused (command, message);

  return NULL;
}

/**
 * chiosa_cli_open:
 * @path: of the article
 * @annotator: (nullable): whose annotations
 * @error: return location
 *
 * Loads text and annotations, with the tag set of the folder's project. A sidecar that cannot be read is an error.
 *
 * Returns: (transfer full): the article, or %NULL
 */
ChiosaArticleFile *
chiosa_cli_open (const char  *path,
                 const char  *annotator,
                 GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (ChiosaProject) project = chiosa_project_find (folder, error);
  g_autoptr (ChiosaArticleFile) file = NULL;
  const GError *sidecar_error;

  if (project == NULL)
    return NULL;

  file = chiosa_article_file_new (path, annotator);

  if (!chiosa_article_file_load (file, NULL, FALSE, project->tagset, error))
    return NULL;

  sidecar_error = chiosa_article_file_get_sidecar_error (file);
  if (sidecar_error != NULL)
    {
      g_propagate_error (error, g_error_copy (sidecar_error));
      return NULL;
    }

  return g_steal_pointer (&file);
}

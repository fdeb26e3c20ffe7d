/* chiosa-cli-import.c
 *
 * chiosa-cli import: articles and sidecars out of files of other formats. The work is chiosa-import.c's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "chiosa-cli.h"
#include "chiosa-cli-progress.h"
#include "chiosa-import.h"
#include "chiosa-tagset-file.h"

typedef struct
{
  char     *format;
  char     *output;
  GStrv     options;
  char     *annotator;
  char     *tagset;
  gboolean  reattach;
  gboolean  dry_run;
  gboolean  quiet;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->format);
  g_free (options->output);
  g_free (options->annotator);
  g_free (options->tagset);
  g_strfreev (options->options);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static void
progress_cb (guint    n_articles,
             guint    file,
             guint    n_files,
             gpointer data)
{
  g_autofree char *text = NULL;

  /* Translators: articles so far, and how many files of how many are done */
  text = g_strdup_printf (_("%u articles; file %u of %u"), n_articles, MIN (file + 1, n_files), n_files);
  chiosa_cli_progress_show (text);
}

static void
problem_cb (const char *file,
            guint       line,
            const char *message,
            gpointer    data)
{
  g_autofree char *clean_file = chiosa_cli_clean (file);
  g_autofree char *clean = chiosa_cli_clean (message);

  chiosa_cli_progress_clear ();
  if (line > 0)
    g_printerr ("%s:%u: %s\n", clean_file, line, clean);
  else if (strstr (message, file) != NULL)
    g_printerr ("%s\n", clean);
  else
    g_printerr ("%s: %s\n", clean_file, clean);
}

static void
print_result (const ChiosaImportResult *result,
              const Options            *options)
{
  if (options->quiet)
    return;

  g_printerr (ngettext ("%u article", "%u articles", result->n_articles), result->n_articles);
  g_printerr (", ");
  g_printerr (ngettext ("%lu annotation", "%lu annotations", result->n_annotations), (gulong) result->n_annotations);
  g_printerr (", ");
  g_printerr (ngettext ("%lu relation", "%lu relations", result->n_relations), (gulong) result->n_relations);
  if (result->n_problems > 0)
    {
      g_printerr ("; ");
      g_printerr (ngettext ("%u problem", "%u problems", result->n_problems), result->n_problems);
    }
  g_printerr ("\n");
  if (result->tagset_path != NULL)
    {
      g_autofree char *shown = g_filename_display_name (result->tagset_path);

      g_printerr (_("Their types and labels are in a tag set of their own: %s\n"), shown);
    }
}

static int
import_all (const ChiosaImportSettings *settings,
            const Options              *options,
            const char * const         *files)
{
  static const ChiosaImportWatch watch = { progress_cb, problem_cb };
  g_autoptr (GCancellable) cancellable = chiosa_cli_catch_signals ();
  g_autoptr (ChiosaImportResult) result = chiosa_import_result_new ();
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (options->dry_run)
    done = chiosa_import_check (settings, files, &watch, NULL, cancellable, result, &error);
  else
    done = chiosa_import_run (settings, files, &watch, NULL, cancellable, result, &error);

  chiosa_cli_progress_clear ();
  if (!done)
    return chiosa_cli_fail (chiosa_cli_import.name, error);
  print_result (result, options);

  return result->n_problems > 0 ? CHIOSA_CLI_FAILED : CHIOSA_CLI_OK;
}

static int
prepare (const Options *options,
         char         **files)
{
  const ChiosaFormat *format = NULL;
  g_autoptr (ChiosaImportSettings) settings = NULL;
  g_autoptr (GError) error = NULL;

  if (options->format != NULL && !g_str_equal (options->format, "auto"))
    {
      format = chiosa_cli_find_format (chiosa_cli_import.name, options->format);
      if (format == NULL)
        return CHIOSA_CLI_USAGE;
      if (!(format->flags & CHIOSA_FORMAT_READS))
        return chiosa_cli_misused (chiosa_cli_import.name, _("This format is only written"));
    }
  if (options->options != NULL && format == NULL)
    return chiosa_cli_misused (chiosa_cli_import.name, _("--option goes with --format"));

  settings = chiosa_import_settings_new (format);
  for (guint i = 0; options->options != NULL && options->options[i] != NULL; i++)
    if (!chiosa_format_set_option (format, settings->options, options->options[i], &error))
      return chiosa_cli_misused (chiosa_cli_import.name, error->message);
  if (!chiosa_cli_annotator_is_valid (options->annotator))
    return chiosa_cli_misused (chiosa_cli_import.name, _("The name of an annotator has 1 to 64 of A–Z a–z 0–9 . _ -"));

  settings->output = g_strdup (options->output);
  settings->annotator = g_strdup (options->annotator);
  settings->reattach = options->reattach;
  if (options->tagset != NULL)
    {
      settings->tagset = chiosa_tagset_load (options->tagset, &error);
      if (settings->tagset == NULL)
        return chiosa_cli_fail (chiosa_cli_import.name, error);
    }

  return import_all (settings, options, (const char * const *) files);
}

static int
run (int    argc,
     char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &options.format, N_("What the files are; found out where it is not said"), N_("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_("The folder for the articles; made if it is not there"), N_("FOLDER") },
    { "option", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.options, N_("An option of the format"), N_("NAME=VALUE") },
    { "annotator", 'a', 0, G_OPTION_ARG_STRING, &options.annotator, N_("Whose sidecars the annotations become"), N_("NAME") },
    { "tagset", 't', 0, G_OPTION_ARG_FILENAME, &options.tagset, N_("The tag set that names are looked up in"), N_("FILE") },
    { "reattach", 0, 0, G_OPTION_ARG_NONE, &options.reattach, N_("Put annotations without texts onto the articles in FOLDER"), NULL },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run, N_("Only tell what is in the files"), NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options.quiet, N_("Print errors only"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  const ChiosaCliUsage usage = {
    chiosa_cli_import.name, _("FILE…"), _(chiosa_cli_import.summary),
    _("A FILE may be a folder: then the files in it that the format reads. Nothing that is there is overwritten.\n"
      "What cannot be read is told by file and line, and the rest goes on; the exit code is 1 then.\n"
      "Types and labels that the tag set of FOLDER does not have come into a tag set of their own.\n"
      "\n"
      "Examples:\n"
      "  chiosa-cli import corpus/ --format brat --output articles/\n"
      "  chiosa-cli import train.conll --format conll --output articles/\n"
      "  chiosa-cli import page.html table.csv --output articles/\n"
      "  chiosa-cli import claims/data/*.jsonl --format jsonl --reattach --output articles/"),
    entries,
  };

  if (!chiosa_cli_parse (&usage, &argc, &argv))
    return CHIOSA_CLI_USAGE;
  if (argc < 2)
    return chiosa_cli_misused (usage.name, _("A file or folder is needed"));
  if (options.output == NULL)
    return chiosa_cli_misused (usage.name, _("--output is needed"));

  return prepare (&options, argv + 1);
}

const ChiosaCommand chiosa_cli_import = { "import", N_("Make articles and sidecars out of files of other formats"), run };

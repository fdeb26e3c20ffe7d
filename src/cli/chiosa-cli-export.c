/* chiosa-cli-export.c
 *
 * chiosa-cli export: articles and their annotations as files of another format, or as a data set. The work is chiosa-export.c's; here are
 * its options and what is told of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include <errno.h>
#include <stdlib.h>

#include <glib/gi18n.h>

#include "chiosa-cli.h"
#include "chiosa-cli-progress.h"
#include "chiosa-export.h"

#define LOSSES_SHOWN 20

typedef struct
{
  char     *format;
  char     *output;
  GStrv     options;
  char     *annotator;
  char     *status;
  char     *text;
  char     *split;
  gint64    seed;
  char     *by;
  gboolean  stratify;
  gboolean  pseudonymise;
  gboolean  strict;
  gboolean  dry_run;
  gboolean  quiet;
  char     *shard;
  int       jobs;
  char     *report;
  char     *title, *description, *licence, *creator, *url, *data_version;
} Options;

static void
options_clear (Options *options)
{
  char *strings[] = {
    options->format, options->output, options->annotator, options->status, options->text, options->split, options->by, options->shard,
    options->report, options->title, options->description, options->licence, options->creator, options->url, options->data_version,
  };

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_free (strings[i]);
  g_strfreev (options->options);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

/* What is told on the way. */
typedef struct
{
  gboolean quiet;
  guint    n_losses;
} Telling;

/* --- Options ------------------------------------------------------------------------------------------------------ */

static gboolean
set_text_mode (ChiosaExportSettings *settings,
               const char           *text)
{
  static const char * const modes[] = { [CHIOSA_TEXT_FULL] = "full", [CHIOSA_TEXT_CONTEXT] = "context", [CHIOSA_TEXT_NONE] = "none" };

  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    if (text == NULL || g_str_equal (modes[i], text))
      {
        settings->text_mode = i;
        return TRUE;
      }

  return FALSE;
}

/* "2/8" */
static gboolean
set_shard (ChiosaExportSettings *settings,
           const char           *shard)
{
  char *end = NULL;
  guint64 i, n;

  if (shard == NULL)
    return TRUE;

  i = g_ascii_strtoull (shard, &end, 10);
  if (end == shard || *end != '/' || !g_ascii_isdigit (end[1]))
    return FALSE;
  n = g_ascii_strtoull (end + 1, &end, 10);
  if (*end != '\0' || i < 1 || i > n || n > 1000000)
    return FALSE;

  settings->shard = i;
  settings->n_shards = n;

  return TRUE;
}

/* NULL, or why the options make no sense. */
static const char *
set_choices (ChiosaExportSettings *settings,
             const Options        *options)
{
  ChiosaStatus status;

  if (!set_text_mode (settings, options->text))
    return _("--text is full, context or none");
  if (!set_shard (settings, options->shard))
    return _("--shard is written I/N, as in 2/8");
  if (!chiosa_cli_annotator_is_valid (options->annotator))
    return _("The name of an annotator has 1 to 64 of A–Z a–z 0–9 . _ -");
  if (options->status != NULL && !chiosa_status_from_string (options->status, &status))
    return _("--status is new, in-progress or done");
  if (options->jobs < 0 || options->jobs > 256)
    return _("--jobs is a number from 1 to 256");
  if (options->split == NULL && (options->by != NULL || options->stratify))
    return _("--by and --stratify go with --split");

  if (options->status != NULL)
    settings->status = status;
  settings->jobs = options->jobs;

  return NULL;
}

static gboolean
set_split (ChiosaExportSettings  *settings,
           const Options         *options,
           GError               **error)
{
  if (options->split == NULL)
    return TRUE;

  settings->split = chiosa_split_new (options->split, options->seed, options->by != NULL ? options->by : "article", options->stratify, error);

  return settings->split != NULL;
}

static void
set_details (ChiosaExportSettings *settings,
             const Options        *options)
{
  settings->output = g_strdup (options->output);
  settings->annotator = g_strdup (options->annotator);
  settings->report = g_strdup (options->report);
  settings->pseudonymise = options->pseudonymise;
  settings->strict = options->strict;
  settings->title = g_strdup (options->title);
  settings->description = g_strdup (options->description);
  settings->licence = g_strdup (options->licence);
  settings->creator = g_strdup (options->creator);
  settings->url = g_strdup (options->url);
  settings->version = g_strdup (options->data_version);
}

/* --- Telling ------------------------------------------------------------------------------------------------------ */

static void
progress_cb (guint    done,
             guint    total,
             gpointer data)
{
  g_autofree char *text = NULL;

  /* Translators: how many articles of how many are done */
  text = g_strdup_printf (_("%u of %u articles"), done, total);
  chiosa_cli_progress_show (text);
}

static void
losses_cb (const char         *name,
           const ChiosaLosses *losses,
           gpointer            data)
{
  Telling *telling = data;
  g_autofree char *clean = chiosa_cli_clean (name);

  if (telling->quiet || telling->n_losses++ >= LOSSES_SHOWN)
    return;

  chiosa_cli_progress_clear ();
  for (guint kind = 0; kind < CHIOSA_LOSS_N; kind++)
    if (losses->counts[kind] > 0)
      {
        g_autofree char *sentence = chiosa_loss_describe (kind, losses->counts[kind]);

        g_printerr ("%s: %s\n", clean, sentence);
      }
}

static void
failure_cb (const char   *name,
            const GError *error,
            gpointer      data)
{
  g_autofree char *told = g_strdup_printf ("%s: %s", name, error->message);
  g_autofree char *clean = chiosa_cli_clean (told);

  chiosa_cli_progress_clear ();
  g_printerr ("chiosa-cli export: %s\n", clean);
}

static void
print_result (const ChiosaExportResult *result,
              const Options            *options)
{
  if (options->quiet)
    return;

  if (result->n_with_losses > LOSSES_SHOWN)
    g_printerr (ngettext ("… and %u further article that loses something; see the report.\n",
                          "… and %u further articles that lose something; see the report.\n", result->n_with_losses - LOSSES_SHOWN),
                result->n_with_losses - LOSSES_SHOWN);
  if (result->n_with_losses > 0)
    g_printerr ("\n%s\n", _("In all:"));
  for (guint kind = 0; kind < CHIOSA_LOSS_N; kind++)
    if (result->losses->counts[kind] > 0)
      {
        g_autofree char *sentence = chiosa_loss_describe (kind, result->losses->counts[kind]);

        g_printerr ("  %s\n", sentence);
      }

  if (options->dry_run)
    g_printerr (ngettext ("%u article would be written.\n", "%u articles would be written.\n", result->n_articles), result->n_articles);
  else
    g_printerr (ngettext ("%u article written.\n", "%u articles written.\n", result->n_articles), result->n_articles);
  if (result->n_failed > 0)
    g_printerr (ngettext ("%u article could not be read.\n", "%u articles could not be read.\n", result->n_failed), result->n_failed);
}

/* --- Running ------------------------------------------------------------------------------------------------------ */

/* Annotations that nobody asked for would be left out without a word. */
static gboolean
check_annotators (GPtrArray      *inputs,
                  const Options  *options,
                  GError        **error)
{
  gboolean unnamed;
  g_auto (GStrv) names = NULL;
  g_autofree char *list = NULL, *clean = NULL;

  if (options->annotator != NULL)
    return TRUE;

  names = chiosa_export_find_annotators (inputs, &unnamed);
  if (*names == NULL)
    return TRUE;

  list = g_strjoinv (", ", names);
  clean = chiosa_cli_clean (list);
  if (unnamed)
    {
      /* Translators: %s is a list of names */
      g_printerr (_("There are annotations of %s as well; they are exported with --annotator NAME.\n"), clean);
      return TRUE;
    }

  g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_UNSUPPORTED,
               _("All annotations are somebody's: say whose with --annotator. There are those of %s."), list);
  return FALSE;
}

static int
export_all (ChiosaExportSettings *settings,
            const Options        *options,
            const char * const   *paths)
{
  static const ChiosaExportWatch watch = { progress_cb, losses_cb, failure_cb };
  g_autoptr (GCancellable) cancellable = chiosa_cli_catch_signals ();
  g_autoptr (ChiosaExportResult) result = chiosa_export_result_new ();
  g_autoptr (GPtrArray) inputs = NULL;
  g_autoptr (GError) error = NULL;
  Telling telling = { options->quiet, 0 };
  gboolean done;

  inputs = chiosa_export_list_inputs (paths, &error);
  if (inputs == NULL || !check_annotators (inputs, options, &error))
    return chiosa_cli_fail (chiosa_cli_export.name, error);

  if (options->dry_run)
    done = chiosa_export_check (settings, inputs, &watch, &telling, cancellable, result, &error);
  else
    done = chiosa_export_run (settings, inputs, &watch, &telling, cancellable, result, &error);

  chiosa_cli_progress_clear ();
  if (!done)
    return chiosa_cli_fail (chiosa_cli_export.name, error);
  print_result (result, options);

  return result->n_failed > 0 ? CHIOSA_CLI_FAILED : CHIOSA_CLI_OK;
}

static int
prepare (const Options *options,
         char         **paths)
{
  const ChiosaFormat *format = chiosa_cli_find_format (chiosa_cli_export.name, options->format);
  g_autoptr (ChiosaExportSettings) settings = NULL;
  g_autoptr (GError) error = NULL;
  const char *wrong;

  if (format == NULL)
    return CHIOSA_CLI_USAGE;

  settings = chiosa_export_settings_new (format);
  for (guint i = 0; options->options != NULL && options->options[i] != NULL; i++)
    if (!chiosa_format_set_option (format, settings->options, options->options[i], &error))
      return chiosa_cli_misused (chiosa_cli_export.name, error->message);

  wrong = set_choices (settings, options);
  if (wrong != NULL)
    return chiosa_cli_misused (chiosa_cli_export.name, wrong);
  if (!set_split (settings, options, &error))
    return chiosa_cli_misused (chiosa_cli_export.name, error->message);
  set_details (settings, options);

  return export_all (settings, options, (const char * const *) paths);
}

static int
run (int    argc,
     char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "format", 'f', 0, G_OPTION_ARG_STRING, &options.format, N_("What to write: “chiosa-cli formats” lists them"), N_("FORMAT") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output, N_("A file, a folder, or - for standard output"), N_("OUT") },
    { "option", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.options, N_("An option of the format"), N_("NAME=VALUE") },
    { "annotator", 'a', 0, G_OPTION_ARG_STRING, &options.annotator, N_("Whose annotations"), N_("NAME") },
    { "status", 0, 0, G_OPTION_ARG_STRING, &options.status, N_("Only articles of this status: new, in-progress, done"), N_("STATUS") },
    { "text", 0, 0, G_OPTION_ARG_STRING, &options.text, N_("The texts of the articles: full, context, none"), N_("MODE") },
    { "split", 0, 0, G_OPTION_ARG_STRING, &options.split, N_("Parts with their weights: train=80,validation=10,test=10"), N_("PARTS") },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &options.seed, N_("Another number gives another split"), N_("N") },
    { "by", 0, 0, G_OPTION_ARG_STRING, &options.by, N_("What stays together: article, date, or publisher, author, …"), N_("KEY") },
    { "stratify", 0, 0, G_OPTION_ARG_NONE, &options.stratify, N_("Spread labels evenly over the parts"), NULL },
    { "pseudonymise", 0, 0, G_OPTION_ARG_NONE, &options.pseudonymise, N_("Placeholders for persons and annotators, no notes"), NULL },
    { "strict", 0, 0, G_OPTION_ARG_NONE, &options.strict, N_("Write nothing if anything would be lost"), NULL },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run, N_("Only tell what would be lost"), NULL },
    { "report", 0, 0, G_OPTION_ARG_FILENAME, &options.report, N_("Write what was lost to FILE, as JSON"), N_("FILE") },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &options.quiet, N_("Print errors only"), NULL },
    { "shard", 0, 0, G_OPTION_ARG_STRING, &options.shard, N_("The I-th of N parts of the articles"), N_("I/N") },
    { "jobs", 'j', 0, G_OPTION_ARG_INT, &options.jobs, N_("Threads; as many as processors where it is not said"), N_("N") },
    { "title", 0, 0, G_OPTION_ARG_STRING, &options.title, N_("Of the data set"), N_("TEXT") },
    { "description", 0, 0, G_OPTION_ARG_STRING, &options.description, N_("Of the data set"), N_("TEXT") },
    { "licence", 0, 0, G_OPTION_ARG_STRING, &options.licence, N_("Of the annotations, as an SPDX identifier or an address"), N_("LICENCE") },
    { "creator", 0, 0, G_OPTION_ARG_STRING, &options.creator, N_("Who publishes the data set"), N_("NAME") },
    { "url", 0, 0, G_OPTION_ARG_STRING, &options.url, N_("Where the data set is published"), N_("ADDRESS") },
    { "data-version", 0, 0, G_OPTION_ARG_STRING, &options.data_version, N_("Of the data set"), N_("VERSION") },
    G_OPTION_ENTRY_NULL,
  };
  const ChiosaCliUsage usage = {
    chiosa_cli_export.name, _("PATH…"), _(chiosa_cli_export.summary),
    _("A PATH is an article or a folder, with all folders in it. What a format cannot carry is told for each article\n"
      "before the output gets its name. The exit code is 1 when an article could not be read; the others are exported all the same.\n"
      "\n"
      "Examples:\n"
      "  chiosa-cli export articles/ --format conll --output corpus.conll --option scheme=bioes\n"
      "  chiosa-cli export articles/ --format brat --output brat/ --status done\n"
      "  chiosa-cli export articles/ --format jsonl --output - | jq -r '.spans[].label' | sort | uniq -c\n"
      "  chiosa-cli export articles/ --format huggingface --output claims/ --split train=80,validation=10,test=10 \\\n"
      "      --by publisher --seed 7 --text context --title \"Claims in the press\" --licence CC-BY-4.0\n"
      "  chiosa-cli export articles/ --format jsonl --output part-2.jsonl --shard 2/8\n"
      "  duckdb -c \"SELECT s.label, count(*) FROM (SELECT unnest(spans) AS s FROM read_json_auto('part-*.jsonl')) GROUP BY 1\""),
    entries,
  };

  if (!chiosa_cli_parse (&usage, &argc, &argv))
    return CHIOSA_CLI_USAGE;
  if (argc < 2)
    return chiosa_cli_misused (usage.name, _("A file or folder is needed"));
  if (options.format == NULL)
    return chiosa_cli_misused (usage.name, _("--format is needed"));
  if (options.output == NULL && !options.dry_run)
    return chiosa_cli_misused (usage.name, _("--output is needed"));

  return prepare (&options, argv + 1);
}

const ChiosaCommand chiosa_cli_export = { "export", N_("Write articles and annotations in another format, or as a data set"), run };

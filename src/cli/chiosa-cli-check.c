/* chiosa-cli-check.c
 *
 * chiosa-cli check: whether sidecars are as they should be: the format, the text that they belong to, the tag set,
 * what is incomplete. Reads only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include <glib/gi18n.h>

#include "chiosa-cli.h"
#include "chiosa-cli-sidecars.h"
#include "chiosa-completeness.h"
#include "chiosa-json.h"
#include "chiosa-project.h"

typedef struct
{
  gboolean    json;
  gboolean    quiet;         /* errors only */
  GString    *output;        /* with @json: the array so far */
  GHashTable *projects;      /* folder -> ChiosaProject, or NULL where it cannot be read */
  guint       n_files;
  guint       n_findings[3]; /* by ChiosaFindingLevel */
} Check;

static const char *
level_id (ChiosaFindingLevel level)
{
  static const char *ids[] = { "incomplete", "warning", "error" };

  return ids[level];
}

static const char *
level_name (ChiosaFindingLevel level)
{
  switch (level)
    {
    case CHIOSA_FINDING_ERROR:
      /* Translators: what kind of finding this is, in lower case: “article.txt.chiosa.json:12: error: …” */
      return C_("finding", "error");
    case CHIOSA_FINDING_WARNING:
      return C_("finding", "warning");
    case CHIOSA_FINDING_INCOMPLETE:
    default:
      return C_("finding", "incomplete");
    }
}

static void
print_finding (const char         *file,
               guint               line,
               const char         *id,
               ChiosaFindingLevel  level,
               const char         *message)
{
  g_print ("%s:", file);
  if (line > 0)
    g_print ("%u:", line);
  if (id != NULL)
    g_print (" %s:", id);
  g_print (" %s: %s\n", level_name (level), message);
}

static void
append_finding (GString            *output,
                const char         *file,
                guint               line,
                const char         *id,
                ChiosaFindingLevel  level,
                const char         *rule,
                const char         *message)
{
  g_string_append (output, output->len > 1 ? ",\n{" : "\n{");
  chiosa_json_append_key (output, "file");
  chiosa_json_append_string (output, file);

  if (line > 0)
    {
      chiosa_json_append_key (output, "line");
      g_string_append_printf (output, "%u", line);
    }

  if (id != NULL)
    {
      chiosa_json_append_key (output, "id");
      chiosa_json_append_string (output, id);
    }

  chiosa_json_append_key (output, "level");
  chiosa_json_append_string (output, level_id (level));
  chiosa_json_append_key (output, "rule");
  chiosa_json_append_string (output, rule);
  chiosa_json_append_key (output, "message");
  chiosa_json_append_string (output, message);
  g_string_append_c (output, '}');
}

static void
report (Check              *check,
        const char         *path,
        guint               line,
        const char         *id,
        ChiosaFindingLevel  level,
        const char         *rule,
        const char         *message)
{
  g_autofree char *file = g_filename_display_name (path);

  check->n_findings[level]++;

  if (check->quiet && level != CHIOSA_FINDING_ERROR)
    return;

  if (check->json)
    append_finding (check->output, file, line, id, level, rule, message);
  else
    print_finding (file, line, id, level, message);
}

static void
report_error (Check        *check,
              const char   *path,
              const char   *rule,
              const GError *error)
{
  report (check, path, 0, NULL, CHIOSA_FINDING_ERROR, rule, error->message);
}

/* The project of a folder is read once; so is its error told. */
static ChiosaProject *
find_project (Check      *check,
              const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;
  gpointer project;

  if (g_hash_table_lookup_extended (check->projects, folder, NULL, &project))
    return project;

  project = chiosa_project_find (folder, &error);
  if (project == NULL)
    report_error (check, folder, "project", error);

  g_hash_table_insert (check->projects, g_steal_pointer (&folder), project);

  return project;
}

static void
report_document (Check             *check,
                 const char        *path,
                 ChiosaArticleFile *file)
{
  ChiosaDocument *document = chiosa_article_file_get_document (file);
  GPtrArray *problems = chiosa_article_file_get_problems (file);
  g_autoptr (GPtrArray) findings = chiosa_completeness_check (document);

  if (chiosa_article_file_get_text_differs (file))
    report (check, path, 0, NULL, CHIOSA_FINDING_ERROR, "text-differs",
            _("The article has changed since its annotations were saved: open it in Chiosa and save"));

  for (guint i = 0; i < problems->len; i++)
    {
      const ChiosaSidecarProblem *problem = g_ptr_array_index (problems, i);

      report (check, path, problem->line, problem->id, CHIOSA_FINDING_ERROR, "format", problem->message);
    }

  for (guint i = 0; i < findings->len; i++)
    {
      const ChiosaFinding *finding = g_ptr_array_index (findings, i);

      report (check, path, 0, finding->id, finding->level, finding->rule, finding->message);
    }
}

static void
check_article (Check      *check,
               const char *sidecar,
               const char *article,
               const char *annotator)
{
  ChiosaProject *project = find_project (check, article);
  g_autoptr (ChiosaArticleFile) file = NULL;
  g_autoptr (GError) error = NULL;

  if (project == NULL)
    return;

  check->n_files++;
  file = chiosa_article_file_new (article, annotator);

  if (!chiosa_article_file_load (file, NULL, FALSE, project->tagset, &error))
    report_error (check, article, "article", error);
  else if (chiosa_article_file_get_sidecar_error (file) != NULL)
    report_error (check, sidecar, "sidecar", chiosa_article_file_get_sidecar_error (file));
  else
    report_document (check, sidecar, file);
}

static void
check_sidecar (Check      *check,
               const char *path)
{
  g_autofree char *base = g_path_get_basename (path);
  g_autofree char *annotator = NULL;
  g_autofree char *article = NULL;

  if (g_str_equal (base, CHIOSA_PROJECT_NAME))
    {
      find_project (check, path);
      return;
    }

  article = chiosa_cli_sidecar_article (path, &annotator);

  if (article == NULL)
    report (check, path, 0, NULL, CHIOSA_FINDING_ERROR, "no-article", _("The article of these annotations is missing"));
  else if (!chiosa_cli_annotator_is_valid (annotator))
    report (check, path, 0, NULL, CHIOSA_FINDING_ERROR, "annotator",
            _("The name of an annotator is 1 to 64 of A-Z a-z 0-9 . _ -"));
  else
    check_article (check, path, article, annotator);
}

static void
check_sidecars (Check     *check,
                GPtrArray *paths)
{
  for (guint i = 0; i < paths->len; i++)
    check_sidecar (check, g_ptr_array_index (paths, i));
}

static void
check_path (Check      *check,
            const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sidecars = NULL;

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      sidecars = chiosa_cli_sidecars_below (path, &error);

      if (sidecars == NULL)
        report_error (check, path, "folder", error);
      else
        check_sidecars (check, sidecars);

      return;
    }

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      report (check, path, 0, NULL, CHIOSA_FINDING_ERROR, "missing", _("There is no such file or folder"));
      return;
    }

  if (chiosa_cli_is_sidecar (path))
    {
      check_sidecar (check, path);
      return;
    }

  sidecars = chiosa_cli_sidecars_of (path);
  check_sidecars (check, sidecars);

  if (sidecars->len == 0)
    check_article (check, path, path, NULL);
}

static void
print_summary (const Check *check)
{
  guint errors = check->n_findings[CHIOSA_FINDING_ERROR];
  guint warnings = check->n_findings[CHIOSA_FINDING_WARNING];
  guint incomplete = check->n_findings[CHIOSA_FINDING_INCOMPLETE];
  g_autofree char *files = g_strdup_printf (ngettext ("%u file", "%u files", check->n_files), check->n_files);
  g_autofree char *error_part = g_strdup_printf (ngettext ("%u error", "%u errors", errors), errors);
  g_autofree char *warning_part = g_strdup_printf (ngettext ("%u warning", "%u warnings", warnings), warnings);
  /* Translators: how often something is still missing */
  g_autofree char *incomplete_part = g_strdup_printf (ngettext ("%u incomplete", "%u incomplete", incomplete), incomplete);

  /* Translators: “3 files: 1 error, 2 warnings, 5 incomplete” */
  g_printerr (_("%s: %s, %s, %s\n"), files, error_part, warning_part, incomplete_part);
}

static void
free_project (gpointer project)
{
  g_clear_pointer ((ChiosaProject **) &project, chiosa_project_free);
}

static int
check_all (Check  *check,
           char  **paths)
{
  check->projects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_project);
  check->output = g_string_new ("[");

  if (check->json)
    chiosa_cli_untranslate ();

  for (guint i = 0; paths[i] != NULL; i++)
    check_path (check, paths[i]);

  if (check->json)
    {
      g_string_append (check->output, check->output->len > 1 ? "\n]\n" : "]\n");
      chiosa_cli_write (check->output->str, check->output->len);
    }
  else if (!check->quiet)
    print_summary (check);

  g_string_free (check->output, TRUE);
  g_hash_table_unref (check->projects);

  return check->n_findings[CHIOSA_FINDING_ERROR] > 0 ? CHIOSA_CLI_FAILED : CHIOSA_CLI_OK;
}

static int
run (int    argc,
     char **argv)
{
  Check check = { 0 };
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &check.json, N_("Print JSON"), NULL },
    { "quiet", 'q', 0, G_OPTION_ARG_NONE, &check.quiet, N_("Print errors only"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  const ChiosaCliUsage usage = {
    chiosa_cli_check.name, _("PATH…"), _(chiosa_cli_check.summary),
    _("A PATH is an article, a sidecar or a folder, which is searched with all folders in it.\n"
      "One line for each finding: FILE:LINE: ID: LEVEL: MESSAGE. Errors make the exit code 1;\n"
      "warnings and what is incomplete do not.\n"
      "\n"
      "Examples:\n"
      "  chiosa-cli check article.txt\n"
      "  chiosa-cli check --quiet articles/\n"
      "  chiosa-cli check --json . | jq -r '.[] | select(.level == \"incomplete\") | .file' | sort -u"),
    entries,
  };

  if (!chiosa_cli_parse (&usage, &argc, &argv))
    return CHIOSA_CLI_USAGE;
  if (argc < 2)
    return chiosa_cli_misused (usage.name, _("A file or folder is needed"));

  return check_all (&check, argv + 1);
}

const ChiosaCommand chiosa_cli_check = { "check", N_("Check annotations against the format, their article and the tag set"), run };

/* chiosa-cli-merge.c
 *
 * chiosa-cli merge: sidecars of two people as one, for Git as its merge driver, and for a sidecar that Git has merged line
 * by line. Conflicts stay in the file as data; it is a sidecar in any case.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include <glib/gi18n.h>

#include "chiosa-cli.h"
#include "chiosa-json.h"
#include "chiosa-merge-sidecar.h"
#include "chiosa-safe-file.h"

/* Git takes what is above 128 for a crash and gives up the whole merge; 2 makes this one file a conflict, as it was. */
#define EXIT_ERROR 2

static int
fail (const GError *error)
{
  chiosa_cli_fail (chiosa_cli_merge.name, error);
  return EXIT_ERROR;
}

static int
tell (const char *path,
      guint       n_conflicts)
{
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *clean = chiosa_cli_clean (shown);

  if (n_conflicts == 0)
    return CHIOSA_CLI_OK;

  g_printerr (ngettext ("%s: %u conflict, kept in the file. Open the article in Chiosa to choose\n",
                        "%s: %u conflicts, kept in the file. Open the article in Chiosa to choose\n", n_conflicts),
              clean, n_conflicts);
  return CHIOSA_CLI_FAILED;
}

/* An empty file: it was not there. */
static GBytes *
read_file (const char  *path,
           GError     **error)
{
  return chiosa_safe_file_read (path, CHIOSA_JSON_MAX_BYTES, CHIOSA_SAFE_FILE_FOLLOW_LINKS, NULL, error);
}

static int
merge (const char *base_path,
       const char *ours_path,
       const char *theirs_path,
       const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) base = read_file (base_path, &error);
  g_autoptr (GBytes) ours = base != NULL ? read_file (ours_path, &error) : NULL;
  g_autoptr (GBytes) theirs = ours != NULL ? read_file (theirs_path, &error) : NULL;
  g_autoptr (GBytes) merged = NULL;
  guint n_conflicts = 0;

  if (theirs == NULL)
    return fail (error);

  merged = chiosa_merge_sidecars (path, base, ours, theirs, &n_conflicts, &error);
  if (merged == NULL || !chiosa_safe_file_replace (ours_path, merged, CHIOSA_SAFE_FILE_FOLLOW_LINKS, NULL, NULL, &error))
    return fail (error);

  return tell (path, n_conflicts);
}

static int
merge_marked (const char *path)
{
  g_autoptr (GError) error = NULL;
  guint n_conflicts = 0;

  if (!chiosa_merge_marked_sidecar (path, &n_conflicts, &error))
    return fail (error);

  return tell (path, n_conflicts);
}

static int
run (int    argc,
     char **argv)
{
  gboolean markers = FALSE;
  const GOptionEntry entries[] = {
    { "markers", 'm', 0, G_OPTION_ARG_NONE, &markers, N_("Merge the sides of a sidecar that has Git’s conflict markers in it"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  const ChiosaCliUsage usage = {
    chiosa_cli_merge.name, _("BASE OURS THEIRS [PATH]"), _(chiosa_cli_merge.summary),
    _("Merges sidecars annotation by annotation and field by field, with places found again in the merged text.\n"
      "The result replaces OURS. PATH is the name of the sidecar in the repository: its article is found by it.\n"
      "What both changed differently is kept in the file as a conflict, which Chiosa shows; the file can be read in any case.\n"
      "Exit status: 0 merged, 1 merged with conflicts, 2 nothing was changed.\n"
      "\n"
      "Examples:\n"
      "  chiosa-cli setup-git articles/                 Git calls it by itself from now on\n"
      "  chiosa-cli merge base.json ours.json theirs.json article.txt.chiosa.json\n"
      "  chiosa-cli merge --markers article.txt.chiosa.json"),
    entries,
  };

  if (!chiosa_cli_parse (&usage, &argc, &argv))
    return CHIOSA_CLI_USAGE;
  if (argc > 1 && g_str_equal (argv[1], "--"))
    {
      argc--;
      argv++;
    }
  if (markers && argc == 2)
    return merge_marked (argv[1]);
  if (markers || argc < 4 || argc > 5)
    return chiosa_cli_misused (usage.name, markers ? _("One sidecar is needed") : _("Three sidecars are needed: BASE OURS THEIRS"));

  return merge (argv[1], argv[2], argv[3], argc == 5 ? argv[4] : argv[2]);
}

const ChiosaCommand chiosa_cli_merge = { "merge", N_("Merge the annotations of two people, for Git"), run };

/* chiosa-cli-setup-git.c
 *
 * chiosa-cli setup-git: tells Git to merge sidecars by "chiosa-cli merge". Adds lines to .gitattributes and .gitignore and
 * two values to the configuration of the clone; what is there already stays.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include <string.h>

#include <glib/gi18n.h>

#include "chiosa-cli.h"
#include "chiosa-git.h"
#include "chiosa-safe-file.h"

#define MAX_ATTRIBUTES ((gsize) 4 << 20)
#define NAME "merge.chiosa.name"
#define DRIVER "merge.chiosa.driver"

/* A project file has the same ending, but is no sidecar. */
static const char attribute_lines[] = "# Annotations of Chiosa are merged one by one (chiosa-cli setup-git)\n"
                            "*.chiosa.json merge=chiosa text eol=lf -whitespace\n"
                            "project.chiosa.json !merge\n";

/* What lies beside a sidecar and is nobody else's business. */
static const char ignore_lines[] = "# Previous sidecars and locks of Chiosa\n"
                                   "*.chiosa.json~\n"
                                   ".~lock.*.chiosa.json#\n";

static char *
attribute_of (const char *folder,
              const char *name,
              const char *attribute)
{
  g_autofree char *answer = chiosa_git_ask_line (folder, (const char *const[]) { "check-attr", attribute, "--", name, NULL });
  const char *value = answer != NULL ? strrchr (answer, ' ') : NULL;

  return g_strdup (value != NULL ? value + 1 : "");
}

static gboolean
has_attributes (const char *folder)
{
  g_autofree char *merge = attribute_of (folder, "a.txt.chiosa.json", "merge");
  g_autofree char *eol = attribute_of (folder, "a.txt.chiosa.json", "eol");
  g_autofree char *project = attribute_of (folder, "project.chiosa.json", "merge");

  return g_str_equal (merge, "chiosa") && g_str_equal (eol, "lf") && !g_str_equal (project, "chiosa");
}

static gboolean
is_ignored (const char *folder)
{
  g_autoptr (GBytes) previous = chiosa_git_ask (folder, (const char *const[]) { "check-ignore", "-q", "a.txt.chiosa.json~", NULL }, NULL);
  g_autoptr (GBytes) lock = chiosa_git_ask (folder, (const char *const[]) { "check-ignore", "-q", ".~lock.a.txt.chiosa.json#", NULL }, NULL);

  return previous != NULL && lock != NULL;
}

/* The command that Git gives to a shell; "%" is its own sign for a file. %P comes quoted. */
static char *
make_driver (void)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *quoted = g_shell_quote (program != NULL ? program : "chiosa-cli");
  g_auto (GStrv) parts = g_strsplit (quoted, "%", -1);
  g_autofree char *escaped = g_strjoinv ("%%", parts);

  return g_strconcat (escaped, " merge -- %O %A %B %P", NULL);
}

static gboolean
has_driver (const char *folder)
{
  g_autofree char *driver = make_driver ();
  g_autofree char *found = chiosa_git_ask_line (folder, (const char *const[]) { "config", "--get", DRIVER, NULL });

  return g_strcmp0 (found, driver) == 0;
}

static gboolean
append_lines (const char  *path,
              const char  *lines,
              GError     **error)
{
  g_autoptr (GError) read_error = NULL;
  ChiosaBaseline baseline = { 0 };
  g_autoptr (GBytes) old = chiosa_safe_file_read (path, MAX_ATTRIBUTES, CHIOSA_SAFE_FILE_NONE, &baseline, &read_error);
  g_autoptr (GBytes) content = NULL;
  GString *all;

  if (old == NULL && !g_error_matches (read_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&read_error));
      return FALSE;
    }

  all = g_string_new (NULL);
  if (old != NULL)
    g_string_append_len (all, g_bytes_get_data (old, NULL), g_bytes_get_size (old));
  if (all->len > 0 && all->str[all->len - 1] != '\n')
    g_string_append_c (all, '\n');
  g_string_append (all, lines);
  content = g_string_free_to_bytes (all);

  return chiosa_safe_file_replace (path, content, CHIOSA_SAFE_FILE_NONE, &baseline, NULL, error);
}

static gboolean
set_driver (const char  *folder,
            GError     **error)
{
  g_autofree char *driver = make_driver ();
  g_autoptr (GBytes) name = chiosa_git_ask (folder, (const char *const[]) { "config", "--local", NAME, "Chiosa annotations", NULL }, NULL);
  g_autoptr (GBytes) command = name != NULL ? chiosa_git_ask (folder, (const char *const[]) { "config", "--local", DRIVER, driver, NULL }, NULL) : NULL;

  if (command != NULL)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("The configuration of Git for “%s” could not be written: try “git config” there"), folder);
  return FALSE;
}

static int
check (const char *path,
       const char *folder)
{
  gboolean attributes = has_attributes (folder);
  gboolean driver = has_driver (folder);

  g_print (attributes ? _("%s: Git knows that sidecars are merged by Chiosa\n")
                      : _("%s: Git merges sidecars line by line\n"), path);
  if (attributes && !driver)
    g_print (_("This clone is not configured for it: run “chiosa-cli setup-git” here\n"));

  return attributes && driver ? CHIOSA_CLI_OK : CHIOSA_CLI_FAILED;
}

static int
set_up (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, ".gitattributes", NULL);
  g_autofree char *ignore_path = g_build_filename (folder, ".gitignore", NULL);
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *ignore_shown = g_filename_display_name (ignore_path);
  gboolean attributes = has_attributes (folder);
  gboolean ignored = is_ignored (folder);
  gboolean driver = has_driver (folder);
  g_autoptr (GError) error = NULL;

  if ((!attributes && !append_lines (path, attribute_lines, &error))
      || (!ignored && !append_lines (ignore_path, ignore_lines, &error))
      || (!driver && !set_driver (folder, &error)))
    return chiosa_cli_fail (chiosa_cli_setup_git.name, error);

  if (attributes && ignored && driver)
    g_print ("%s\n", _("Everything was set up already"));
  if (!attributes)
    g_print (_("%s: added what makes Git merge sidecars by Chiosa. Commit this file\n"), shown);
  if (!ignored)
    g_print (_("%s: added what keeps previous sidecars and locks out of Git. Commit this file\n"), ignore_shown);
  if (!driver)
    g_print ("%s\n", _("This clone merges sidecars by Chiosa from now on. Git does not hand this setting on: "
                       "everybody runs “chiosa-cli setup-git” once in each clone"));
  return CHIOSA_CLI_OK;
}

static int
run (int    argc,
     char **argv)
{
  gboolean only_check = FALSE;
  g_autofree char *folder = NULL;
  g_autofree char *top = NULL;
  const GOptionEntry entries[] = {
    { "check", 'c', 0, G_OPTION_ARG_NONE, &only_check, N_("Only tell whether it is set up"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  const ChiosaCliUsage usage = {
    chiosa_cli_setup_git.name, _("FOLDER"), _(chiosa_cli_setup_git.summary),
    _("Adds lines to .gitattributes and .gitignore in FOLDER, which is part of a Git work tree, and sets the merge driver in the configuration\n"
      "of this clone. Lines and settings that are there stay. Everybody runs it once in each clone; without it, Git merges\n"
      "sidecars line by line, and “chiosa-cli merge --markers” helps afterwards.\n"
      "\n"
      "Examples:\n"
      "  chiosa-cli setup-git .\n"
      "  chiosa-cli setup-git articles/ --check"),
    entries,
  };

  if (!chiosa_cli_parse (&usage, &argc, &argv))
    return CHIOSA_CLI_USAGE;
  if (argc != 2)
    return chiosa_cli_misused (usage.name, _("One folder is needed"));

  folder = g_canonicalize_filename (argv[1], NULL);
  top = g_file_test (folder, G_FILE_TEST_IS_DIR)
        ? chiosa_git_ask_line (folder, (const char *const[]) { "rev-parse", "--show-toplevel", NULL }) : NULL;
  if (top == NULL || *top == '\0')
    {
      g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("“%s” is no folder of a Git work tree: “git init” makes one"), argv[1]);

      return chiosa_cli_fail (usage.name, error);
    }

  return only_check ? check (argv[1], folder) : set_up (folder);
}

const ChiosaCommand chiosa_cli_setup_git = { "setup-git", N_("Make Git merge annotations by Chiosa"), run };

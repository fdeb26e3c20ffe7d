/* chiosa-cli-tagset.c
 *
 * chiosa-cli tagset: tag sets shown, checked, and turned into the configuration of another tool and back. What a file is, is told by
 * its content: an object of JSON, XML, or the sections of annotation.conf.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-cli.h"

#include <string.h>

#include <glib/gi18n.h>

#include "chiosa-brat-config.h"
#include "chiosa-cli-tagset-show.h"
#include "chiosa-label-studio-config.h"
#include "chiosa-project.h"
#include "chiosa-safe-file.h"
#include "chiosa-tagset-file.h"

#define MAX_BYTES ((gsize) 8 << 20)

/* What goes along while a file is read. */
typedef struct
{
  gboolean  as_data;      /* the built-in tag set in English: what becomes a file is the same for all users */
  char     *folder;       /* shown, of the file whose lines are told of */
  guint     n_problems;
} Watch;

/* --- Reading ------------------------------------------------------------------------------------------------------ */

static void
tell_problem (const char *file,
              guint       line,
              const char *message,
              gpointer    data)
{
  Watch *watch = data;
  g_autofree char *path = g_str_equal (watch->folder, ".") ? g_strdup (file) : g_build_filename (watch->folder, file, NULL);

  watch->n_problems++;
  g_printerr ("%s:%u: %s\n", path, line, message);
}

/* (transfer full): as UTF-8, without a byte-order mark */
static char *
read_text (const char  *path,
           GError     **error)
{
  g_autoptr (GBytes) bytes = chiosa_safe_file_read (path, MAX_BYTES, CHIOSA_SAFE_FILE_FOLLOW_LINKS, NULL, error);
  g_autofree char *shown = g_filename_display_name (path);
  g_autofree char *text = NULL;
  gsize n;
  const char *start;

  if (bytes == NULL)
    return NULL;

  start = g_bytes_get_data (bytes, &n);
  text = g_strndup (start != NULL ? start : "", n);
  if (strlen (text) != n || !g_utf8_validate (text, n, NULL))
    {
      g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_INVALID, _("“%s” is not UTF-8 text"), shown);
      return NULL;
    }

  return g_str_has_prefix (text, "\xef\xbb\xbf") ? g_strdup (text + 3) : g_steal_pointer (&text);
}

/* The folder's name for annotation.conf, which is called so everywhere; else the file's own. */
static char *
name_for (const char *path)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL), *folder = g_path_get_dirname (absolute);
  g_autofree char *base = g_path_get_basename (absolute), *name = NULL;
  char *dot;

  if (g_str_equal (base, CHIOSA_BRAT_CONFIG))
    g_set_str (&base, strrchr (folder, G_DIR_SEPARATOR) + 1);
  dot = strrchr (base, '.');
  if (dot != NULL && dot != base)
    *dot = '\0';
  name = g_filename_display_name (base);

  return *name != '\0' ? g_steal_pointer (&name) : g_strdup ("brat");
}

static ChiosaTagset *
read_brat (const char  *path,
           const char  *config,
           Watch       *watch,
           GError     **error)
{
  g_autofree char *folder = g_path_get_dirname (path), *beside = g_build_filename (folder, CHIOSA_BRAT_VISUAL, NULL);
  g_autofree char *visual = read_text (beside, NULL), *name = name_for (path), *shown = g_filename_display_name (path);
  ChiosaTagset *tagset;

  g_clear_pointer (&watch->folder, g_free);
  watch->folder = g_filename_display_name (folder);
  tagset = chiosa_brat_config_read (config, visual, name, tell_problem, watch, error);
  if (tagset == NULL)
    g_prefix_error (error, "“%s”: ", shown);

  return tagset;
}

static ChiosaTagset *
read_file (const char  *path,
           Watch       *watch,
           GError     **error)
{
  g_autofree char *text = read_text (path, error), *shown = NULL;
  g_autoptr (GBytes) bytes = NULL;
  const char *start;

  if (text == NULL)
    return NULL;

  shown = g_filename_display_name (path);
  start = text + strspn (text, " \t\r\n");
  if (*start == '[' || *start == '#' || g_str_has_suffix (path, ".conf"))
    return read_brat (path, text, watch, error);
  if (*start == '<')
    return chiosa_label_studio_config_read (text, shown, error);

  bytes = g_bytes_new (text, strlen (text));

  return chiosa_tagset_parse (bytes, shown, error);
}

static ChiosaTagset *
read_builtin (const Watch *watch)
{
  return watch->as_data ? chiosa_tagset_builtin_as_data () : chiosa_tagset_builtin ();
}

/* Its project's; without a project, that of an annotation.conf in it. */
static ChiosaTagset *
read_folder (const char  *path,
             Watch       *watch,
             GError     **error)
{
  g_autoptr (ChiosaProject) project = chiosa_project_find (path, error);
  g_autofree char *config = g_build_filename (path, CHIOSA_BRAT_CONFIG, NULL);

  if (project == NULL)
    return NULL;
  if (project->path == NULL && g_file_test (config, G_FILE_TEST_EXISTS))
    return read_file (config, watch, error);

  return project->tagset_path == NULL ? read_builtin (watch) : g_object_ref (project->tagset);
}

/* @path: (nullable): a file or a folder; NULL: built in */
static ChiosaTagset *
read_any (const char  *path,
          Watch       *watch,
          GError     **error)
{
  g_autofree char *base = path != NULL ? g_path_get_basename (path) : NULL;
  g_autofree char *folder = NULL;

  if (path == NULL)
    return read_builtin (watch);
  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return read_folder (path, watch, error);
  if (!g_str_equal (base, CHIOSA_PROJECT_NAME))
    return read_file (path, watch, error);

  folder = g_path_get_dirname (path);

  return read_folder (folder, watch, error);
}

/* --- show --------------------------------------------------------------------------------------------------------- */

static int
show (const char *path,
      gboolean    json)
{
  g_autoptr (ChiosaTagset) tagset = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  Watch watch = { 0 };
  gsize n;
  const char *start;

  watch.as_data = json;
  tagset = read_any (path, &watch, &error);
  g_free (watch.folder);
  if (tagset == NULL)
    return chiosa_cli_fail ("tagset show", error);

  if (!json)
    {
      chiosa_cli_tagset_show (tagset);
      return CHIOSA_CLI_OK;
    }

  bytes = chiosa_tagset_write (tagset);
  start = g_bytes_get_data (bytes, &n);
  chiosa_cli_write (start, n);

  return CHIOSA_CLI_OK;
}

static int
run_show (int    argc,
          char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_("Print the tag set as a file has it"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  const ChiosaCliUsage usage = {
    "tagset show", _("[FILE|FOLDER]"), _("Show what can be marked, and by which keys"),
    _("A FILE is a tag set, a project, an annotation.conf or a Label Studio configuration. A FOLDER has the tag set\n"
      "of its project. Without either it is the tag set that is built in.\n"
      "\n"
      "Examples:\n"
      "  chiosa-cli tagset show\n"
      "  chiosa-cli tagset show articles/\n"
      "  chiosa-cli tagset show --json | jq -r '.types[].labels[]?.id'"),
    entries,
  };

  if (!chiosa_cli_parse (&usage, &argc, &argv))
    return CHIOSA_CLI_USAGE;
  if (argc > 2)
    return chiosa_cli_misused (usage.name, _("One file or folder at most"));

  return show (argv[1], json);
}

/* --- check -------------------------------------------------------------------------------------------------------- */

static void
print_summary (const char   *path,
               ChiosaTagset *tagset)
{
  g_autofree char *shown = g_filename_display_name (path), *types = NULL, *labels = NULL, *relations = NULL;
  guint n_types, n_relations, n_labels = 0;
  const ChiosaSpanType *all = chiosa_tagset_get_types (tagset, &n_types);

  chiosa_tagset_get_relations (tagset, &n_relations);
  for (guint i = 0; i < n_types; i++)
    n_labels += all[i].n_labels;

  types = g_strdup_printf (ngettext ("%u type", "%u types", n_types), n_types);
  labels = g_strdup_printf (ngettext ("%u label", "%u labels", n_labels), n_labels);
  relations = g_strdup_printf (ngettext ("%u relation", "%u relations", n_relations), n_relations);
  /* Translators: name of a file; then “4 types, 26 labels, 6 relations” */
  g_print (_("%s: %s, %s, %s\n"), shown, types, labels, relations);
}

static int
check (char **paths)
{
  int code = CHIOSA_CLI_OK;

  for (guint i = 0; paths[i] != NULL; i++)
    {
      Watch watch = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (ChiosaTagset) tagset = read_any (paths[i], &watch, &error);

      g_free (watch.folder);
      if (tagset == NULL)
        code = chiosa_cli_fail ("tagset check", error);
      else if (watch.n_problems > 0)
        code = CHIOSA_CLI_FAILED;
      else
        print_summary (paths[i], tagset);
    }

  return code;
}

static int
run_check (int    argc,
           char **argv)
{
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  const ChiosaCliUsage usage = {
    "tagset check", _("FILE…"), _("Check that tag sets can be used"),
    _("A FILE is a tag set, a project, an annotation.conf or a Label Studio configuration. What is wrong is told with file,\n"
      "line and reason, and makes the exit code 1.\n"
      "\n"
      "Examples:\n"
      "  chiosa-cli tagset check mine.json\n"
      "  chiosa-cli tagset check corpus/annotation.conf"),
    entries,
  };

  if (!chiosa_cli_parse (&usage, &argc, &argv))
    return CHIOSA_CLI_USAGE;
  if (argc < 2)
    return chiosa_cli_misused (usage.name, _("A file is needed"));

  return check (argv + 1);
}

/* --- convert ------------------------------------------------------------------------------------------------------ */

typedef enum { TO_CHIOSA, TO_BRAT, TO_LABEL_STUDIO, N_TARGETS } Target;

static const char * const targets[N_TARGETS] = { "chiosa", "brat", "label-studio" };

static gboolean
find_target (const char *name,
             Target     *target)
{
  for (guint i = 0; name != NULL && i < N_TARGETS; i++)
    if (g_str_equal (targets[i], name))
      {
        *target = i;
        return TRUE;
      }

  return FALSE;
}

static GBytes *
convert (ChiosaTagset *tagset,
         Target        target)
{
  char *text;

  switch (target)
    {
    case TO_BRAT:
      text = chiosa_brat_config_write (tagset);
      return g_bytes_new_take (text, strlen (text));

    case TO_LABEL_STUDIO:
      text = chiosa_label_studio_config_write (tagset);
      return g_bytes_new_take (text, strlen (text));

    case TO_CHIOSA:
    case N_TARGETS:
    default:
      return chiosa_tagset_write (tagset);
    }
}

/* brat's configuration has names, ends and values, and nothing else. */
static void
tell_losses (ChiosaTagset *tagset)
{
  guint n_types, n_rules, n_article, n = 0;
  const ChiosaSpanType *types = chiosa_tagset_get_types (tagset, &n_types);

  chiosa_tagset_get_rules (tagset, &n_rules);
  chiosa_tagset_get_article_attributes (tagset, &n_article);
  for (guint i = 0; i < n_types; i++)
    for (guint a = 0; a < types[i].n_attributes; a++)
      n += types[i].attributes[a].kind != CHIOSA_ATTRIBUTE_CHOICE && types[i].attributes[a].kind != CHIOSA_ATTRIBUTE_FLAG;

  g_printerr ("%s\n", _("annotation.conf has no place for guidelines, names for people, colours and keys."));
  if (n > 0)
    g_printerr (ngettext ("It has none for %u attribute that is a text, a number, a link or a date.\n",
                          "It has none for %u attributes that are texts, numbers, links or dates.\n", n), n);
  if (n_article > 0)
    g_printerr (ngettext ("It has none for %u attribute of the article.\n", "It has none for %u attributes of the article.\n", n_article), n_article);
  if (n_rules > 0)
    g_printerr (ngettext ("It has none for %u rule.\n", "It has none for %u rules.\n", n_rules), n_rules);
}

static gboolean
write_output (const char  *path,
              GBytes      *bytes,
              gboolean     force,
              GError     **error)
{
  const ChiosaBaseline nothing = { .exists = FALSE };
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (GError) local = NULL;

  if (chiosa_safe_file_replace (path, bytes, CHIOSA_SAFE_FILE_NONE, force ? NULL : &nothing, NULL, &local))
    return TRUE;

  if (!force && g_file_test (path, G_FILE_TEST_EXISTS))
    g_set_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED, _("“%s” is there already; --force replaces it"), shown);
  else
    g_propagate_error (error, g_steal_pointer (&local));

  return FALSE;
}

static int
convert_file (const char *path,
              Target      target,
              const char *output,
              gboolean    force)
{
  Watch watch = { .as_data = TRUE };
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaTagset) tagset = read_any (path, &watch, &error);
  g_autoptr (GBytes) bytes = NULL;
  gsize n;
  const char *start;

  g_free (watch.folder);
  if (tagset == NULL)
    return chiosa_cli_fail ("tagset convert", error);

  bytes = convert (tagset, target);
  if (target == TO_BRAT)
    tell_losses (tagset);
  if (output == NULL || g_str_equal (output, "-"))
    {
      start = g_bytes_get_data (bytes, &n);
      chiosa_cli_write (start, n);
    }
  else if (!write_output (output, bytes, force, &error))
    return chiosa_cli_fail ("tagset convert", error);

  return watch.n_problems > 0 ? CHIOSA_CLI_FAILED : CHIOSA_CLI_OK;
}

static int
run_convert (int    argc,
             char **argv)
{
  g_autofree char *to = NULL, *output = NULL;
  gboolean force = FALSE;
  Target target;
  const GOptionEntry entries[] = {
    { "to", 't', 0, G_OPTION_ARG_STRING, &to, N_("What it becomes: chiosa, brat or label-studio"), N_("FORM") },
    { "output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("Write to FILE rather than to standard output"), N_("FILE") },
    { "force", 'f', 0, G_OPTION_ARG_NONE, &force, N_("Replace a FILE that is there"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  const ChiosaCliUsage usage = {
    "tagset convert", _("[FILE|FOLDER] --to FORM"), _("Turn a tag set into the configuration of another tool, or back"),
    _("A FILE is a tag set, a project, an annotation.conf or a Label Studio configuration; which of them is found out.\n"
      "Without one it is the tag set that is built in. Lines that cannot be understood are told on standard error and\n"
      "left out; then the exit code is 1. So is what brat's configuration has no place for, which is no error.\n"
      "\n"
      "Examples:\n"
      "  chiosa-cli tagset convert corpus/annotation.conf --to chiosa --output corpus/tagset.json\n"
      "  chiosa-cli tagset convert mine.json --to label-studio > config.xml\n"
      "  chiosa-cli tagset convert --to brat --output annotation.conf --force"),
    entries,
  };

  if (!chiosa_cli_parse (&usage, &argc, &argv))
    return CHIOSA_CLI_USAGE;
  if (argc > 2)
    return chiosa_cli_misused (usage.name, _("One file or folder at most"));
  if (!find_target (to, &target))
    return chiosa_cli_misused (usage.name, _("What it becomes is missing: --to chiosa, --to brat or --to label-studio"));

  return convert_file (argv[1], target, output, force);
}

/* --- The command -------------------------------------------------------------------------------------------------- */

static int
run (int    argc,
     char **argv)
{
  static const struct { const char *name; int (*run) (int argc, char **argv); } commands[] = {
    { "show", run_show }, { "check", run_check }, { "convert", run_convert },
  };
  const GOptionEntry entries[] = { G_OPTION_ENTRY_NULL };
  const ChiosaCliUsage usage = {
    chiosa_cli_tagset.name, _("show|check|convert"), _(chiosa_cli_tagset.summary),
    _("“chiosa-cli tagset COMMAND --help” tells the options of a command.\n"
      "\n"
      "Examples:\n"
      "  chiosa-cli tagset show articles/\n"
      "  chiosa-cli tagset check mine.json\n"
      "  chiosa-cli tagset convert corpus/annotation.conf --to chiosa --output tagset.json"),
    entries,
  };

  for (guint i = 0; argc > 1 && i < G_N_ELEMENTS (commands); i++)
    if (g_str_equal (argv[1], commands[i].name))
      return commands[i].run (argc - 1, argv + 1);

  if (!chiosa_cli_parse (&usage, &argc, &argv))
    return CHIOSA_CLI_USAGE;

  return chiosa_cli_misused (usage.name, _("It needs to be told what to do: show, check or convert"));
}

const ChiosaCommand chiosa_cli_tagset = { "tagset", N_("Show, check and convert tag sets"), run };

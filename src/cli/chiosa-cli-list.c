/* chiosa-cli-list.c
 *
 * chiosa-cli list: the articles of a folder with status, annotators and counts, as a table or as JSON.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include <glib/gi18n.h>

#include "chiosa-cli.h"
#include "chiosa-cli-sidecars.h"
#include "chiosa-cli-table.h"
#include "chiosa-export.h"
#include "chiosa-json.h"

#define NAME_WIDTH  48
#define TITLE_WIDTH 40

/* One article, or one annotator's share of it. */
typedef struct
{
  char                 *annotator;   /* "" for nobody's sidecar; NULL: there is none */
  ChiosaSidecarSummary  summary;
  GError               *error;
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->annotator);
  g_free (row->summary.title);
  g_clear_error (&row->error);
  g_free (row);
}

/* (transfer full) (element-type Row): at least one. */
static GPtrArray *
read_rows (const char *path)
{
  g_autoptr (GPtrArray) sidecars = chiosa_cli_sidecars_of (path);
  GPtrArray *rows = g_ptr_array_new_with_free_func (row_free);

  for (guint i = 0; i < sidecars->len; i++)
    {
      const char *sidecar = g_ptr_array_index (sidecars, i);
      g_autofree char *shown = g_filename_display_basename (sidecar);
      g_autofree char *article = NULL;
      Row *row = g_new0 (Row, 1);
      g_autoptr (GBytes) bytes = chiosa_safe_file_read (sidecar, CHIOSA_JSON_MAX_BYTES, CHIOSA_SAFE_FILE_NONE, NULL, &row->error);

      article = chiosa_cli_sidecar_article (sidecar, &row->annotator);
      if (row->annotator == NULL)
        row->annotator = g_strdup ("");
      if (bytes != NULL)
        chiosa_sidecar_peek (bytes, shown, &row->summary, &row->error);
      g_ptr_array_add (rows, row);
    }
  if (rows->len == 0)
    g_ptr_array_add (rows, g_new0 (Row, 1));

  return rows;
}

static void
add_row (ChiosaCliTable         *table,
         const ChiosaExportInput *input,
         const Row               *row)
{
  g_autofree char *name = chiosa_cli_shorten (input->name, NAME_WIDTH);
  g_autofree char *title = chiosa_cli_shorten (row->summary.title != NULL ? row->summary.title : "", TITLE_WIDTH);
  g_autofree char *n = g_strdup_printf ("%u", row->summary.n_annotations);
  g_autofree char *detached = row->summary.n_detached > 0 ? g_strdup_printf ("%u", row->summary.n_detached) : g_strdup ("");
  const char *cells[] = {
    name, row->error != NULL ? _("unreadable") : chiosa_status_to_string (row->summary.status),
    row->annotator != NULL ? row->annotator : "", row->error != NULL ? "" : n, detached, title,
  };

  chiosa_cli_table_add (table, cells);
}

static void
append_row (GString                 *out,
            const ChiosaExportInput *input,
            const Row               *row)
{
  g_autofree char *path = g_filename_display_name (input->path);

  g_string_append (out, out->len > 1 ? ",\n{" : "\n{");
  chiosa_json_append_key (out, "article");
  chiosa_json_append_string (out, input->name);
  chiosa_json_append_key (out, "path");
  chiosa_json_append_string (out, path);
  if (row->annotator != NULL && *row->annotator != '\0')
    {
      chiosa_json_append_key (out, "annotator");
      chiosa_json_append_string (out, row->annotator);
    }
  if (row->error != NULL)
    {
      chiosa_json_append_key (out, "error");
      chiosa_json_append_string (out, row->error->message);
      g_string_append_c (out, '}');
      return;
    }

  chiosa_json_append_key (out, "status");
  chiosa_json_append_string (out, chiosa_status_to_string (row->summary.status));
  if (row->summary.title != NULL)
    {
      chiosa_json_append_key (out, "title");
      chiosa_json_append_string (out, row->summary.title);
    }
  g_string_append_printf (out, ",\"annotations\":%u,\"detached\":%u}", row->summary.n_annotations, row->summary.n_detached);
}

static int
list_all (GPtrArray *inputs,
          gboolean   json)
{
  g_autoptr (ChiosaCliTable) table = chiosa_cli_table_new (6);
  g_autoptr (GString) out = g_string_new ("[");
  /* Translators: headings of a table in a terminal: articles of a folder */
  const char *headings[] = { _("ARTICLE"), _("STATUS"), _("ANNOTATOR"), _("ANNOTATIONS"), _("DETACHED"), _("TITLE") };
  int code = CHIOSA_CLI_OK;

  if (json)
    chiosa_cli_untranslate ();
  chiosa_cli_table_add (table, headings);

  for (guint i = 0; i < inputs->len; i++)
    {
      const ChiosaExportInput *input = g_ptr_array_index (inputs, i);
      g_autoptr (GPtrArray) rows = read_rows (input->path);

      for (guint r = 0; r < rows->len; r++)
        {
          const Row *row = g_ptr_array_index (rows, r);

          if (row->error != NULL)
            {
              chiosa_cli_fail (chiosa_cli_list.name, row->error);
              code = CHIOSA_CLI_FAILED;
            }
          if (json)
            append_row (out, input, row);
          else
            add_row (table, input, row);
        }
    }

  g_string_append (out, "\n]\n");
  if (json)
    chiosa_cli_write (out->str, out->len);
  else
    chiosa_cli_table_print (table);

  return code;
}

static int
run (int    argc,
     char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  const ChiosaCliUsage usage = {
    chiosa_cli_list.name, _("FOLDER…"), _(chiosa_cli_list.summary),
    _("One line for each article, or for each annotator of it.\n"
      "\n"
      "Examples:\n"
      "  chiosa-cli list articles/\n"
      "  chiosa-cli list --json . | jq -r '.[] | select(.status == \"done\") | .path'"),
    entries,
  };
  g_autoptr (GPtrArray) inputs = NULL;
  g_autoptr (GError) error = NULL;

  if (!chiosa_cli_parse (&usage, &argc, &argv))
    return CHIOSA_CLI_USAGE;
  if (argc < 2)
    return chiosa_cli_misused (usage.name, _("A file or folder is needed"));

  inputs = chiosa_export_list_inputs ((const char * const *) argv + 1, &error);
  if (inputs == NULL)
    return chiosa_cli_fail (usage.name, error);

  return list_all (inputs, json);
}

const ChiosaCommand chiosa_cli_list = { "list", N_("Articles with status, annotators and counts"), run };

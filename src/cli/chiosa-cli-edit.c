/* chiosa-cli-edit.c
 *
 * chiosa-cli edit: applies a script of edits to an article through the document, so that text and annotations change together
 * by the same rules as in the application. Either all steps of the script are saved or none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include <stdio.h>
#include <unistd.h>

#include <glib/gi18n.h>
#include <gio/gunixinputstream.h>

#include "chiosa-cli.h"
#include "chiosa-cli-sidecars.h"
#include "chiosa-edit-script.h"

#define MAX_SCRIPT_BYTES ((gsize) 64 << 20)

typedef struct
{
  char     *annotator;
  char     *script;
  char     *output_text;
  gboolean  dry_run;
} Options;

static void
options_clear (Options *options)
{
  g_free (options->annotator);
  g_free (options->script);
  g_free (options->output_text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static GBytes *
read_standard_input (GError **error)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GOutputStream) output = g_memory_output_stream_new_resizable ();

  if (g_output_stream_splice (output, input, G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, error) < 0)
    return NULL;

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (output));
}

static GPtrArray *
read_script (const char  *path,
             GError     **error)
{
  g_autoptr (GBytes) bytes = NULL;
  GPtrArray *steps;
  gsize length;
  const char *script;

  if (g_str_equal (path, "-"))
    bytes = read_standard_input (error);
  else
    bytes = chiosa_safe_file_read (path, MAX_SCRIPT_BYTES, CHIOSA_SAFE_FILE_FOLLOW_LINKS, NULL, error);

  if (bytes == NULL)
    return NULL;

  script = g_bytes_get_data (bytes, &length);
  steps = chiosa_edit_script_parse (script != NULL ? script : "", length, error);

  if (steps == NULL)
    g_prefix_error (error, "%s: ", path);

  return steps;
}

static gboolean
replace (ChiosaDocument        *document,
         const ChiosaEditStep  *step,
         GError               **error)
{
  gsize length = chiosa_text_get_length (chiosa_document_get_text (document));
  g_autoptr (ChiosaEdit) edit = NULL;

  if (step->start > step->end || step->end > length)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   _("There is no place %lu to %lu in a text of %lu characters"),
                   (gulong) step->start, (gulong) step->end, (gulong) length);
      return FALSE;
    }

  edit = chiosa_edit_new_replace (step->start, step->end, step->text);

  return chiosa_document_edit (document, edit, CHIOSA_EDIT_OTHER, error);
}

static gboolean
walk_history (ChiosaDocument  *document,
              gboolean       (*walk) (ChiosaDocument *),
              guint            count,
              const char      *nothing,
              GError         **error)
{
  for (guint i = 0; i < count; i++)
    {
      if (walk (document))
        continue;

      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, nothing);
      return FALSE;
    }

  return TRUE;
}

/* The parser has seen to it that every "begin" has its "end", and no undo between them. */
static gboolean
apply_step (ChiosaDocument        *document,
            const ChiosaEditStep  *step,
            GError               **error)
{
  switch (step->kind)
    {
    case CHIOSA_STEP_REPLACE:
      return replace (document, step, error);
    case CHIOSA_STEP_UNDO:
      return walk_history (document, chiosa_document_undo, step->count, _("There is nothing to undo"), error);
    case CHIOSA_STEP_REDO:
      return walk_history (document, chiosa_document_redo, step->count, _("There is nothing to redo"), error);
    case CHIOSA_STEP_BEGIN:
      chiosa_document_begin_step (document, _("Edit Text"));
      return TRUE;
    case CHIOSA_STEP_END:
      chiosa_document_end_step (document);
      return TRUE;
    default:
      g_assert_not_reached ();
    }
}

static gboolean
apply_script (ChiosaDocument  *document,
              GPtrArray       *steps,
              const char      *name,
              GError         **error)
{
  for (guint i = 0; i < steps->len; i++)
    {
      const ChiosaEditStep *step = g_ptr_array_index (steps, i);

      if (apply_step (document, step, error))
        continue;

      /* Translators: the name of a file, then a number: what is wrong in this line of it follows */
      g_prefix_error (error, _("%s: line %u: "), name, step->line);
      return FALSE;
    }

  return TRUE;
}

static gboolean
write_text (ChiosaArticleFile  *file,
            const char         *path,
            GError            **error)
{
  const ChiosaText *text = chiosa_document_get_text (chiosa_article_file_get_document (file));
  g_autoptr (GBytes) bytes = chiosa_encoding_encode (text, chiosa_article_file_get_encoding (file), error);

  if (bytes == NULL)
    return FALSE;

  if (g_str_equal (path, "-"))
    {
      chiosa_cli_write (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      return TRUE;
    }

  return chiosa_safe_file_replace (path, bytes, CHIOSA_SAFE_FILE_FOLLOW_LINKS | CHIOSA_SAFE_FILE_ALLOW_EMPTY,
                                   NULL, NULL, error);
}

/* Only what has changed: a script that undoes all it did touches no file. */
static gboolean
save (ChiosaArticleFile  *file,
      GError            **error)
{
  ChiosaDocument *document = chiosa_article_file_get_document (file);
  ChiosaSaveFlags flags = 0;

  if (chiosa_document_is_text_modified (document))
    flags |= CHIOSA_SAVE_TEXT | CHIOSA_SAVE_ANNOTATIONS;
  if (chiosa_document_is_annotations_modified (document))
    flags |= CHIOSA_SAVE_ANNOTATIONS;

  return flags == 0 || chiosa_article_file_save (file, flags, error);
}

/* Other people's annotations of the same article are not at hand here; Chiosa finds their words again when they open it. */
static void
tell_about_others (ChiosaArticleFile *file)
{
  g_autoptr (GPtrArray) sidecars = chiosa_cli_sidecars_of (chiosa_article_file_get_path (file));
  const char *own = chiosa_article_file_get_sidecar_path (file);
  guint others = 0;

  for (guint i = 0; i < sidecars->len; i++)
    if (!g_str_equal (g_ptr_array_index (sidecars, i), own))
      others++;

  if (others > 0)
    g_printerr (ngettext ("%u other sidecar of this article still belongs to the text as it was\n",
                          "%u other sidecars of this article still belong to the text as it was\n", others), others);
}

static int
edit (const char *path,
      Options    *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) steps = read_script (options->script, &error);
  g_autoptr (ChiosaArticleFile) file = NULL;
  ChiosaDocument *document;
  guint detached;
  gboolean changed;

  if (steps == NULL)
    return chiosa_cli_fail (chiosa_cli_edit.name, error);

  file = chiosa_cli_open (path, options->annotator, &error);
  if (file == NULL)
    return chiosa_cli_fail (chiosa_cli_edit.name, error);

  document = chiosa_article_file_get_document (file);
  detached = chiosa_document_get_n_detached (document);

  if (!apply_script (document, steps, options->script, &error))
    return chiosa_cli_fail (chiosa_cli_edit.name, error);

  changed = chiosa_document_is_text_modified (document);

  if (options->output_text != NULL && !write_text (file, options->output_text, &error))
    return chiosa_cli_fail (chiosa_cli_edit.name, error);
  if (!options->dry_run && !save (file, &error))
    return chiosa_cli_fail (chiosa_cli_edit.name, error);

  if (chiosa_document_get_n_detached (document) > detached)
    {
      guint lost = chiosa_document_get_n_detached (document) - detached;

      g_printerr (ngettext ("%u annotation has lost its words and is detached\n",
                            "%u annotations have lost their words and are detached\n", lost), lost);
    }

  if (changed && !options->dry_run)
    tell_about_others (file);

  return CHIOSA_CLI_OK;
}

static int
run (int    argc,
     char **argv)
{
  g_auto (Options) options = { 0 };
  const GOptionEntry entries[] = {
    { "script", 's', 0, G_OPTION_ARG_FILENAME, &options.script, N_("The edits; “-” reads standard input"), N_("FILE") },
    { "annotator", 'a', 0, G_OPTION_ARG_STRING, &options.annotator, N_("Edit with the annotations of NAME"), N_("NAME") },
    { "dry-run", 'n', 0, G_OPTION_ARG_NONE, &options.dry_run, N_("Save neither article nor annotations"), NULL },
    { "output-text", 'o', 0, G_OPTION_ARG_FILENAME, &options.output_text,
      N_("Write the edited text to FILE too; “-” is standard output"), N_("FILE") },
    G_OPTION_ENTRY_NULL,
  };
  const ChiosaCliUsage usage = {
    chiosa_cli_edit.name, _("ARTICLE"), _(chiosa_cli_edit.summary),
    _("A script has one step per line:\n"
      "  # a remark\n"
      "  insert OFFSET \"TEXT\"\n"
      "  delete START END\n"
      "  replace START END \"TEXT\"\n"
      "  undo [N]\n"
      "  redo [N]\n"
      "  begin, end              the edits between are undone together\n"
      "TEXT is a JSON string. Offsets count characters (Unicode code points) of the text at that moment.\n"
      "When a step cannot be done, nothing is saved.\n"
      "\n"
      "Examples:\n"
      "  chiosa-cli edit article.txt --script fix.edits\n"
      "  echo 'insert 0 \"Rome. \"' | chiosa-cli edit article.txt --script -\n"
      "  chiosa-cli edit article.txt --script fix.edits --dry-run --output-text - | diff article.txt -"),
    entries,
  };

  if (!chiosa_cli_parse (&usage, &argc, &argv))
    return CHIOSA_CLI_USAGE;
  if (argc != 2)
    return chiosa_cli_misused (usage.name, _("One article is needed"));
  if (options.script == NULL)
    return chiosa_cli_misused (usage.name, _("A script is needed: --script FILE"));
  if (!chiosa_cli_annotator_is_valid (options.annotator))
    return chiosa_cli_misused (usage.name, _("The name of an annotator is 1 to 64 of A-Z a-z 0-9 . _ -"));

  return edit (argv[1], &options);
}

const ChiosaCommand chiosa_cli_edit = { "edit", N_("Apply a script of edits to an article and its annotations"), run };

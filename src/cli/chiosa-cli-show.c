/* chiosa-cli-show.c
 *
 * chiosa-cli show: what is marked in an article, as a table for people or as JSON (chiosa-cli-show-json.c).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include <glib/gi18n.h>

#include "chiosa-cli.h"
#include "chiosa-cli-show-json.h"
#include "chiosa-cli-table.h"

#define WORDS_WIDTH 48
#define END_WIDTH   24
#define VALUE_WIDTH 40

/* "0-24", or "0-24,30-41" for one in two pieces. */
static char *
format_place (ChiosaDocument         *document,
              const ChiosaAnnotation *annotation)
{
  guint n_spans = 0;
  g_autofree ChiosaSpan *spans = chiosa_document_get_spans (document, annotation->id, &n_spans);
  GString *place = g_string_new (NULL);

  for (guint i = 0; i < n_spans; i++)
    g_string_append_printf (place, "%s%" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT, i > 0 ? "," : "",
                            spans[i].start, spans[i].end);

  return g_string_free (place, FALSE);
}

/* What is not as the tag set has it by default: "voice=author verdict=refuted". */
static char *
format_attributes (ChiosaDocument         *document,
                   const ChiosaAnnotation *annotation)
{
  ChiosaTagset *tagset = chiosa_document_get_tagset (document);
  GString *string = g_string_new (NULL);

  for (guint i = 0; i < chiosa_attributes_get_n (annotation->attributes); i++)
    {
      const char *value;
      const char *name = chiosa_attributes_nth (annotation->attributes, i, NULL, &value);
      const ChiosaAttributeType *type = chiosa_tagset_find_attribute (tagset, annotation->type, name);
      g_autofree char *shown = NULL;

      if (*value == '\0' || (type != NULL && g_strcmp0 (type->default_value, value) == 0))
        continue;

      shown = chiosa_cli_shorten (value, VALUE_WIDTH);
      g_string_append_printf (string, "%s%s=%s", string->len > 0 ? " " : "", name, shown);
    }

  return g_string_free (string, FALSE);
}

static char *
get_words (ChiosaDocument         *document,
           const ChiosaAnnotation *annotation,
           guint                   width)
{
  g_autofree char *quote = NULL;

  if (annotation->state == CHIOSA_STATE_DETACHED)
    quote = g_strdup (annotation->quote != NULL ? annotation->quote->exact : NULL);
  else
    quote = chiosa_document_get_quote (document, annotation->id);

  return chiosa_cli_shorten (quote != NULL ? quote : "", width);
}

static void
add_annotation (ChiosaCliTable         *table,
                ChiosaDocument         *document,
                const ChiosaAnnotation *annotation)
{
  g_autofree char *type = chiosa_cli_shorten (annotation->type, VALUE_WIDTH);
  g_autofree char *label = chiosa_cli_shorten (annotation->label, VALUE_WIDTH);
  g_autofree char *place = format_place (document, annotation);
  g_autofree char *words = get_words (document, annotation, WORDS_WIDTH);
  g_autofree char *attributes = format_attributes (document, annotation);
  const char *cells[] = { annotation->id, type, label, place, words, attributes };

  chiosa_cli_table_add (table, cells);
}

static void
print_annotations (ChiosaDocument *document,
                   GPtrArray      *annotations)
{
  g_autoptr (ChiosaCliTable) table = chiosa_cli_table_new (6);
  /* Translators: headings of a table in a terminal */
  const char *headings[] = { _("ID"), _("TYPE"), _("LABEL"), _("PLACE"), _("WORDS"), _("ATTRIBUTES") };

  chiosa_cli_table_add (table, headings);

  for (guint i = 0; i < annotations->len; i++)
    add_annotation (table, document, g_ptr_array_index (annotations, i));

  g_print ("\n");
  chiosa_cli_table_print (table);
}

/* "a1b2c3d4e “Vanity Fair”" */
static char *
format_end (ChiosaDocument *document,
            const char     *id)
{
  const ChiosaAnnotation *annotation = chiosa_document_find (document, id);
  g_autofree char *words = NULL;

  if (annotation == NULL)
    /* Translators: the end of a relation that is not there; %s is its id */
    return g_strdup_printf (_("%s (missing)"), id);

  words = get_words (document, annotation, END_WIDTH);

  return g_strdup_printf ("%s “%s”", id, words);
}

static void
print_relations (ChiosaDocument *document,
                 GPtrArray      *relations)
{
  g_autoptr (ChiosaCliTable) table = chiosa_cli_table_new (4);
  /* Translators: headings of a table in a terminal: a relation leads FROM one annotation TO another */
  const char *headings[] = { _("ID"), _("RELATION"), _("FROM"), _("TO") };

  chiosa_cli_table_add (table, headings);

  for (guint i = 0; i < relations->len; i++)
    {
      const ChiosaRelation *relation = g_ptr_array_index (relations, i);
      g_autofree char *type = chiosa_cli_shorten (relation->type, VALUE_WIDTH);
      g_autofree char *from = format_end (document, relation->from);
      g_autofree char *to = format_end (document, relation->to);
      const char *cells[] = { relation->id, type, from, to };

      chiosa_cli_table_add (table, cells);
    }

  g_print ("\n");
  chiosa_cli_table_print (table);
}

static void
print_head (ChiosaArticleFile *file)
{
  ChiosaDocument *document = chiosa_article_file_get_document (file);
  const ChiosaArticle *article = chiosa_document_get_article (document);
  g_autofree char *path = g_filename_display_name (chiosa_article_file_get_path (file));
  gsize length = chiosa_text_get_length (chiosa_document_get_text (document));
  guint n = chiosa_document_get_n_annotations (document);

  g_print ("%s", path);
  if (article != NULL && article->title != NULL)
    {
      g_autofree char *title = chiosa_cli_shorten (article->title, WORDS_WIDTH);

      g_print (": %s", title);
    }

  g_print ("\n");
  g_print (ngettext ("%lu character", "%lu characters", length), (gulong) length);
  g_print (", ");
  g_print (ngettext ("%u annotation", "%u annotations", n), n);
  g_print ("\n");
}

static void
print_text (ChiosaArticleFile *file)
{
  ChiosaDocument *document = chiosa_article_file_get_document (file);
  g_autoptr (GPtrArray) live = chiosa_document_list (document);
  g_autoptr (GPtrArray) detached = chiosa_document_list_detached (document);
  g_autoptr (GPtrArray) relations = chiosa_document_list_relations (document, NULL);

  print_head (file);

  if (live->len > 0)
    print_annotations (document, live);

  if (detached->len > 0)
    {
      g_print ("\n%s\n", _("Detached: their words are no longer in the article"));
      print_annotations (document, detached);
    }

  if (relations->len > 0)
    print_relations (document, relations);
}

static int
run (int    argc,
     char **argv)
{
  g_autofree char *annotator = NULL;
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "annotator", 'a', 0, G_OPTION_ARG_STRING, &annotator, N_("Show the annotations of NAME"), N_("NAME") },
    { "json", 'j', 0, G_OPTION_ARG_NONE, &json, N_("Print JSON"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  const ChiosaCliUsage usage = {
    chiosa_cli_show.name, _("ARTICLE"), _(chiosa_cli_show.summary),
    _("Places count characters (Unicode code points) from 0; the end is not included.\n"
      "\n"
      "Examples:\n"
      "  chiosa-cli show article.txt\n"
      "  chiosa-cli show article.txt --annotator Anna\n"
      "  chiosa-cli show article.txt --json | jq '.annotations[].text'"),
    entries,
  };
  g_autoptr (ChiosaArticleFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *output = NULL;

  if (!chiosa_cli_parse (&usage, &argc, &argv))
    return CHIOSA_CLI_USAGE;
  if (argc != 2)
    return chiosa_cli_misused (usage.name, _("One article is needed"));
  if (!chiosa_cli_annotator_is_valid (annotator))
    return chiosa_cli_misused (usage.name, _("The name of an annotator is 1 to 64 of A-Z a-z 0-9 . _ -"));

  if (json)
    chiosa_cli_untranslate ();

  file = chiosa_cli_open (argv[1], annotator, &error);
  if (file == NULL)
    return chiosa_cli_fail (usage.name, error);

  if (!json)
    {
      print_text (file);
      return CHIOSA_CLI_OK;
    }

  output = chiosa_cli_show_json (file);
  chiosa_cli_write (output, strlen (output));

  return CHIOSA_CLI_OK;
}

const ChiosaCommand chiosa_cli_show = { "show", N_("Show what is marked in an article"), run };

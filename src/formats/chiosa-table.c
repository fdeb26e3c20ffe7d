/* chiosa-table.c
 *
 * All annotations as one table (RFC 4180: CRLF, values in quotation marks where they need them), written only: one row for each annotation,
 * for spreadsheets, R and pandas. Not the text of the articles; chiosa-csv.c reads tables of articles.
 *
 * The words come from strangers, and =HYPERLINK(…) in an article would run on the reader's desk: a value that is a formula to a spreadsheet
 * and could do something (it begins with =, or with +, - or @ and has a bracket, | or !) gets an apostrophe in front. Each one is counted as
 * changed text; formulas=keep leaves all values as they are, for programs. "@handle" and "-5 %" are left alone: a spreadsheet may show them
 * oddly, but they are data.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-formats.h"

#include "chiosa-json.h"
#include "chiosa-linked.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define PREFIX "attribute."

static const char * const head[] = { "article", "id", "type", "label", "start", "end", "fragments", "text", NULL };
static const char * const tail[] = { "attributes", "relations", "note", "creator", "created", "origin", "suggester", "confidence", NULL };

typedef struct
{
  const ChiosaWriteContext *context;
  const ChiosaRecord       *record;
  ChiosaLosses             *losses;
  GString                  *out;
  GPtrArray                *columns;    /* names of attributes that have one */
  char                      separator;
  gboolean                  guard;      /* against formulas */
  gboolean                  first;      /* of the row */
} Writer;

static char
get_separator (const ChiosaWriteContext *context)
{
  const char *option = chiosa_write_context_get_option (context, "separator");

  return g_str_equal (option, "tab") ? '\t' : g_str_equal (option, "semicolon") ? ';' : ',';
}

static void
add_column (GPtrArray  *columns,
            const char *name)
{
  if (!g_ptr_array_find_with_equal_func (columns, name, g_str_equal, NULL))
    g_ptr_array_add (columns, (gpointer) name);
}

/* The attributes of the tag set in its order, those of every type last. (transfer container) */
static GPtrArray *
list_columns (ChiosaTagset *tagset)
{
  GPtrArray *columns = g_ptr_array_new ();
  guint n_types = 0;
  const ChiosaSpanType *types = tagset != NULL ? chiosa_tagset_get_types (tagset, &n_types) : NULL;

  for (guint i = 0; i < n_types; i++)
    for (guint k = 0; k < types[i].n_attributes; k++)
      add_column (columns, types[i].attributes[k].id);

  for (guint i = 0; i < n_types; i++)
    {
      g_autoptr (GPtrArray) all = chiosa_tagset_list_attributes (tagset, types[i].tag.id, "");

      for (guint k = 0; k < all->len; k++)
        add_column (columns, ((const ChiosaAttributeType *) g_ptr_array_index (all, k))->id);
    }

  return columns;
}

/* --- Values ----------------------------------------------------------------------------------------------------- */

/* A formula that can do something calls a function, another program ("|") or another sheet ("!"); what begins with "=" is one in any case.
 * "@handle", "-5 %" and "--> see" are words. */
static gboolean
is_formula (const char *value)
{
  while (*value == '\t' || *value == '\r' || *value == '\n')
    value++;
  if (*value == '\0' || strchr ("=+-@", *value) == NULL)
    return FALSE;

  return *value == '=' || strpbrk (value, "(|!") != NULL;
}

static gboolean
needs_quotes (const char *value,
              char        separator)
{
  gsize length = strlen (value);

  return length > 0 && (strchr (value, separator) != NULL || strpbrk (value, "\"\r\n") != NULL
                        || value[0] == ' ' || value[length - 1] == ' ');
}

static void
append_cell (GString    *out,
             const char *value,
             char        separator)
{
  if (!needs_quotes (value, separator))
    {
      g_string_append (out, value);
      return;
    }

  g_string_append_c (out, '"');
  for (const char *p = value; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static void
add_value (Writer     *self,
           const char *value,
           const char *id)
{
  g_autofree char *guarded = NULL;

  if (!self->first)
    g_string_append_c (self->out, self->separator);
  self->first = FALSE;
  if (value == NULL)
    return;

  if (self->guard && is_formula (value))
    {
      guarded = g_strconcat ("'", value, NULL);
      chiosa_losses_add (self->losses, CHIOSA_LOSS_TEXT, id, value);
    }
  append_cell (self->out, guarded != NULL ? guarded : value, self->separator);
}

static void
add_number (Writer *self,
            gsize   value)
{
  g_string_append_printf (self->out, "%c%" G_GSIZE_FORMAT, self->separator, value);
}

/* --- Rows ------------------------------------------------------------------------------------------------------- */

static void
add_pieces (Writer     *self,
            guint       i,
            const char *id)
{
  guint n;
  const ChiosaSpan *spans = chiosa_record_get_spans (self->record, i, &n);
  g_autoptr (GString) pieces = g_string_new (NULL);
  g_autofree char *words = NULL;

  add_number (self, spans[0].start);
  add_number (self, spans[n - 1].end);
  for (guint k = 0; n > 1 && k < n; k++)   /* of a single one a spreadsheet would make a date */
    g_string_append_printf (pieces, "%s%" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT, k > 0 ? ";" : "", spans[k].start, spans[k].end);
  add_value (self, pieces->str, id);
  if (self->context->text_mode != CHIOSA_TEXT_NONE)
    words = chiosa_linked_get_words (self->record, i);
  add_value (self, words, id);
}

static void
append_json_value (GString         *out,
                   ChiosaValueKind  kind,
                   const char      *value)
{
  if (kind == CHIOSA_VALUE_TEXT || (kind == CHIOSA_VALUE_NUMBER && !chiosa_json_number_is_valid (value)))
    chiosa_json_append_string (out, value);
  else
    g_string_append (out, value);
}

/* A column for each attribute of the tag set; the others in one, as a JSON object. */
static void
add_attributes (Writer                 *self,
                const ChiosaAnnotation *annotation)
{
  g_autoptr (GString) others = g_string_new ("{");

  for (guint i = 0; i < self->columns->len; i++)
    add_value (self, chiosa_annotation_get_attribute (annotation, g_ptr_array_index (self->columns, i)), annotation->id);

  for (guint i = 0; i < chiosa_attributes_get_n (annotation->attributes); i++)
    {
      ChiosaValueKind kind;
      const char *value;
      const char *name = chiosa_attributes_nth (annotation->attributes, i, &kind, &value);

      if (g_ptr_array_find_with_equal_func (self->columns, name, g_str_equal, NULL))
        continue;
      chiosa_json_append_key (others, name);
      append_json_value (others, kind, value);
    }
  g_string_append_c (others, '}');
  add_value (self, others->len > 2 ? others->str : NULL, annotation->id);
}

static void
add_relations (Writer                  *self,
               GString                **relations,
               guint                    i,
               const ChiosaAnnotation  *annotation)
{
  add_value (self, relations[i] != NULL ? relations[i]->str : NULL, annotation->id);
}

static void
add_row (Writer   *self,
         guint     i,
         GString **relations)
{
  static const char * const origins[] = { "hand", "suggestion", "import" };
  const ChiosaAnnotation *annotation = chiosa_record_get (self->record, i);
  const char *id = annotation->id;

  self->first = TRUE;
  add_value (self, self->record->name, id);
  add_value (self, id, id);
  add_value (self, annotation->type, id);
  add_value (self, annotation->label, id);
  add_pieces (self, i, id);
  add_attributes (self, annotation);
  add_relations (self, relations, i, annotation);
  add_value (self, annotation->note, id);
  add_value (self, annotation->creator, id);
  add_value (self, annotation->created, id);
  add_value (self, origins[annotation->origin], id);
  add_value (self, annotation->suggester, id);
  add_value (self, annotation->confidence, id);
  g_string_append (self->out, "\r\n");
  if (annotation->edited || annotation->review)
    chiosa_losses_add (self->losses, CHIOSA_LOSS_PROVENANCE, id, annotation->review ? "review" : "edited");
}

/* "attributed_to:s1 about:e2" for the annotation that they lead from. */
static GString **
list_relations (Writer *self)
{
  GString **relations = g_new0 (GString *, MAX (chiosa_record_get_n (self->record), 1));
  const ChiosaRelation *relation;
  guint from;

  for (guint i = 0; (relation = chiosa_record_get_relation (self->record, i, &from, NULL)) != NULL; i++)
    {
      if (relations[from] == NULL)
        relations[from] = g_string_new (NULL);
      g_string_append_printf (relations[from], "%s%s:%s", relations[from]->len > 0 ? " " : "", relation->type, relation->to);
      if (relation->creator != NULL || relation->created != NULL)
        chiosa_losses_add (self->losses, CHIOSA_LOSS_PROVENANCE, relation->id, NULL);
    }

  return relations;
}

static void
add_names (Writer             *self,
           const char * const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    add_value (self, names[i], NULL);
}

static void
table_prologue (const ChiosaWriteContext *context,
                GString                  *out)
{
  g_autoptr (GPtrArray) columns = list_columns (context->tagset);
  Writer self = { .context = context, .out = out, .separator = get_separator (context), .first = TRUE };

  if (g_str_equal (chiosa_write_context_get_option (context, "bom"), "yes"))
    g_string_append (out, "\xef\xbb\xbf");
  add_names (&self, head);
  for (guint i = 0; i < columns->len; i++)
    {
      g_autofree char *name = g_strconcat (PREFIX, g_ptr_array_index (columns, i), NULL);

      add_value (&self, name, NULL);
    }
  add_names (&self, tail);
  g_string_append (out, "\r\n");
}

static void
table_write (const ChiosaWriteContext *context,
             const ChiosaRecord       *record,
             ChiosaOutput             *output)
{
  g_autoptr (GPtrArray) columns = list_columns (context->tagset);
  Writer self = {
    .context = context, .record = record, .losses = chiosa_output_get_losses (output), .out = chiosa_output_get_main (output),
    .columns = columns, .separator = get_separator (context),
    .guard = g_str_equal (chiosa_write_context_get_option (context, "formulas"), "guard"),
  };
  g_autofree GString **relations = list_relations (&self);

  for (guint i = 0; i < chiosa_record_get_n (record); i++)
    {
      add_row (&self, i, relations);
      if (relations[i] != NULL)
        g_string_free (relations[i], TRUE);
    }
}

const ChiosaFormat chiosa_format_table = {
  .id = "table",
  .name = N_("Table of annotations (CSV)"),
  .description = N_("One row for each annotation of all articles, one column for each attribute: for spreadsheets, R and pandas. Words that "
                    "would run as a formula in a spreadsheet get an apostrophe in front, unless it is told to keep them."),
  .extension = ".csv",
  .media_type = "text/csv",
  .flags = CHIOSA_FORMAT_WRITES | CHIOSA_FORMAT_STREAM | CHIOSA_FORMAT_TEXT_OPTIONAL,
  .unit = CHIOSA_UNIT_CODE_POINTS,
  .drops = CHIOSA_LOSS_BIT (CHIOSA_LOSS_RELATION_DETAIL) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_ARTICLE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_DETACHED)
           | CHIOSA_LOSS_BIT (CHIOSA_LOSS_EXTRA),
  .changes = CHIOSA_LOSS_BIT (CHIOSA_LOSS_TEXT) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_PROVENANCE),
  .options = {
    { "separator", N_("Between columns"), { "comma", "semicolon", "tab" } },
    { "formulas", N_("What looks like a formula"), { "guard", "keep" } },
    /* Translators: the byte-order mark by which Excel knows UTF-8 */
    { "bom", N_("Mark for Excel at the start"), { "no", "yes" } },
  },
  .prologue = table_prologue,
  .write = table_write,
};

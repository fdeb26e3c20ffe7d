/* chiosa-tei.c
 *
 * TEI P5 with standOff (Guidelines 4.3 and later, chapters 2, 16, 17 and 18), written only: the article in the header, its paragraphs in the
 * body, annotations in front of it by string-range pointers.
 *
 * Each paragraph holds its own line end, so that the paragraphs one after the other are the text to the character; a carriage return is written
 * as a character reference, since XML would make a line feed of it. string-range(p, offset, length) counts code points from the start of
 * the paragraph; a place in several pieces, or over several paragraphs, has one pointer for each. Attributes are feature structures that
 * @ana leads to, next to the category of type and label; who made an annotation, when and how is one that @corresp leads to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-tei-private.h"

#include "chiosa-linked.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Code points of a place's words that are repeated in its span; of longer ones none are. */
#define MAX_WORDS 1000

/* --- Pointers --------------------------------------------------------------------------------------------------- */

static void
find_paragraphs (ChiosaTei *self)
{
  const ChiosaText *text = self->record->snapshot->text;
  gsize at = 0;

  while (at < self->record->length)
    {
      g_array_append_val (self->paragraphs, at);
      at = chiosa_text_paragraph_next (text, at);
    }
  g_array_append_val (self->paragraphs, at);
}

static gsize
paragraph_start (const ChiosaTei *self,
                 guint            paragraph)
{
  return g_array_index (self->paragraphs, gsize, paragraph);
}

static guint
find_paragraph (const ChiosaTei *self,
                gsize            offset)
{
  guint low = 0, high = self->paragraphs->len - 1;

  while (high - low > 1)
    {
      guint middle = low + (high - low) / 2;

      if (paragraph_start (self, middle) <= offset)
        low = middle;
      else
        high = middle;
    }

  return low;
}

/* One pointer for each paragraph that a piece touches. */
static void
append_target (ChiosaTei *self,
               guint      i)
{
  guint n;
  const ChiosaSpan *spans = chiosa_record_get_spans (self->record, i, &n);
  const char *between = "";

  g_string_append (self->out, " target=\"");
  for (guint k = 0; k < n; k++)
    for (gsize at = spans[k].start; at < spans[k].end;)
      {
        guint paragraph = find_paragraph (self, at);
        gsize start = paragraph_start (self, paragraph);
        gsize end = MIN (spans[k].end, paragraph_start (self, paragraph + 1));

        g_string_append_printf (self->out, "%s#string-range(p%u,%" G_GSIZE_FORMAT ",%" G_GSIZE_FORMAT ")",
                                between, paragraph + 1, at - start, end - at);
        between = " ";
        at = end;
      }
  g_string_append_c (self->out, '"');
}

/* --- What is said ----------------------------------------------------------------------------------------------- */

static void
append_feature (ChiosaTei       *self,
                const char      *id,
                const char      *name,
                ChiosaValueKind  kind,
                const char      *value)
{
  GString *out = self->out;

  if (value == NULL)
    return;

  g_string_append (out, "<f");
  chiosa_tei_append_name (out, "name", name);
  g_string_append_c (out, '>');
  if (kind == CHIOSA_VALUE_FLAG)
    g_string_append_printf (out, "<binary value=\"%s\"/>", g_str_equal (value, "true") ? "true" : "false");
  else if (kind == CHIOSA_VALUE_NUMBER && g_regex_match_simple ("^-?[0-9]+(\\.[0-9]+)?$", value, G_REGEX_DOLLAR_ENDONLY, 0))
    g_string_append_printf (out, "<numeric value=\"%s\"/>", value);
  else
    {
      g_string_append (out, kind == CHIOSA_VALUE_JSON ? "<string n=\"json\">" : "<string>");
      chiosa_tei_append_text (self, value, id);
      g_string_append (out, "</string>");
    }
  g_string_append (out, "</f>");
}

static void
append_attributes (ChiosaTei              *self,
                   char                    kind_letter,
                   const char             *id,
                   const ChiosaAttributes *attributes)
{
  guint n = chiosa_attributes_get_n (attributes);

  if (n == 0)
    return;

  g_string_append_printf (self->out, "<fs xml:id=\"f%c.%s\" type=\"attributes\">", kind_letter, id);
  for (guint i = 0; i < n; i++)
    {
      ChiosaValueKind kind;
      const char *value;
      const char *name = chiosa_attributes_nth (attributes, i, &kind, &value);

      append_feature (self, id, name, kind, value);
    }
  g_string_append (self->out, "</fs>\n");
}

static gboolean
has_provenance (const ChiosaAnnotation *annotation)
{
  return annotation->creator != NULL || annotation->created != NULL || annotation->suggester != NULL || annotation->confidence != NULL
         || annotation->origin != CHIOSA_ORIGIN_HAND || annotation->edited || annotation->review || annotation->extra != NULL;
}

static void
append_extra (ChiosaTei  *self,
              const char *id,
              const char *extra)
{
  g_autofree char *object = extra != NULL ? g_strconcat ("{", extra, "}", NULL) : NULL;

  append_feature (self, id, "extra", CHIOSA_VALUE_JSON, object);
}

static void
append_provenance (ChiosaTei              *self,
                   const ChiosaAnnotation *annotation)
{
  static const char *const origins[] = { "hand", "suggestion", "import" };
  const char *id = annotation->id;

  if (!has_provenance (annotation))
    return;

  g_string_append_printf (self->out, "<fs xml:id=\"va.%s\" type=\"provenance\">", id);
  append_feature (self, id, "creator", CHIOSA_VALUE_TEXT, annotation->creator);
  append_feature (self, id, "created", CHIOSA_VALUE_TEXT, annotation->created);
  append_feature (self, id, "origin", CHIOSA_VALUE_TEXT, origins[annotation->origin]);
  append_feature (self, id, "suggester", CHIOSA_VALUE_TEXT, annotation->suggester);
  append_feature (self, id, "confidence", CHIOSA_VALUE_NUMBER, annotation->confidence);
  append_feature (self, id, "edited", CHIOSA_VALUE_FLAG, annotation->edited ? "true" : NULL);
  append_feature (self, id, "review", CHIOSA_VALUE_FLAG, annotation->review ? "true" : NULL);
  append_extra (self, id, annotation->extra);
  g_string_append (self->out, "</fs>\n");
}

static void
append_relation_provenance (ChiosaTei            *self,
                            const ChiosaRelation *relation)
{
  g_string_append_printf (self->out, "<fs xml:id=\"vr.%s\" type=\"provenance\">", relation->id);
  append_feature (self, relation->id, "creator", CHIOSA_VALUE_TEXT, relation->creator);
  append_feature (self, relation->id, "created", CHIOSA_VALUE_TEXT, relation->created);
  append_extra (self, relation->id, relation->extra);
  g_string_append (self->out, "</fs>\n");
}

static void
append_span (ChiosaTei *self,
             guint      i)
{
  const ChiosaAnnotation *annotation = chiosa_record_get (self->record, i);
  ChiosaSpan extent = chiosa_record_get_extent (self->record, i);
  GString *out = self->out;

  g_string_append_printf (out, "<span xml:id=\"a.%s\" ana=\"#%s", annotation->id, chiosa_tei_add_category (self, annotation->type, annotation->label));
  if (chiosa_attributes_get_n (annotation->attributes) > 0)
    g_string_append_printf (out, " #fa.%s", annotation->id);
  g_string_append_c (out, '"');
  if (has_provenance (annotation))
    g_string_append_printf (out, " corresp=\"#va.%s\"", annotation->id);
  append_target (self, i);
  g_string_append_c (out, '>');
  if (extent.end - extent.start <= MAX_WORDS)
    {
      g_autofree char *words = chiosa_linked_get_words (self->record, i);

      chiosa_tei_append_escaped (out, words, strlen (words));
    }
  g_string_append (out, "</span>\n");
}

static void
append_spans (ChiosaTei *self)
{
  for (guint i = 0; i < self->groups->len; i++)
    {
      const GArray *group = g_ptr_array_index (self->groups, i);

      g_string_append (self->out, "<spanGrp");
      chiosa_tei_append_name (self->out, "type", chiosa_tei_get_group_type (self, i));
      g_string_append (self->out, ">\n");
      for (guint k = 0; k < group->len; k++)
        append_span (self, g_array_index (group, guint, k));
      g_string_append (self->out, "</spanGrp>\n");
    }
}

static gboolean
is_symmetric (const ChiosaTei *self,
              const char      *type)
{
  const ChiosaRelationType *known = self->context->tagset != NULL ? chiosa_tagset_find_relation (self->context->tagset, type) : NULL;

  return known != NULL && known->symmetric;
}

static gboolean
relation_has_provenance (const ChiosaRelation *relation)
{
  return relation->creator != NULL || relation->created != NULL || relation->extra != NULL;
}

static void
append_relation (ChiosaTei            *self,
                 const ChiosaRelation *relation)
{
  GString *out = self->out;
  gboolean attributes = chiosa_attributes_get_n (relation->attributes) > 0, provenance = relation_has_provenance (relation);

  g_string_append_printf (out, "<relation xml:id=\"r.%s\"", relation->id);
  chiosa_tei_append_name (out, "name", relation->type);
  g_string_append_printf (out, is_symmetric (self, relation->type) ? " mutual=\"#a.%s #a.%s\"" : " active=\"#a.%s\" passive=\"#a.%s\"",
                          relation->from, relation->to);
  if (attributes)
    g_string_append_printf (out, " ana=\"#fr.%s\"", relation->id);
  if (provenance)
    g_string_append_printf (out, " corresp=\"#vr.%s\"", relation->id);
  g_string_append (out, "/>\n");
}

static void
append_relations (ChiosaTei *self)
{
  const ChiosaRelation *relation;

  if (chiosa_record_get_relation (self->record, 0, NULL, NULL) == NULL)
    return;

  g_string_append (self->out, "<listRelation>\n");
  for (guint i = 0; (relation = chiosa_record_get_relation (self->record, i, NULL, NULL)) != NULL; i++)
    append_relation (self, relation);
  g_string_append (self->out, "</listRelation>\n");
  for (guint i = 0; (relation = chiosa_record_get_relation (self->record, i, NULL, NULL)) != NULL; i++)
    {
      append_attributes (self, 'r', relation->id, relation->attributes);
      if (relation_has_provenance (relation))
        append_relation_provenance (self, relation);
    }
}

static void
append_comment (ChiosaTei  *self,
                char        kind_letter,
                const char *id,
                const char *note,
                gboolean   *first)
{
  if (note == NULL)
    return;

  g_string_append (self->out, *first ? "<listAnnotation>\n" : "");
  *first = FALSE;
  g_string_append_printf (self->out, "<annotation xml:id=\"n%c.%s\" motivation=\"commenting\" target=\"#%c.%s\"><note>", kind_letter, id, kind_letter, id);
  chiosa_tei_append_text (self, note, id);
  g_string_append (self->out, "</note></annotation>\n");
}

static void
append_comments (ChiosaTei *self)
{
  const ChiosaRelation *relation;
  gboolean first = TRUE;

  for (guint i = 0; i < chiosa_record_get_n (self->record); i++)
    {
      const ChiosaAnnotation *annotation = chiosa_record_get (self->record, i);

      append_comment (self, 'a', annotation->id, annotation->note, &first);
    }
  for (guint i = 0; (relation = chiosa_record_get_relation (self->record, i, NULL, NULL)) != NULL; i++)
    append_comment (self, 'r', relation->id, relation->note, &first);
  if (!first)
    g_string_append (self->out, "</listAnnotation>\n");
}

static void
append_stand_off (ChiosaTei *self)
{
  guint n = chiosa_record_get_n (self->record);

  if (n == 0)
    return;

  g_string_append (self->out, "<standOff>\n");
  append_spans (self);
  for (guint i = 0; i < n; i++)
    {
      const ChiosaAnnotation *annotation = chiosa_record_get (self->record, i);

      append_attributes (self, 'a', annotation->id, annotation->attributes);
      append_provenance (self, annotation);
    }
  append_relations (self);
  append_comments (self);
  g_string_append (self->out, "</standOff>\n");
}

/* --- Text ------------------------------------------------------------------------------------------------------- */

static void
append_paragraphs (ChiosaTei *self)
{
  const ChiosaText *text = self->record->snapshot->text;

  for (guint i = 0; i + 1 < self->paragraphs->len; i++)
    {
      g_autofree char *paragraph = chiosa_text_get_slice (text, paragraph_start (self, i), paragraph_start (self, i + 1));

      g_string_append_printf (self->out, "<p xml:id=\"p%u\">", i + 1);
      chiosa_tei_append_text (self, paragraph, NULL);
      g_string_append (self->out, "</p>\n");
    }
  if (self->paragraphs->len < 2)
    g_string_append (self->out, "<p/>\n");
}

static void
find_groups (ChiosaTei *self)
{
  for (guint i = 0; i < chiosa_record_get_n (self->record); i++)
    {
      const char *type = chiosa_record_get (self->record, i)->type;
      GArray *group = g_hash_table_lookup (self->by_type, type);

      if (group == NULL)
        {
          group = g_array_new (FALSE, FALSE, sizeof (guint));
          g_ptr_array_add (self->groups, group);
          g_hash_table_insert (self->by_type, (char *) type, group);
        }
      g_array_append_val (group, i);
    }
}

static void
tei_write (const ChiosaWriteContext *context,
           const ChiosaRecord       *record,
           ChiosaOutput             *output)
{
  g_autoptr (GArray) paragraphs = g_array_new (FALSE, FALSE, sizeof (gsize));
  g_autoptr (GHashTable) categories = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) category_ids = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) groups = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) by_type = g_hash_table_new (g_str_hash, g_str_equal);
  const char *language = chiosa_record_get_article (record)->language;
  ChiosaTei self = {
    context, record, chiosa_output_get_losses (output), chiosa_output_get_main (output), paragraphs, categories, category_ids, groups, by_type,
  };

  find_paragraphs (&self);
  find_groups (&self);
  g_string_append (self.out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n");
  chiosa_tei_append_header (&self);
  append_stand_off (&self);
  g_string_append (self.out, "<text");
  if (chiosa_tei_is_language (language))
    chiosa_tei_append_attribute (self.out, "xml:lang", language);
  g_string_append (self.out, " xml:space=\"preserve\"><body>\n");
  append_paragraphs (&self);
  g_string_append (self.out, "</body></text>\n</TEI>\n");
}

const ChiosaFormat chiosa_format_tei = {
  .id = "tei",
  .name = N_("TEI P5 with standOff"),
  .description = N_("The standard of digital editions and text archives, in XML: the article, and beside it annotations, attributes, relations and "
                    "notes that point into it. For archives, XML databases and corpus tools."),
  .extension = ".xml",
  .media_type = "application/tei+xml",
  .flags = CHIOSA_FORMAT_WRITES,
  .unit = CHIOSA_UNIT_CODE_POINTS,
  .drops = CHIOSA_LOSS_BIT (CHIOSA_LOSS_DETACHED),
  .changes = CHIOSA_LOSS_BIT (CHIOSA_LOSS_TEXT),
  .write = tei_write,
};

/* chiosa-label-studio.c
 *
 * Label Studio's JSON: one array of tasks, one for each article, and the labelling configuration that goes with it
 * (chiosa-label-studio-config.c). Reading is chiosa-label-studio-read.c.
 *
 * Offsets are UTF-16 units as its editor counts them, line ends as they stand (CR and LF are one each); its Python converter counts code
 * points: unit=codepoints. Each fragment is a region of its own; attributes are results with the id of the first. What Label Studio has
 * no word for stands in "meta", which it keeps.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-formats.h"
#include "chiosa-label-studio-config.h"
#include "chiosa-label-studio-private.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const ChiosaWriteContext *context;
  const ChiosaRecord       *record;
  ChiosaOffsets            *offsets;
  ChiosaOffsetUnit          unit;
  GString                  *out;
} Task;

/* A list with one string in it. */
static void
append_one (GString    *out,
            const char *key,
            const char *value)
{
  chiosa_json_append_key (out, key);
  g_string_append_c (out, '[');
  chiosa_json_append_string (out, value);
  g_string_append_c (out, ']');
}

/* {"id":"s1","from_name":"label","to_name":"text","type":"labels" */
static void
open_result (Task       *self,
             const char *id,
             const char *from,
             const char *type)
{
  g_string_append (self->out, self->out->str[self->out->len - 1] != '[' ? ",\n  {" : "\n  {");
  chiosa_json_append_text (self->out, "id", id);
  chiosa_json_append_text (self->out, "from_name", from);
  chiosa_json_append_text (self->out, "to_name", CHIOSA_LABEL_STUDIO_OBJECT);
  chiosa_json_append_text (self->out, "type", type);
}

/* ,"value":{"start":3,"end":11 */
static void
open_value (Task             *self,
            const ChiosaSpan *span)
{
  g_string_append (self->out, ",\"value\":{");
  if (span == NULL)
    return;

  g_string_append_printf (self->out, "\"start\":%" G_GSIZE_FORMAT ",\"end\":%" G_GSIZE_FORMAT,
                          chiosa_offsets_to (self->offsets, self->unit, span->start),
                          chiosa_offsets_to (self->offsets, self->unit, span->end));
}

static void
append_words (Task             *self,
              const ChiosaSpan *span)
{
  g_autofree char *words = NULL;

  if (span == NULL)
    return;

  words = chiosa_offsets_slice (self->offsets, span->start, span->end);
  chiosa_json_append_text (self->out, "text", words);
}

static void
append_region (Task       *self,
               guint       i,
               guint       fragment,
               ChiosaSpan  span)
{
  const ChiosaAnnotation *annotation = chiosa_record_get (self->record, i);
  g_autofree char *id = chiosa_fragment_id (annotation->id, fragment);
  g_autofree char *name = chiosa_label_studio_type_name (annotation->type);

  open_result (self, id, name, "labels");
  open_value (self, &span);
  append_words (self, &span);
  append_one (self->out, "labels", *annotation->label != '\0' ? annotation->label : annotation->type);
  g_string_append_c (self->out, '}');
  if (fragment == 0 && annotation->note != NULL)
    {
      g_string_append (self->out, ",\"meta\":{");
      append_one (self->out, "text", annotation->note);
      g_string_append_c (self->out, '}');
    }
  g_string_append_c (self->out, '}');
}

static ChiosaAttributeKind
find_kind (const ChiosaAttributeType *type,
           ChiosaValueKind            kind)
{
  if (type != NULL)
    return type->kind;

  return kind == CHIOSA_VALUE_FLAG ? CHIOSA_ATTRIBUTE_FLAG : kind == CHIOSA_VALUE_NUMBER ? CHIOSA_ATTRIBUTE_NUMBER : CHIOSA_ATTRIBUTE_TEXT;
}

/* @span NULL: of the whole article. */
static void
append_value (Task                      *self,
              const char                *id,
              const char                *control,
              const ChiosaAttributeType *type,
              ChiosaValueKind            kind,
              const char                *value,
              const ChiosaSpan          *span)
{
  static const char * const types[] = { "choices", "choices", "textarea", "number", "textarea", "datetime" };
  ChiosaAttributeKind attribute = find_kind (type, kind);

  if (attribute == CHIOSA_ATTRIBUTE_NUMBER && !chiosa_json_number_is_valid (value))
    attribute = CHIOSA_ATTRIBUTE_TEXT;

  open_result (self, id, control, types[attribute]);
  open_value (self, span);
  switch (attribute)
    {
    case CHIOSA_ATTRIBUTE_CHOICE:
    case CHIOSA_ATTRIBUTE_FLAG:
      append_words (self, span);
      append_one (self->out, "choices", value);
      break;

    case CHIOSA_ATTRIBUTE_NUMBER:
      append_words (self, span);
      chiosa_json_append_key (self->out, "number");
      g_string_append (self->out, value);
      break;

    case CHIOSA_ATTRIBUTE_DATE:
      append_words (self, span);
      chiosa_json_append_text (self->out, "datetime", value);
      break;

    case CHIOSA_ATTRIBUTE_TEXT:
    case CHIOSA_ATTRIBUTE_LINK:
    default:
      /* Here "text" is what was written, not the words of the region. */
      append_one (self->out, "text", value);
      break;
    }
  g_string_append (self->out, "}}");
}

static void
append_attributes (Task       *self,
                   guint       i,
                   ChiosaSpan  span)
{
  const ChiosaAnnotation *annotation = chiosa_record_get (self->record, i);

  for (guint a = 0; a < chiosa_attributes_get_n (annotation->attributes); a++)
    {
      ChiosaValueKind kind;
      const char *value;
      const char *attribute = chiosa_attributes_nth (annotation->attributes, a, &kind, &value);
      const ChiosaAttributeType *type = chiosa_tagset_find_attribute (self->context->tagset, annotation->type, attribute);
      g_autofree char *control = NULL;

      if (type != NULL && g_strcmp0 (type->default_value, value) == 0)
        continue;

      control = chiosa_label_studio_attribute_name (self->context->tagset, annotation->type, attribute);
      append_value (self, annotation->id, control, type, kind, value, &span);
    }
}

static void
append_article_attributes (Task *self)
{
  const ChiosaArticle *article = chiosa_record_get_article (self->record);
  guint n_types;
  const ChiosaAttributeType *types = chiosa_tagset_get_article_attributes (self->context->tagset, &n_types);

  for (guint a = 0; a < chiosa_attributes_get_n (article->attributes); a++)
    {
      ChiosaValueKind kind;
      const char *value;
      const char *attribute = chiosa_attributes_nth (article->attributes, a, &kind, &value);
      const ChiosaAttributeType *type = NULL;
      g_autofree char *control = chiosa_label_studio_article_name (self->context->tagset, attribute);
      g_autofree char *id = g_strconcat ("article-", attribute, NULL);

      for (guint i = 0; i < n_types; i++)
        if (g_str_equal (types[i].id, attribute))
          type = &types[i];
      if (type == NULL || g_strcmp0 (type->default_value, value) != 0)
        append_value (self, id, control, type, kind, value, NULL);
    }
}

static void
append_relations (Task *self)
{
  const ChiosaRelation *relation;

  for (guint i = 0; (relation = chiosa_record_get_relation (self->record, i, NULL, NULL)) != NULL; i++)
    {
      const ChiosaRelationType *type = chiosa_tagset_find_relation (self->context->tagset, relation->type);

      g_string_append (self->out, self->out->str[self->out->len - 1] != '[' ? ",\n  {" : "\n  {");
      chiosa_json_append_text (self->out, "type", "relation");
      chiosa_json_append_text (self->out, "from_id", relation->from);
      chiosa_json_append_text (self->out, "to_id", relation->to);
      chiosa_json_append_text (self->out, "direction", type != NULL && type->symmetric ? "bi" : "right");
      append_one (self->out, "labels", relation->type);
      g_string_append_c (self->out, '}');
    }
}

static void
append_data (Task *self)
{
  const ChiosaArticle *article = chiosa_record_get_article (self->record);

  g_string_append (self->out, ",\"data\":{");
  chiosa_json_append_text (self->out, "text", self->record->utf8);
  chiosa_json_append_text (self->out, "name", self->record->name);
  chiosa_json_append_text (self->out, "title", article->title);
  chiosa_json_append_text (self->out, "author", article->author);
  chiosa_json_append_text (self->out, "publisher", article->publisher);
  chiosa_json_append_text (self->out, "url", article->url);
  chiosa_json_append_text (self->out, "date", article->date);
  chiosa_json_append_text (self->out, "language", article->language);
  g_string_append_c (self->out, '}');
}

static void
label_studio_write (const ChiosaWriteContext *context,
                    const ChiosaRecord       *record,
                    ChiosaOutput             *output)
{
  g_autoptr (ChiosaOffsets) offsets = chiosa_offsets_new (record->utf8);
  Task self = { .context = context, .record = record, .offsets = offsets, .out = chiosa_output_get_main (output) };
  guint n = chiosa_record_get_n (record);

  self.unit = g_str_equal (chiosa_write_context_get_option (context, "unit"), "codepoints") ? CHIOSA_UNIT_CODE_POINTS : CHIOSA_UNIT_UTF16;

  g_string_append_printf (self.out, "{\"id\":%" G_GUINT64_FORMAT, (guint64) record->index + 1);
  append_data (&self);
  g_string_append (self.out, ",\n \"annotations\":[{\"result\":[");
  for (guint i = 0; i < n; i++)
    {
      guint n_spans;
      const ChiosaSpan *spans = chiosa_record_get_spans (record, i, &n_spans);

      for (guint s = 0; s < n_spans; s++)
        append_region (&self, i, s, spans[s]);
      append_attributes (&self, i, spans[0]);
      if (n_spans > 1)
        chiosa_losses_add (chiosa_output_get_losses (output), CHIOSA_LOSS_FRAGMENTS, chiosa_record_get (record, i)->id, NULL);
    }
  append_article_attributes (&self);
  append_relations (&self);
  g_string_append (self.out, "]}],\n \"meta\":{");
  chiosa_companion_append (self.out, context, record, CHIOSA_COMPANION_NO_VALUES);
  g_string_append (self.out, "}}");
}

static void
label_studio_prologue (const ChiosaWriteContext *context,
                       GString                  *out)
{
  g_string_append (out, "[\n");
}

static void
label_studio_epilogue (const ChiosaWriteContext *context,
                       GString                  *out)
{
  g_string_append (out, "\n]\n");
}

static void
label_studio_write_set (const ChiosaWriteContext *context,
                        GPtrArray                *files)
{
  ChiosaSetFile *file = chiosa_set_file_new ("label-studio.xml");
  g_autofree char *xml = chiosa_label_studio_config_write (context->tagset);

  g_string_append (file->content, xml);
  g_ptr_array_add (files, file);
}

const ChiosaFormat chiosa_format_label_studio = {
  .id = "label-studio",
  .name = N_("Label Studio"),
  .description = N_("Tasks with annotations and relations, and the labelling configuration for the project, to work on in Label Studio. "
                    "Offsets are those of its editor; choose code points for its converter."),
  .extension = ".json",
  .media_type = "application/json",
  .flags = CHIOSA_FORMAT_READS | CHIOSA_FORMAT_WRITES | CHIOSA_FORMAT_STREAM,
  .unit = CHIOSA_UNIT_UTF16,
  .drops = CHIOSA_LOSS_BIT (CHIOSA_LOSS_DETACHED),
  .changes = CHIOSA_LOSS_BIT (CHIOSA_LOSS_FRAGMENTS),
  .options = {
    { .id = "unit", .name = N_("Offsets"), .values = { "utf16", "codepoints", NULL } },
    /* Translators: which of several annotations of one article is imported */
    { .id = "annotation", .name = N_("Annotation"), .values = { "first", "last", "predictions", NULL } },
  },
  .prologue = label_studio_prologue,
  .separator = ",\n",
  .epilogue = label_studio_epilogue,
  .write = label_studio_write,
  .write_set = label_studio_write_set,
  .guess = chiosa_label_studio_guess,
  .read = chiosa_label_studio_read,
  .read_tagset = chiosa_label_studio_read_tagset,
};

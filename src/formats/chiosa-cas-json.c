/* chiosa-cas-json.c
 *
 * UIMA CAS JSON 0.4, written: the types that an article needs, and feature structures for words, sentences, annotations, relations and
 * what is known of the article. Specification: Apache UIMA, "JSON serialization of the Apache UIMA CAS", 0.4.0; read by INCEpTION and by
 * dkpro-cassis. Reading is in chiosa-cas-json-read.c.
 *
 * Types and features are those of chiosa-layers.h; our own ids stand in %DESCRIPTION where names differ. An annotation in several
 * pieces is one stretch for others; its pieces are in the feature chiosa_place. A relation leads from Governor to Dependent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-cas.h"

#include "chiosa-formats.h"
#include "chiosa-json.h"
#include "chiosa-layers.h"
#include "chiosa-tokens.h"

#include <glib/gi18n-lib.h>

/* Words take more room than all else. A text with more of them goes without, and readers find them themselves. */
#define MAX_WORDS 200000

/* One article being written. */
typedef struct
{
  const ChiosaRecord *record;
  GString            *out;
  ChiosaOffsets      *offsets;
  ChiosaTokens       *tokens;
  ChiosaLayers       *layers;
  char              **places;        /* of each annotation; NULL: one stretch */
  guint               next_id;
  guint               first_id;      /* of the first annotation */
} Writer;

/* --- Types ---------------------------------------------------------------------------------------------------------- */

static void
open_type (GString    *out,
           const char *name,
           const char *super,
           const char *description)
{
  chiosa_json_append_key (out, name);
  g_string_append (out, "{\"%NAME\":");
  chiosa_json_append_string (out, name);
  g_string_append (out, ",\"%SUPER_TYPE\":");
  chiosa_json_append_string (out, super);
  if (description != NULL)
    {
      g_string_append (out, ",\"%DESCRIPTION\":");
      chiosa_json_append_string (out, description);
    }
}

static void
add_feature (GString    *out,
             const char *name,
             const char *range,
             const char *description)
{
  chiosa_json_append_key (out, name);
  g_string_append (out, "{\"%NAME\":");
  chiosa_json_append_string (out, name);
  g_string_append (out, ",\"%RANGE\":");
  chiosa_json_append_string (out, range);
  if (description != NULL)
    {
      g_string_append (out, ",\"%DESCRIPTION\":");
      chiosa_json_append_string (out, description);
    }
  g_string_append_c (out, '}');
}

static void
add_simple_type (GString    *out,
                 const char *name,
                 const char *super,
                 const char *const *features)
{
  open_type (out, name, super, NULL);
  for (guint i = 0; features[i] != NULL; i++)
    add_feature (out, features[i], CHIOSA_CAS_STRING, NULL);
  g_string_append_c (out, '}');
}

static const char *
find_range (const ChiosaLayerFeature *feature)
{
  if (feature->kind == CHIOSA_FEATURE_EDITED || feature->kind == CHIOSA_FEATURE_REVIEW)
    return CHIOSA_CAS_BOOLEAN;
  if (feature->kind == CHIOSA_FEATURE_CONFIDENCE)
    return CHIOSA_CAS_DOUBLE;
  if (feature->kind == CHIOSA_FEATURE_ATTRIBUTE && feature->value_kind == CHIOSA_VALUE_FLAG)
    return CHIOSA_CAS_BOOLEAN;
  if (feature->kind == CHIOSA_FEATURE_ATTRIBUTE && feature->value_kind == CHIOSA_VALUE_NUMBER)
    return CHIOSA_CAS_DOUBLE;

  return CHIOSA_CAS_STRING;
}

/* The type that all annotations at one end of a layer's relations have. (transfer full) */
static char *
find_end_type (const Writer      *self,
               const ChiosaLayer *layer,
               gboolean           to)
{
  const ChiosaLayer *found = NULL;
  const ChiosaRelation *relation;
  guint ends[2];

  for (guint i = 0; (relation = chiosa_record_get_relation (self->record, i, &ends[0], &ends[1])) != NULL; i++)
    {
      const ChiosaLayer *end;

      if (chiosa_layers_find (self->layers, relation->type, TRUE) != layer)
        continue;
      end = chiosa_layers_find (self->layers, chiosa_record_get (self->record, ends[to])->type, FALSE);
      if (found != NULL && found != end)
        return g_strdup (CHIOSA_CAS_ANNOTATION);
      found = end;
    }

  return found != NULL ? g_strconcat (CHIOSA_LAYERS_PREFIX, found->name, NULL) : g_strdup (CHIOSA_CAS_ANNOTATION);
}

static void
add_layer (const Writer      *self,
           const ChiosaLayer *layer)
{
  g_autofree char *name = g_strconcat (CHIOSA_LAYERS_PREFIX, layer->name, NULL);

  open_type (self->out, name, CHIOSA_CAS_ANNOTATION, layer->type);
  if (layer->is_relation)
    {
      g_autofree char *from = find_end_type (self, layer, FALSE), *to = find_end_type (self, layer, TRUE);

      add_feature (self->out, CHIOSA_CAS_FROM, from, NULL);
      add_feature (self->out, CHIOSA_CAS_TO, to, NULL);
    }
  for (guint i = 0; i < layer->features->len; i++)
    {
      const ChiosaLayerFeature *feature = g_ptr_array_index (layer->features, i);
      g_autofree char *description = NULL;

      if (feature->kind == CHIOSA_FEATURE_ATTRIBUTE && feature->value_kind == CHIOSA_VALUE_JSON)
        description = g_strconcat (feature->attribute, CHIOSA_CAS_AS_JSON, NULL);
      else
        description = g_strdup (chiosa_layer_feature_get_exact_name (feature));
      add_feature (self->out, feature->name, find_range (feature), description);
    }
  g_string_append_c (self->out, '}');
}

static void
write_types (const Writer *self)
{
  static const char * const none[] = { NULL };
  static const char * const metadata[] = { "documentTitle", "documentId", "documentUri", NULL };
  static const char * const article[] = { "author", "publisher", "date", "licence", "note", "status", "attributes", "extra", NULL };

  g_string_append (self->out, "{\"%TYPES\":{");
  add_simple_type (self->out, CHIOSA_CAS_METADATA, CHIOSA_CAS_DOCUMENT, metadata);
  add_simple_type (self->out, CHIOSA_CAS_SENTENCE, CHIOSA_CAS_ANNOTATION, none);
  add_simple_type (self->out, CHIOSA_CAS_TOKEN, CHIOSA_CAS_ANNOTATION, none);
  add_simple_type (self->out, CHIOSA_CAS_ARTICLE, "uima.cas.AnnotationBase", article);
  for (guint i = 0; i < self->layers->layers->len; i++)
    add_layer (self, g_ptr_array_index (self->layers->layers, i));
  g_string_append (self->out, "},\n");
}

/* --- Feature structures --------------------------------------------------------------------------------------------- */

static void
open_structure (Writer     *self,
                const char *type)
{
  g_string_append_printf (self->out, "%s{\"%%ID\":%u,\"%%TYPE\":\"%s\"", self->next_id > 1 ? ",\n" : "", self->next_id, type);
  self->next_id++;
}

static void
open_annotation (Writer     *self,
                 const char *type,
                 gsize       start,
                 gsize       end)
{
  open_structure (self, type);
  g_string_append_printf (self->out, ",\"@sofa\":1,\"begin\":%" G_GSIZE_FORMAT ",\"end\":%" G_GSIZE_FORMAT,
                          chiosa_offsets_to (self->offsets, CHIOSA_UNIT_UTF16, start),
                          chiosa_offsets_to (self->offsets, CHIOSA_UNIT_UTF16, end));
}

static void
add_string (const Writer *self,
            const char   *key,
            const char   *value)
{
  if (value == NULL)
    return;

  chiosa_json_append_key (self->out, key);
  chiosa_json_append_string (self->out, value);
}

static void
add_value (const Writer             *self,
           const ChiosaLayerFeature *feature,
           const char               *value)
{
  if (value == NULL)
    return;

  chiosa_json_append_key (self->out, feature->name);
  if (g_str_equal (find_range (feature), CHIOSA_CAS_STRING))
    chiosa_json_append_string (self->out, value);
  else
    g_string_append (self->out, value);
}

static char *
attributes_to_json (const ChiosaAttributes *attributes)
{
  g_autoptr (GString) json = g_string_new ("{");

  for (guint i = 0; i < chiosa_attributes_get_n (attributes); i++)
    {
      ChiosaValueKind kind;
      const char *value;

      chiosa_json_append_key (json, chiosa_attributes_nth (attributes, i, &kind, &value));
      if (kind == CHIOSA_VALUE_TEXT)
        chiosa_json_append_string (json, value);
      else
        g_string_append (json, value);
    }
  g_string_append_c (json, '}');

  return json->len > 2 ? g_strdup (json->str) : NULL;
}

static void
write_article (Writer *self)
{
  const ChiosaArticle *article = chiosa_record_get_article (self->record);
  g_autofree char *attributes = attributes_to_json (article->attributes);

  open_annotation (self, CHIOSA_CAS_METADATA, 0, self->record->length);
  add_string (self, "language", article->language);
  add_string (self, "documentTitle", article->title);
  add_string (self, "documentId", self->record->name);
  add_string (self, "documentUri", article->url);
  g_string_append_c (self->out, '}');

  open_structure (self, CHIOSA_CAS_ARTICLE);
  g_string_append (self->out, ",\"@sofa\":1");
  add_string (self, "author", article->author);
  add_string (self, "publisher", article->publisher);
  add_string (self, "date", article->date);
  add_string (self, "licence", article->licence);
  add_string (self, "note", article->note);
  add_string (self, "status", chiosa_status_to_string (article->status));
  add_string (self, "attributes", attributes);
  add_string (self, "extra", article->extra);
  g_string_append_c (self->out, '}');
}

static void
write_words (Writer *self)
{
  if (self->tokens->tokens->len > MAX_WORDS)
    return;

  for (guint i = 0; i < self->tokens->sentences->len; i++)
    {
      const ChiosaSentence *sentence = &g_array_index (self->tokens->sentences, ChiosaSentence, i);

      open_annotation (self, CHIOSA_CAS_SENTENCE, sentence->start, sentence->end);
      g_string_append_c (self->out, '}');
    }
  for (guint i = 0; i < self->tokens->tokens->len; i++)
    {
      const ChiosaToken *token = &g_array_index (self->tokens->tokens, ChiosaToken, i);

      open_annotation (self, CHIOSA_CAS_TOKEN, token->start, token->end);
      g_string_append_c (self->out, '}');
    }
}

static void
write_annotation (Writer *self,
                  guint   i)
{
  const ChiosaAnnotation *annotation = chiosa_record_get (self->record, i);
  const ChiosaLayer *layer = chiosa_layers_find (self->layers, annotation->type, FALSE);
  ChiosaSpan extent = chiosa_record_get_extent (self->record, i);
  g_autofree char *type = g_strconcat (CHIOSA_LAYERS_PREFIX, layer->name, NULL);

  open_annotation (self, type, extent.start, extent.end);
  for (guint k = 0; k < layer->features->len; k++)
    {
      const ChiosaLayerFeature *feature = g_ptr_array_index (layer->features, k);

      add_value (self, feature, feature->kind == CHIOSA_FEATURE_PLACE ? self->places[i] : chiosa_layer_feature_get (feature, annotation));
    }
  g_string_append_c (self->out, '}');
}

/* As INCEpTION has it, a relation stands where its Dependent stands. */
static void
write_relation (Writer               *self,
                const ChiosaRelation *relation,
                guint                 from,
                guint                 to)
{
  const ChiosaLayer *layer = chiosa_layers_find (self->layers, relation->type, TRUE);
  ChiosaSpan extent = chiosa_record_get_extent (self->record, to);
  g_autofree char *type = g_strconcat (CHIOSA_LAYERS_PREFIX, layer->name, NULL);

  open_annotation (self, type, extent.start, extent.end);
  g_string_append_printf (self->out, ",\"@" CHIOSA_CAS_FROM "\":%u,\"@" CHIOSA_CAS_TO "\":%u", self->first_id + from, self->first_id + to);
  for (guint i = 0; i < layer->features->len; i++)
    {
      const ChiosaLayerFeature *feature = g_ptr_array_index (layer->features, i);

      add_value (self, feature, chiosa_layer_feature_get_relation (feature, relation));
    }
  g_string_append_c (self->out, '}');
}

static void
write_structures (Writer *self)
{
  const ChiosaRelation *relation;
  guint from, to;

  g_string_append (self->out, "\"%FEATURE_STRUCTURES\":[\n");
  open_structure (self, CHIOSA_CAS_SOFA);
  g_string_append (self->out, ",\"sofaNum\":1,\"sofaID\":\"_InitialView\",\"mimeType\":\"text\",\"sofaString\":");
  chiosa_json_append_string (self->out, self->record->utf8);
  g_string_append_c (self->out, '}');

  write_article (self);
  write_words (self);
  self->first_id = self->next_id;
  for (guint i = 0; i < chiosa_record_get_n (self->record); i++)
    write_annotation (self, i);
  for (guint i = 0; (relation = chiosa_record_get_relation (self->record, i, &from, &to)) != NULL; i++)
    write_relation (self, relation, from, to);
  g_string_append (self->out, "],\n");
}

static void
write_views (const Writer *self)
{
  g_string_append (self->out, "\"%VIEWS\":{\"_InitialView\":{\"%SOFA\":1,\"%MEMBERS\":[");
  for (guint i = 2; i < self->next_id; i++)
    g_string_append_printf (self->out, "%s%u", i > 2 ? "," : "", i);
  g_string_append (self->out, "]}}}\n");
}

/* --- The whole ------------------------------------------------------------------------------------------------------ */

static void
find_places (Writer       *self,
             ChiosaLosses *losses)
{
  for (guint i = 0; i < chiosa_record_get_n (self->record); i++)
    {
      guint n;
      const ChiosaSpan *spans = chiosa_record_get_spans (self->record, i, &n);

      if (n < 2)
        continue;
      self->places[i] = chiosa_layers_place_new (self->offsets, spans, n);
      chiosa_losses_add (losses, CHIOSA_LOSS_FRAGMENTS, chiosa_record_get (self->record, i)->id, NULL);
    }
}

static void
write_cas (const ChiosaWriteContext *context,
           const ChiosaRecord       *record,
           ChiosaOutput             *output)
{
  guint n = chiosa_record_get_n (record);
  g_autofree char **places = g_new0 (char *, n + 1);
  g_autoptr (ChiosaOffsets) offsets = chiosa_offsets_new (record->utf8);
  g_autoptr (ChiosaTokens) tokens = chiosa_tokens_new (record->utf8);
  g_autoptr (ChiosaLayers) layers = NULL;
  gboolean one = g_str_equal (chiosa_write_context_get_option (context, "layers"), "one");
  Writer self = {
    .record = record, .out = chiosa_output_get_main (output), .offsets = offsets, .tokens = tokens, .places = places, .next_id = 1,
  };

  find_places (&self, chiosa_output_get_losses (output));
  self.layers = layers = chiosa_layers_new (record, one, CHIOSA_FEATURE_BIT (CHIOSA_FEATURE_N) - 1, places);
  write_types (&self);
  write_structures (&self);
  write_views (&self);

  for (guint i = 0; i < n; i++)
    g_free (places[i]);
}

const ChiosaFormat chiosa_format_cas_json = {
  .id = "cas-json",
  .name = N_("UIMA CAS JSON"),
  .description = N_("Everything of an article with its types declared: UIMA CAS JSON 0.4, read by INCEpTION, by Apache UIMA and in Python by "
                    "dkpro-cassis."),
  .extension = ".json",
  .media_type = "application/json",
  .flags = CHIOSA_FORMAT_READS | CHIOSA_FORMAT_WRITES,
  .unit = CHIOSA_UNIT_UTF16,
  .drops = CHIOSA_LOSS_BIT (CHIOSA_LOSS_DETACHED),
  .changes = CHIOSA_LOSS_BIT (CHIOSA_LOSS_FRAGMENTS),
  .options = { { "layers", N_("Layers"), { "types", "one" } } },
  .write = write_cas,
  .guess = chiosa_cas_guess,
  .read = chiosa_cas_read,
};

/* chiosa-webanno-tsv.c
 *
 * WebAnno TSV 3.3, written: the words of an article as rows, and layers of annotations as columns. Specification: INCEpTION's user
 * guide, appendix "WebAnno TSV 3.3 File format"; where that is silent, its reader and its reference files. Which
 * annotation stands on which row: chiosa-webanno-rows.c. Reading: chiosa-webanno-tsv-read.c.
 *
 * Borders inside a word are sub-token rows. The format knows no fragments: each is written as an annotation of its own, with its own
 * disambiguation id and all that is said of the whole; the place of the whole in the feature chiosa_place tells our reader which ones
 * belong together (chiosa-webanno-wholes.c). Relations lead to and from the first. White space behind a sentence that INCEpTION would not
 * make again by itself (a line end, then spaces) belongs to the sentence's #Text. What has no place in the format stands in lines
 * "#Chiosa.…=" above the first #Text, which other readers skip: what is known of the article, exact names where a layer's or a
 * feature's differ.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-formats.h"

#include "chiosa-json.h"
#include "chiosa-webanno-cells.h"
#include "chiosa-webanno-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One article being written. */
typedef struct
{
  ChiosaWebannoRows *rows;
  GString           *out;
  guint              next_entry;
} Writer;

/* --- Header --------------------------------------------------------------------------------------------------------- */

/* Ends of relations are looked for in one layer; where ids say more, any will do. */
static const ChiosaLayer *
find_base (const Writer      *self,
           const ChiosaLayer *layer)
{
  const ChiosaRelation *relation;
  guint from;

  for (guint i = 0; (relation = chiosa_record_get_relation (self->rows->record, i, &from, NULL)) != NULL; i++)
    if (chiosa_layers_find (self->rows->layers, relation->type, TRUE) == layer && self->rows->layer_of[from] != NULL)
      return self->rows->layer_of[from];

  return NULL;
}

static void
write_header (const Writer *self)
{
  g_string_append (self->out, "#FORMAT=WebAnno TSV 3.3\n");

  for (guint i = 0; i < self->rows->layers->layers->len; i++)
    {
      const ChiosaLayer *layer = g_ptr_array_index (self->rows->layers->layers, i);
      const ChiosaLayer *base = layer->is_relation ? find_base (self, layer) : NULL;

      g_string_append_printf (self->out, "#T_%s=" CHIOSA_LAYERS_PREFIX "%s", layer->is_relation ? "RL" : "SP", layer->name);
      for (guint k = 0; k < layer->features->len; k++)
        g_string_append_printf (self->out, "|%s", ((ChiosaLayerFeature *) g_ptr_array_index (layer->features, k))->name);
      if (layer->is_relation)
        g_string_append_printf (self->out, "|BT_" CHIOSA_LAYERS_PREFIX "%s", base != NULL ? base->name : CHIOSA_LAYERS_SPAN);
      else if (layer->features->len == 0)
        g_string_append_c (self->out, '|');
      g_string_append_c (self->out, '\n');
    }

  g_string_append_c (self->out, '\n');
}

static void
write_comment (const Writer *self,
               const char   *key,
               const char   *value)
{
  if (value == NULL)
    return;

  g_string_append_printf (self->out, "%s%s=", CHIOSA_WEBANNO_COMMENT, key);
  chiosa_webanno_append_text (self->out, value, TRUE);
  g_string_append_c (self->out, '\n');
}

static void
write_article (const Writer *self)
{
  const ChiosaArticle *article = chiosa_record_get_article (self->rows->record);

  write_comment (self, "title", article->title);
  write_comment (self, "author", article->author);
  write_comment (self, "publisher", article->publisher);
  write_comment (self, "url", article->url);
  write_comment (self, "date", article->date);
  write_comment (self, "language", article->language);
  write_comment (self, "licence", article->licence);
  write_comment (self, "note", article->note);
  if (article->status != CHIOSA_STATUS_NEW)
    write_comment (self, "status", chiosa_status_to_string (article->status));

  for (guint i = 0; i < chiosa_attributes_get_n (article->attributes); i++)
    {
      ChiosaValueKind kind;
      const char *value;
      const char *name = chiosa_attributes_nth (article->attributes, i, &kind, &value);
      g_autofree char *key = g_strconcat ("article.", name, NULL);
      g_autoptr (GString) json = g_string_new (NULL);

      if (kind == CHIOSA_VALUE_TEXT)
        chiosa_json_append_string (json, value);
      else
        g_string_append (json, value);
      write_comment (self, key, json->str);
    }
}

/* Names that a reader would not find out again. */
static void
write_names (const Writer *self)
{
  for (guint i = 0; i < self->rows->layers->layers->len; i++)
    {
      const ChiosaLayer *layer = g_ptr_array_index (self->rows->layers->layers, i);
      g_autofree char *layer_key = g_strconcat ("name.", layer->name, NULL);

      write_comment (self, layer_key, chiosa_layer_get_exact_type (layer));
      for (guint k = 0; k < layer->features->len; k++)
        {
          const ChiosaLayerFeature *feature = g_ptr_array_index (layer->features, k);
          g_autofree char *key = g_strconcat (layer_key, ".", feature->name, NULL);

          write_comment (self, key, chiosa_layer_feature_get_exact_name (feature));
        }
    }
}

/* --- Rows ----------------------------------------------------------------------------------------------------------- */

static void
write_value (const Writer *self,
             const char   *value,
             guint         id)
{
  if (value == NULL)
    g_string_append_c (self->out, '*');
  else
    chiosa_webanno_append_value (self->out, value);
  if (id != 0)
    g_string_append_printf (self->out, "[%u]", id);
}

/* One column of a row of annotations; @feature NULL: of a layer without features. */
static void
write_span_cell (const Writer             *self,
                 const ChiosaLayer        *layer,
                 const ChiosaLayerFeature *feature,
                 guint                     end)
{
  gboolean any = FALSE;

  for (guint i = self->next_entry; i < end; i++)
    {
      const ChiosaWebannoEntry *entry = &g_array_index (self->rows->entries, ChiosaWebannoEntry, i);
      const char *value = NULL;

      if (entry->is_relation || self->rows->layer_of[entry->item] != layer)
        continue;
      if (any)
        g_string_append_c (self->out, '|');
      if (feature != NULL && feature->kind == CHIOSA_FEATURE_PLACE)
        value = self->rows->places[entry->item];
      else if (feature != NULL)
        value = chiosa_layer_feature_get (feature, chiosa_record_get (self->rows->record, entry->item));
      write_value (self, value, g_array_index (self->rows->pieces, ChiosaWebannoPiece, entry->piece).id);
      any = TRUE;
    }

  g_string_append (self->out, any ? "\t" : "_\t");
}

/* "1-5", "1-5.2". */
static void
append_row_id (const Writer *self,
               guint         i_token,
               guint         part)
{
  const ChiosaToken *token = chiosa_webanno_rows_get_token (self->rows, i_token);
  const ChiosaSentence *sentence = &g_array_index (self->rows->tokens->sentences, ChiosaSentence, token->sentence);

  g_string_append_printf (self->out, "%u-%u", token->sentence + 1, i_token - sentence->first_token + 1);
  if (part > 0)
    g_string_append_printf (self->out, ".%u", part);
}

/* One column of a row of relations; @feature NULL: where they come from. */
static void
write_relation_cell (const Writer             *self,
                     const ChiosaLayer        *layer,
                     const ChiosaLayerFeature *feature,
                     guint                     end)
{
  gboolean any = FALSE;

  for (guint i = self->next_entry; i < end; i++)
    {
      const ChiosaWebannoEntry *entry = &g_array_index (self->rows->entries, ChiosaWebannoEntry, i);
      const ChiosaRelation *relation;
      guint from, to;

      if (!entry->is_relation)
        continue;
      relation = chiosa_record_get_relation (self->rows->record, entry->item, &from, &to);
      if (chiosa_layers_find (self->rows->layers, relation->type, TRUE) != layer)
        continue;

      if (any)
        g_string_append_c (self->out, '|');
      if (feature != NULL)
        write_value (self, chiosa_layer_feature_get_relation (feature, relation), 0);
      else
        {
          const ChiosaWebannoPiece *source = chiosa_webanno_rows_get_first_piece (self->rows, from);

          append_row_id (self, source->first.token, source->first.part);
          g_string_append_printf (self->out, "[%u_%u]", source->id, chiosa_webanno_rows_get_first_piece (self->rows, to)->id);
        }
      any = TRUE;
    }

  g_string_append (self->out, any ? "\t" : "_\t");
}

static void
write_cells (const Writer *self,
             guint         end)
{
  for (guint i = 0; i < self->rows->layers->layers->len; i++)
    {
      const ChiosaLayer *layer = g_ptr_array_index (self->rows->layers->layers, i);
      guint n = layer->features->len;

      for (guint k = 0; k < n; k++)
        if (layer->is_relation)
          write_relation_cell (self, layer, g_ptr_array_index (layer->features, k), end);
        else
          write_span_cell (self, layer, g_ptr_array_index (layer->features, k), end);

      if (layer->is_relation)
        write_relation_cell (self, layer, NULL, end);
      else if (n == 0)
        write_span_cell (self, layer, NULL, end);
    }
}

/* The row of a word or of a part of it, with the entries from next_entry to @end. */
static void
write_row (Writer     *self,
           guint       token,
           guint       part,
           ChiosaSpan  place,
           guint       end)
{
  g_autofree char *words = chiosa_offsets_slice (self->rows->offsets, place.start, place.end);

  append_row_id (self, token, part);
  g_string_append_printf (self->out, "\t%" G_GSIZE_FORMAT "-%" G_GSIZE_FORMAT "\t%s\t",
                          chiosa_offsets_to (self->rows->offsets, CHIOSA_UNIT_UTF16, place.start),
                          chiosa_offsets_to (self->rows->offsets, CHIOSA_UNIT_UTF16, place.end), words);
  write_cells (self, end);
  g_string_append_c (self->out, '\n');
  self->next_entry = end;
}

/* The row of a word, and those of its parts. */
static void
write_token (Writer *self,
             guint   i_token)
{
  const ChiosaToken *token = chiosa_webanno_rows_get_token (self->rows, i_token);
  guint end = self->next_entry;

  while (end < self->rows->entries->len && g_array_index (self->rows->entries, ChiosaWebannoEntry, end).token == i_token
         && !g_array_index (self->rows->entries, ChiosaWebannoEntry, end).is_part)
    end++;
  write_row (self, i_token, 0, (ChiosaSpan) { token->start, token->end }, end);

  while (self->next_entry < self->rows->entries->len && g_array_index (self->rows->entries, ChiosaWebannoEntry, self->next_entry).token == i_token)
    {
      const ChiosaWebannoEntry *entry = &g_array_index (self->rows->entries, ChiosaWebannoEntry, self->next_entry);

      end = self->next_entry + 1;
      while (end < self->rows->entries->len
             && chiosa_webanno_is_same_row (&g_array_index (self->rows->entries, ChiosaWebannoEntry, end), entry))
        end++;
      write_row (self, i_token, entry->part, (ChiosaSpan) { entry->start, entry->end }, end);
    }
}

/* How much of @gap, behind a sentence that is not the last, must stand in its text: readers put a line end and then spaces. */
static gsize
count_kept (const char *gap)
{
  gsize length = strlen (gap), rest = length;

  while (rest > 0 && gap[rest - 1] == ' ')
    rest--;

  return rest > 0 && gap[rest - 1] == '\n' ? rest - 1 : length;
}

static void
write_text (const Writer *self,
            guint         i)
{
  const ChiosaSentence *sentence = &g_array_index (self->rows->tokens->sentences, ChiosaSentence, i);
  gboolean last = i + 1 == self->rows->tokens->sentences->len;
  gsize behind = last ? self->rows->record->length : sentence[1].start;
  g_autofree char *text = chiosa_offsets_slice (self->rows->offsets, sentence->start, sentence->end);
  g_autofree char *gap = chiosa_offsets_slice (self->rows->offsets, sentence->end, behind);
  g_autofree char *kept = g_strndup (gap, last ? strlen (gap) : count_kept (gap));
  g_autofree char *whole = g_strconcat (text, kept, NULL);
  g_auto (GStrv) lines = g_strsplit (whole, "\n", -1);

  for (guint k = 0; lines[k] != NULL; k++)
    {
      g_string_append (self->out, "#Text=");
      chiosa_webanno_append_text (self->out, lines[k], FALSE);
      g_string_append_c (self->out, '\n');
    }
}

/* White space before the first word: spaces are there by the first offset. */
static void
write_before (const Writer *self)
{
  const ChiosaSentence *first = &g_array_index (self->rows->tokens->sentences, ChiosaSentence, 0);
  g_autofree char *before = chiosa_offsets_slice (self->rows->offsets, 0, first->start);

  if (strspn (before, " ") != strlen (before))
    write_comment (self, "before", before);
}

static void
write_sentences (Writer *self)
{
  for (guint i = 0; i < self->rows->tokens->sentences->len; i++)
    {
      const ChiosaSentence *sentence = &g_array_index (self->rows->tokens->sentences, ChiosaSentence, i);

      g_string_append_c (self->out, '\n');
      if (i == 0)
        {
          write_comment (self, "layers", self->rows->one ? "one" : "types");
          write_before (self);
          write_article (self);
          write_names (self);
        }
      write_text (self, i);
      for (guint k = 0; k < sentence->n_tokens; k++)
        write_token (self, sentence->first_token + k);
    }
}

/* --- The whole ------------------------------------------------------------------------------------------------------ */

static void
write_webanno (const ChiosaWriteContext *context,
               const ChiosaRecord       *record,
               ChiosaOutput             *output)
{
  ChiosaLosses *losses = chiosa_output_get_losses (output);
  gboolean one = g_str_equal (chiosa_write_context_get_option (context, "layers"), "one");
  g_autoptr (ChiosaWebannoRows) rows = chiosa_webanno_rows_new (record, one, losses);
  Writer self = { .rows = rows, .out = chiosa_output_get_main (output) };

  write_header (&self);
  write_sentences (&self);

  if (rows->tokens->sentences->len > 0)
    return;

  chiosa_losses_add_record (losses, record, CHIOSA_LOSS_BIT (CHIOSA_LOSS_ARTICLE));
  if (record->length > 0)
    chiosa_losses_add (losses, CHIOSA_LOSS_WHITE_SPACE, NULL, NULL);
}

const ChiosaFormat chiosa_format_webanno_tsv = {
  .id = "webanno-tsv",
  .name = N_("WebAnno TSV"),
  .description = N_("Words as rows, annotations and relations as columns: WebAnno TSV 3.3 of WebAnno and INCEpTION. The project there "
                    "needs the layers and features that the first lines of a file name; UIMA CAS JSON brings them along."),
  .extension = ".tsv",
  .media_type = "text/tab-separated-values",
  .flags = CHIOSA_FORMAT_READS | CHIOSA_FORMAT_WRITES,
  .unit = CHIOSA_UNIT_UTF16,
  .drops = CHIOSA_LOSS_BIT (CHIOSA_LOSS_PROVENANCE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_DETACHED) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_EXTRA),
  .changes = CHIOSA_LOSS_BIT (CHIOSA_LOSS_WHITE_SPACE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_PLACE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_FRAGMENTS)
             | CHIOSA_LOSS_BIT (CHIOSA_LOSS_ANNOTATION) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_RELATION) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_ARTICLE),
  .options = { { "layers", N_("Layers"), { "types", "one" } } },
  .write = write_webanno,
  .guess = chiosa_webanno_guess,
  .read = chiosa_webanno_read,
};

/* chiosa-citron.c
 *
 * The annotation format of citron, the BBC's system for quotations and their sources (docs/data_format.md of its repository, 2021), which is PARC's
 * idea of an attribution: cue, sources, contents. Written only, one file for each article.
 *
 * One quote for each claim that has a cue: citron's reader knows none without. Contents are the claim's pieces; coreferences are the names of
 * its sources, by "same as". Offsets count code points, as Python does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-formats.h"

#include "chiosa-json.h"
#include "chiosa-linked.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const ChiosaRecord *record;
  ChiosaLosses       *losses;
  GString            *out;
  ChiosaLinkedIndex  *index;
  gboolean           *used;        /* of annotations: written somewhere */
  gboolean           *broken;      /* of annotations: in pieces, and not written as such */
  GHashTable         *relations;   /* those that are written */
} Writer;

static void
begin_item (GString *out)
{
  if (out->str[out->len - 1] != '[')
    g_string_append_c (out, ',');
}

static void
append_span (Writer           *self,
             const ChiosaSpan *span)
{
  g_autofree char *words = chiosa_text_get_slice (self->record->snapshot->text, span->start, span->end);

  g_string_append_c (self->out, '{');
  chiosa_linked_append_number (self->out, "start", span->start);
  chiosa_linked_append_number (self->out, "end", span->end);
  chiosa_linked_append_text (self->out, "text", words);
  g_string_append_c (self->out, '}');
}

/* A cue and a member of a group are one span: of one in several pieces it is the first. */
static void
append_first_piece (Writer *self,
                    guint   i)
{
  guint n;
  const ChiosaSpan *spans = chiosa_record_get_spans (self->record, i, &n);

  self->broken[i] |= n > 1;
  self->used[i] = TRUE;
  append_span (self, &spans[0]);
}

static void
append_pieces (Writer *self,
               guint   i)
{
  guint n;
  const ChiosaSpan *spans = chiosa_record_get_spans (self->record, i, &n);

  self->used[i] = TRUE;
  for (guint k = 0; k < n; k++)
    {
      begin_item (self->out);
      append_span (self, &spans[k]);
    }
}

/* The next annotation that @type leads to from the @from-th one; @at: (inout): where to go on looking. */
static gboolean
next_end (Writer     *self,
          guint       from,
          const char *type,
          guint      *at,
          guint      *to)
{
  const ChiosaRelation *relation = chiosa_linked_index_next (self->index, self->record, from, type, at, to);

  if (relation == NULL)
    return FALSE;

  g_hash_table_add (self->relations, (gpointer) relation);
  return TRUE;
}

static gboolean
is_name (const ChiosaAnnotation *annotation)
{
  const char *mention = chiosa_annotation_get_attribute (annotation, "mention");

  return mention == NULL || g_str_equal (mention, "name");
}

/* The other mentions of the claim's sources that are names. */
static void
append_names (Writer *self,
              guint   claim)
{
  const ChiosaLinkedIndex *index = self->index;
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);
  guint at = 0, source;

  while (next_end (self, claim, "attributed_to", &at, &source))
    g_hash_table_add (done, GUINT_TO_POINTER (source + 1));

  at = 0;
  while (next_end (self, claim, "attributed_to", &at, &source))
    {
      guint group = index->group[source];

      for (guint k = index->first_member[group]; k < index->first_member[group + 1]; k++)
        {
          guint i = index->members[k];

          if (!is_name (chiosa_record_get (self->record, i)) || !g_hash_table_add (done, GUINT_TO_POINTER (i + 1)))
            continue;
          begin_item (self->out);
          append_first_piece (self, i);
        }
    }
}

static void
append_quote (Writer *self,
              guint   claim,
              guint   cue)
{
  const ChiosaAnnotation *annotation = chiosa_record_get (self->record, claim);
  GString *out = self->out;
  guint at = 0, source;

  g_string_append_c (out, '{');
  chiosa_linked_append_text (out, "id", annotation->id);
  chiosa_json_append_key (out, "cue");
  append_first_piece (self, cue);
  chiosa_json_append_key (out, "sources");
  g_string_append_c (out, '[');
  while (next_end (self, claim, "attributed_to", &at, &source))
    append_pieces (self, source);
  g_string_append_c (out, ']');
  chiosa_json_append_key (out, "contents");
  g_string_append_c (out, '[');
  append_pieces (self, claim);
  g_string_append_c (out, ']');
  chiosa_json_append_key (out, "coreferences");
  g_string_append_c (out, '[');
  append_names (self, claim);
  g_string_append_c (out, ']');
  if (annotation->confidence != NULL && chiosa_json_number_is_valid (annotation->confidence))
    chiosa_linked_append_raw (out, "confidence", annotation->confidence);
  g_string_append_c (out, '}');
}

static void
append_quotes (Writer *self)
{
  gboolean first = TRUE;

  for (guint i = 0; i < chiosa_record_get_n (self->record); i++)
    {
      guint at = 0, cue;

      if (!next_end (self, i, "cued_by", &at, &cue))
        continue;
      g_string_append (self->out, first ? "\n" : ",\n");
      append_quote (self, i, cue);
      first = FALSE;
    }
}

/* Claims that say the same are no coreference. */
static gboolean
is_mention (const Writer *self,
            guint         i)
{
  return !g_str_equal (chiosa_record_get (self->record, i)->type, "claim");
}

static guint
count_group (const Writer *self,
             guint         group)
{
  const ChiosaLinkedIndex *index = self->index;
  guint n = 0;

  for (guint k = index->first_member[group]; k < index->first_member[group + 1]; k++)
    n += is_mention (self, index->members[k]);

  return n;
}

static void
append_groups (Writer *self)
{
  const ChiosaLinkedIndex *index = self->index;
  gboolean first = TRUE;

  for (guint group = 0; group < chiosa_record_get_n (self->record); group++)
    {
      if (count_group (self, group) < 2)
        continue;

      g_string_append (self->out, first ? "\n[" : ",\n[");
      first = FALSE;
      for (guint k = index->first_member[group]; k < index->first_member[group + 1]; k++)
        if (is_mention (self, index->members[k]))
          {
            begin_item (self->out);
            append_first_piece (self, index->members[k]);
          }
      g_string_append_c (self->out, ']');
    }
}

static void
count_losses (Writer *self)
{
  const ChiosaRelation *relation;
  guint from, to;

  for (guint i = 0; i < chiosa_record_get_n (self->record); i++)
    {
      const ChiosaAnnotation *annotation = chiosa_record_get (self->record, i);

      if (!self->used[i])
        chiosa_losses_add (self->losses, CHIOSA_LOSS_ANNOTATION, annotation->id, annotation->type);
      else if (*annotation->label != '\0')
        chiosa_losses_add (self->losses, CHIOSA_LOSS_LABEL, annotation->id, annotation->label);
      if (self->broken[i])
        chiosa_losses_add (self->losses, CHIOSA_LOSS_FRAGMENTS, annotation->id, NULL);
    }

  for (guint i = 0; (relation = chiosa_record_get_relation (self->record, i, &from, &to)) != NULL; i++)
    {
      gboolean same = g_str_equal (relation->type, "same_as") && is_mention (self, from) && is_mention (self, to);

      if (!same && !g_hash_table_contains (self->relations, relation))
        chiosa_losses_add (self->losses, CHIOSA_LOSS_RELATION, relation->id, relation->type);
    }
}

/* A source in pieces is several sources. */
static void
count_sources (Writer *self)
{
  GHashTableIter iter;
  gpointer key;
  guint n, to;

  g_hash_table_iter_init (&iter, self->relations);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const ChiosaRelation *relation = key;

      if (!g_str_equal (relation->type, "attributed_to") || !chiosa_record_find (self->record, relation->to, &to))
        continue;
      chiosa_record_get_spans (self->record, to, &n);
      self->broken[to] |= n > 1;
    }
}

static void
citron_write (const ChiosaWriteContext *context,
              const ChiosaRecord       *record,
              ChiosaOutput             *output)
{
  guint n = MAX (chiosa_record_get_n (record), 1);
  g_autoptr (ChiosaLinkedIndex) index = chiosa_linked_index_new (record);
  g_autofree gboolean *used = g_new0 (gboolean, n), *broken = g_new0 (gboolean, n);
  g_autoptr (GHashTable) relations = g_hash_table_new (NULL, NULL);
  Writer self = { record, chiosa_output_get_losses (output), chiosa_output_get_main (output), index, used, broken, relations };

  g_string_append (self.out, "{\"text\":");
  chiosa_json_append_string (self.out, record->utf8);
  g_string_append (self.out, ",\n\"quotes\":[");
  append_quotes (&self);
  g_string_append (self.out, "\n],\n\"coreference_groups\":[");
  append_groups (&self);
  g_string_append (self.out, "\n]}\n");
  count_sources (&self);
  count_losses (&self);
}

const ChiosaFormat chiosa_format_citron = {
  .id = "citron",
  .name = N_("citron attributions"),
  .description = N_("Claims with their cues and sources as PARC has them, in the JSON of the BBC's citron: to train and to evaluate systems that find who "
                    "said what. Claims without a cue have no place in it."),
  .extension = ".json",
  .media_type = "application/json",
  .flags = CHIOSA_FORMAT_WRITES,
  .unit = CHIOSA_UNIT_CODE_POINTS,
  .drops = CHIOSA_LOSS_BIT (CHIOSA_LOSS_ATTRIBUTE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_NOTE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_RELATION_DETAIL)
           | CHIOSA_LOSS_BIT (CHIOSA_LOSS_PROVENANCE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_ARTICLE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_DETACHED)
           | CHIOSA_LOSS_BIT (CHIOSA_LOSS_EXTRA),
  .changes = CHIOSA_LOSS_BIT (CHIOSA_LOSS_ANNOTATION) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_FRAGMENTS) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_LABEL)
             | CHIOSA_LOSS_BIT (CHIOSA_LOSS_RELATION),
  .write = citron_write,
};

/* chiosa-label-studio-regions.c
 *
 * The regions and relations of one annotation in Label Studio as annotations and relations of an article. Collecting them is
 * chiosa-label-studio-results.c's business.
 *
 * In which unit the offsets are is found out by the words that the regions bring along.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-json-lines.h"
#include "chiosa-label-studio-config.h"
#include "chiosa-label-studio-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* The type of relations that Label Studio has no name for. */
#define UNNAMED_RELATION "relation"

/* --- Places ------------------------------------------------------------------------------------------------------- */

/* The place of the region. FALSE where there is no such place. */
static gboolean
find_span (const ChiosaLsRegion *region,
           const ChiosaOffsets  *offsets,
           ChiosaOffsetUnit      unit,
           ChiosaSpan           *span)
{
  return chiosa_offsets_from (offsets, unit, region->start, &span->start)
         && chiosa_offsets_from (offsets, unit, region->end, &span->end);
}

/* Behind white space, and line ends as the editor writes them. */
static const char *
skip_space (const char *p,
            const char *end)
{
  while (p < end)
    {
      if (p + 1 < end && p[0] == '\\' && p[1] == 'n')
        p += 2;
      else if (g_unichar_isspace (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      else
        break;
    }

  return p;
}

/* Whether the words of the region stand at its place. The editor writes line ends as a backslash and an n, and white space as the page
 * shows it: only what is not white space is compared. Takes time for the words, not for the place, which may be the whole text. */
static gboolean
fits (ChiosaRegions        *self,
      const ChiosaLsRegion *region,
      const ChiosaOffsets  *offsets,
      ChiosaOffsetUnit      unit)
{
  ChiosaSpan span;
  const char *found, *found_end, *words = region->words, *words_end;

  if (!find_span (region, offsets, unit, &span))
    return FALSE;
  if (words == NULL)
    return TRUE;

  words_end = words + strlen (words);
  if (span.end - span.start > 2 * (gsize) (words_end - words) + 16)
    return FALSE;

  found = self->utf8 + chiosa_offsets_to (offsets, CHIOSA_UNIT_BYTES, span.start);
  found_end = self->utf8 + chiosa_offsets_to (offsets, CHIOSA_UNIT_BYTES, span.end);
  for (;;)
    {
      found = skip_space (found, found_end);
      words = skip_space (words, words_end);
      if (found >= found_end || words >= words_end)
        return found >= found_end && words >= words_end;
      if (*found++ != *words++)
        return FALSE;
      while (found < found_end && words < words_end && (*found & 0xC0) == 0x80)
        if (*found++ != *words++)
          return FALSE;
    }
}

/* The unit in which more regions have their words at their place; on a tie, or where none has words, the one that was asked for. */
static ChiosaOffsetUnit
find_unit (ChiosaRegions       *self,
           const ChiosaOffsets *offsets)
{
  gboolean points = g_str_equal (chiosa_reader_get_option (self->reader, "unit"), "codepoints");
  guint in_utf16 = 0, in_points = 0;

  if (chiosa_offsets_length (offsets, CHIOSA_UNIT_UTF16) == chiosa_offsets_length (offsets, CHIOSA_UNIT_CODE_POINTS))
    return CHIOSA_UNIT_CODE_POINTS;

  for (guint i = 0; i < self->regions->len; i++)
    {
      const ChiosaLsRegion *region = self->regions->pdata[i];

      in_utf16 += region->words != NULL && fits (self, region, offsets, CHIOSA_UNIT_UTF16);
      in_points += region->words != NULL && fits (self, region, offsets, CHIOSA_UNIT_CODE_POINTS);
    }

  if (in_utf16 != in_points)
    points = in_points > in_utf16;

  return points ? CHIOSA_UNIT_CODE_POINTS : CHIOSA_UNIT_UTF16;
}

/* FALSE, with a problem, where other words stand there or there is no such place. */
static gboolean
place_region (ChiosaRegions        *self,
              const ChiosaLsRegion *region,
              const ChiosaOffsets  *offsets,
              ChiosaOffsetUnit      unit,
              ChiosaSpan           *span)
{
  g_autofree char *found = NULL, *words = NULL;

  if (!find_span (region, offsets, unit, span))
    {
      chiosa_reader_problem (self->reader, region->line,
                             _("%zu–%zu is no place in the text, or within a character; the region “%s” is left out"),
                             region->start, region->end, region->id);
      return FALSE;
    }
  if (fits (self, region, offsets, unit))
    return TRUE;

  found = chiosa_json_lines_shorten (self->utf8 + chiosa_offsets_to (offsets, CHIOSA_UNIT_BYTES, span->start), span->end - span->start);
  words = chiosa_json_lines_shorten (region->words, G_MAXSIZE);
  chiosa_reader_problem (self->reader, region->line,
                         _("at %zu–%zu stands “%s”, not “%s”, neither in UTF-16 units nor in code points; "
                           "the region “%s” is left out"),
                         region->start, region->end, found, words, region->id);
  return FALSE;
}

/* --- Annotations -------------------------------------------------------------------------------------------------- */

static ChiosaAnnotation *
new_annotation (ChiosaRegions       *self,
                const char          *id,
                const ChiosaLsNamed *label)
{
  g_autofree char *type = NULL;

  if (label == NULL)
    return chiosa_reader_new_typed (self->reader, id, CHIOSA_LABELS_UNKNOWN_TYPE, "");

  type = chiosa_label_studio_name_to_id (label->control, NULL);
  if (!self->ours && (self->reader->tagset == NULL || chiosa_tagset_find_type (self->reader->tagset, type) == NULL))
    return chiosa_reader_new_annotation (self->reader, id, label->text);

  return chiosa_reader_new_typed (self->reader, id, type, g_str_equal (label->text, type) ? "" : label->text);
}

/* As the tag set has the value: what is shown may not be an id. */
static void
set_value (ChiosaRegions       *self,
           ChiosaAnnotation    *annotation,
           const char          *label_control,
           const ChiosaLsNamed *value)
{
  g_autofree char *id = chiosa_label_studio_name_to_id (value->control, label_control);
  const ChiosaAttributeType *type = self->reader->tagset != NULL
                                    ? chiosa_tagset_find_attribute (self->reader->tagset, annotation->type, id) : NULL;
  g_autofree char *choice = type != NULL && type->kind == CHIOSA_ATTRIBUTE_CHOICE ? chiosa_labels_to_id (value->text) : NULL;

  for (guint i = 0; choice != NULL && i < type->n_values; i++)
    if (g_str_equal (type->values[i].id, choice))
      {
        chiosa_reader_set_attribute (self->reader, annotation, id, choice);
        return;
      }

  chiosa_reader_set_attribute (self->reader, annotation, id, value->text);
}

static void
set_provenance (ChiosaAnnotation     *annotation,
                const ChiosaLsRegion *region,
                const char           *creator,
                const char           *score,
                const char           *model)
{
  const char *confidence = region->score != NULL ? region->score : score;

  if (creator != NULL)
    annotation->creator = g_strdup (creator);
  if (model != NULL)
    {
      annotation->origin = CHIOSA_ORIGIN_SUGGESTION;
      g_free (annotation->suggester);
      annotation->suggester = g_strdup (model);
    }
  if (confidence != NULL && g_ascii_strtod (confidence, NULL) >= 0 && g_ascii_strtod (confidence, NULL) <= 1)
    annotation->confidence = g_strdup (confidence);
}

/* The pieces of the region: its own place, and those of the others that were one with it. */
static GArray *
collect_spans (ChiosaRegions        *self,
               const ChiosaLsRegion *region,
               const ChiosaOffsets  *offsets,
               ChiosaOffsetUnit      unit)
{
  GArray *spans = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));
  ChiosaSpan span;

  if (!place_region (self, region, offsets, unit, &span))
    return spans;

  g_array_append_val (spans, span);
  for (guint i = 1; ; i++)
    {
      g_autofree char *id = chiosa_fragment_id (region->id, i);
      const char *whole = chiosa_companion_get_whole (self->companion, id);
      const ChiosaLsRegion *part = g_hash_table_lookup (self->by_id, id);

      if (g_strcmp0 (whole, region->id) != 0)
        return spans;
      if (part != NULL && place_region (self, part, offsets, unit, &span))
        g_array_append_val (spans, span);
    }
}

/* Whether the region is a piece of one that is there. */
static gboolean
is_part (ChiosaRegions        *self,
         const ChiosaLsRegion *region)
{
  const char *whole = chiosa_companion_get_whole (self->companion, region->id);

  return whole != NULL && g_hash_table_contains (self->by_id, whole);
}

static void
add_annotation (ChiosaRegions    *self,
                ChiosaRecord     *record,
                ChiosaLsRegion   *region,
                ChiosaAnnotation *annotation,
                GArray           *spans)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *id = g_strdup (annotation->id);

  if (region->extra != NULL)
    {
      g_autofree char *object = g_strdup_printf ("{%s}", region->extra);

      chiosa_companion_keep (&annotation->extra, self->reader->format->id, object);
    }

  if (!chiosa_record_add (record, annotation, (const ChiosaSpan *) (void *) spans->data, spans->len, &error))
    chiosa_reader_problem_error (self->reader, region->line, g_steal_pointer (&error));
  else if (region->annotation == NULL)
    region->annotation = g_steal_pointer (&id);
}

/* One annotation for each label; what is said of the region is said of the first. */
static void
apply_region (ChiosaRegions  *self,
              ChiosaRecord   *record,
              ChiosaLsRegion *region,
              GArray         *spans,
              const char     *creator,
              const char     *score,
              const char     *model)
{
  for (guint i = 0; i < MAX (region->labels->len, 1u); i++)
    {
      const ChiosaLsNamed *label = region->labels->len > 0 ? &g_array_index (region->labels, ChiosaLsNamed, i) : NULL;
      ChiosaAnnotation *annotation = new_annotation (self, i == 0 && region->known_id ? region->id : NULL, label);

      set_provenance (annotation, region, creator, score, model);
      for (guint v = 0; i == 0 && v < region->values->len; v++)
        set_value (self, annotation, label != NULL ? label->control : NULL, &g_array_index (region->values, ChiosaLsNamed, v));
      if (i == 0)
        {
          annotation->note = g_strdup (region->note);
          chiosa_companion_apply (self->companion, region->id, annotation);
        }
      add_annotation (self, record, region, annotation, spans);
    }
}

/* --- Relations and the whole -------------------------------------------------------------------------------------- */

static const char *
find_end (ChiosaRegions *self,
          const char    *id)
{
  const ChiosaLsRegion *region = id != NULL ? g_hash_table_lookup (self->by_id, id) : NULL;
  const char *whole = id != NULL ? chiosa_companion_get_whole (self->companion, id) : NULL;

  if (region != NULL && region->annotation == NULL && whole != NULL)
    region = g_hash_table_lookup (self->by_id, whole);

  return region != NULL ? region->annotation : NULL;
}

/* Whether a relation in both directions is one that our tag set has so. */
static gboolean
is_symmetric (ChiosaRegions *self,
              const char    *type)
{
  const ChiosaRelationType *known = self->reader->tagset != NULL ? chiosa_tagset_find_relation (self->reader->tagset, type) : NULL;

  return self->ours || (known != NULL && known->symmetric);
}

static void
apply_relation (ChiosaRegions          *self,
                ChiosaRecord           *record,
                const ChiosaLsRelation *relation)
{
  gboolean left = g_strcmp0 (relation->direction, "left") == 0;
  gboolean both = g_strcmp0 (relation->direction, "bi") == 0;
  const char *from = find_end (self, left ? relation->to : relation->from);
  const char *to = find_end (self, left ? relation->from : relation->to);

  if (from == NULL || to == NULL)
    {
      chiosa_reader_problem (self->reader, relation->line, _("a relation leads to a region that is not there; it is left out"));
      return;
    }

  for (guint i = 0; i < MAX (relation->labels->len, 1u); i++)
    {
      const char *type = relation->labels->len > 0 ? relation->labels->pdata[i] : UNNAMED_RELATION;

      chiosa_companion_relate (self->companion, record, relation->line, from, to, type,
                               both && !is_symmetric (self, type) ? "{\"direction\":\"bi\"}" : NULL);
    }
}

static void
apply_whole (ChiosaRegions       *self,
             ChiosaRecord        *record,
             const ChiosaLsNamed *named)
{
  g_autofree char *id = chiosa_label_studio_name_to_id (named->control, NULL);
  ChiosaArticle *article = chiosa_record_edit_article (record);
  ChiosaValueKind kind = CHIOSA_VALUE_TEXT;
  guint n = 0;
  const ChiosaAttributeType *types = self->reader->tagset != NULL
                                     ? chiosa_tagset_get_article_attributes (self->reader->tagset, &n) : NULL;

  for (guint i = 0; i < n; i++)
    {
      if (!g_str_equal (types[i].id, id))
        continue;
      if (types[i].kind == CHIOSA_ATTRIBUTE_FLAG && (g_str_equal (named->text, "true") || g_str_equal (named->text, "false")))
        kind = CHIOSA_VALUE_FLAG;
      else if (types[i].kind == CHIOSA_ATTRIBUTE_NUMBER && chiosa_json_number_is_valid (named->text))
        kind = CHIOSA_VALUE_NUMBER;
    }

  if (article->attributes == NULL)
    article->attributes = chiosa_attributes_new ();
  chiosa_attributes_set (article->attributes, id, kind, named->text);
}

/**
 * chiosa_regions_apply:
 * @self: what was added
 * @record: an article that is being built
 * @creator: (nullable): who made them
 * @score: (nullable): how sure, a number
 * @model: (nullable): for predictions: of what
 */
void
chiosa_regions_apply (ChiosaRegions *self,
                      ChiosaRecord  *record,
                      const char    *creator,
                      const char    *score,
                      const char    *model)
{
  g_autoptr (ChiosaOffsets) offsets = chiosa_offsets_new (record->utf8);
  ChiosaOffsetUnit unit;

  self->utf8 = record->utf8;
  unit = find_unit (self, offsets);
  for (guint i = 0; i < self->regions->len; i++)
    {
      ChiosaLsRegion *region = self->regions->pdata[i];
      g_autoptr (GArray) spans = NULL;

      if (is_part (self, region))
        continue;

      spans = collect_spans (self, region, offsets, unit);
      if (spans->len > 0)
        apply_region (self, record, region, spans, creator, score, model);
    }

  for (guint i = 0; i < self->relations->len; i++)
    apply_relation (self, record, &g_array_index (self->relations, ChiosaLsRelation, i));
  for (guint i = 0; i < self->whole->len; i++)
    apply_whole (self, record, &g_array_index (self->whole, ChiosaLsNamed, i));
}

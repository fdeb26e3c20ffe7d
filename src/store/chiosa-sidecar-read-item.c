/* chiosa-sidecar-read-item.c
 *
 * One annotation or relation of a sidecar, from anywhere: mended where that is safe, kept as raw JSON where it cannot
 * be understood, with a problem for a person in either case. The file as a whole is chiosa-sidecar-read.c's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-sidecar-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum { ID, TYPE, LABEL, STATE, POINT, SPANS, ATTRIBUTES, NOTE, CREATOR, CREATED, ORIGIN, SUGGESTER, CONFIDENCE,
       EDITED, REVIEW, N_ANNOTATION };

static const ChiosaJsonMember annotation_members[N_ANNOTATION] = {
  [ID] = CHIOSA_JSON_MEMBER ("id"),
  [TYPE] = CHIOSA_JSON_MEMBER ("type"),
  [LABEL] = CHIOSA_JSON_MEMBER ("label"),
  [STATE] = CHIOSA_JSON_MEMBER ("state"),
  [POINT] = CHIOSA_JSON_MEMBER ("point"),
  [SPANS] = CHIOSA_JSON_MEMBER ("spans"),
  [ATTRIBUTES] = CHIOSA_JSON_MEMBER ("attributes"),
  [NOTE] = CHIOSA_JSON_MEMBER ("note"),
  [CREATOR] = CHIOSA_JSON_MEMBER ("creator"),
  [CREATED] = CHIOSA_JSON_MEMBER ("created"),
  [ORIGIN] = CHIOSA_JSON_MEMBER ("origin"),
  [SUGGESTER] = CHIOSA_JSON_MEMBER ("suggester"),
  [CONFIDENCE] = CHIOSA_JSON_MEMBER ("confidence"),
  [EDITED] = CHIOSA_JSON_MEMBER ("edited"),
  [REVIEW] = CHIOSA_JSON_MEMBER ("review"),
};

enum { R_ID, R_TYPE, R_FROM, R_TO, R_ATTRIBUTES, R_NOTE, R_CREATOR, R_CREATED, N_RELATION };

static const ChiosaJsonMember relation_members[N_RELATION] = {
  [R_ID] = CHIOSA_JSON_MEMBER ("id"),
  [R_TYPE] = CHIOSA_JSON_MEMBER ("type"),
  [R_FROM] = CHIOSA_JSON_MEMBER ("from"),
  [R_TO] = CHIOSA_JSON_MEMBER ("to"),
  [R_ATTRIBUTES] = CHIOSA_JSON_MEMBER ("attributes"),
  [R_NOTE] = CHIOSA_JSON_MEMBER ("note"),
  [R_CREATOR] = CHIOSA_JSON_MEMBER ("creator"),
  [R_CREATED] = CHIOSA_JSON_MEMBER ("created"),
};

enum { START, END, EXACT, PREFIX, SUFFIX, N_FRAGMENT };

static const ChiosaJsonMember fragment_members[N_FRAGMENT] = {
  [START] = CHIOSA_JSON_MEMBER ("start"),
  [END] = CHIOSA_JSON_MEMBER ("end"),
  [EXACT] = CHIOSA_JSON_MEMBER ("exact"),
  [PREFIX] = CHIOSA_JSON_MEMBER ("prefix"),
  [SUFFIX] = CHIOSA_JSON_MEMBER ("suffix"),
};

static gboolean
is_set (const ChiosaJsonSlice *slot)
{
  return slot->start != NULL;
}

static char *
steal_extra (GString *extra)
{
  return extra != NULL ? g_string_free_and_steal (extra) : NULL;
}

/* --- Ids and simple members ------------------------------------------------------------------------------------- */

/* The id in the file, or a new one where that is missing, malformed or taken. */
static char *
read_id (ChiosaSidecarReader   *self,
         GHashTable            *taken,
         char                   kind,
         const ChiosaJsonSlice *slot,
         guint                  line)
{
  g_autofree char *id = chiosa_json_slice_string (slot);
  gboolean valid = id != NULL && chiosa_id_is_valid (id);
  char *fresh;

  if (valid && !g_hash_table_contains (taken, id))
    return g_steal_pointer (&id);

  fresh = chiosa_id_new (kind);
  while (g_hash_table_contains (taken, fresh))
    {
      g_free (fresh);
      fresh = chiosa_id_new (kind);
    }

  if (valid)
    chiosa_sidecar_problem (self, line, id, _("its id is taken already; this one is now “%s”"), fresh);
  else if (id != NULL)
    chiosa_sidecar_problem (self, line, fresh, _("its id is malformed (1 to 64 of A–Z a–z 0–9 _ -); it has a new one"));
  else
    chiosa_sidecar_problem (self, line, fresh, _("it has no id; it got a new one"));
  return fresh;
}

static gboolean
read_flag (ChiosaSidecarReader   *self,
           const ChiosaJsonSlice *slot,
           const char            *id,
           const char            *member)
{
  char kind = is_set (slot) ? chiosa_json_slice_kind (slot) : 'f';

  if (kind != 't' && kind != 'f')
    chiosa_sidecar_problem (self, slot->line, id, _("“%s” must be true or false; it is left out"), member);

  return kind == 't';
}

static ChiosaOrigin
read_origin (ChiosaSidecarReader   *self,
             const ChiosaJsonSlice *slot,
             const char            *id)
{
  if (!is_set (slot) || chiosa_json_slice_equal (slot, "hand"))
    return CHIOSA_ORIGIN_HAND;
  if (chiosa_json_slice_equal (slot, "suggestion"))
    return CHIOSA_ORIGIN_SUGGESTION;
  if (chiosa_json_slice_equal (slot, "import"))
    return CHIOSA_ORIGIN_IMPORT;

  chiosa_sidecar_problem (self, slot->line, id, _("“origin” must be hand, suggestion or import; it is left out"));
  return CHIOSA_ORIGIN_HAND;
}

static char *
read_confidence (ChiosaSidecarReader   *self,
                 const ChiosaJsonSlice *slot,
                 const char            *id)
{
  g_autofree char *number = NULL;
  double value;

  if (!is_set (slot))
    return NULL;

  number = chiosa_json_slice_dup (slot);
  value = g_ascii_strtod (number, NULL);
  if (chiosa_json_slice_kind (slot) == 'n' && value >= 0 && value <= 1)
    return g_steal_pointer (&number);

  chiosa_sidecar_problem (self, slot->line, id, _("“confidence” must be a number from 0 to 1; it is left out"));
  return NULL;
}

static void
read_annotation_members (ChiosaSidecarReader   *self,
                         ChiosaAnnotation      *annotation,
                         const ChiosaJsonSlice *slots)
{
  const char *id = annotation->id;

  annotation->attributes = chiosa_sidecar_read_attributes (self, &slots[ATTRIBUTES], id);
  annotation->note = chiosa_sidecar_read_string (self, &slots[NOTE], id, "note");
  annotation->creator = chiosa_sidecar_read_string (self, &slots[CREATOR], id, "creator");
  annotation->created = chiosa_sidecar_read_string (self, &slots[CREATED], id, "created");
  annotation->suggester = chiosa_sidecar_read_string (self, &slots[SUGGESTER], id, "suggester");
  annotation->confidence = read_confidence (self, &slots[CONFIDENCE], id);
  annotation->origin = read_origin (self, &slots[ORIGIN], id);
  annotation->edited = read_flag (self, &slots[EDITED], id, "edited");
  annotation->review = read_flag (self, &slots[REVIEW], id, "review");
}

/* --- Fragments -------------------------------------------------------------------------------------------------- */

static void
keep_string (ChiosaSidecarReader   *self,
             ChiosaJsonSlice       *to,
             const ChiosaJsonSlice *slot,
             const char            *id,
             const char            *member)
{
  if (!is_set (slot))
    return;

  if (chiosa_json_slice_kind (slot) == 's')
    *to = *slot;
  else
    chiosa_sidecar_problem (self, slot->line, id, _("“%s” of a span must be a string; it is left out"), member);
}

static ChiosaSidecarFragment
read_fragment (ChiosaSidecarReader   *self,
               const ChiosaJsonSlice *slots,
               gboolean               detached,
               const char            *id,
               guint                  line)
{
  ChiosaSidecarFragment fragment = { 0 };
  guint64 start = 0, end = 0;

  keep_string (self, &fragment.exact, &slots[EXACT], id, "exact");
  keep_string (self, &fragment.prefix, &slots[PREFIX], id, "prefix");
  keep_string (self, &fragment.suffix, &slots[SUFFIX], id, "suffix");

  if (!is_set (&slots[START]) || !chiosa_json_slice_uint (&slots[START], &start)
      || !is_set (&slots[END]) || !chiosa_json_slice_uint (&slots[END], &end))
    chiosa_sidecar_problem (self, line, id, _("start and end of a span must be whole numbers from 0 on; it is kept as detached"));
  else if (end > CHIOSA_SIDECAR_MAX_OFFSET || start > end || (start == end && !detached))
    chiosa_sidecar_problem (self, line, id, _("a span is empty, reversed or far outside; it is kept as detached"));
  else
    {
      fragment.span = (ChiosaSpan) { start, end };
      fragment.placed = TRUE;
    }

  return fragment;
}

/* Fills self->fragments. %FALSE when the annotation cannot be understood. */
static gboolean
read_fragments (ChiosaSidecarReader   *self,
                const ChiosaJsonSlice *slot,
                gboolean               detached,
                const char            *id)
{
  ChiosaJsonSlice value, slots[N_FRAGMENT];
  ChiosaJsonCursor cursor;

  g_array_set_size (self->fragments, 0);
  if (!is_set (slot) || !chiosa_json_cursor_init (&cursor, slot) || cursor.opening != '[')
    return FALSE;

  while (chiosa_json_cursor_next_raw (&cursor, NULL, &value))
    {
      GString *unknown = NULL;
      ChiosaSidecarFragment fragment;

      if (!chiosa_json_read_members (&value, fragment_members, N_FRAGMENT, slots, ",", &unknown))
        return FALSE;
      if (unknown != NULL)
        {
          chiosa_sidecar_problem (self, value.line, id, _("a span has unknown members, which are left out: %s"), unknown->str);
          g_string_free (unknown, TRUE);
        }
      fragment = read_fragment (self, slots, detached, id, value.line);
      g_array_append_val (self->fragments, fragment);
    }

  return self->fragments->len > 0;
}

/* Do the words of the file stand there? Without words only the hash can say so. The lengths come first, so that
 * many long spans with few words cost nothing. */
static gboolean
words_match (ChiosaSidecarReader *self,
             const ChiosaSidecarFragment      *fragment)
{
  g_autofree char *words = NULL;
  gsize n = fragment->span.end - fragment->span.start;

  if (self->text == NULL)
    return TRUE;
  if (!is_set (&fragment->exact))
    return self->same_text;
  if (n > fragment->exact.length)
    return FALSE;

  words = chiosa_text_get_slice (self->text, fragment->span.start, fragment->span.end);
  return chiosa_json_slice_equal (&fragment->exact, words);
}

/* Whether all fragments stand in the text as it is; then self->spans holds them. */
static gboolean
place_fragments (ChiosaSidecarReader *self,
                 const char          *id,
                 guint                line)
{
  guint n = self->fragments->len;

  g_array_set_size (self->spans, 0);
  for (guint i = 0; i < n; i++)
    {
      const ChiosaSidecarFragment *fragment = &g_array_index (self->fragments, ChiosaSidecarFragment, i);

      if (!fragment->placed)
        return FALSE;
      if (fragment->span.end > self->length)
        {
          if (self->same_text || self->text == NULL)
            chiosa_sidecar_problem (self, line, id, _("a span ends behind the end of the text; it is kept as detached"));
          return FALSE;
        }
      if (!words_match (self, fragment))
        {
          if (self->same_text)
            chiosa_sidecar_problem (self, line, id, _("other words stand at its place; it is kept as detached"));
          return FALSE;
        }
      g_array_append_val (self->spans, fragment->span);
    }

  if (!chiosa_spans_normalise ((ChiosaSpan *) (void *) self->spans->data, &n, self->length))
    {
      chiosa_sidecar_problem (self, line, id, _("its spans overlap; it is kept as detached"));
      return FALSE;
    }

  g_array_set_size (self->spans, n);
  return TRUE;
}

static char *
join_words (ChiosaSidecarReader *self)
{
  GString *out = g_string_new (NULL);
  gboolean first = TRUE;

  for (guint i = 0; i < self->fragments->len; i++)
    {
      const ChiosaSidecarFragment *fragment = &g_array_index (self->fragments, ChiosaSidecarFragment, i);
      g_autofree char *words = chiosa_json_slice_string (&fragment->exact);

      if (words == NULL)
        continue;
      if (!first)
        g_string_append (out, " … ");
      g_string_append (out, words);
      first = FALSE;
    }

  return g_string_free_and_steal (out);
}

/* What was last seen of an annotation whose place is not, or no more, known. */
static ChiosaQuote *
make_quote (ChiosaSidecarReader   *self,
            const ChiosaJsonSlice *point)
{
  const ChiosaSidecarFragment *first = &g_array_index (self->fragments, ChiosaSidecarFragment, 0);
  const ChiosaSidecarFragment *last = &g_array_index (self->fragments, ChiosaSidecarFragment, self->fragments->len - 1);
  g_autofree char *exact = join_words (self);
  g_autofree char *prefix = chiosa_json_slice_string (&first->prefix);
  g_autofree char *suffix = chiosa_json_slice_string (&last->suffix);
  guint64 place = first->span.start;

  if (is_set (point))
    chiosa_json_slice_uint (point, &place);

  g_array_set_size (self->spans, 0);
  for (guint i = 0; i < self->fragments->len; i++)
    g_array_append_val (self->spans, g_array_index (self->fragments, ChiosaSidecarFragment, i).span);

  return chiosa_quote_new (exact, prefix, suffix, (const ChiosaSpan *) (void *) self->spans->data, self->spans->len,
                           MIN (place, self->length));
}

static void
detach (ChiosaSidecarReader   *self,
        ChiosaAnnotation      *annotation,
        const ChiosaJsonSlice *point)
{
  guint64 place;

  if (is_set (point) && !chiosa_json_slice_uint (point, &place))
    chiosa_sidecar_problem (self, point->line, annotation->id, _("“point” must be a whole number from 0 on"));

  annotation->state = CHIOSA_STATE_DETACHED;
  g_clear_pointer (&annotation->quote, chiosa_quote_free);
  annotation->quote = make_quote (self, point);
}

/* --- Annotations ------------------------------------------------------------------------------------------------ */

void
chiosa_sidecar_keep_raw (ChiosaSidecarReader   *self,
                         GPtrArray             *raw,
                         const ChiosaJsonSlice *item,
                         const ChiosaJsonSlice *id_slot,
                         const char            *message)
{
  g_autofree char *id = chiosa_json_slice_string (id_slot);

  chiosa_sidecar_problem (self, item->line, id, "%s", message);
  g_ptr_array_add (raw, chiosa_json_slice_dup (item));
}

/* NULL, or why the item is kept as it is. */
static const char *
reject_annotation (ChiosaSidecarReader   *self,
                   const ChiosaJsonSlice *slots,
                   const char            *type,
                   gboolean              *detached)
{
  g_autofree char *id = NULL;

  if (type == NULL || *type == '\0')
    return _("an annotation has no type; it is kept in the file, but not shown");

  *detached = is_set (&slots[STATE]) && chiosa_json_slice_equal (&slots[STATE], "detached");
  if (is_set (&slots[STATE]) && !*detached && !chiosa_json_slice_equal (&slots[STATE], "live"))
    return _("an annotation has an unknown state; it is kept in the file, but not shown");

  if (!chiosa_sidecar_attributes_fit (&slots[ATTRIBUTES]))
    return _("an annotation has more than 1000 attributes; it is kept in the file, but not shown");

  id = chiosa_json_slice_string (&slots[ID]);
  if (!read_fragments (self, &slots[SPANS], *detached, id))
    return _("the spans of an annotation cannot be understood; it is kept in the file, but not shown");

  return NULL;
}

void
chiosa_sidecar_read_annotation (ChiosaSidecarReader   *self,
                                const ChiosaJsonSlice *item)
{
  GPtrArray *raw = self->sidecar->raw_items;
  ChiosaJsonSlice slots[N_ANNOTATION] = { 0 };
  g_autoptr (GString) extra = NULL;
  g_autoptr (ChiosaAnnotation) annotation = NULL;
  g_autofree char *id = NULL, *type = NULL, *label = NULL;
  const char *reason;
  gboolean detached = FALSE;

  if (!chiosa_json_read_members (item, annotation_members, N_ANNOTATION, slots, ",", &extra))
    {
      chiosa_sidecar_keep_raw (self, raw, item, &slots[ID], _("an annotation is not an object; it is kept in the file, but not shown"));
      return;
    }

  type = chiosa_json_slice_string (&slots[TYPE]);
  reason = reject_annotation (self, slots, type, &detached);
  if (reason != NULL)
    {
      chiosa_sidecar_keep_raw (self, raw, item, &slots[ID], reason);
      return;
    }

  id = read_id (self, self->ids, 'a', &slots[ID], item->line);
  label = chiosa_sidecar_read_string (self, &slots[LABEL], id, "label");
  annotation = chiosa_annotation_new (id, type, label != NULL ? label : "");
  g_hash_table_add (self->ids, annotation->id);
  read_annotation_members (self, annotation, slots);
  annotation->extra = steal_extra (g_steal_pointer (&extra));

  if (!detached && self->text == NULL)
    annotation->quote = make_quote (self, &slots[POINT]);
  if (!detached && place_fragments (self, id, item->line))
    {
      chiosa_snapshot_add (self->sidecar->snapshot, annotation,
                           (const ChiosaSpan *) (void *) self->spans->data, self->spans->len);
      return;
    }

  detach (self, annotation, &slots[POINT]);
  chiosa_snapshot_add (self->sidecar->snapshot, annotation, NULL, 0);
}

/* --- Relations -------------------------------------------------------------------------------------------------- */

/* Ends that are no annotation of this file are kept: it may come back with a merge. */
void
chiosa_sidecar_read_relation (ChiosaSidecarReader   *self,
                              const ChiosaJsonSlice *item)
{
  GPtrArray *raw = self->sidecar->raw_relations;
  ChiosaJsonSlice slots[N_RELATION] = { 0 };
  g_autoptr (GString) extra = NULL;
  g_autoptr (ChiosaRelation) relation = NULL;
  g_autofree char *id = NULL, *type = NULL, *from = NULL, *to = NULL;

  if (!chiosa_json_read_members (item, relation_members, N_RELATION, slots, ",", &extra))
    {
      chiosa_sidecar_keep_raw (self, raw, item, &slots[R_ID], _("a relation is not an object; it is kept in the file, but not shown"));
      return;
    }

  type = chiosa_json_slice_string (&slots[R_TYPE]);
  from = chiosa_json_slice_string (&slots[R_FROM]);
  to = chiosa_json_slice_string (&slots[R_TO]);
  if (type == NULL || *type == '\0' || from == NULL || !chiosa_id_is_valid (from) || to == NULL || !chiosa_id_is_valid (to))
    {
      chiosa_sidecar_keep_raw (self, raw, item, &slots[R_ID],
                               _("a relation needs a type and the ids of its two ends; it is kept in the file, but not shown"));
      return;
    }

  if (!chiosa_sidecar_attributes_fit (&slots[R_ATTRIBUTES]))
    {
      chiosa_sidecar_keep_raw (self, raw, item, &slots[R_ID],
                               _("a relation has more than 1000 attributes; it is kept in the file, but not shown"));
      return;
    }

  id = read_id (self, self->relation_ids, 'r', &slots[R_ID], item->line);
  relation = chiosa_relation_new (id, type, from, to);
  g_hash_table_add (self->relation_ids, relation->id);
  relation->attributes = chiosa_sidecar_read_attributes (self, &slots[R_ATTRIBUTES], id);
  relation->note = chiosa_sidecar_read_string (self, &slots[R_NOTE], id, "note");
  relation->creator = chiosa_sidecar_read_string (self, &slots[R_CREATOR], id, "creator");
  relation->created = chiosa_sidecar_read_string (self, &slots[R_CREATED], id, "created");
  relation->extra = steal_extra (g_steal_pointer (&extra));
  chiosa_snapshot_add_relation (self->sidecar->snapshot, relation);
}

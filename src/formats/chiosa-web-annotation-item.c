/* chiosa-web-annotation-item.c
 *
 * One Web Annotation, read: its place, what is said, by whom; and the links between annotations, which are relations.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-web-annotation-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

enum
{
  ID, AT_ID, TYPE, AT_TYPE, CONTEXT, MOTIVATION, BODY, BODIES, BODY_VALUE, TARGET, CREATOR, CREATED, GENERATOR,
  RELATION, ORIGIN, CONFIDENCE, EDITED, REVIEW, EXTRA, USER, TEXT, TAGS, URI, N_MEMBERS
};

static const ChiosaJsonMember members[N_MEMBERS] = {
  CHIOSA_JSON_MEMBER ("id"), CHIOSA_JSON_MEMBER ("@id"), CHIOSA_JSON_MEMBER ("type"), CHIOSA_JSON_MEMBER ("@type"),
  CHIOSA_JSON_MEMBER ("@context"), CHIOSA_JSON_MEMBER ("motivation"), CHIOSA_JSON_MEMBER ("body"), CHIOSA_JSON_MEMBER ("bodies"),
  CHIOSA_JSON_MEMBER ("bodyValue"), CHIOSA_JSON_MEMBER ("target"), CHIOSA_JSON_MEMBER ("creator"), CHIOSA_JSON_MEMBER ("created"),
  CHIOSA_JSON_MEMBER ("generator"), CHIOSA_JSON_MEMBER ("chiosa:relation"), CHIOSA_JSON_MEMBER ("chiosa:origin"),
  CHIOSA_JSON_MEMBER ("chiosa:confidence"), CHIOSA_JSON_MEMBER ("chiosa:edited"), CHIOSA_JSON_MEMBER ("chiosa:review"),
  CHIOSA_JSON_MEMBER ("chiosa:extra"), CHIOSA_JSON_MEMBER ("user"), CHIOSA_JSON_MEMBER ("text"), CHIOSA_JSON_MEMBER ("tags"),
  CHIOSA_JSON_MEMBER ("uri"),
};

static void
append_slice (GString               *out,
              const ChiosaJsonSlice *slice)
{
  if (out->len > 0)
    g_string_append_c (out, ',');
  g_string_append_len (out, slice->start, slice->length);
}

/* --- Places ----------------------------------------------------------------------------------------------------- */

/* The address that a target is of, or is. */
static char *
read_source (const ChiosaJsonSlice *target)
{
  static const char *const names[] = { "source", "id", "@id" };
  ChiosaJsonSlice value;

  if (chiosa_json_slice_kind (target) == 's')
    return chiosa_json_slice_string (target);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (chiosa_web_get_member (target, names[i], &value))
      {
        g_autofree char *address = chiosa_json_slice_kind (&value) == '{' ? read_source (&value) : chiosa_web_first_string (&value);

        if (address != NULL)
          return g_steal_pointer (&address);
      }

  return NULL;
}

typedef gboolean (*TargetFunc) (ChiosaWebReading *self, const ChiosaJsonSlice *target, const ChiosaWebSelection *selection, gpointer data);

/* Calls @func for each target that has a selector; Recogito's own form has the selectors of several pieces side by side. */
static gboolean
foreach_selection (ChiosaWebReading      *self,
                   const ChiosaJsonSlice *target,
                   TargetFunc             func,
                   gpointer               data)
{
  g_autoptr (ChiosaWebSelection) selection = NULL;
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice selector, item, quote;

  if (!chiosa_json_cursor_init (&cursor, target))
    return TRUE;

  if (cursor.opening == '[')
    {
      while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
        if (!foreach_selection (self, &item, func, data))
          return FALSE;
      return TRUE;
    }

  if (chiosa_web_get_member (target, "items", &item))   /* a List, Composite or Choice */
    return foreach_selection (self, &item, func, data);
  if (!chiosa_web_get_member (target, "selector", &selector))
    return TRUE;
  if (chiosa_json_cursor_init (&cursor, &selector) && cursor.opening == '['
      && chiosa_json_cursor_next_raw (&cursor, NULL, &item) && chiosa_web_get_member (&item, "quote", &quote))
    {
      do
        {
          g_autoptr (ChiosaWebSelection) piece = chiosa_web_selection_new (&item);

          if (!func (self, target, piece, data))
            return FALSE;
        }
      while (chiosa_json_cursor_next_raw (&cursor, NULL, &item));
      return TRUE;
    }

  selection = chiosa_web_selection_new (&selector);

  return func (self, target, selection, data);
}

static gboolean
add_place (ChiosaWebReading         *self,
           const ChiosaJsonSlice    *target,
           const ChiosaWebSelection *selection,
           gpointer                  data)
{
  g_autofree char *source = read_source (target);
  GError *error = NULL;
  GArray *spans = data;
  ChiosaSpan span;
  gboolean moved = FALSE;

  if (source != NULL && self->source == NULL)
    self->source = g_strdup (source);
  if (source != NULL && !g_str_equal (source, self->source))
    {
      chiosa_reader_problem (self->reader, target->line, _("it is about “%s”, not about “%s” like those before it; left out"),
                             source, self->source);
      return FALSE;
    }
  if (!chiosa_web_selection_find (selection, &self->text, &span, &moved, &error))
    {
      chiosa_reader_problem_error (self->reader, selection->line, error);
      return FALSE;
    }
  if (moved)
    chiosa_reader_problem (self->reader, selection->line,
                           _("“%s” is not at %zu–%zu, but at %zu: put there, to be reviewed"),
                           selection->exact, (gsize) selection->start, (gsize) selection->end, span.start);
  g_array_append_val (spans, span);

  return TRUE;
}

typedef struct { guint code_points, utf16; } Votes;

static gboolean
add_vote (ChiosaWebReading         *self,
          const ChiosaJsonSlice    *target,
          const ChiosaWebSelection *selection,
          gpointer                  data)
{
  Votes *votes = data;
  gboolean a = chiosa_web_selection_matches (selection, &self->text, CHIOSA_UNIT_CODE_POINTS);
  gboolean b = chiosa_web_selection_matches (selection, &self->text, CHIOSA_UNIT_UTF16);

  votes->code_points += a && !b;
  votes->utf16 += b && !a;

  return TRUE;
}

/**
 * chiosa_web_find_unit:
 * @self: an article that is being read
 * @page: its annotations
 *
 * Returns: what positions count: as the file says, or as most of its quotes tell
 */
ChiosaOffsetUnit
chiosa_web_find_unit (ChiosaWebReading    *self,
                      const ChiosaWebPage *page)
{
  Votes votes = { 0, 0 };
  ChiosaJsonSlice unit, target;

  if (page->text.start != NULL && chiosa_web_get_member (&page->text, "chiosa:unit", &unit))
    return chiosa_json_slice_equal (&unit, "utf16") ? CHIOSA_UNIT_UTF16 : CHIOSA_UNIT_CODE_POINTS;
  if (chiosa_offsets_length (self->text.offsets, CHIOSA_UNIT_UTF16) == self->record->length)
    return CHIOSA_UNIT_CODE_POINTS;

  for (guint i = 0; i < page->items->len; i++)
    if (chiosa_web_get_member (&g_array_index (page->items, ChiosaJsonSlice, i), "target", &target))
      foreach_selection (self, &target, add_vote, &votes);

  return votes.utf16 > votes.code_points ? CHIOSA_UNIT_UTF16 : CHIOSA_UNIT_CODE_POINTS;
}

/* --- One annotation --------------------------------------------------------------------------------------------- */

/* What of an address can be an id here: what is behind the last of "/", "#" and ":". */
static const char *
get_tail (const char *address)
{
  const char *tail = address;

  for (const char *p = address; *p != '\0'; p++)
    if (strchr ("/#:", *p) != NULL)
      tail = p + 1;

  return chiosa_id_is_valid (tail) ? tail : NULL;
}

static char *
read_id (const ChiosaJsonSlice *slots)
{
  return chiosa_web_first_string (slots[ID].start != NULL ? &slots[ID] : &slots[AT_ID]);
}

/* As the sidecar has it: UTC. NULL: no time. */
static char *
read_time (const ChiosaJsonSlice *slot)
{
  g_autofree char *text = chiosa_web_first_string (slot);
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) at_utc = NULL;

  if (text == NULL)
    return NULL;
  time = g_date_time_new_from_iso8601 (text, utc);
  if (time == NULL)
    return NULL;
  if (g_str_has_suffix (text, "Z"))
    return g_steal_pointer (&text);

  at_utc = g_date_time_to_utc (time);

  return g_date_time_format (at_utc, "%Y-%m-%dT%H:%M:%SZ");
}

/**
 * chiosa_web_read_extra:
 * @slot: a value; its start may be %NULL
 *
 * Returns: (transfer full) (nullable): the members of other programs, which we write as a text that is an object
 */
char *
chiosa_web_read_extra (const ChiosaJsonSlice *slot)
{
  g_autofree char *object = chiosa_web_first_string (slot);
  gsize length;

  if (object == NULL || !chiosa_json_check (object, strlen (object), CHIOSA_WEB_ANNOTATION_EXTRA, NULL))
    return NULL;

  length = strlen (object);
  if (length < 3 || object[0] != '{' || object[length - 1] != '}')
    return NULL;

  return g_strndup (object + 1, length - 2);
}

/* Whether a target says more than where it is. */
static gboolean
says_more (const ChiosaJsonSlice *target)
{
  static const ChiosaJsonMember known[] = {
    CHIOSA_JSON_MEMBER ("source"), CHIOSA_JSON_MEMBER ("selector"), CHIOSA_JSON_MEMBER ("type"), CHIOSA_JSON_MEMBER ("id"),
  };
  ChiosaJsonSlice slots[G_N_ELEMENTS (known)], item;
  ChiosaJsonCursor cursor;
  GString *unknown = NULL;

  if (chiosa_json_cursor_init (&cursor, target) && cursor.opening == '[')
    {
      while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
        if (says_more (&item))
          return TRUE;
      return FALSE;
    }

  chiosa_json_read_members (target, known, G_N_ELEMENTS (known), slots, ",", &unknown);
  if (unknown == NULL)
    return FALSE;

  g_string_free (unknown, TRUE);
  return TRUE;
}

static void
keep_slice (GString               *kept,
            const char            *key,
            const ChiosaJsonSlice *slice)
{
  chiosa_json_append_key (kept, key);
  g_string_append_len (kept, slice->start, slice->length);
}

/* What a tool of another kind says and we have no place for. */
static void
keep_members (char                  **extra,
              const ChiosaJsonSlice  *slots,
              const GString          *unknown,
              const ChiosaWebBodies  *bodies,
              gboolean                ours)
{
  GString *kept = g_string_new ("{");
  g_autofree char *object = NULL, *created = read_time (&slots[CREATED]);

  if (!ours && slots[ID].start != NULL)
    keep_slice (kept, "id", &slots[ID]);
  if (!ours && slots[MOTIVATION].start != NULL)
    keep_slice (kept, "motivation", &slots[MOTIVATION]);
  if (!ours && slots[TARGET].start != NULL && says_more (&slots[TARGET]))
    keep_slice (kept, "target", &slots[TARGET]);
  if (!ours && slots[GENERATOR].start != NULL)
    keep_slice (kept, "generator", &slots[GENERATOR]);
  if (slots[CREATED].start != NULL && created == NULL)
    keep_slice (kept, "created", &slots[CREATED]);
  if (bodies->rest != NULL)
    {
      chiosa_json_append_key (kept, "body");
      g_string_append_printf (kept, "[%s]", bodies->rest->str);
    }
  if (unknown != NULL)
    {
      if (kept->len > 1)
        g_string_append_c (kept, ',');
      g_string_append (kept, unknown->str);
    }
  g_string_append_c (kept, '}');

  object = g_string_free (kept, FALSE);
  if (!g_str_equal (object, "{}"))
    chiosa_extra_add (extra, CHIOSA_WEB_ANNOTATION_EXTRA, object);
}

static void
read_bodies (ChiosaWebBodies       *bodies,
             const ChiosaJsonSlice *slots,
             const char            *motivation,
             gboolean               linking)
{
  static const char *const naming[] = { "tagging", "classifying", "identifying", "assessing", NULL };
  const char *purpose = motivation != NULL && g_strv_contains (naming, motivation) ? motivation : "commenting";
  const int texts[] = { BODY, BODIES, BODY_VALUE };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (slots[texts[i]].start != NULL)
      chiosa_web_bodies_read (bodies, &slots[texts[i]], purpose, linking && texts[i] == BODY);
}

/* Hypothesis: "text" is the note, "tags" are labels. */
static void
read_hypothesis (ChiosaWebBodies       *bodies,
                 const ChiosaJsonSlice *slots)
{
  g_autofree char *text = chiosa_web_first_string (&slots[TEXT]);
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice tag;

  if (text != NULL && *text != '\0' && bodies->note == NULL)
    bodies->note = g_string_new (text);
  if (slots[TAGS].start == NULL || !chiosa_json_cursor_init (&cursor, &slots[TAGS]) || cursor.opening != '[')
    return;

  while (chiosa_json_cursor_next_raw (&cursor, NULL, &tag))
    {
      if (bodies->label == NULL)
        bodies->label = chiosa_web_first_string (&tag);
      else
        {
          g_autofree char *name = chiosa_web_first_string (&tag);
          const char *others = chiosa_attributes_get (bodies->others, "tags", NULL);
          g_autofree char *all = others != NULL ? g_strconcat (others, ", ", name, NULL) : g_strdup (name);

          if (name != NULL)
            chiosa_attributes_set (bodies->others, "tags", CHIOSA_VALUE_TEXT, all);
        }
    }
}

static ChiosaAnnotation *
new_annotation (ChiosaWebReading      *self,
                const char            *id,
                const ChiosaWebBodies *bodies,
                const char            *motivation,
                gboolean               ours)
{
  gboolean known = bodies->type != NULL && self->reader->tagset != NULL
                   && chiosa_tagset_find_type (self->reader->tagset, bodies->type) != NULL;

  if (bodies->type != NULL && (ours || known || bodies->label != NULL))
    return chiosa_reader_new_typed (self->reader, id, bodies->type, bodies->label != NULL ? bodies->label : "");

  return chiosa_reader_new_annotation (self->reader, id, bodies->label != NULL ? bodies->label
                                                         : bodies->type != NULL ? bodies->type
                                                         : motivation != NULL ? motivation : "annotation");
}

static void
set_attributes (ChiosaWebReading      *self,
                ChiosaAnnotation      *annotation,
                const ChiosaWebBodies *bodies)
{
  ChiosaValueKind kind;
  const char *name, *value;

  for (guint i = 0; i < chiosa_attributes_get_n (bodies->others); i++)
    {
      name = chiosa_attributes_nth (bodies->others, i, NULL, &value);
      chiosa_reader_set_attribute (self->reader, annotation, name, value);
    }
  for (guint i = 0; i < chiosa_attributes_get_n (bodies->ours); i++)
    {
      g_autofree char *id = NULL;

      name = chiosa_attributes_nth (bodies->ours, i, &kind, &value);
      id = chiosa_labels_to_id (name);
      chiosa_annotation_set_attribute (annotation, id, kind, value);
    }
}

static void
set_provenance (ChiosaAnnotation      *annotation,
                const ChiosaJsonSlice *slots,
                const ChiosaWebBodies *bodies)
{
  g_autofree char *origin = chiosa_web_first_string (&slots[ORIGIN]);
  g_autofree char *generator = chiosa_web_read_agent (&slots[GENERATOR]);
  g_autofree char *confidence = chiosa_web_first_string (&slots[CONFIDENCE]);

  annotation->creator = chiosa_web_read_agent (slots[CREATOR].start != NULL ? &slots[CREATOR] : &slots[USER]);
  if (annotation->creator == NULL)
    annotation->creator = g_strdup (bodies->creator);
  annotation->created = read_time (&slots[CREATED]);
  if (confidence != NULL && chiosa_json_number_is_valid (confidence))
    annotation->confidence = g_steal_pointer (&confidence);
  annotation->edited = slots[EDITED].start != NULL && chiosa_json_slice_kind (&slots[EDITED]) == 't';
  annotation->review = slots[REVIEW].start != NULL && chiosa_json_slice_kind (&slots[REVIEW]) == 't';
  if (origin == NULL)
    return;

  annotation->origin = g_str_equal (origin, "hand") ? CHIOSA_ORIGIN_HAND
                       : g_str_equal (origin, "suggestion") ? CHIOSA_ORIGIN_SUGGESTION : CHIOSA_ORIGIN_IMPORT;
  g_free (annotation->suggester);
  annotation->suggester = g_steal_pointer (&generator);
}

static void
add_annotation (ChiosaWebReading      *self,
                const ChiosaJsonSlice *item,
                const ChiosaJsonSlice *slots,
                const GString         *unknown,
                GArray                *spans,
                gboolean               moved)
{
  g_autofree char *id = read_id (slots), *motivation = chiosa_web_first_string (&slots[MOTIVATION]);
  g_autoptr (ChiosaWebBodies) bodies = chiosa_web_bodies_new ();
  gboolean ours = slots[ORIGIN].start != NULL;
  const char *tail = id != NULL ? get_tail (id) : NULL;
  ChiosaAnnotation *annotation;
  GError *error = NULL;
  g_autofree char *own_id = NULL;

  read_bodies (bodies, slots, motivation, FALSE);
  read_hypothesis (bodies, slots);
  if (!ours && tail != NULL && chiosa_record_find (self->record, tail, NULL))
    tail = NULL;

  annotation = new_annotation (self, tail, bodies, motivation, ours);
  set_attributes (self, annotation, bodies);
  set_provenance (annotation, slots, bodies);
  annotation->review |= moved;
  annotation->note = bodies->note != NULL ? g_strdup (bodies->note->str) : NULL;
  annotation->extra = chiosa_web_read_extra (&slots[EXTRA]);
  keep_members (&annotation->extra, slots, unknown, bodies, ours);

  own_id = g_strdup (annotation->id);
  if (!chiosa_record_add (self->record, annotation, (ChiosaSpan *) spans->data, spans->len, &error))
    chiosa_reader_problem_error (self->reader, item->line, error);
  else if (id != NULL)
    g_hash_table_replace (self->ids, g_steal_pointer (&id), g_steal_pointer (&own_id));
}

static gboolean
has_selector (const ChiosaJsonSlice *target)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item;

  if (!chiosa_json_cursor_init (&cursor, target))
    return FALSE;
  if (cursor.opening == '{')
    return chiosa_web_get_member (target, "selector", &item) || (chiosa_web_get_member (target, "items", &item) && has_selector (&item));

  while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
    if (has_selector (&item))
      return TRUE;

  return FALSE;
}

/* An annotation without a place: one end of a relation and more, or the type of a link, or a note on the whole article. */
static void
read_placeless (ChiosaWebReading      *self,
                const ChiosaJsonSlice *item,
                const ChiosaJsonSlice *slots)
{
  g_autofree char *motivation = chiosa_web_first_string (&slots[MOTIVATION]);
  g_autofree char *target = slots[TARGET].start != NULL ? read_source (&slots[TARGET]) : NULL;
  g_autoptr (ChiosaWebBodies) bodies = chiosa_web_bodies_new ();

  if (g_strcmp0 (motivation, "linking") == 0)
    {
      g_array_append_val (self->links, *item);
      return;
    }

  read_bodies (bodies, slots, motivation, FALSE);
  if (g_strcmp0 (motivation, "tagging") == 0 && target != NULL && bodies->label != NULL)
    g_hash_table_replace (self->link_types, g_steal_pointer (&target), g_strdup (bodies->label));
  else
    chiosa_reader_problem (self->reader, item->line, _("it is about no words of the article; kept with the article as it is"));

  append_slice (self->rest, item);
}

/**
 * chiosa_web_read_item:
 * @self: an article that is being read
 * @item: an object that may be an annotation
 *
 * Adds the annotation, or puts aside what is a link between annotations; complains of what is neither.
 */
void
chiosa_web_read_item (ChiosaWebReading      *self,
                      const ChiosaJsonSlice *item)
{
  ChiosaJsonSlice slots[N_MEMBERS];
  GString *unknown = NULL;
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));
  guint n_problems = self->reader->n_problems;   /* all pieces found and yet a complaint: one has moved */

  chiosa_json_read_members (item, members, N_MEMBERS, slots, ",", &unknown);
  if (slots[TARGET].start == NULL || !has_selector (&slots[TARGET]))
    read_placeless (self, item, slots);
  else if (foreach_selection (self, &slots[TARGET], add_place, spans) && spans->len > 0)
    add_annotation (self, item, slots, unknown, spans, self->reader->n_problems > n_problems);

  if (unknown != NULL)
    g_string_free (unknown, TRUE);
}

/* --- Relations -------------------------------------------------------------------------------------------------- */

/* Old Recogito has both ends in an array of targets. */
static gboolean
find_ends (const ChiosaJsonSlice  *target,
           const ChiosaWebBodies  *bodies,
           char                  **from,
           char                  **to)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice first, second;

  if (!chiosa_json_cursor_init (&cursor, target) || cursor.opening == '{')
    *from = read_source (target);
  else if (chiosa_json_cursor_next_raw (&cursor, NULL, &first))
    {
      *from = read_source (&first);
      if (chiosa_json_cursor_next_raw (&cursor, NULL, &second))
        *to = read_source (&second);
    }
  if (*to == NULL)
    *to = g_strdup (bodies->link);

  return *from != NULL && *to != NULL;
}

static ChiosaRelation *
new_relation (ChiosaWebReading      *self,
              const ChiosaJsonSlice *slots,
              const ChiosaWebBodies *bodies,
              const char            *from,
              const char            *to)
{
  g_autofree char *id = read_id (slots), *name = chiosa_web_first_string (&slots[RELATION]), *type = NULL, *new_id = NULL;
  const char *tail = id != NULL ? get_tail (id) : NULL;
  const char *other = id != NULL ? g_hash_table_lookup (self->link_types, id) : NULL;
  ChiosaRelation *relation;

  type = chiosa_labels_to_id (name != NULL ? name : other != NULL ? other : bodies->label != NULL ? bodies->label : "linking");
  new_id = tail != NULL ? g_strdup (tail) : chiosa_id_new ('r');
  relation = chiosa_relation_new (new_id, type, from, to);
  relation->attributes = chiosa_attributes_get_n (bodies->ours) > 0 ? chiosa_attributes_copy (bodies->ours) : NULL;
  relation->note = bodies->note != NULL ? g_strdup (bodies->note->str) : NULL;
  relation->creator = chiosa_web_read_agent (&slots[CREATOR]);
  relation->created = read_time (&slots[CREATED]);
  relation->extra = chiosa_web_read_extra (&slots[EXTRA]);

  return relation;
}

/**
 * chiosa_web_read_link:
 * @self: an article the annotations of which are all there
 * @item: what was put aside
 *
 * Adds the relation, or complains.
 */
void
chiosa_web_read_link (ChiosaWebReading      *self,
                      const ChiosaJsonSlice *item)
{
  ChiosaJsonSlice slots[N_MEMBERS];
  GString *unknown = NULL;
  g_autoptr (ChiosaWebBodies) bodies = chiosa_web_bodies_new ();
  g_autofree char *from = NULL, *to = NULL;
  const char *from_id, *to_id;
  ChiosaRelation *relation;
  GError *error = NULL;

  chiosa_json_read_members (item, members, N_MEMBERS, slots, ",", &unknown);
  read_bodies (bodies, slots, "tagging", TRUE);
  if (slots[TARGET].start == NULL || !find_ends (&slots[TARGET], bodies, &from, &to))
    chiosa_reader_problem (self->reader, item->line, _("a link between annotations needs one as its target and one as its body"));
  else
    {
      from_id = g_hash_table_lookup (self->ids, from);
      to_id = g_hash_table_lookup (self->ids, to);
      relation = new_relation (self, slots, bodies, from_id != NULL ? from_id : from, to_id != NULL ? to_id : to);
      keep_members (&relation->extra, slots, unknown, bodies, slots[RELATION].start != NULL);
      if (!chiosa_record_add_relation (self->record, relation, &error))
        chiosa_reader_problem_error (self->reader, item->line, error);
    }

  if (unknown != NULL)
    g_string_free (unknown, TRUE);
}

/* chiosa-label-studio-results.c
 *
 * The results of one annotation in Label Studio, collected: those with the same id are one region, with its labels and what is said of it;
 * the others are relations, or say something of the whole text. What becomes of them is chiosa-label-studio-regions.c's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-json-lines.h"
#include "chiosa-label-studio-private.h"

#include <glib/gi18n-lib.h>

enum { ID, FROM_NAME, TO_NAME, TYPE, VALUE, META, SCORE, ORIGIN, FROM_ID, TO_ID, DIRECTION, LABELS, N_RESULT };

static const ChiosaJsonMember result_members[N_RESULT] = {
  [ID] = CHIOSA_JSON_MEMBER ("id"), [FROM_NAME] = CHIOSA_JSON_MEMBER ("from_name"), [TO_NAME] = CHIOSA_JSON_MEMBER ("to_name"),
  [TYPE] = CHIOSA_JSON_MEMBER ("type"), [VALUE] = CHIOSA_JSON_MEMBER ("value"), [META] = CHIOSA_JSON_MEMBER ("meta"),
  [SCORE] = CHIOSA_JSON_MEMBER ("score"), [ORIGIN] = CHIOSA_JSON_MEMBER ("origin"), [FROM_ID] = CHIOSA_JSON_MEMBER ("from_id"),
  [TO_ID] = CHIOSA_JSON_MEMBER ("to_id"), [DIRECTION] = CHIOSA_JSON_MEMBER ("direction"), [LABELS] = CHIOSA_JSON_MEMBER ("labels"),
};

enum { V_START, V_END, V_TEXT, V_LABELS, V_HYPERTEXT, V_PARAGRAPH, V_CHOICES, V_NUMBER, V_RATING, V_DATETIME, V_TAXONOMY, N_VALUE };

static const ChiosaJsonMember value_members[N_VALUE] = {
  [V_START] = CHIOSA_JSON_MEMBER ("start"), [V_END] = CHIOSA_JSON_MEMBER ("end"), [V_TEXT] = CHIOSA_JSON_MEMBER ("text"),
  [V_LABELS] = CHIOSA_JSON_MEMBER ("labels"), [V_HYPERTEXT] = CHIOSA_JSON_MEMBER ("hypertextlabels"),
  [V_PARAGRAPH] = CHIOSA_JSON_MEMBER ("paragraphlabels"), [V_CHOICES] = CHIOSA_JSON_MEMBER ("choices"),
  [V_NUMBER] = CHIOSA_JSON_MEMBER ("number"), [V_RATING] = CHIOSA_JSON_MEMBER ("rating"),
  [V_DATETIME] = CHIOSA_JSON_MEMBER ("datetime"), [V_TAXONOMY] = CHIOSA_JSON_MEMBER ("taxonomy"),
};

static void
named_clear (gpointer data)
{
  ChiosaLsNamed *named = data;

  g_free (named->control);
  g_free (named->text);
}

static GArray *
named_array (void)
{
  GArray *array = g_array_new (FALSE, FALSE, sizeof (ChiosaLsNamed));

  g_array_set_clear_func (array, named_clear);
  return array;
}

/* Takes @text. */
static void
add_named (GArray     *array,
           const char *control,
           char       *text)
{
  ChiosaLsNamed named = { g_strdup (control), text };

  g_array_append_val (array, named);
}

static void
region_free (gpointer data)
{
  ChiosaLsRegion *region = data;

  g_free (region->id);
  g_free (region->words);
  g_array_unref (region->labels);
  g_array_unref (region->values);
  g_free (region->note);
  g_free (region->score);
  g_free (region->extra);
  g_free (region->annotation);
  g_free (region);
}

static void
relation_clear (gpointer data)
{
  ChiosaLsRelation *relation = data;

  g_free (relation->from);
  g_free (relation->to);
  g_free (relation->direction);
  g_ptr_array_unref (relation->labels);
}

ChiosaRegions *
chiosa_regions_new (ChiosaReader    *reader,
                    ChiosaCompanion *companion,
                    gboolean         ours)
{
  ChiosaRegions *self = g_new0 (ChiosaRegions, 1);

  self->reader = reader;
  self->companion = companion;
  self->ours = ours;
  self->regions = g_ptr_array_new_with_free_func (region_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->whole = named_array ();
  self->relations = g_array_new (FALSE, FALSE, sizeof (ChiosaLsRelation));
  g_array_set_clear_func (self->relations, relation_clear);
  return self;
}

void
chiosa_regions_free (ChiosaRegions *self)
{
  if (self == NULL)
    return;

  g_ptr_array_unref (self->regions);
  g_hash_table_unref (self->by_id);
  g_array_unref (self->whole);
  g_array_unref (self->relations);
  g_free (self);
}

/* --- Values ------------------------------------------------------------------------------------------------------- */

/* A list of strings as one, nested ones ("Taxonomy") by @inner; or what stands there alone. NULL for nothing. */
static char *
join (const ChiosaJsonSlice *slot,
      const char            *outer,
      const char            *inner)
{
  g_autoptr (GString) joined = g_string_new (NULL);
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item;

  if (!chiosa_json_slot_is (slot, '['))
    return chiosa_json_slot_text (slot);

  chiosa_json_cursor_init (&cursor, slot);
  while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
    {
      g_autofree char *text = inner != NULL ? join (&item, inner, NULL) : chiosa_json_slot_text (&item);

      if (text == NULL)
        continue;
      if (joined->len > 0)
        g_string_append (joined, outer);
      g_string_append (joined, text);
    }

  return joined->len > 0 ? g_string_free (g_steal_pointer (&joined), FALSE) : NULL;
}

/* What a control says, as text; NULL for what is only a place. */
static char *
read_value (const ChiosaJsonSlice *slots)
{
  if (slots[V_CHOICES].start != NULL)
    return join (&slots[V_CHOICES], ", ", NULL);
  if (slots[V_NUMBER].start != NULL)
    return chiosa_json_slot_text (&slots[V_NUMBER]);
  if (slots[V_RATING].start != NULL)
    return chiosa_json_slot_text (&slots[V_RATING]);
  if (slots[V_DATETIME].start != NULL)
    return join (&slots[V_DATETIME], ", ", NULL);
  if (slots[V_TAXONOMY].start != NULL)
    return join (&slots[V_TAXONOMY], "; ", " / ");
  if (chiosa_json_slot_is (&slots[V_TEXT], '['))
    return join (&slots[V_TEXT], "\n", NULL);

  return NULL;
}

static const ChiosaJsonSlice *
find_labels (const ChiosaJsonSlice *slots)
{
  for (guint i = V_LABELS; i <= V_PARAGRAPH; i++)
    if (chiosa_json_slot_is (&slots[i], '['))
      return &slots[i];

  return NULL;
}

/* --- Regions ------------------------------------------------------------------------------------------------------ */

/* The region with @id, made where it is new. NULL when its place cannot be read. */
static ChiosaLsRegion *
get_region (ChiosaRegions         *self,
            const char            *id,
            const ChiosaJsonSlice *slots,
            guint                  line)
{
  gsize start, end;
  g_autofree char *made = NULL;
  ChiosaLsRegion *region;

  if (!chiosa_json_slots_place (&slots[V_START], &slots[V_END], &start, &end))
    {
      if (chiosa_json_slot_is (&slots[V_START], 's'))
        chiosa_reader_problem (self->reader, line, _("a region has its place in the elements of a web page, not in a text; it is left out"));
      else
        chiosa_reader_problem (self->reader, line, _("a region has no start and end, or they are reversed; it is left out"));
      return NULL;
    }

  made = id != NULL ? g_strdup (id) : g_strdup_printf ("%" G_GSIZE_FORMAT "–%" G_GSIZE_FORMAT, start, end);
  region = g_hash_table_lookup (self->by_id, made);
  if (region != NULL)
    return region;

  region = g_new0 (ChiosaLsRegion, 1);
  region->id = g_steal_pointer (&made);
  region->known_id = id != NULL;
  region->start = start;
  region->end = end;
  region->line = line;
  region->labels = named_array ();
  region->values = named_array ();
  g_ptr_array_add (self->regions, region);
  g_hash_table_insert (self->by_id, region->id, region);
  return region;
}

/* Label, value and words of one result. */
static void
add_to_region (ChiosaLsRegion        *region,
               const char            *control,
               const ChiosaJsonSlice *slots)
{
  const ChiosaJsonSlice *labels = find_labels (slots);
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item;
  char *value;

  if (region->words == NULL && chiosa_json_slot_is (&slots[V_TEXT], 's'))
    region->words = chiosa_json_slice_string (&slots[V_TEXT]);

  if (labels != NULL)
    {
      chiosa_json_cursor_init (&cursor, labels);
      while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
        {
          char *label = chiosa_json_slot_text (&item);

          if (label != NULL)
            add_named (region->labels, control, label);
        }
      return;
    }

  value = read_value (slots);
  if (value != NULL)
    add_named (region->values, control, value);
}

/* What stands beside the value: note, score, and what only the tool knows. Takes @unknown. */
static void
add_rest (ChiosaLsRegion        *region,
          const ChiosaJsonSlice *slots,
          GString               *unknown)
{
  static const ChiosaJsonMember names[] = { CHIOSA_JSON_MEMBER ("text") };
  ChiosaJsonSlice text;

  if (region->note == NULL && chiosa_json_slot_is (&slots[META], '{')
      && chiosa_json_read_members (&slots[META], names, G_N_ELEMENTS (names), &text, ",", NULL))
    region->note = join (&text, "\n", NULL);
  if (region->score == NULL && chiosa_json_slot_is (&slots[SCORE], 'n'))
    region->score = chiosa_json_slice_dup (&slots[SCORE]);
  if (region->extra == NULL && unknown != NULL && unknown->len > 0)
    region->extra = g_strdup (unknown->str);
  if (unknown != NULL)
    g_string_free (unknown, TRUE);
}

static void
add_relation (ChiosaRegions         *self,
              const ChiosaJsonSlice *slots,
              guint                  line)
{
  ChiosaLsRelation relation = {
    .from = chiosa_json_slot_text (&slots[FROM_ID]),
    .to = chiosa_json_slot_text (&slots[TO_ID]),
    .direction = chiosa_json_slot_text (&slots[DIRECTION]),
    .labels = g_ptr_array_new_with_free_func (g_free),
    .line = line,
  };
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item;

  if (chiosa_json_slot_is (&slots[LABELS], '[') && chiosa_json_cursor_init (&cursor, &slots[LABELS]))
    while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
      {
        g_autofree char *label = chiosa_json_slot_text (&item);

        if (label != NULL && *label != '\0')
          g_ptr_array_add (relation.labels, g_steal_pointer (&label));
      }

  g_array_append_val (self->relations, relation);
}

/**
 * chiosa_regions_add:
 * @self: regions
 * @result: one of the list "result", checked
 */
void
chiosa_regions_add (ChiosaRegions         *self,
                    const ChiosaJsonSlice *result)
{
  ChiosaJsonSlice slots[N_RESULT], values[N_VALUE];
  g_autofree char *id = NULL, *control = NULL;
  GString *unknown = NULL;
  ChiosaLsRegion *region = NULL;
  char *value;

  if (!chiosa_json_read_members (result, result_members, N_RESULT, slots, ",", &unknown))
    {
      chiosa_reader_problem (self->reader, result->line, _("a result is no object; it is left out"));
      return;
    }

  id = chiosa_json_slot_text (&slots[ID]);
  control = chiosa_json_slot_text (&slots[FROM_NAME]);
  if (slots[TYPE].start != NULL && chiosa_json_slice_equal (&slots[TYPE], "relation"))
    add_relation (self, slots, result->line);
  else if (control == NULL || !chiosa_json_slot_is (&slots[VALUE], '{')
           || !chiosa_json_read_members (&slots[VALUE], value_members, N_VALUE, values, ",", NULL))
    chiosa_reader_problem (self->reader, result->line, _("a result has no “from_name” or no “value”; it is left out"));
  else if (values[V_START].start != NULL || find_labels (values) != NULL)
    region = get_region (self, id, values, result->line);
  else if ((value = read_value (values)) != NULL)
    add_named (self->whole, control, value);
  else
    chiosa_reader_problem (self->reader, result->line, _("the result of “%s” is of a kind that has no place here; it is left out"), control);

  if (region != NULL)
    add_to_region (region, control, values);
  if (region != NULL)
    add_rest (region, slots, unknown);
  else if (unknown != NULL)
    g_string_free (unknown, TRUE);
}

gboolean
chiosa_regions_add_value (ChiosaRegions         *self,
                          const char            *control,
                          const ChiosaJsonSlice *value)
{
  ChiosaJsonSlice slots[N_VALUE];
  ChiosaLsRegion *region;
  char *text;

  if (!chiosa_json_slot_is (value, '{') || !chiosa_json_read_members (value, value_members, N_VALUE, slots, ",", NULL))
    return FALSE;

  if (slots[V_START].start == NULL)
    {
      text = read_value (slots);
      if (text != NULL)
        add_named (self->whole, control, text);
      return text != NULL;
    }

  region = get_region (self, NULL, slots, value->line);
  if (region != NULL)
    add_to_region (region, control, slots);
  return TRUE;
}

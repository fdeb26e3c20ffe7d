/* chiosa-brat-write-details.c
 *
 * What is said about annotations and relations, in brat's lines: attributes (A), identifiers (N) and notes (#).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-brat-private.h"

#include <string.h>

/* --- Notes -------------------------------------------------------------------------------------------------------- */

/* A note has one line: a text of several is several notes. */
static void
write_note (ChiosaBratWriter *self,
            const char       *kind,
            const char       *target,
            const char       *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = MAX (g_strv_length (lines), 1);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (self->out, "#%u\t%s %s\t%s\n", ++self->n_notes, kind, target, lines[i] != NULL ? g_strdelimit (lines[i], "\r", ' ') : "");
}

/* CR ends a line as well. */
static gboolean
note_changes (const char *text)
{
  return strchr (text, '\r') != NULL;
}

static const ChiosaAttributeType *
find_attribute (const ChiosaBratWriter *self,
                const ChiosaAnnotation *annotation,
                const char             *name)
{
  ChiosaTagset *tagset = self->context->tagset;

  return tagset != NULL ? chiosa_tagset_find_attribute (tagset, annotation->type, name) : NULL;
}

static const ChiosaAttributeType *
find_in_relation (const ChiosaBratWriter *self,
                  const ChiosaRelation   *relation,
                  const char             *name)
{
  const ChiosaRelationType *type = NULL;

  if (self->context->tagset != NULL)
    type = chiosa_tagset_find_relation (self->context->tagset, relation->type);
  for (guint i = 0; type != NULL && i < type->n_attributes; i++)
    if (g_str_equal (type->attributes[i].id, name))
      return &type->attributes[i];

  return NULL;
}

/* Whether a value that is written as a word is read as one of its kind. */
static gboolean
keeps_kind (const ChiosaAttributeType *type,
            ChiosaValueKind            kind)
{
  switch (kind)
    {
    case CHIOSA_VALUE_FLAG:
      return type != NULL && type->kind == CHIOSA_ATTRIBUTE_FLAG;
    case CHIOSA_VALUE_NUMBER:
      return type != NULL && type->kind == CHIOSA_ATTRIBUTE_NUMBER;
    case CHIOSA_VALUE_JSON:
      return FALSE;
    case CHIOSA_VALUE_TEXT:
    default:
      return TRUE;
    }
}

/* --- Attributes --------------------------------------------------------------------------------------------------- */

/* What an attribute's value is in brat. */
typedef enum
{
  PLAIN,         /* A, without a value: a flag that is set */
  WORD,          /* A, with a value */
  IDENTIFIER,    /* N */
  NOTE,          /* # */
} Place;

static gboolean
is_item (const char *value)
{
  return value[0] == 'Q' && value[1] != '\0' && value[1 + strspn (value + 1, "0123456789")] == '\0';
}

/* "Q64", "GND:4005728-8" */
static gboolean
is_identifier (const char *value)
{
  const char *colon = strchr (value, ':');

  if (is_item (value))
    return TRUE;

  return colon != NULL && colon != value && colon[1] != '\0' && strpbrk (value, " \t\r\n") == NULL
         && g_str_is_ascii (value) && !(g_str_has_prefix (value, "Wikidata:") && is_item (colon + 1));
}

static gboolean
is_word (const char *value)
{
  return *value != '\0' && value[strspn (value, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_-.+")] == '\0';
}

static Place
place_of (const ChiosaAttributeType *type,
          const char                *name,
          ChiosaValueKind            kind,
          const char                *value)
{
  if (kind == CHIOSA_VALUE_FLAG)
    return g_str_equal (value, "true") ? PLAIN : WORD;
  if (g_str_equal (name, CHIOSA_BRAT_KB_ID) && kind == CHIOSA_VALUE_TEXT && is_identifier (value))
    return IDENTIFIER;
  if (kind == CHIOSA_VALUE_TEXT && is_word (value) && (type == NULL || type->kind == CHIOSA_ATTRIBUTE_CHOICE))
    return WORD;

  return NOTE;
}

static void
write_identifier (ChiosaBratWriter *self,
                  guint             i,
                  const char       *value)
{
  const GArray *pieces = g_ptr_array_index (self->pieces, i);
  g_autoptr (GString) words = g_string_new (NULL);

  chiosa_brat_append_words (words, self->text, pieces);
  g_strdelimit (words->str, "\t", ' ');
  g_string_append_printf (self->out, "N%u\tReference %s %s%s\t%s\n", ++self->n_identifiers,
                          (char *) g_ptr_array_index (self->targets, i), is_item (value) ? "Wikidata:" : "", value, words->str);
}

static void
write_attribute (ChiosaBratWriter *self,
                 guint             i,
                 guint             a,
                 gboolean          notes)
{
  const ChiosaAnnotation *annotation = chiosa_record_get (self->record, i);
  const char *target = g_ptr_array_index (self->targets, i), *value, *name;
  ChiosaValueKind kind;
  const ChiosaAttributeType *type;
  g_autofree char *id = NULL, *word = NULL;
  Place place;

  name = chiosa_attributes_nth (annotation->attributes, a, &kind, &value);
  type = find_attribute (self, annotation, name);
  place = place_of (type, name, kind, value);
  if ((place == NOTE) != notes)
    return;

  id = chiosa_labels_to_id (name);
  if (!g_str_equal (id, name) || (place == NOTE && note_changes (value)) || (place != PLAIN && !keeps_kind (type, kind)))
    chiosa_losses_add (self->losses, CHIOSA_LOSS_ATTRIBUTE, annotation->id, name);

  if (place == PLAIN)
    g_string_append_printf (self->out, "A%u\t%s %s\n", ++self->n_attributes, id, target);
  else if (place == IDENTIFIER)
    write_identifier (self, i, value);
  else if (place == NOTE)
    write_note (self, id, target, value);
  else
    {
      word = type != NULL ? chiosa_brat_value_name (type, value) : g_strdup (value);
      g_string_append_printf (self->out, "A%u\t%s %s %s\n", ++self->n_attributes, id, target, word);
    }
}

static void
write_attributes (ChiosaBratWriter *self,
                  guint             i,
                  gboolean          notes)
{
  const ChiosaAnnotation *annotation = chiosa_record_get (self->record, i);

  for (guint a = 0; a < chiosa_attributes_get_n (annotation->attributes); a++)
    write_attribute (self, i, a, notes);
}

static void
write_annotation_notes (ChiosaBratWriter *self,
                        guint             i)
{
  const ChiosaAnnotation *annotation = chiosa_record_get (self->record, i);

  write_attributes (self, i, TRUE);
  if (annotation->note == NULL)
    return;
  if (note_changes (annotation->note))
    chiosa_losses_add (self->losses, CHIOSA_LOSS_NOTE, annotation->id, NULL);
  write_note (self, CHIOSA_BRAT_NOTE, g_ptr_array_index (self->targets, i), annotation->note);
}

/**
 * chiosa_brat_write_details:
 * @self: an article whose annotations have been written
 *
 * Writes what is said about them: lines of A and N, then those of #.
 */
void
chiosa_brat_write_details (ChiosaBratWriter *self)
{
  guint n = chiosa_record_get_n (self->record);

  for (guint i = 0; i < n; i++)
    if (g_ptr_array_index (self->targets, i) != NULL)
      write_attributes (self, i, FALSE);
  for (guint i = 0; i < n; i++)
    if (g_ptr_array_index (self->targets, i) != NULL)
      write_annotation_notes (self, i);
}

/**
 * chiosa_brat_write_relation_notes:
 * @self: an article that is being written
 * @relation: one of its relations
 * @id: under which it has been written
 *
 * Writes what is said about a relation: all of it as notes, since brat has no attributes there.
 */
void
chiosa_brat_write_relation_notes (ChiosaBratWriter     *self,
                                  const ChiosaRelation *relation,
                                  const char           *id)
{
  for (guint a = 0; a < chiosa_attributes_get_n (relation->attributes); a++)
    {
      ChiosaValueKind kind;
      const char *value, *name = chiosa_attributes_nth (relation->attributes, a, &kind, &value);
      g_autofree char *kind_id = chiosa_labels_to_id (name);

      if (!g_str_equal (kind_id, name) || note_changes (value) || !keeps_kind (find_in_relation (self, relation, name), kind))
        chiosa_losses_add (self->losses, CHIOSA_LOSS_RELATION_DETAIL, relation->id, name);
      write_note (self, kind_id, id, value);
    }

  if (relation->note == NULL)
    return;
  if (note_changes (relation->note))
    chiosa_losses_add (self->losses, CHIOSA_LOSS_RELATION_DETAIL, relation->id, NULL);
  write_note (self, CHIOSA_BRAT_NOTE, id, relation->note);
}

/* chiosa-brat-read-details.c
 *
 * Reading brat's files, third part: attributes (A, M), identifiers (N) and notes (#), where they are put, and what is kept as
 * the line it was: "brat":{"lines":[…]} with the annotation, the relation or the article.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-brat-private.h"

#include "chiosa-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Bytes of a line that is kept, of all that are kept with one thing, of a note or a text. A sidecar must stay readable. */
#define MAX_KEPT_LINE ((gsize) 64 << 10)
#define MAX_KEPT ((gsize) 4 << 20)
#define MAX_TEXT ((gsize) 512 << 10)

/* --- What is wrong, what is kept ---------------------------------------------------------------------------------- */

static void
tell (ChiosaBratArticle    *self,
      const ChiosaBratLine *line,
      const char           *text)
{
  if (line->file == NULL)
    chiosa_reader_problem (self->reader, line->number, "%s", text);
  else
    /* Translators: name of a file, line, what is wrong */
    chiosa_reader_problem (self->reader, 0, _("“%s”, line %u: %s"), line->file, line->number, text);
}

void
chiosa_brat_complain (ChiosaBratArticle    *self,
                      const ChiosaBratLine *line,
                      const char           *message,
                      ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, message);
  text = g_strdup_vprintf (message, args);
  va_end (args);

  chiosa_brat_keep (&self->kept, line);
  tell (self, line, text);
}

void
chiosa_brat_remark (ChiosaBratArticle    *self,
                    const ChiosaBratLine *line,
                    const char           *message,
                    ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, message);
  text = g_strdup_vprintf (message, args);
  va_end (args);

  tell (self, line, text);
}

/* Once each. */
void
chiosa_brat_keep (GPtrArray            **kept,
                  const ChiosaBratLine  *line)
{
  if (*kept == NULL)
    *kept = g_ptr_array_new ();
  if ((*kept)->len == 0 || g_ptr_array_index (*kept, (*kept)->len - 1) != line)
    g_ptr_array_add (*kept, (gpointer) line);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  const ChiosaBratLine *x = *(const ChiosaBratLine * const *) a, *y = *(const ChiosaBratLine * const *) b;

  if ((x->file == NULL) != (y->file == NULL))
    return x->file == NULL ? -1 : 1;

  return (x->number > y->number) - (x->number < y->number);
}

static void
put_kept (ChiosaBratArticle  *self,
          GPtrArray          *kept,
          char              **extra)
{
  g_autoptr (GString) json = NULL;
  guint n_left_out = 0;

  if (kept == NULL)
    return;

  json = g_string_new ("{\"lines\":[");
  g_ptr_array_sort (kept, compare_lines);
  for (guint i = 0; i < kept->len; i++)
    {
      const ChiosaBratLine *line = g_ptr_array_index (kept, i);

      if (strlen (line->raw) > MAX_KEPT_LINE || json->len > MAX_KEPT)
        {
          n_left_out++;
          continue;
        }
      if (json->str[json->len - 1] != '[')
        g_string_append_c (json, ',');
      chiosa_json_append_string (json, line->raw);
    }
  g_string_append (json, "]}");
  chiosa_extra_add (extra, "brat", json->str);

  if (n_left_out > 0)
    chiosa_reader_problem (self->reader, 0, ngettext ("%u line is too long to be kept", "%u lines are too long to be kept", n_left_out), n_left_out);
}

/**
 * chiosa_brat_get_words:
 * @self: an article that is being read
 * @spans: (element-type ChiosaSpan): places in its text
 * @separator: between two of them
 * @n_bytes: how long the words are that they will be compared with: many long annotations with short words behind
 *  them cost nothing then
 *
 * Returns: (transfer full) (nullable): their words; %NULL when they are longer than @n_bytes for sure
 */
char *
chiosa_brat_get_words (const ChiosaBratArticle *self,
                       const GArray            *spans,
                       const char              *separator,
                       gsize                    n_bytes)
{
  GString *words;
  gsize length = 0;

  for (guint i = 0; i < spans->len; i++)
    length += g_array_index (spans, ChiosaSpan, i).end - g_array_index (spans, ChiosaSpan, i).start;
  if (length > n_bytes)
    return NULL;

  words = g_string_new (NULL);
  for (guint i = 0; i < spans->len; i++)
    {
      const ChiosaSpan *span = &g_array_index (spans, ChiosaSpan, i);
      g_autofree char *piece = chiosa_text_get_slice (self->record->snapshot->text, span->start, span->end);

      g_string_append (words, i > 0 ? separator : "");
      g_string_append (words, piece);
    }

  return g_string_free (words, FALSE);
}

/* --- Attributes --------------------------------------------------------------------------------------------------- */

static const ChiosaAttributeType *
find_in_relation (ChiosaTagset         *tagset,
                  const ChiosaRelation *relation,
                  const char           *id)
{
  const ChiosaRelationType *type = chiosa_tagset_find_relation (tagset, relation->type);

  for (guint i = 0; type != NULL && i < type->n_attributes; i++)
    if (g_str_equal (type->attributes[i].id, id))
      return &type->attributes[i];

  return NULL;
}

static const ChiosaAttributeType *
find_attribute (ChiosaBratArticle     *self,
                const ChiosaBratThing *thing,
                const char            *id)
{
  ChiosaTagset *tagset = self->reader->tagset;

  if (tagset == NULL)
    return NULL;

  return thing->annotation != NULL ? chiosa_tagset_find_attribute (tagset, thing->annotation->type, id)
                                   : find_in_relation (tagset, thing->relation, id);
}

static gboolean
has_attribute (const ChiosaBratThing *thing,
               const char            *id)
{
  if (thing->annotation != NULL)
    return chiosa_annotation_get_attribute (thing->annotation, id) != NULL;

  return chiosa_attributes_get (thing->relation->attributes, id, NULL) != NULL;
}

static ChiosaValueKind
kind_of (const ChiosaAttributeType *type,
         const char                *value)
{
  if (type != NULL && type->kind == CHIOSA_ATTRIBUTE_FLAG && (g_str_equal (value, "true") || g_str_equal (value, "false")))
    return CHIOSA_VALUE_FLAG;
  if (type != NULL && type->kind == CHIOSA_ATTRIBUTE_NUMBER && chiosa_json_number_is_valid (value))
    return CHIOSA_VALUE_NUMBER;

  return CHIOSA_VALUE_TEXT;
}

/* @value: as in the file; NULL: a flag that is set */
static void
set_attribute (ChiosaBratArticle *self,
               ChiosaBratThing   *thing,
               const char        *id,
               const char        *value)
{
  const ChiosaAttributeType *type = find_attribute (self, thing, id);
  ChiosaValueKind kind = value == NULL ? CHIOSA_VALUE_FLAG : kind_of (type, value);
  const char *choice = type != NULL && value != NULL ? chiosa_brat_value_find (type, value) : NULL;

  if (value == NULL)
    value = "true";
  if (choice != NULL)
    value = choice;
  if (type != NULL && g_strcmp0 (type->default_value, value) == 0)
    return;

  if (thing->annotation != NULL)
    {
      chiosa_annotation_set_attribute (thing->annotation, id, kind, value);
      return;
    }
  if (thing->relation->attributes == NULL)
    thing->relation->attributes = chiosa_attributes_new ();
  chiosa_attributes_set (thing->relation->attributes, id, kind, value);
}

/* Takes @line's id for what it is about. NULL, with a complaint, when that is not there. */
static ChiosaBratThing *
own (ChiosaBratArticle    *self,
     const ChiosaBratLine *line,
     const char           *target)
{
  ChiosaBratThing *thing = g_hash_table_lookup (self->by_id, target);

  if (thing == NULL)
    chiosa_brat_complain (self, line, _("“%s” speaks of “%s”, which is not there"), line->id, target);
  else
    g_hash_table_insert (self->owners, line->id, thing);

  return thing;
}

/* "Negation T2", "Verdict T2 False": the value is the rest of the line. */
static void
read_attribute (ChiosaBratArticle    *self,
                const ChiosaBratLine *line)
{
  g_autofree char *data = g_strchomp (g_strdup (line->data));
  g_auto (GStrv) words = g_strsplit (data, " ", 3);
  g_autofree char *id = NULL;
  ChiosaBratThing *thing;

  if (g_strv_length (words) < 2 || *words[0] == '\0')
    {
      chiosa_brat_complain (self, line, _("“%s” is not of the form NAME ID VALUE"), line->data);
      return;
    }

  thing = own (self, line, words[1]);
  if (thing == NULL)
    return;

  id = chiosa_labels_to_id (words[0]);
  if (has_attribute (thing, id))
    {
      /* Translators: name of an attribute; id of an annotation */
      chiosa_brat_remark (self, line, _("“%s” of “%s” has several values; only the first is used"), words[0], words[1]);
      chiosa_brat_keep (&thing->kept, line);
      return;
    }

  set_attribute (self, thing, id, words[2]);
  if (!g_str_equal (id, words[0]))
    chiosa_brat_keep (&thing->kept, line);
}

/* --- Identifiers -------------------------------------------------------------------------------------------------- */

/* "Wikidata:Q64" is Q64; everything else stays as it is. */
static const char *
identifier_of (const char *reference)
{
  const char *q = g_str_has_prefix (reference, "Wikidata:") ? reference + strlen ("Wikidata:") : reference;

  return q != reference && q[0] == 'Q' && q[1] != '\0' && q[1 + strspn (q + 1, "0123456789")] == '\0' ? q : reference;
}

/* Whether @name, of a data base, is none or just the words of the text; line breaks do not count. */
static gboolean
is_plain_name (ChiosaBratArticle     *self,
               const ChiosaBratThing *thing,
               const char            *name)
{
  g_autofree char *words = NULL, *other = NULL;

  if (name == NULL || *name == '\0')
    return TRUE;

  words = chiosa_brat_get_words (self, thing->spans, " ", strlen (name));
  if (words == NULL)
    return FALSE;

  g_strdelimit (words, "\r\n\t", ' ');
  other = g_strdelimit (g_strdup (name), "\r\n\t", ' ');

  return g_str_equal (words, other);
}

/* "Reference T1 Wikidata:Q123"; the tail is what the data base calls it. */
static void
read_identifier (ChiosaBratArticle    *self,
                 const ChiosaBratLine *line)
{
  g_autofree char *data = g_strchomp (g_strdup (line->data));
  g_auto (GStrv) words = g_strsplit (data, " ", 3);
  ChiosaBratThing *thing;

  if (g_strv_length (words) < 3 || strchr (words[2], ':') == NULL || strchr (words[2], ' ') != NULL)
    {
      chiosa_brat_complain (self, line, _("“%s” is not of the form Reference ID DATABASE:KEY"), line->data);
      return;
    }

  thing = own (self, line, words[1]);
  if (thing == NULL)
    return;
  if (thing->annotation == NULL || has_attribute (thing, CHIOSA_BRAT_KB_ID))
    {
      chiosa_brat_keep (&thing->kept, line);
      return;
    }

  set_attribute (self, thing, CHIOSA_BRAT_KB_ID, identifier_of (words[2]));
  if (!g_str_equal (words[0], "Reference") || !is_plain_name (self, thing, line->tail))
    chiosa_brat_keep (&thing->kept, line);
}

/* --- Notes -------------------------------------------------------------------------------------------------------- */

static void
string_free (gpointer string)
{
  g_string_free (string, TRUE);
}

/* One note of a kind after the other, as lines of one text. FALSE when that becomes too long. */
static gboolean
add_text (ChiosaBratThing *thing,
          const char      *kind,
          const char      *text)
{
  GString *all;

  if (thing->texts == NULL)
    thing->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, string_free);

  all = g_hash_table_lookup (thing->texts, kind);
  if ((all != NULL ? all->len : 0) + strlen (text) > MAX_TEXT)
    return FALSE;

  if (all == NULL)
    {
      g_hash_table_insert (thing->texts, g_strdup (kind), g_string_new (text));
      return TRUE;
    }
  g_string_append_c (all, '\n');
  g_string_append (all, text);

  return TRUE;
}

/* "AnnotatorNotes T2" and the text; "Lemma T2": an attribute. */
static void
read_note (ChiosaBratArticle    *self,
           const ChiosaBratLine *line)
{
  g_autofree char *data = g_strchomp (g_strdup (line->data)), *id = NULL;
  g_auto (GStrv) words = g_strsplit (data, " ", 2);
  ChiosaBratThing *thing;

  if (g_strv_length (words) < 2 || *words[0] == '\0')
    {
      chiosa_brat_complain (self, line, _("“%s” is not of the form TYPE ID"), line->data);
      return;
    }

  /* A note on an attribute or on a note stays as it is. */
  thing = g_hash_table_lookup (self->owners, words[1]);
  if (thing != NULL)
    {
      g_hash_table_insert (self->owners, line->id, thing);
      chiosa_brat_keep (&thing->kept, line);
      return;
    }

  thing = own (self, line, words[1]);
  if (thing == NULL)
    return;

  id = chiosa_labels_to_id (words[0]);
  if (!g_str_equal (id, words[0]) || has_attribute (thing, id))
    chiosa_brat_keep (&thing->kept, line);
  else if (!add_text (thing, id, line->tail != NULL ? line->tail : ""))
    chiosa_brat_complain (self, line, _("The notes of “%s” are too long"), words[1]);
}

/**
 * chiosa_brat_read_details:
 * @self: an article whose annotations and relations are known
 *
 * Reads what is said about them.
 */
void
chiosa_brat_read_details (ChiosaBratArticle *self)
{
  chiosa_brat_read_kind (self, "AM", read_attribute);
  chiosa_brat_read_kind (self, "N", read_identifier);
  chiosa_brat_read_kind (self, "#", read_note);
}

/* --- The end ------------------------------------------------------------------------------------------------------ */

static void
put_texts (ChiosaBratArticle *self,
           ChiosaBratThing   *thing)
{
  GHashTableIter iter;
  gpointer kind, text;

  if (thing->texts == NULL)
    return;

  g_hash_table_iter_init (&iter, thing->texts);
  while (g_hash_table_iter_next (&iter, &kind, &text))
    {
      const char *words = ((GString *) text)->str;

      if (!g_str_equal (kind, CHIOSA_BRAT_NOTE))
        set_attribute (self, thing, kind, words);
      else if (thing->annotation != NULL)
        thing->annotation->note = g_strdup (words);
      else
        thing->relation->note = g_strdup (words);
    }
}

static void
add_to_record (ChiosaBratArticle *self,
               ChiosaBratThing   *thing)
{
  GError *error = NULL;
  gboolean added;

  if (thing->annotation != NULL)
    added = chiosa_record_add (self->record, g_steal_pointer (&thing->annotation),
                               (const ChiosaSpan *) (void *) thing->spans->data, thing->spans->len, &error);
  else
    added = chiosa_record_add_relation (self->record, g_steal_pointer (&thing->relation), &error);

  if (added)
    return;

  chiosa_brat_complain (self, thing->line, "%s", error->message);
  g_error_free (error);
}

/**
 * chiosa_brat_finish:
 * @self: an article of which everything has been read
 *
 * Puts it all into the record: annotations first, since relations lead to them.
 */
void
chiosa_brat_finish (ChiosaBratArticle *self)
{
  for (guint relations = 0; relations < 2; relations++)
    for (guint i = 0; i < self->things->len; i++)
      {
        ChiosaBratThing *thing = g_ptr_array_index (self->things, i);

        if ((thing->relation != NULL) != (relations == 1) || (thing->annotation == NULL && thing->relation == NULL))
          continue;

        put_texts (self, thing);
        put_kept (self, thing->kept, thing->annotation != NULL ? &thing->annotation->extra : &thing->relation->extra);
        add_to_record (self, thing);
      }

  if (self->kept != NULL)
    put_kept (self, self->kept, &chiosa_record_edit_article (self->record)->extra);
}

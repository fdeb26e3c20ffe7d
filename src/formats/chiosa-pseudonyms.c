/* chiosa-pseudonyms.c
 *
 * An article without the names of people (GDPR article 89: pseudonymisation). Every person that is marked by name, as an entity or
 * as a source, becomes PERSON_1, PERSON_2, … in the order of the text; mentions that are joined as the same, or that have the
 * same words, get the same number, and so does every further place with those words. Annotators get a pseudonym; notes, the
 * author's name and what other programs added are left out. It hides names: who reads the article may still know who is meant.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-pseudonyms.h"

#include "chiosa-offsets.h"
#include "chiosa-segment.h"

#include <string.h>

/* A stretch that gives way to a placeholder. Code points. */
typedef struct
{
  ChiosaSpan span;
  guint      person;    /* from 1 */
} Replacement;

typedef struct
{
  const ChiosaRecord *record;
  ChiosaOffsets      *offsets;
  guint              *parents;       /* of each annotation: who it is the same as */
  GHashTable         *persons;       /* words -> person */
  GArray             *replacements;  /* Replacement, in order, not overlapping */
  gsize              *shifts;        /* code points that the text has grown (as a wrapping difference) before each replacement */
} Hiding;

static gboolean
is_named_person (const ChiosaAnnotation *annotation)
{
  const char *mention = chiosa_annotation_get_attribute (annotation, "mention");

  return (g_str_equal (annotation->label, "PERSON") || g_str_equal (annotation->label, "SRC_PERSON") || g_str_equal (annotation->label, "PER"))
         && (mention == NULL || g_str_equal (mention, "name"));
}

static guint
find_root (const Hiding *self,
           guint         i)
{
  while (self->parents[i] != i)
    i = self->parents[i];

  return i;
}

/* Chains of what is the same. The root is the one that comes first in the text. */
static void
join_chains (Hiding *self)
{
  const ChiosaRelation *relation;
  guint from, to;

  for (guint i = 0; i < chiosa_record_get_n (self->record); i++)
    self->parents[i] = i;

  for (guint i = 0; (relation = chiosa_record_get_relation (self->record, i, &from, &to)) != NULL; i++)
    if (g_str_equal (relation->type, "same_as"))
      {
        guint a = find_root (self, from), b = find_root (self, to);

        self->parents[MAX (a, b)] = MIN (a, b);
      }
}

/* A number for each chain, and for each set of words. */
static void
number_persons (Hiding *self)
{
  g_autofree guint *numbers = g_new0 (guint, chiosa_record_get_n (self->record) + 1);
  guint n = 0;

  for (guint i = 0; i < chiosa_record_get_n (self->record); i++)
    {
      guint root = find_root (self, i), n_spans, person;
      const ChiosaSpan *spans = chiosa_record_get_spans (self->record, i, &n_spans);
      char *words;

      if (!is_named_person (chiosa_record_get (self->record, i)))
        continue;

      words = chiosa_offsets_slice (self->offsets, spans[0].start, spans[n_spans - 1].end);
      person = GPOINTER_TO_UINT (g_hash_table_lookup (self->persons, words));
      if (person == 0)
        person = numbers[root] != 0 ? numbers[root] : ++n;
      numbers[root] = person;
      g_hash_table_insert (self->persons, words, GUINT_TO_POINTER (person));
    }
}

static int
compare_length (gconstpointer a,
                gconstpointer b)
{
  const char *x = *(const char * const *) a, *y = *(const char * const *) b;
  gsize n = strlen (x), m = strlen (y);

  return n != m ? (n > m ? -1 : 1) : strcmp (x, y);
}

static int
compare_replacements (gconstpointer a,
                      gconstpointer b)
{
  const Replacement *x = a, *y = b;

  return x->span.start < y->span.start ? -1 : x->span.start > y->span.start;
}

static gboolean
is_taken (const Hiding *self,
          ChiosaSpan    span)
{
  for (guint i = 0; i < self->replacements->len; i++)
    {
      ChiosaSpan other = g_array_index (self->replacements, Replacement, i).span;

      if (span.start < other.end && other.start < span.end)
        return TRUE;
    }

  return FALSE;
}

/* Every place with these words, as whole words; longer names have been found before. */
static void
find_places (Hiding     *self,
             const char *words,
             guint       person)
{
  const ChiosaText *text = self->record->snapshot->text;
  gsize length = g_utf8_strlen (words, -1);

  for (gsize at = 0; length > 0 && (at = chiosa_text_find (text, words, at)) != G_MAXSIZE; at += length)
    {
      Replacement replacement = { { at, at + length }, person };

      if ((at > 0 && g_unichar_isalnum (chiosa_text_get_char (text, at - 1)))
          || g_unichar_isalnum (chiosa_text_get_char (text, at + length)) || is_taken (self, replacement.span))
        continue;
      g_array_append_val (self->replacements, replacement);
    }
}

static void
find_replacements (Hiding *self)
{
  g_autoptr (GPtrArray) names = g_hash_table_get_keys_as_ptr_array (self->persons);

  g_ptr_array_sort (names, compare_length);
  for (guint i = 0; i < names->len; i++)
    {
      const char *words = g_ptr_array_index (names, i);

      find_places (self, words, GPOINTER_TO_UINT (g_hash_table_lookup (self->persons, words)));
    }
  g_array_sort (self->replacements, compare_replacements);
}

static char *
make_placeholder (guint person)
{
  return g_strdup_printf ("PERSON_%u", person);
}

static char *
replace_text (Hiding *self)
{
  GString *text = g_string_new (NULL);
  gsize at = 0, shift = 0;

  self->shifts = g_new0 (gsize, self->replacements->len + 1);
  for (guint i = 0; i < self->replacements->len; i++)
    {
      const Replacement *replacement = &g_array_index (self->replacements, Replacement, i);
      g_autofree char *before = chiosa_offsets_slice (self->offsets, at, replacement->span.start);
      g_autofree char *placeholder = make_placeholder (replacement->person);

      g_string_append (text, before);
      g_string_append (text, placeholder);
      self->shifts[i] = shift;
      shift += strlen (placeholder) - (replacement->span.end - replacement->span.start);
      at = replacement->span.end;
    }
  self->shifts[self->replacements->len] = shift;

  {
    g_autofree char *rest = chiosa_offsets_slice (self->offsets, at, self->record->length);

    g_string_append (text, rest);
  }

  return g_string_free (text, FALSE);
}

/* Inside a name, a start goes to the start of the placeholder and an end to its end. */
static gsize
map_offset (const Hiding *self,
            gsize         offset,
            gboolean      is_end)
{
  guint i = 0;

  while (i < self->replacements->len && g_array_index (self->replacements, Replacement, i).span.end < offset + !is_end)
    i++;
  if (i < self->replacements->len)
    {
      const Replacement *replacement = &g_array_index (self->replacements, Replacement, i);
      g_autofree char *placeholder = make_placeholder (replacement->person);

      if (offset > replacement->span.start)
        return replacement->span.start + self->shifts[i] + (is_end ? strlen (placeholder) : 0);
    }

  return offset + self->shifts[i];
}

/* Names in a title or in the value of an attribute. */
static char *
hide_in (const Hiding *self,
         const char   *value)
{
  g_autoptr (GPtrArray) names = g_hash_table_get_keys_as_ptr_array (self->persons);
  GString *hidden = g_string_new (value);

  g_ptr_array_sort (names, compare_length);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *placeholder = make_placeholder (GPOINTER_TO_UINT (g_hash_table_lookup (self->persons, g_ptr_array_index (names, i))));

      g_string_replace (hidden, g_ptr_array_index (names, i), placeholder, 0);
    }

  return g_string_free (hidden, FALSE);
}

static ChiosaAttributes *
hide_attributes (const Hiding           *self,
                 const ChiosaAttributes *attributes)
{
  ChiosaAttributes *hidden = chiosa_attributes_copy (attributes);

  for (guint i = 0; i < chiosa_attributes_get_n (attributes); i++)
    {
      ChiosaValueKind kind;
      const char *value;
      const char *name = chiosa_attributes_nth (attributes, i, &kind, &value);
      g_autofree char *text = kind == CHIOSA_VALUE_TEXT ? hide_in (self, value) : NULL;

      if (g_str_equal (name, "kb_id"))
        chiosa_attributes_unset (hidden, name);
      else if (text != NULL)
        chiosa_attributes_set (hidden, name, kind, text);
    }

  return hidden;
}

static void
add_annotation (const Hiding *self,
                ChiosaRecord *hidden,
                guint         i)
{
  const ChiosaAnnotation *annotation = chiosa_record_get (self->record, i);
  ChiosaAnnotation *copy = chiosa_annotation_copy (annotation);
  guint n_spans;
  const ChiosaSpan *spans = chiosa_record_get_spans (self->record, i, &n_spans);
  g_autofree ChiosaSpan *mapped = g_new (ChiosaSpan, n_spans);
  guint n = 0;

  for (guint s = 0; s < n_spans; s++)
    {
      ChiosaSpan span = { map_offset (self, spans[s].start, FALSE), map_offset (self, spans[s].end, TRUE) };

      /* Two pieces of one name have become one placeholder. */
      if (n > 0 && span.start < mapped[n - 1].end)
        mapped[n - 1].end = MAX (mapped[n - 1].end, span.end);
      else
        mapped[n++] = span;
    }

  chiosa_attributes_free (copy->attributes);
  copy->attributes = hide_attributes (self, annotation->attributes);
  g_clear_pointer (&copy->note, g_free);
  g_clear_pointer (&copy->extra, g_free);
  if (copy->creator != NULL)
    {
      g_free (copy->creator);
      copy->creator = chiosa_pseudonyms_annotator (annotation->creator);
    }
  chiosa_record_add (hidden, copy, mapped, n, NULL);
}

static void
add_relation (ChiosaRecord         *hidden,
              const ChiosaRelation *relation)
{
  ChiosaRelation *copy = chiosa_relation_copy (relation);

  g_clear_pointer (&copy->note, g_free);
  g_clear_pointer (&copy->extra, g_free);
  if (copy->creator != NULL)
    {
      g_free (copy->creator);
      copy->creator = chiosa_pseudonyms_annotator (relation->creator);
    }
  chiosa_record_add_relation (hidden, copy, NULL);
}

static void
add_article (const Hiding *self,
             ChiosaRecord *hidden)
{
  ChiosaArticle *copy = chiosa_article_copy (chiosa_record_get_article (self->record));

  if (copy->title != NULL)
    {
      char *title = hide_in (self, copy->title);

      g_free (copy->title);
      copy->title = title;
    }
  g_clear_pointer (&copy->author, g_free);
  g_clear_pointer (&copy->note, g_free);
  g_clear_pointer (&copy->extra, g_free);
  chiosa_article_free (hidden->snapshot->article);
  hidden->snapshot->article = copy;
}

/**
 * chiosa_pseudonyms_annotator:
 * @name: of an annotator
 *
 * Returns: (transfer full): a name that says nothing but who is the same
 */
char *
chiosa_pseudonyms_annotator (const char *name)
{
  g_autofree char *salted = g_strconcat ("chiosa annotator ", name, NULL);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, salted, -1);

  return g_strdup_printf ("annotator-%.6s", hash);
}

/**
 * chiosa_pseudonyms_apply:
 * @record: an article
 *
 * Detached annotations are left out.
 *
 * Returns: (transfer full): the same without the names of people
 */
ChiosaRecord *
chiosa_pseudonyms_apply (const ChiosaRecord *record)
{
  g_autoptr (ChiosaOffsets) offsets = chiosa_offsets_new (record->utf8);
  Hiding self = { .record = record, .offsets = offsets };
  const ChiosaRelation *relation;
  ChiosaRecord *hidden;

  self.parents = g_new0 (guint, chiosa_record_get_n (record) + 1);
  self.persons = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.replacements = g_array_new (FALSE, FALSE, sizeof (Replacement));

  join_chains (&self);
  number_persons (&self);
  find_replacements (&self);
  hidden = chiosa_record_new (record->name, replace_text (&self));
  hidden->index = record->index;
  hidden->annotator = record->annotator != NULL ? chiosa_pseudonyms_annotator (record->annotator) : NULL;
  add_article (&self, hidden);
  for (guint i = 0; i < chiosa_record_get_n (record); i++)
    add_annotation (&self, hidden, i);
  for (guint i = 0; (relation = chiosa_record_get_relation (record, i, NULL, NULL)) != NULL; i++)
    add_relation (hidden, relation);
  chiosa_record_order (hidden);

  g_free (self.parents);
  g_free (self.shifts);
  g_hash_table_unref (self.persons);
  g_array_unref (self.replacements);

  return hidden;
}

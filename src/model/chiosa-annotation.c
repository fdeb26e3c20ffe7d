/* chiosa-annotation.c
 *
 * Annotations, what was last seen of detached ones, relations, and their ids: values with reference counts.
 * Where a live annotation stands, and what may stand where, is the document's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-annotation.h"

#include <string.h>

#define ID_MAX_LENGTH 64
#define ID_RANDOM_LENGTH 8

/**
 * chiosa_annotation_new:
 * @id: its id
 * @type: id of a span type
 * @label: (nullable): id of a label of it
 *
 * Returns: (transfer full): a live annotation made by hand, with nothing else set
 */
ChiosaAnnotation *
chiosa_annotation_new (const char *id,
                       const char *type,
                       const char *label)
{
  ChiosaAnnotation *self = g_new0 (ChiosaAnnotation, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->id = g_strdup (id);
  self->type = g_intern_string (type);
  self->label = g_intern_string (label != NULL ? label : "");

  return self;
}

/**
 * chiosa_annotation_copy:
 * @self: an annotation
 *
 * Returns: (transfer full): a copy with one reference, to be changed before anybody else sees it
 */
ChiosaAnnotation *
chiosa_annotation_copy (const ChiosaAnnotation *self)
{
  ChiosaAnnotation *copy = chiosa_annotation_new (self->id, self->type, self->label);

  copy->attributes = chiosa_attributes_copy (self->attributes);
  copy->note = g_strdup (self->note);
  copy->creator = g_strdup (self->creator);
  copy->created = g_strdup (self->created);
  copy->suggester = g_strdup (self->suggester);
  copy->confidence = g_strdup (self->confidence);
  copy->extra = g_strdup (self->extra);
  copy->quote = chiosa_quote_copy (self->quote);
  copy->state = self->state;
  copy->origin = self->origin;
  copy->edited = self->edited;
  copy->review = self->review;

  return copy;
}

/**
 * chiosa_annotation_ref:
 * @self: an annotation
 *
 * Returns: (transfer full): @self
 */
ChiosaAnnotation *
chiosa_annotation_ref (const ChiosaAnnotation *self)
{
  ChiosaAnnotation *shared = (ChiosaAnnotation *) self;

  g_atomic_ref_count_inc (&shared->ref_count);
  return shared;
}

/**
 * chiosa_annotation_unref:
 * @self: (nullable) (transfer full): an annotation
 */
void
chiosa_annotation_unref (ChiosaAnnotation *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->id);
  chiosa_attributes_free (self->attributes);
  g_free (self->note);
  g_free (self->creator);
  g_free (self->created);
  g_free (self->suggester);
  g_free (self->confidence);
  g_free (self->extra);
  chiosa_quote_free (self->quote);
  g_free (self);
}

/**
 * chiosa_annotation_equal:
 * @a: an annotation
 * @b: another
 *
 * Returns: whether all their members are the same
 */
gboolean
chiosa_annotation_equal (const ChiosaAnnotation *a,
                         const ChiosaAnnotation *b)
{
  if (a == b)
    return TRUE;

  return g_str_equal (a->id, b->id)
         && g_str_equal (a->type, b->type)
         && g_str_equal (a->label, b->label)
         && a->state == b->state
         && a->origin == b->origin
         && a->edited == b->edited
         && a->review == b->review
         && g_strcmp0 (a->note, b->note) == 0
         && g_strcmp0 (a->creator, b->creator) == 0
         && g_strcmp0 (a->created, b->created) == 0
         && g_strcmp0 (a->suggester, b->suggester) == 0
         && g_strcmp0 (a->confidence, b->confidence) == 0
         && g_strcmp0 (a->extra, b->extra) == 0
         && chiosa_attributes_equal (a->attributes, b->attributes)
         && chiosa_quote_equal (a->quote, b->quote);
}

/**
 * chiosa_annotation_set_attribute:
 * @self: an annotation that nobody else sees yet
 * @name: an attribute
 * @kind: what the value is
 * @value: (nullable): the value as text, %NULL to unset it
 */
void
chiosa_annotation_set_attribute (ChiosaAnnotation *self,
                                 const char       *name,
                                 ChiosaValueKind   kind,
                                 const char       *value)
{
  if (value == NULL)
    {
      chiosa_attributes_unset (self->attributes, name);
      if (chiosa_attributes_get_n (self->attributes) == 0)
        g_clear_pointer (&self->attributes, chiosa_attributes_free);
      return;
    }

  if (self->attributes == NULL)
    self->attributes = chiosa_attributes_new ();
  chiosa_attributes_set (self->attributes, name, kind, value);
}

/**
 * chiosa_annotation_get_attribute:
 * @self: an annotation
 * @name: an attribute
 *
 * Returns: (nullable): the value as text; %NULL where it is not set, which means the tag set's default
 */
const char *
chiosa_annotation_get_attribute (const ChiosaAnnotation *self,
                                 const char             *name)
{
  return chiosa_attributes_get (self->attributes, name, NULL);
}

/**
 * chiosa_quote_new:
 * @exact: (nullable): the words, fragments joined by " … "
 * @prefix: (nullable): what stood before them
 * @suffix: (nullable): what stood after them
 * @spans: (array length=n_spans): where they stood, code points
 * @n_spans: how many fragments
 * @point: the place in the text of today where they were, code points
 *
 * Returns: (transfer full): what is known of words that are gone
 */
ChiosaQuote *
chiosa_quote_new (const char       *exact,
                  const char       *prefix,
                  const char       *suffix,
                  const ChiosaSpan *spans,
                  guint             n_spans,
                  gsize             point)
{
  ChiosaQuote *self = g_new0 (ChiosaQuote, 1);

  self->exact = g_strdup (exact != NULL ? exact : "");
  self->prefix = g_strdup (prefix != NULL ? prefix : "");
  self->suffix = g_strdup (suffix != NULL ? suffix : "");
  self->spans = g_memdup2 (spans, n_spans * sizeof (ChiosaSpan));
  self->n_spans = n_spans;
  self->point = point;

  return self;
}

/**
 * chiosa_quote_copy:
 * @self: (nullable): a quote
 *
 * Returns: (transfer full) (nullable): a copy, %NULL for %NULL
 */
ChiosaQuote *
chiosa_quote_copy (const ChiosaQuote *self)
{
  if (self == NULL)
    return NULL;

  return chiosa_quote_new (self->exact, self->prefix, self->suffix, self->spans, self->n_spans, self->point);
}

/**
 * chiosa_quote_free:
 * @self: (nullable) (transfer full): a quote
 */
void
chiosa_quote_free (ChiosaQuote *self)
{
  if (self == NULL)
    return;

  g_free (self->exact);
  g_free (self->prefix);
  g_free (self->suffix);
  g_free (self->spans);
  g_free (self);
}

/**
 * chiosa_quote_equal:
 * @a: (nullable): a quote
 * @b: (nullable): another
 *
 * Returns: whether all their members are the same
 */
gboolean
chiosa_quote_equal (const ChiosaQuote *a,
                    const ChiosaQuote *b)
{
  if (a == NULL || b == NULL)
    return a == b;

  return g_strcmp0 (a->exact, b->exact) == 0
         && g_strcmp0 (a->prefix, b->prefix) == 0
         && g_strcmp0 (a->suffix, b->suffix) == 0
         && a->point == b->point
         && chiosa_spans_equal (a->spans, a->n_spans, b->spans, b->n_spans);
}

/**
 * chiosa_relation_new:
 * @id: its id
 * @type: id of a relation type
 * @from: id of an annotation
 * @to: id of an annotation
 *
 * Returns: (transfer full): a relation with nothing else set
 */
ChiosaRelation *
chiosa_relation_new (const char *id,
                     const char *type,
                     const char *from,
                     const char *to)
{
  ChiosaRelation *self = g_new0 (ChiosaRelation, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->id = g_strdup (id);
  self->type = g_intern_string (type);
  self->from = g_strdup (from);
  self->to = g_strdup (to);

  return self;
}

/**
 * chiosa_relation_copy:
 * @self: a relation
 *
 * Returns: (transfer full): a copy with one reference, to be changed before anybody else sees it
 */
ChiosaRelation *
chiosa_relation_copy (const ChiosaRelation *self)
{
  ChiosaRelation *copy = chiosa_relation_new (self->id, self->type, self->from, self->to);

  copy->attributes = chiosa_attributes_copy (self->attributes);
  copy->note = g_strdup (self->note);
  copy->creator = g_strdup (self->creator);
  copy->created = g_strdup (self->created);
  copy->extra = g_strdup (self->extra);

  return copy;
}

/**
 * chiosa_relation_ref:
 * @self: a relation
 *
 * Returns: (transfer full): @self
 */
ChiosaRelation *
chiosa_relation_ref (const ChiosaRelation *self)
{
  ChiosaRelation *shared = (ChiosaRelation *) self;

  g_atomic_ref_count_inc (&shared->ref_count);
  return shared;
}

/**
 * chiosa_relation_unref:
 * @self: (nullable) (transfer full): a relation
 */
void
chiosa_relation_unref (ChiosaRelation *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->id);
  g_free (self->from);
  g_free (self->to);
  chiosa_attributes_free (self->attributes);
  g_free (self->note);
  g_free (self->creator);
  g_free (self->created);
  g_free (self->extra);
  g_free (self);
}

/**
 * chiosa_relation_equal:
 * @a: a relation
 * @b: another
 *
 * Returns: whether all their members are the same
 */
gboolean
chiosa_relation_equal (const ChiosaRelation *a,
                       const ChiosaRelation *b)
{
  if (a == b)
    return TRUE;

  return g_str_equal (a->id, b->id)
         && g_str_equal (a->type, b->type)
         && g_str_equal (a->from, b->from)
         && g_str_equal (a->to, b->to)
         && g_strcmp0 (a->note, b->note) == 0
         && g_strcmp0 (a->creator, b->creator) == 0
         && g_strcmp0 (a->created, b->created) == 0
         && g_strcmp0 (a->extra, b->extra) == 0
         && chiosa_attributes_equal (a->attributes, b->attributes);
}

/**
 * chiosa_id_new:
 * @kind: a letter: 'a' for an annotation, 'r' for a relation
 *
 * Random, so that two people who work on copies of one article do not make the same id.
 *
 * Returns: (transfer full): @kind and 8 of [0-9a-z]
 */
char *
chiosa_id_new (char kind)
{
  static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyz";
  char *id = g_malloc (ID_RANDOM_LENGTH + 2);

  id[0] = kind;
  for (guint i = 1; i <= ID_RANDOM_LENGTH; i++)
    id[i] = digits[g_random_int_range (0, strlen (digits))];
  id[ID_RANDOM_LENGTH + 1] = '\0';

  return id;
}

/**
 * chiosa_id_is_valid:
 * @id: (nullable): what stands in a file
 *
 * Returns: whether it is 1 to 64 of [A-Za-z0-9_-]
 */
gboolean
chiosa_id_is_valid (const char *id)
{
  gsize length = 0;

  if (id == NULL)
    return FALSE;

  for (; id[length] != '\0'; length++)
    {
      if (length == ID_MAX_LENGTH
          || (!g_ascii_isalnum (id[length]) && id[length] != '_' && id[length] != '-'))
        return FALSE;
    }

  return length > 0;
}

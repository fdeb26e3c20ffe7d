/* chiosa-record.c
 *
 * One annotated article on its way into a data set or out of one: a view of a snapshot for those who write it, and a
 * builder with checks for those who read one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-format.h"

#include <glib/gi18n-lib.h>

static const ChiosaArticle no_article = { .status = CHIOSA_STATUS_NEW };

static const ChiosaSnapshotItem *
get_item (const ChiosaRecord *self,
          guint               i)
{
  return &g_array_index (self->snapshot->items, ChiosaSnapshotItem, i);
}

static gboolean
find_live (const ChiosaRecord *self,
           const char         *id,
           guint              *i)
{
  guint place = GPOINTER_TO_UINT (g_hash_table_lookup (self->places, id));

  if (place == 0 || get_item (self, place - 1)->n_spans == 0)
    return FALSE;

  if (i != NULL)
    *i = place - 1;
  return TRUE;
}

static void
note_places (ChiosaRecord *self)
{
  g_hash_table_remove_all (self->places);
  self->n_live = 0;

  for (guint i = 0; i < self->snapshot->items->len; i++)
    {
      const ChiosaSnapshotItem *item = get_item (self, i);

      g_hash_table_insert (self->places, item->annotation->id, GUINT_TO_POINTER (i + 1));
      self->n_live += item->n_spans > 0;
    }
}

static void
find_joining (ChiosaRecord *self)
{
  self->joining = g_ptr_array_new ();

  for (guint i = 0; i < self->snapshot->relations->len; i++)
    {
      ChiosaRelation *relation = g_ptr_array_index (self->snapshot->relations, i);

      if (find_live (self, relation->from, NULL) && find_live (self, relation->to, NULL))
        g_ptr_array_add (self->joining, relation);
    }
}

/**
 * chiosa_record_new_snapshot:
 * @name: within the set
 * @snapshot: (transfer full): with its text; live annotations first, in reading order
 *
 * Returns: (transfer full): a record of it
 */
ChiosaRecord *
chiosa_record_new_snapshot (const char     *name,
                            ChiosaSnapshot *snapshot)
{
  ChiosaRecord *self = g_new0 (ChiosaRecord, 1);

  self->name = g_strdup (name);
  self->snapshot = snapshot;
  self->length = chiosa_text_get_length (snapshot->text);
  self->utf8 = chiosa_text_get_slice (snapshot->text, 0, self->length);
  if (snapshot->text_sha256 == NULL)
    snapshot->text_sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->utf8, -1);
  self->sha256 = snapshot->text_sha256;
  self->places = g_hash_table_new (g_str_hash, g_str_equal);
  note_places (self);

  return self;
}

/**
 * chiosa_record_new:
 * @name: within the set
 * @utf8: (transfer full): the text: valid UTF-8
 *
 * Returns: (transfer full): a record without annotations, to be filled
 */
ChiosaRecord *
chiosa_record_new (const char *name,
                   char       *utf8)
{
  g_autofree char *text = utf8;
  ChiosaSnapshot *snapshot = chiosa_snapshot_new ();

  snapshot->text = chiosa_text_new (text, -1);

  return chiosa_record_new_snapshot (name, snapshot);
}

/**
 * chiosa_record_free:
 * @self: (nullable) (transfer full): a record
 */
void
chiosa_record_free (ChiosaRecord *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->joining, g_ptr_array_unref);
  g_hash_table_unref (self->places);
  chiosa_snapshot_free (self->snapshot);
  g_free (self->name);
  g_free (self->annotator);
  g_free (self->split);
  g_free (self->utf8);
  g_free (self);
}

/**
 * chiosa_record_get_n:
 * @self: a record
 *
 * Returns: how many live annotations there are
 */
guint
chiosa_record_get_n (const ChiosaRecord *self)
{
  return self->n_live;
}

/**
 * chiosa_record_get:
 * @self: a record
 * @i: from 0, in reading order
 *
 * Returns: (transfer none): a live annotation
 */
const ChiosaAnnotation *
chiosa_record_get (const ChiosaRecord *self,
                   guint               i)
{
  return get_item (self, i)->annotation;
}

/**
 * chiosa_record_get_spans:
 * @self: a record
 * @i: a live annotation
 * @n_spans: (out): how many
 *
 * Returns: (transfer none) (array length=n_spans): its fragments, code points, in order
 */
const ChiosaSpan *
chiosa_record_get_spans (const ChiosaRecord *self,
                         guint               i,
                         guint              *n_spans)
{
  const ChiosaSnapshotItem *item = get_item (self, i);

  *n_spans = item->n_spans;

  return &g_array_index (self->snapshot->spans, ChiosaSpan, item->first_span);
}

/**
 * chiosa_record_get_extent:
 * @self: a record
 * @i: a live annotation
 *
 * Returns: from the start of its first fragment to the end of its last, code points
 */
ChiosaSpan
chiosa_record_get_extent (const ChiosaRecord *self,
                          guint               i)
{
  guint n;
  const ChiosaSpan *spans = chiosa_record_get_spans (self, i, &n);

  return (ChiosaSpan) { spans[0].start, spans[n - 1].end };
}

/**
 * chiosa_record_find:
 * @self: a record
 * @id: of an annotation
 * @i: (out) (optional): its place among the live ones
 *
 * Returns: whether there is a live annotation with that id
 */
gboolean
chiosa_record_find (const ChiosaRecord *self,
                    const char         *id,
                    guint              *i)
{
  return find_live (self, id, i);
}

/**
 * chiosa_record_get_relation:
 * @self: a record
 * @i: from 0
 * @from: (out) (optional): the place of the annotation it leads from
 * @to: (out) (optional): likewise to
 *
 * Relations with an end that is detached or missing are not among them.
 *
 * Returns: (transfer none) (nullable): a relation, or %NULL behind the last
 */
const ChiosaRelation *
chiosa_record_get_relation (const ChiosaRecord *self,
                            guint               i,
                            guint              *from,
                            guint              *to)
{
  const ChiosaRelation *relation;

  /* Found when it is first asked for: a record is in the hands of one thread. */
  if (self->joining == NULL)
    find_joining ((ChiosaRecord *) self);
  if (i >= self->joining->len)
    return NULL;

  relation = g_ptr_array_index (self->joining, i);
  find_live (self, relation->from, from);
  find_live (self, relation->to, to);

  return relation;
}

/**
 * chiosa_record_get_article:
 * @self: a record
 *
 * Returns: (transfer none): what is known of the article; never %NULL
 */
const ChiosaArticle *
chiosa_record_get_article (const ChiosaRecord *self)
{
  return self->snapshot->article != NULL ? self->snapshot->article : &no_article;
}

/**
 * chiosa_record_edit_article:
 * @self: a record that is being built
 *
 * Returns: (transfer none): what is known of the article, to be filled
 */
ChiosaArticle *
chiosa_record_edit_article (ChiosaRecord *self)
{
  if (self->snapshot->article == NULL)
    self->snapshot->article = chiosa_article_new ();

  return self->snapshot->article;
}

static gboolean
check_new (const ChiosaRecord      *self,
           const ChiosaAnnotation  *annotation,
           ChiosaSpan              *spans,
           guint                   *n_spans,
           GError                 **error)
{
  if (g_hash_table_contains (self->places, annotation->id))
    {
      g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_SYNTAX,
                   /* Translators: %s is the id of an annotation */
                   _("the id “%s” is there twice"), annotation->id);
      return FALSE;
    }

  for (guint i = 0; i < *n_spans; i++)
    if (spans[i].start >= spans[i].end || spans[i].end > self->length)
      {
        g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_OFFSET,
                     _("%zu–%zu is no place in a text of %zu characters"),
                     spans[i].start, spans[i].end, self->length);
        return FALSE;
      }

  if (!chiosa_spans_normalise (spans, n_spans, self->length))
    {
      g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_OFFSET,
                   _("the pieces of the annotation “%s” overlap"), annotation->id);
      return FALSE;
    }

  return TRUE;
}

/**
 * chiosa_record_add:
 * @self: a record that is being built
 * @annotation: (transfer full): a new annotation
 * @spans: (array length=n_spans): its fragments, code points, in any order
 * @n_spans: how many, at least one
 * @error: return location: they are no place in the text, or the id is taken
 *
 * Returns: %FALSE when nothing was added
 */
gboolean
chiosa_record_add (ChiosaRecord      *self,
                   ChiosaAnnotation  *annotation,
                   const ChiosaSpan  *spans,
                   guint              n_spans,
                   GError           **error)
{
  g_autoptr (ChiosaAnnotation) own = annotation;
  g_autofree ChiosaSpan *copy = g_memdup2 (spans, n_spans * sizeof *spans);

  if (n_spans == 0)
    {
      g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_OFFSET,
                   _("the annotation “%s” has no place in the text"), annotation->id);
      return FALSE;
    }
  if (!check_new (self, annotation, copy, &n_spans, error))
    return FALSE;

  /* A note without a word is none: not every format can tell them apart. */
  if (annotation->note != NULL && *annotation->note == '\0')
    g_clear_pointer (&annotation->note, g_free);
  chiosa_snapshot_add (self->snapshot, annotation, copy, n_spans);
  self->n_live++;
  g_hash_table_insert (self->places, annotation->id, GUINT_TO_POINTER (self->snapshot->items->len));

  return TRUE;
}

/**
 * chiosa_record_add_relation:
 * @self: a record that is being built
 * @relation: (transfer full): between annotations that have been added
 * @error: return location
 *
 * Returns: %FALSE when nothing was added
 */
gboolean
chiosa_record_add_relation (ChiosaRecord    *self,
                            ChiosaRelation  *relation,
                            GError         **error)
{
  g_autoptr (ChiosaRelation) own = relation;
  const char *missing = NULL;

  if (!find_live (self, relation->from, NULL))
    missing = relation->from;
  else if (!find_live (self, relation->to, NULL))
    missing = relation->to;

  if (missing != NULL)
    {
      g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_SYNTAX,
                   /* Translators: ids and the type of a relation */
                   _("the relation “%s” (%s) leads to “%s”, which is not there"), relation->id, relation->type, missing);
      return FALSE;
    }
  if (g_str_equal (relation->from, relation->to))
    {
      g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_SYNTAX,
                   _("the relation “%s” (%s) leads from “%s” to itself"), relation->id, relation->type, relation->from);
      return FALSE;
    }

  g_clear_pointer (&self->joining, g_ptr_array_unref);
  chiosa_snapshot_add_relation (self->snapshot, relation);

  return TRUE;
}

static int
compare_items (gconstpointer a,
               gconstpointer b,
               gpointer      data)
{
  const ChiosaSnapshotItem *x = a, *y = b;
  const ChiosaSpan *spans = data;
  ChiosaSpan p, q;

  if ((x->n_spans == 0) != (y->n_spans == 0))
    return x->n_spans == 0 ? 1 : -1;
  if (x->n_spans == 0)
    return strcmp (x->annotation->id, y->annotation->id);

  p = (ChiosaSpan) { spans[x->first_span].start, spans[x->first_span].end };
  q = (ChiosaSpan) { spans[y->first_span].start, spans[y->first_span].end };
  if (p.start != q.start)
    return p.start < q.start ? -1 : 1;
  if (p.end != q.end)
    return p.end > q.end ? -1 : 1;

  return strcmp (x->annotation->id, y->annotation->id);
}

/**
 * chiosa_record_order:
 * @self: a record that has been built
 *
 * Brings annotations into reading order: by the start of the first fragment, the longer one first, then by id.
 */
void
chiosa_record_order (ChiosaRecord *self)
{
  g_array_sort_with_data (self->snapshot->items, compare_items, self->snapshot->spans->data);
  note_places (self);
}

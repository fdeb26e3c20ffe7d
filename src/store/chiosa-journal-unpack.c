/* chiosa-journal-unpack.c
 *
 * Values out of bytes that anybody may have written: every count and every length is checked before anything is made.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-journal-pack.h"

#include <string.h>

/* A set of attributes is made for a few. */
#define MAX_ATTRIBUTES 10000
/* Beyond this there are no offsets. */
#define MAX_OFFSET G_MAXINT32

guint64
chiosa_unpack_number (ChiosaUnpack *self)
{
  guint64 value = 0;

  for (guint shift = 0; shift < 64 && !self->bad && self->at < self->end; shift += 7)
    {
      guint8 byte = *self->at++;

      if (shift == 63 && byte > 1)
        break;
      value |= (guint64) (byte & 0x7f) << shift;
      if (byte < 0x80)
        return value;
    }

  self->bad = TRUE;
  return 0;
}

/* At most @max: else it is bad. */
static guint64
unpack_up_to (ChiosaUnpack *self,
              guint64       max)
{
  guint64 value = chiosa_unpack_number (self);

  if (value <= max)
    return value;

  self->bad = TRUE;
  return 0;
}

guint
chiosa_unpack_count (ChiosaUnpack *self)
{
  return unpack_up_to (self, MIN (self->end - self->at, G_MAXINT32));
}

/* Bytes that lie in the buffer; NULL for NULL. */
static const char *
unpack_slice (ChiosaUnpack *self,
              gsize        *length)
{
  guint64 n = chiosa_unpack_number (self);
  const char *slice = (const char *) self->at;

  *length = 0;
  if (n == 0)
    return NULL;
  if (n - 1 > (guint64) (self->end - self->at))
    {
      self->bad = TRUE;
      return NULL;
    }

  *length = n - 1;
  self->at += n - 1;
  return slice;
}

char *
chiosa_unpack_filename (ChiosaUnpack *self)
{
  gsize length;
  const char *slice = unpack_slice (self, &length);

  if (slice == NULL)
    return NULL;

  self->bad = self->bad || memchr (slice, '\0', length) != NULL;
  return self->bad ? NULL : g_strndup (slice, length);
}

char *
chiosa_unpack_string (ChiosaUnpack *self)
{
  gsize length;
  const char *slice = unpack_slice (self, &length);

  if (slice == NULL)
    return NULL;

  self->bad = self->bad || !g_utf8_validate_len (slice, length, NULL);
  return self->bad ? NULL : g_strndup (slice, length);
}

/* One that must be there. */
static char *
unpack_some_string (ChiosaUnpack *self)
{
  char *string = chiosa_unpack_string (self);

  self->bad = self->bad || string == NULL;
  return string;
}

static void
unpack_spans (ChiosaUnpack *self,
              GArray       *spans)
{
  guint n = chiosa_unpack_count (self);

  g_array_set_size (spans, 0);
  for (guint i = 0; i < n && !self->bad; i++)
    {
      ChiosaSpan span;

      span.start = unpack_up_to (self, MAX_OFFSET);
      span.end = unpack_up_to (self, MAX_OFFSET);
      self->bad = self->bad || span.start > span.end;
      g_array_append_val (spans, span);
    }
}

static ChiosaAttributes *
unpack_attributes (ChiosaUnpack *self)
{
  guint n = unpack_up_to (self, MAX_ATTRIBUTES);
  g_autoptr (ChiosaAttributes) attributes = n > 0 ? chiosa_attributes_new () : NULL;

  for (guint i = 0; i < n && !self->bad; i++)
    {
      g_autofree char *name = unpack_some_string (self);
      ChiosaValueKind kind = unpack_up_to (self, CHIOSA_VALUE_JSON);
      g_autofree char *value = unpack_some_string (self);

      if (!self->bad)
        chiosa_attributes_set (attributes, name, kind, value);
    }

  return self->bad ? NULL : g_steal_pointer (&attributes);
}

static ChiosaQuote *
unpack_quote (ChiosaUnpack *self,
              GArray       *spans)
{
  g_autofree char *exact = NULL, *prefix = NULL, *suffix = NULL;
  gsize point;

  if (unpack_up_to (self, 1) == 0)
    return NULL;

  exact = unpack_some_string (self);
  prefix = unpack_some_string (self);
  suffix = unpack_some_string (self);
  unpack_spans (self, spans);
  point = unpack_up_to (self, MAX_OFFSET);
  if (self->bad)
    return NULL;

  return chiosa_quote_new (exact, prefix, suffix, (const ChiosaSpan *) (void *) spans->data, spans->len, point);
}

static char *
unpack_id (ChiosaUnpack *self)
{
  char *id = unpack_some_string (self);

  self->bad = self->bad || !chiosa_id_is_valid (id);
  return id;
}

static char *
unpack_type (ChiosaUnpack *self)
{
  char *type = unpack_some_string (self);

  self->bad = self->bad || *type == '\0';
  return type;
}

ChiosaAnnotation *
chiosa_unpack_annotation (ChiosaUnpack *self,
                          GArray       *spans)
{
  g_autoptr (ChiosaAnnotation) annotation = NULL;
  g_autofree char *id = unpack_id (self);
  g_autofree char *type = unpack_type (self);
  g_autofree char *label = unpack_some_string (self);
  guint flags;

  if (self->bad)
    return NULL;

  annotation = chiosa_annotation_new (id, type, label);
  annotation->state = unpack_up_to (self, CHIOSA_STATE_DETACHED);
  annotation->origin = unpack_up_to (self, CHIOSA_ORIGIN_IMPORT);
  flags = unpack_up_to (self, 3);
  annotation->edited = flags & 1;
  annotation->review = flags >> 1;
  annotation->attributes = unpack_attributes (self);
  annotation->note = chiosa_unpack_string (self);
  annotation->creator = chiosa_unpack_string (self);
  annotation->created = chiosa_unpack_string (self);
  annotation->suggester = chiosa_unpack_string (self);
  annotation->confidence = chiosa_unpack_string (self);
  annotation->extra = chiosa_unpack_string (self);
  annotation->quote = unpack_quote (self, spans);
  unpack_spans (self, spans);

  return self->bad ? NULL : g_steal_pointer (&annotation);
}

ChiosaRelation *
chiosa_unpack_relation (ChiosaUnpack *self)
{
  g_autoptr (ChiosaRelation) relation = NULL;
  g_autofree char *id = unpack_id (self);
  g_autofree char *type = unpack_type (self);
  g_autofree char *from = unpack_id (self);
  g_autofree char *to = unpack_id (self);

  if (self->bad)
    return NULL;

  relation = chiosa_relation_new (id, type, from, to);
  relation->attributes = unpack_attributes (self);
  relation->note = chiosa_unpack_string (self);
  relation->creator = chiosa_unpack_string (self);
  relation->created = chiosa_unpack_string (self);
  relation->extra = chiosa_unpack_string (self);

  return self->bad ? NULL : g_steal_pointer (&relation);
}

ChiosaArticle *
chiosa_unpack_article (ChiosaUnpack *self)
{
  g_autoptr (ChiosaArticle) article = chiosa_article_new ();

  article->title = chiosa_unpack_string (self);
  article->author = chiosa_unpack_string (self);
  article->publisher = chiosa_unpack_string (self);
  article->url = chiosa_unpack_string (self);
  article->date = chiosa_unpack_string (self);
  article->language = chiosa_unpack_string (self);
  article->licence = chiosa_unpack_string (self);
  article->note = chiosa_unpack_string (self);
  article->status = unpack_up_to (self, CHIOSA_STATUS_DONE);
  article->attributes = unpack_attributes (self);
  article->extra = chiosa_unpack_string (self);

  return self->bad ? NULL : g_steal_pointer (&article);
}

ChiosaMergeConflict *
chiosa_unpack_conflict (ChiosaUnpack *self)
{
  g_autofree char *kind = chiosa_unpack_string (self);
  g_autofree char *id = chiosa_unpack_string (self);
  g_autofree char *field = chiosa_unpack_string (self);
  g_autofree char *base = chiosa_unpack_string (self);
  g_autofree char *mine = chiosa_unpack_string (self);
  g_autofree char *theirs = chiosa_unpack_string (self);
  gboolean sides_known = unpack_up_to (self, 1);
  ChiosaMergeConflict *conflict;

  self->bad = self->bad || !chiosa_merge_conflict_makes_sense (kind, id, field) || (mine == NULL && theirs == NULL);
  if (self->bad)
    return NULL;

  conflict = chiosa_merge_conflict_new (kind, id, field, base, mine, theirs);
  conflict->sides_known = sides_known;
  return conflict;
}

typedef struct
{
  gsize start, end;
  char *text;
} Change;

static void
change_clear (gpointer data)
{
  g_free (((Change *) data)->text);
}

ChiosaEdit *
chiosa_unpack_edit (ChiosaUnpack *self,
                    gsize        *length)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, FALSE, sizeof (Change));
  ChiosaEdit *edit;
  guint n = chiosa_unpack_count (self);
  gsize old_length = *length, before = 0;

  g_array_set_clear_func (changes, change_clear);
  for (guint i = 0; i < n && !self->bad; i++)
    {
      Change change;

      change.start = unpack_up_to (self, old_length);
      change.end = unpack_up_to (self, old_length);
      change.text = unpack_some_string (self);
      self->bad = self->bad || change.start > change.end || (i > 0 && change.start < before);
      before = change.end;
      if (!self->bad)
        *length += g_utf8_strlen (change.text, -1) - (change.end - change.start);
      g_array_append_val (changes, change);
    }
  self->bad = self->bad || *length > MAX_OFFSET;
  if (self->bad)
    return NULL;

  /* From the last one, so that none moves those still to come. */
  edit = chiosa_edit_new ();
  for (guint i = n; i-- > 0;)
    {
      const Change *change = &g_array_index (changes, Change, i);

      chiosa_edit_compose (edit, change->start, change->end, change->text);
    }

  return edit;
}

ChiosaText *
chiosa_unpack_text (ChiosaUnpack *self)
{
  gsize length;
  const char *slice = unpack_slice (self, &length);

  self->bad = self->bad || slice == NULL || !g_utf8_validate_len (slice, length, NULL);
  return self->bad ? NULL : chiosa_text_new (slice, length);
}

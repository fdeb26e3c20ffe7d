/* chiosa-document-occurrences.c
 *
 * The same tag on every further place with the same words, as one step.
 * Finds exactly the same words; guessing what else might be meant is not done here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-document-private.h"

#include "chiosa-segment.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  ChiosaAnnotation *model;     /* a reference */
  char             *words;
  gsize             length;    /* of the words, code points */
  gboolean          starts_word;
  gboolean          ends_word;
} Search;

static void
search_clear (Search *search)
{
  g_clear_pointer (&search->model, chiosa_annotation_unref);
  g_clear_pointer (&search->words, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, search_clear)

static gboolean
is_apostrophe (gunichar c)
{
  return c == '\'' || c == 0x2019;
}

/* An apostrophe ends a word here: Ada in "Ada's", Italia in "l'Italia". UAX #29 takes both for one word. */
static gboolean
is_word_edge (ChiosaDocument *self,
              gsize           offset)
{
  return chiosa_segment_is_edge (self->text, CHIOSA_SEGMENT_WORD, offset)
         || is_apostrophe (chiosa_text_get_char (self->text, offset))
         || (offset > 0 && is_apostrophe (chiosa_text_get_char (self->text, offset - 1)));
}

static gboolean
prepare (ChiosaDocument  *self,
         const char      *id,
         Search          *search,
         GError         **error)
{
  g_autofree ChiosaSpan *spans = NULL;
  guint n_spans;

  search->model = chiosa_document_require (self, id, error);
  if (search->model == NULL)
    return FALSE;

  spans = chiosa_document_get_spans (self, id, &n_spans);
  if (n_spans != 1)
    {
      g_set_error_literal (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_SPAN,
                           n_spans == 0
                           ? _("The words of this annotation are gone; there is nothing to look for")
                           : _("Only an annotation in one piece can be repeated on other places"));
      return FALSE;
    }

  search->words = chiosa_text_get_slice (self->text, spans[0].start, spans[0].end);
  search->length = spans[0].end - spans[0].start;
  search->starts_word = is_word_edge (self, spans[0].start);
  search->ends_word = is_word_edge (self, spans[0].end);
  return TRUE;
}

static gboolean
is_preset (ChiosaDocument *self,
           const char     *type,
           const char     *attribute)
{
  const ChiosaAttributeType *attribute_type = chiosa_tagset_find_attribute (self->tagset, type, attribute);

  return attribute_type != NULL && attribute_type->preset != NULL;
}

/* Attributes as the model has them, but what is read off the text is read anew. */
static ChiosaAnnotation *
make_like (ChiosaDocument         *self,
           const ChiosaAnnotation *model,
           const ChiosaSpan       *span)
{
  ChiosaAnnotation *annotation = chiosa_document_make (self, model->type, model->label, span, 1);

  for (guint i = 0; i < chiosa_attributes_get_n (model->attributes); i++)
    {
      ChiosaValueKind kind;
      const char *value;
      const char *name = chiosa_attributes_nth (model->attributes, i, &kind, &value);

      if (!is_preset (self, model->type, name))
        chiosa_annotation_set_attribute (annotation, name, kind, value);
    }

  return annotation;
}

static gboolean
is_place (ChiosaDocument *self,
          const Search   *search,
          gsize           start)
{
  return (!search->starts_word || is_word_edge (self, start))
         && (!search->ends_word || is_word_edge (self, start + search->length));
}

/* Whether the place was free and is tagged now. */
static gboolean
tag_place (ChiosaDocument *self,
           const Search   *search,
           gsize           start)
{
  ChiosaSpan span = { start, start + search->length };
  g_autoptr (ChiosaAnnotation) annotation = make_like (self, search->model, &span);

  if (!chiosa_document_check_place (self, annotation, &span, 1, NULL))
    return FALSE;

  chiosa_document_put (self, annotation, &span, 1);
  return TRUE;
}

/**
 * chiosa_document_tag_occurrences:
 * @self: a document
 * @id: the id of a live annotation in one piece
 * @error: where to say why it was refused
 *
 * Tags every further place with exactly the same words, whole words where the annotation begins or ends with one, like the
 * annotation @id: type, label and attributes. Places that have the tag, or may not have it, are passed over.
 *
 * Returns: how many were tagged; 0 with @error set when it could not be done
 */
guint
chiosa_document_tag_occurrences (ChiosaDocument  *self,
                                 const char      *id,
                                 GError         **error)
{
  g_auto (Search) search = { 0 };
  g_autofree char *name = NULL;
  guint n_tagged = 0;
  gsize from = 0;
  gsize found;

  if (!chiosa_document_check_writable (self, error) || !prepare (self, id, &search, error))
    return 0;

  chiosa_document_begin_step (self, "");
  while ((found = chiosa_text_find (self->text, search.words, from)) != G_MAXSIZE)
    {
      gboolean tagged = is_place (self, &search, found) && tag_place (self, &search, found);

      n_tagged += tagged ? 1 : 0;
      from = found + (tagged ? search.length : 1);
    }

  name = g_strdup_printf (ngettext ("Tag %u Occurrence", "Tag %u Occurrences", n_tagged), n_tagged);
  chiosa_document_name_step (self, name);
  chiosa_document_end_step (self);
  return n_tagged;
}

/* chiosa-document.c
 *
 * The document as an object: what it holds, its properties and signals.
 * Filling it is in chiosa-document-load.c, asking it in -ask.c; changing it in -edit.c (text), -tag.c, -annotations.c,
 * -occurrences.c, -relations.c, -conflicts.c and -revise.c (all at once); recording and replaying steps in -record.c and -steps.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-document-private.h"

#include <glib/gi18n-lib.h>

enum
{
  PROP_0,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_NAME,
  PROP_REDO_NAME,
  PROP_TEXT_MODIFIED,
  PROP_ANNOTATIONS_MODIFIED,
  PROP_READ_ONLY,
  PROP_TAGSET,
  N_PROPS
};

enum
{
  TEXT_EDITED,
  ANNOTATIONS_CHANGED,
  ARTICLE_CHANGED,
  STEP,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_QUARK (chiosa-model-error-quark, chiosa_model_error)
G_DEFINE_FINAL_TYPE (ChiosaDocument, chiosa_document, G_TYPE_OBJECT)

static void
clip_item_clear (gpointer data)
{
  ChiosaClipItem *item = data;

  g_free (item->id);
  g_free (item->spans);
}

static void
notify_modified (ChiosaDocument *self)
{
  gboolean text_modified = self->text_revision != self->text_saved;
  gboolean annotations_modified = self->annotations_revision != self->annotations_saved;

  if (text_modified != self->text_modified)
    {
      self->text_modified = text_modified;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEXT_MODIFIED]);
    }

  if (annotations_modified != self->annotations_modified)
    {
      self->annotations_modified = annotations_modified;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANNOTATIONS_MODIFIED]);
    }
}

static void
notify_history (ChiosaDocument *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_UNDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CAN_REDO]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNDO_NAME]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_REDO_NAME]);
}

/* --- Object ------------------------------------------------------------------------------------------------------- */

static void
chiosa_document_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  ChiosaDocument *self = CHIOSA_DOCUMENT (object);

  switch (prop_id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, chiosa_document_get_undo_name (self) != NULL);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, chiosa_document_get_redo_name (self) != NULL);
      break;
    case PROP_UNDO_NAME:
      g_value_set_string (value, chiosa_document_get_undo_name (self));
      break;
    case PROP_REDO_NAME:
      g_value_set_string (value, chiosa_document_get_redo_name (self));
      break;
    case PROP_TEXT_MODIFIED:
      g_value_set_boolean (value, chiosa_document_is_text_modified (self));
      break;
    case PROP_ANNOTATIONS_MODIFIED:
      g_value_set_boolean (value, chiosa_document_is_annotations_modified (self));
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;
    case PROP_TAGSET:
      g_value_set_object (value, self->tagset);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
chiosa_document_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  ChiosaDocument *self = CHIOSA_DOCUMENT (object);

  switch (prop_id)
    {
    case PROP_READ_ONLY:
      chiosa_document_set_read_only (self, g_value_get_boolean (value));
      break;
    case PROP_TAGSET:
      chiosa_document_set_tagset (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
chiosa_document_finalize (GObject *object)
{
  ChiosaDocument *self = CHIOSA_DOCUMENT (object);

  g_clear_object (&self->tagset);
  chiosa_step_free (self->step);
  chiosa_history_free (self->history);
  chiosa_annotation_table_free (self->annotations);
  chiosa_relation_table_free (self->relations);
  chiosa_text_free (self->text);
  g_clear_pointer (&self->conflicts, g_ptr_array_unref);
  chiosa_article_free (self->article);
  g_free (self->creator);
  g_free (self->clip_text);
  g_array_unref (self->clip);
  g_array_unref (self->handles);

  G_OBJECT_CLASS (chiosa_document_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;
  const GParamFlags writable = readable | G_PARAM_WRITABLE;

  properties[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, readable);
  properties[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, readable);
  properties[PROP_UNDO_NAME] = g_param_spec_string ("undo-name", NULL, NULL, NULL, readable);
  properties[PROP_REDO_NAME] = g_param_spec_string ("redo-name", NULL, NULL, NULL, readable);
  properties[PROP_TEXT_MODIFIED] = g_param_spec_boolean ("text-modified", NULL, NULL, FALSE, readable);
  properties[PROP_ANNOTATIONS_MODIFIED] = g_param_spec_boolean ("annotations-modified", NULL, NULL, FALSE, readable);
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, writable);
  properties[PROP_TAGSET] = g_param_spec_object ("tagset", NULL, NULL, CHIOSA_TYPE_TAGSET, writable);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
chiosa_document_class_init (ChiosaDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = chiosa_document_get_property;
  object_class->set_property = chiosa_document_set_property;
  object_class->finalize = chiosa_document_finalize;
  install_properties (object_class);

  signals[TEXT_EDITED] = g_signal_new ("text-edited", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[ANNOTATIONS_CHANGED] = g_signal_new ("annotations-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                               G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_UINT64);
  signals[ARTICLE_CHANGED] = g_signal_new ("article-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 0);
  signals[STEP] = g_signal_new ("step", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
chiosa_document_init (ChiosaDocument *self)
{
  self->text = chiosa_text_new ("", 0);
  self->article = chiosa_article_new ();
  self->annotations = chiosa_annotation_table_new ();
  self->relations = chiosa_relation_table_new ();
  self->history = chiosa_history_new ();
  self->clip = g_array_new (FALSE, FALSE, sizeof (ChiosaClipItem));
  g_array_set_clear_func (self->clip, clip_item_clear);
  self->handles = g_array_new (FALSE, FALSE, sizeof (ChiosaSpanHandle));
}

/* --- For the other files of the document -------------------------------------------------------------------------- */

gboolean
chiosa_document_check_writable (ChiosaDocument  *self,
                                GError         **error)
{
  if (!self->read_only)
    return TRUE;

  g_set_error_literal (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_READ_ONLY,
                       _("This article is open for reading only"));
  return FALSE;
}

ChiosaAnnotation *
chiosa_document_require (ChiosaDocument  *self,
                         const char      *id,
                         GError         **error)
{
  ChiosaSlot slot = chiosa_annotation_table_find (self->annotations, id);

  if (slot != CHIOSA_NO_SLOT)
    return chiosa_annotation_ref (chiosa_annotation_table_get (self->annotations, slot));

  g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_UNKNOWN, _("There is no annotation “%s”"), id);
  return NULL;
}

void
chiosa_document_emit_edited (ChiosaDocument   *self,
                             const ChiosaEdit *edit)
{
  g_signal_emit (self, signals[TEXT_EDITED], 0, edit);
}

/* What was marked since the last time; @direction 0 when the history did not move. */
void
chiosa_document_emit_changed (ChiosaDocument *self,
                              int             direction)
{
  ChiosaSpan range = self->dirty_range;
  gboolean annotations = self->dirty;
  gboolean article = self->article_dirty;

  self->dirty = FALSE;
  self->article_dirty = FALSE;

  g_object_freeze_notify (G_OBJECT (self));
  if (annotations)
    g_signal_emit (self, signals[ANNOTATIONS_CHANGED], 0, (guint64) range.start, (guint64) range.end);
  if (article)
    g_signal_emit (self, signals[ARTICLE_CHANGED], 0);
  if (direction != 0)
    {
      notify_history (self);
      g_signal_emit (self, signals[STEP], 0, direction);
    }
  notify_modified (self);
  g_object_thaw_notify (G_OBJECT (self));
}

/* After loading: the history is empty and everything is new. */
void
chiosa_document_emit_loaded (ChiosaDocument *self)
{
  chiosa_document_mark_dirty (self, 0, G_MAXUINT64);
  notify_history (self);
  chiosa_document_emit_changed (self, 0);
}

/* --- Public ------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_document_new:
 * @tagset: what can be marked
 *
 * Returns: (transfer full): a document with an empty text
 */
ChiosaDocument *
chiosa_document_new (ChiosaTagset *tagset)
{
  ChiosaDocument *self = g_object_new (CHIOSA_TYPE_DOCUMENT, NULL);

  self->tagset = g_object_ref (tagset);

  return self;
}

/**
 * chiosa_document_get_text:
 * @self: a document
 *
 * Returns: (transfer none): the text of now; a chiosa_text_copy() of it stays as it is
 */
const ChiosaText *
chiosa_document_get_text (ChiosaDocument *self)
{
  return self->text;
}

/**
 * chiosa_document_get_tagset:
 * @self: a document
 *
 * Returns: (transfer none): what can be marked
 */
ChiosaTagset *
chiosa_document_get_tagset (ChiosaDocument *self)
{
  return self->tagset;
}

/**
 * chiosa_document_get_article:
 * @self: a document
 *
 * Returns: (transfer none): what is known of the article, valid until the next change
 */
const ChiosaArticle *
chiosa_document_get_article (ChiosaDocument *self)
{
  return self->article;
}

/**
 * chiosa_document_get_read_only:
 * @self: a document
 *
 * Returns: whether all changes are refused
 */
gboolean
chiosa_document_get_read_only (ChiosaDocument *self)
{
  return self->read_only;
}

/**
 * chiosa_document_set_read_only:
 * @self: a document
 * @read_only: whether all changes, undo and redo too, are to be refused
 */
void
chiosa_document_set_read_only (ChiosaDocument *self,
                               gboolean        read_only)
{
  read_only = !!read_only;
  if (self->read_only == read_only)
    return;

  self->read_only = read_only;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READ_ONLY]);
}

/**
 * chiosa_document_set_tagset:
 * @self: a document
 * @tagset: what can be marked from now on
 */
void
chiosa_document_set_tagset (ChiosaDocument *self,
                            ChiosaTagset   *tagset)
{
  if (!g_set_object (&self->tagset, tagset))
    return;

  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TAGSET]);
  chiosa_document_mark_dirty (self, 0, G_MAXUINT64);
  chiosa_document_emit_changed (self, 0);
}

/**
 * chiosa_document_set_creator:
 * @self: a document
 * @creator: (nullable): who makes what is made from now on
 */
void
chiosa_document_set_creator (ChiosaDocument *self,
                             const char     *creator)
{
  g_set_str (&self->creator, creator);
}

/**
 * chiosa_document_set_article:
 * @self: a document
 * @article: what is known of the article now; copied
 * @error: where to say why it was refused
 *
 * Returns: whether it was done
 */
gboolean
chiosa_document_set_article (ChiosaDocument       *self,
                             const ChiosaArticle  *article,
                             GError              **error)
{
  if (!chiosa_document_check_writable (self, error))
    return FALSE;
  if (chiosa_article_equal (self->article, article))
    return TRUE;

  chiosa_document_begin_step (self, C_("step", "Change Article Details"));
  chiosa_document_put_article (self, article);
  chiosa_document_end_step (self);
  return TRUE;
}

/**
 * chiosa_document_set_saved:
 * @self: a document
 * @text_revision: the state of the text that is on disk
 * @annotations_revision: the state of the annotations that is on disk
 *
 * Typing that follows becomes a step of its own.
 */
void
chiosa_document_set_saved (ChiosaDocument *self,
                           guint64         text_revision,
                           guint64         annotations_revision)
{
  self->text_saved = text_revision;
  self->annotations_saved = annotations_revision;
  self->join.open = FALSE;
  notify_modified (self);
}

/**
 * chiosa_document_is_text_modified:
 * @self: a document
 *
 * Returns: whether the text is not in the state that was saved
 */
gboolean
chiosa_document_is_text_modified (ChiosaDocument *self)
{
  return self->text_revision != self->text_saved;
}

/**
 * chiosa_document_is_annotations_modified:
 * @self: a document
 *
 * Returns: whether annotations, their places, relations or article details are not in the state that was saved
 */
gboolean
chiosa_document_is_annotations_modified (ChiosaDocument *self)
{
  return self->annotations_revision != self->annotations_saved;
}

/**
 * chiosa_document_get_text_revision:
 * @self: a document
 *
 * Returns: the number of the state that the text is in; undo goes back to the number of before
 */
guint64
chiosa_document_get_text_revision (ChiosaDocument *self)
{
  return self->text_revision;
}

/**
 * chiosa_document_get_annotations_revision:
 * @self: a document
 *
 * Returns: the number of the state that annotations, relations and article details are in. An edit of the text is a new
 *   state of the annotations too when there are any: their places are others
 */
guint64
chiosa_document_get_annotations_revision (ChiosaDocument *self)
{
  return self->annotations_revision;
}

/* chiosa-editor.c
 *
 * The state of working on one open article: mode, text selection, selected annotation, active type. Its commands are in
 * chiosa-editor-tag.c (tagging), chiosa-editor-relate.c (joining) and chiosa-editor-walk.c (from one to the next). Knows no widget.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-editor-private.h"

#include <glib/gi18n.h>

enum
{
  PROP_0,
  PROP_DOCUMENT,
  PROP_MODE,
  PROP_SELECTED,
  PROP_ACTIVE_TYPE,
  PROP_RELATING,
  PROP_SHOW_ARCS,
  N_PROPS
};

enum
{
  MESSAGE,
  ANNOUNCE,
  REVEAL,
  EDIT_ATTRIBUTES,
  EDIT_NOTE,
  CHOOSE_RELATION,
  ENDS_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaEditor, chiosa_editor, G_TYPE_OBJECT)

/* Whether the text cursor stands in the selected annotation or at its edge. */
static gboolean
cursor_is_in_selected (ChiosaEditor *self)
{
  ChiosaSpan extent;

  if (!self->selected || !chiosa_document_get_extent (self->document, self->selected, &extent))
    return FALSE;

  return self->text_selection.start >= extent.start && self->text_selection.end <= extent.end;
}

static void
on_annotations_changed (ChiosaEditor *self)
{
  if (self->selected && !chiosa_document_find (self->document, self->selected))
    chiosa_editor_set_selected (self, NULL, FALSE);

  chiosa_editor_stop_relating (self);
}

static void
time_travel (ChiosaEditor *self,
             const char   *name,
             const char   *format,
             gboolean    (*travel) (ChiosaDocument *))
{
  g_autofree char *said = NULL;
  ChiosaSpan place;

  chiosa_editor_stop_relating (self);
  said = g_strdup_printf (format, name);
  if (!travel (self->document))
    return;

  place = chiosa_document_get_last_place (self->document);
  chiosa_editor_announce (self, "%s", said);
  chiosa_editor_reveal (self, place);
}

static void
set_document (ChiosaEditor   *self,
              ChiosaDocument *document)
{
  const ChiosaSpanType *types;
  guint n_types;

  self->document = g_object_ref (document);
  g_signal_connect_object (document, "annotations-changed", G_CALLBACK (on_annotations_changed), self, G_CONNECT_SWAPPED);

  types = chiosa_tagset_get_types (chiosa_document_get_tagset (document), &n_types);
  if (n_types > 0)
    self->active_type = g_intern_string (types[0].tag.id);
}

static void
chiosa_editor_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  ChiosaEditor *self = CHIOSA_EDITOR (object);

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      g_value_set_object (value, self->document);
      break;
    case PROP_MODE:
      g_value_set_int (value, self->mode);
      break;
    case PROP_SELECTED:
      g_value_set_string (value, self->selected);
      break;
    case PROP_ACTIVE_TYPE:
      g_value_set_string (value, self->active_type);
      break;
    case PROP_RELATING:
      g_value_set_boolean (value, self->ends != NULL);
      break;
    case PROP_SHOW_ARCS:
      g_value_set_boolean (value, self->show_arcs);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
chiosa_editor_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  ChiosaEditor *self = CHIOSA_EDITOR (object);

  switch (prop_id)
    {
    case PROP_DOCUMENT:
      set_document (self, g_value_get_object (value));
      break;
    case PROP_MODE:
      chiosa_editor_set_mode (self, g_value_get_int (value));
      break;
    case PROP_SELECTED:
      chiosa_editor_select (self, g_value_get_string (value), FALSE);
      break;
    case PROP_ACTIVE_TYPE:
      chiosa_editor_set_active_type (self, g_value_get_string (value));
      break;
    case PROP_SHOW_ARCS:
      if (self->show_arcs == g_value_get_boolean (value))
        return;
      self->show_arcs = g_value_get_boolean (value);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
chiosa_editor_finalize (GObject *object)
{
  ChiosaEditor *self = CHIOSA_EDITOR (object);

  g_clear_object (&self->document);
  g_clear_pointer (&self->selected, g_free);
  g_clear_pointer (&self->last_labels, g_hash_table_unref);
  g_clear_pointer (&self->ends, g_ptr_array_unref);
  g_string_free (self->typed, TRUE);

  G_OBJECT_CLASS (chiosa_editor_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  properties[PROP_DOCUMENT] = g_param_spec_object ("document", NULL, NULL, CHIOSA_TYPE_DOCUMENT,
                                                   G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_MODE] = g_param_spec_int ("mode", NULL, NULL, CHIOSA_MODE_ANNOTATE, CHIOSA_MODE_EDIT,
                                            CHIOSA_MODE_ANNOTATE, flags);
  properties[PROP_SELECTED] = g_param_spec_string ("selected", NULL, NULL, NULL, flags);
  properties[PROP_ACTIVE_TYPE] = g_param_spec_string ("active-type", NULL, NULL, NULL, flags);
  properties[PROP_RELATING] = g_param_spec_boolean ("relating", NULL, NULL, FALSE,
                                                    G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_ARCS] = g_param_spec_boolean ("show-arcs", NULL, NULL, TRUE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
chiosa_editor_class_init (ChiosaEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->get_property = chiosa_editor_get_property;
  object_class->set_property = chiosa_editor_set_property;
  object_class->finalize = chiosa_editor_finalize;
  install_properties (object_class);

  signals[MESSAGE] = g_signal_new ("message", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[ANNOUNCE] = g_signal_new ("announce", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REVEAL] = g_signal_new ("reveal", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_UINT64);
  signals[EDIT_ATTRIBUTES] = g_signal_new ("edit-attributes", type, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 0);
  signals[EDIT_NOTE] = g_signal_new ("edit-note", type, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
  signals[CHOOSE_RELATION] = g_signal_new ("choose-relation", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 3, G_TYPE_STRING, G_TYPE_STRING, G_TYPE_PTR_ARRAY);
  signals[ENDS_CHANGED] = g_signal_new ("ends-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                        G_TYPE_NONE, 0);
}

static void
chiosa_editor_init (ChiosaEditor *self)
{
  self->last_labels = g_hash_table_new (g_direct_hash, g_direct_equal);
  self->typed = g_string_new (NULL);
  self->show_arcs = TRUE;
}

/* --- For the other files of the editor ------------------------------------------------------------------------------------- */

void
chiosa_editor_announce (ChiosaEditor *self,
                        const char   *format,
                        ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);

  g_signal_emit (self, signals[ANNOUNCE], 0, text);
}

void
chiosa_editor_message (ChiosaEditor *self,
                       gboolean      can_undo,
                       const char   *format,
                       ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);

  g_signal_emit (self, signals[MESSAGE], 0, text, can_undo);
}

/* The cursor follows in annotate mode; the view does the same with its own, so that both agree without a view too. */
void
chiosa_editor_reveal (ChiosaEditor *self,
                      ChiosaSpan    span)
{
  if (self->mode == CHIOSA_MODE_ANNOTATE)
    chiosa_editor_set_text_selection (self, span.start, span.start);

  g_signal_emit (self, signals[REVEAL], 0, (guint64) span.start, (guint64) span.end);
}

void
chiosa_editor_set_selected (ChiosaEditor *self,
                            const char   *id,
                            gboolean      reveal)
{
  const ChiosaAnnotation *annotation = id ? chiosa_document_find (self->document, id) : NULL;
  gboolean changed = g_strcmp0 (self->selected, annotation ? annotation->id : NULL) != 0;
  ChiosaSpan extent;

  if (changed)
    {
      g_set_str (&self->selected, annotation ? annotation->id : NULL);
      chiosa_editor_stop_relating (self);
      if (annotation)
        chiosa_editor_set_active_type (self, annotation->type);
    }

  self->moved_away = FALSE;
  if (annotation && reveal && chiosa_document_get_extent (self->document, self->selected, &extent))
    chiosa_editor_reveal (self, extent);

  if (changed)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED]);
}

void
chiosa_editor_remember_label (ChiosaEditor *self,
                              const char   *type,
                              const char   *label)
{
  g_hash_table_insert (self->last_labels, (gpointer) g_intern_string (type), (gpointer) g_intern_string (label));
}

/* --- Public --------------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_editor_new:
 * @document: the open article; a reference is taken
 *
 * Returns: (transfer full): a new editor in annotate mode, with the cursor at the beginning
 */
ChiosaEditor *
chiosa_editor_new (ChiosaDocument *document)
{
  g_return_val_if_fail (CHIOSA_IS_DOCUMENT (document), NULL);

  return g_object_new (CHIOSA_TYPE_EDITOR, "document", document, NULL);
}

ChiosaDocument *
chiosa_editor_get_document (ChiosaEditor *self)
{
  return self->document;
}

ChiosaMode
chiosa_editor_get_mode (ChiosaEditor *self)
{
  return self->mode;
}

/**
 * chiosa_editor_set_mode:
 * @mode: the new mode
 *
 * A read-only article stays in annotate mode, with a message.
 */
void
chiosa_editor_set_mode (ChiosaEditor *self,
                        ChiosaMode    mode)
{
  if (self->mode == mode)
    return;

  if (mode == CHIOSA_MODE_EDIT && chiosa_document_get_read_only (self->document))
    {
      chiosa_editor_message (self, FALSE, "%s", _("This article is read-only: its text can’t be edited"));
      return;
    }

  chiosa_editor_stop_relating (self);
  self->mode = mode;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODE]);
  chiosa_editor_announce (self, "%s", mode == CHIOSA_MODE_EDIT ? _("Editing the text") : _("Annotating"));
}

/**
 * chiosa_editor_set_text_selection:
 * @start: code points
 * @end: code points; @start when only the cursor stands there
 *
 * What the view says is selected. Clamped to the text.
 */
void
chiosa_editor_set_text_selection (ChiosaEditor *self,
                                  gsize         start,
                                  gsize         end)
{
  gsize length = chiosa_text_get_length (chiosa_document_get_text (self->document));
  ChiosaSpan selection = { MIN (MIN (start, end), length), MIN (MAX (start, end), length) };

  if (selection.start == self->text_selection.start && selection.end == self->text_selection.end)
    return;

  self->text_selection = selection;
  if (self->selected)
    self->moved_away = !cursor_is_in_selected (self);
}

ChiosaSpan
chiosa_editor_get_text_selection (ChiosaEditor *self)
{
  return self->text_selection;
}

const char *
chiosa_editor_get_selected (ChiosaEditor *self)
{
  return self->selected;
}

/**
 * chiosa_editor_select:
 * @id: (nullable): an annotation, live or detached; %NULL or unknown deselects
 * @reveal: whether the view goes there
 *
 * Its type becomes the active one, and its description is announced.
 */
void
chiosa_editor_select (ChiosaEditor *self,
                      const char   *id,
                      gboolean      reveal)
{
  g_autofree char *description = NULL;

  chiosa_editor_set_selected (self, id, reveal);
  if (!self->selected)
    return;

  description = chiosa_editor_describe (self, self->selected);
  chiosa_editor_announce (self, "%s", description);
}

const char *
chiosa_editor_get_active_type (ChiosaEditor *self)
{
  return self->active_type;
}

/**
 * chiosa_editor_set_active_type:
 * @type: id of a span type; one that the tag set does not know is ignored
 */
void
chiosa_editor_set_active_type (ChiosaEditor *self,
                               const char   *type)
{
  const ChiosaSpanType *known = type ? chiosa_tagset_find_type (chiosa_document_get_tagset (self->document), type) : NULL;

  if (!known || g_strcmp0 (self->active_type, known->tag.id) == 0)
    return;

  self->active_type = g_intern_string (known->tag.id);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTIVE_TYPE]);
}

/**
 * chiosa_editor_get_last_label:
 * @type: id of a span type
 *
 * Returns: the label last used for @type, at first its first one; "" for a type without labels
 */
const char *
chiosa_editor_get_last_label (ChiosaEditor *self,
                              const char   *type)
{
  const char *label = g_hash_table_lookup (self->last_labels, g_intern_string (type));

  if (!label)
    label = chiosa_editor_get_nth_label (self, type, 1);

  return label ? label : "";
}

/**
 * chiosa_editor_cancel:
 *
 * One step back: from relating, else from the selected annotation.
 */
void
chiosa_editor_cancel (ChiosaEditor *self)
{
  if (self->ends)
    chiosa_editor_stop_relating (self);
  else
    chiosa_editor_set_selected (self, NULL, FALSE);
}

void
chiosa_editor_undo (ChiosaEditor *self)
{
  const char *name = chiosa_document_get_undo_name (self->document);

  if (name)
    /* Translators: said by the screen reader; %s is the name of a step, like "Tag as Person" */
    time_travel (self, name, _("Undone: %s"), chiosa_document_undo);
  else
    chiosa_editor_announce (self, "%s", _("Nothing to undo"));
}

void
chiosa_editor_redo (ChiosaEditor *self)
{
  const char *name = chiosa_document_get_redo_name (self->document);

  if (name)
    /* Translators: said by the screen reader; %s is the name of a step, like "Tag as Person" */
    time_travel (self, name, _("Redone: %s"), chiosa_document_redo);
  else
    chiosa_editor_announce (self, "%s", _("Nothing to redo"));
}

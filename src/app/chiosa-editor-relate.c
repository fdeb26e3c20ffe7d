/* chiosa-editor-relate.c
 *
 * The commands of ChiosaEditor that join two annotations, by letters typed for the other end or by its id.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-editor-private.h"

#include <glib/gi18n.h>

static void
end_free (gpointer data)
{
  ChiosaEditorEnd *end = data;

  g_free (end->id);
  g_free (end->letters);
  g_free (end);
}

/* (transfer container) of const ChiosaRelationType*: what may join the two, forwards or else backwards. */
static GPtrArray *
list_types (ChiosaEditor           *self,
            const ChiosaAnnotation *from,
            const ChiosaAnnotation *to)
{
  ChiosaTagset *tagset = chiosa_document_get_tagset (self->document);
  GPtrArray *types = chiosa_tagset_list_relations (tagset, from->type, to->type);
  g_autoptr (GPtrArray) backwards = chiosa_tagset_list_relations (tagset, to->type, from->type);

  for (guint i = 0; i < backwards->len; i++)
    if (!g_ptr_array_find (types, g_ptr_array_index (backwards, i), NULL))
      g_ptr_array_add (types, g_ptr_array_index (backwards, i));

  return types;
}

static gboolean
may_join (ChiosaEditor           *self,
          const ChiosaAnnotation *from,
          const ChiosaAnnotation *to)
{
  g_autoptr (GPtrArray) types = NULL;

  if (g_str_equal (from->id, to->id))
    return FALSE;

  types = list_types (self, from, to);
  return types->len > 0;
}

/* All of the same length, so that none is the beginning of another: a…z, or aa…zz, … */
static char *
make_letters (guint index,
              guint n_letters)
{
  char *letters = g_new0 (char, n_letters + 1);

  for (guint i = n_letters; i > 0; i--)
    {
      letters[i - 1] = 'a' + index % 26;
      index /= 26;
    }

  return letters;
}

static void
give_letters (GPtrArray *ends)
{
  guint n_letters = 1;

  for (guint room = 26; room < ends->len; room *= 26)
    n_letters++;

  for (guint i = 0; i < ends->len; i++)
    ((ChiosaEditorEnd *) g_ptr_array_index (ends, i))->letters = make_letters (i, n_letters);
}

void
chiosa_editor_stop_relating (ChiosaEditor *self)
{
  if (!self->ends)
    return;

  g_clear_pointer (&self->ends, g_ptr_array_unref);
  g_string_truncate (self->typed, 0);
  g_object_notify (G_OBJECT (self), "relating");
  g_signal_emit_by_name (self, "ends-changed");
}

/**
 * chiosa_editor_begin_relation:
 * @visible_start: code points
 * @visible_end: code points
 *
 * Gives every annotation in the range that the selected one may be joined with its letters.
 */
void
chiosa_editor_begin_relation (ChiosaEditor *self,
                              gsize         visible_start,
                              gsize         visible_end)
{
  const ChiosaAnnotation *from = self->selected ? chiosa_document_find (self->document, self->selected) : NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) ends = NULL;

  if (!from)
    {
      chiosa_editor_message (self, FALSE, "%s", _("Select an annotation first"));
      return;
    }

  chiosa_editor_stop_relating (self);
  found = chiosa_document_query (self->document, visible_start, visible_end);
  ends = g_ptr_array_new_with_free_func (end_free);
  for (guint i = 0; i < found->len; i++)
    {
      const ChiosaAnnotation *to = g_ptr_array_index (found, i);
      ChiosaEditorEnd *end;

      if (!may_join (self, from, to))
        continue;

      end = g_new0 (ChiosaEditorEnd, 1);
      end->id = g_strdup (to->id);
      g_ptr_array_add (ends, end);
    }

  if (ends->len == 0)
    {
      chiosa_editor_message (self, FALSE, "%s", _("Nothing on the screen can be joined with this annotation"));
      return;
    }

  give_letters (ends);
  self->ends = g_steal_pointer (&ends);
  g_object_notify (G_OBJECT (self), "relating");
  g_signal_emit_by_name (self, "ends-changed");
  chiosa_editor_announce (self, ngettext ("Type the letter of the other end: %u choice",
                                          "Type the letter of the other end: %u choices", self->ends->len),
                          self->ends->len);
}

gboolean
chiosa_editor_is_relating (ChiosaEditor *self)
{
  return self->ends != NULL;
}

/**
 * chiosa_editor_get_end_letters:
 * @id: an annotation
 *
 * Returns: (nullable): its letters, while letters that were typed still lead to it
 */
const char *
chiosa_editor_get_end_letters (ChiosaEditor *self,
                               const char   *id)
{
  if (!self->ends)
    return NULL;

  for (guint i = 0; i < self->ends->len; i++)
    {
      const ChiosaEditorEnd *end = g_ptr_array_index (self->ends, i);

      if (g_str_equal (end->id, id))
        return g_str_has_prefix (end->letters, self->typed->str) ? end->letters : NULL;
    }

  return NULL;
}

/**
 * chiosa_editor_type_letter:
 * @letter: what was typed; case does not matter
 *
 * Returns: %FALSE when it leads to no end
 */
gboolean
chiosa_editor_type_letter (ChiosaEditor *self,
                           gunichar      letter)
{
  g_autofree char *to = NULL;
  g_autofree char *from = NULL;
  guint n_left = 0;

  if (!self->ends)
    return FALSE;

  g_string_append_unichar (self->typed, g_unichar_tolower (letter));
  for (guint i = 0; i < self->ends->len; i++)
    {
      const ChiosaEditorEnd *end = g_ptr_array_index (self->ends, i);

      if (!g_str_has_prefix (end->letters, self->typed->str))
        continue;

      g_set_str (&to, end->id);
      n_left++;
    }

  if (n_left == 0)
    {
      g_string_truncate (self->typed, g_utf8_prev_char (self->typed->str + self->typed->len) - self->typed->str);
      return FALSE;
    }

  if (n_left == 1)
    {
      from = g_strdup (self->selected);
      chiosa_editor_stop_relating (self);
      chiosa_editor_relate (self, from, to);
    }
  else
    {
      g_signal_emit_by_name (self, "ends-changed");
    }

  return TRUE;
}

/**
 * chiosa_editor_relate:
 * @from: an annotation
 * @to: another one
 *
 * Joins them if there is only one way to; else "choose-relation" asks which.
 */
void
chiosa_editor_relate (ChiosaEditor *self,
                      const char   *from,
                      const char   *to)
{
  const ChiosaAnnotation *one = chiosa_document_find (self->document, from);
  const ChiosaAnnotation *two = chiosa_document_find (self->document, to);
  g_autoptr (GPtrArray) types = NULL;

  if (!one || !two || g_str_equal (from, to))
    return;

  types = list_types (self, one, two);
  if (types->len == 0)
    /* Translators: %s are names of types, like "Cue" and "Entity" */
    chiosa_editor_message (self, FALSE, _("No relation joins %s and %s"),
                           chiosa_editor_type_name (self, one->type), chiosa_editor_type_name (self, two->type));
  else if (types->len == 1)
    chiosa_editor_relate_as (self, ((const ChiosaRelationType *) g_ptr_array_index (types, 0))->tag.id, from, to);
  else
    g_signal_emit_by_name (self, "choose-relation", from, to, types);
}

/**
 * chiosa_editor_relate_as:
 * @type: id of a relation type
 * @from: an annotation
 * @to: another one
 *
 * Joins them, the other way round if that is how the type wants them.
 */
void
chiosa_editor_relate_as (ChiosaEditor *self,
                         const char   *type,
                         const char   *from,
                         const char   *to)
{
  ChiosaTagset *tagset = chiosa_document_get_tagset (self->document);
  const ChiosaRelationType *known = chiosa_tagset_find_relation (tagset, type);
  const ChiosaAnnotation *one = chiosa_document_find (self->document, from);
  const ChiosaAnnotation *two = chiosa_document_find (self->document, to);
  g_autoptr (GPtrArray) forwards = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *quote = NULL;

  if (!known || !one || !two)
    return;

  forwards = chiosa_tagset_list_relations (tagset, one->type, two->type);
  if (!g_ptr_array_find (forwards, known, NULL))
    {
      const char *swapped = from;

      from = to;
      to = swapped;
    }

  if (!chiosa_document_relate (self->document, type, from, to, &error))
    {
      chiosa_editor_message (self, FALSE, "%s", error->message);
      return;
    }

  quote = chiosa_editor_short_quote (self, to);
  /* Translators: said by the screen reader; a relation and its other end: Joined: attributed to “Vanity Fair” */
  chiosa_editor_announce (self, _("Joined: %s “%s”"), known->tag.name, quote);
}

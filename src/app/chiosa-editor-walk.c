/* chiosa-editor-walk.c
 *
 * The commands of ChiosaEditor that go from one annotation to another: in reading order, and among those that lie on each other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-editor-private.h"

#include <glib/gi18n.h>

/* Shortest first: the innermost of several annotations is what a person means first. */
static int
compare_extents (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  ChiosaDocument *document = user_data;
  const ChiosaAnnotation *one = *(const ChiosaAnnotation **) a;
  const ChiosaAnnotation *two = *(const ChiosaAnnotation **) b;
  ChiosaSpan first = { 0, 0 };
  ChiosaSpan second = { 0, 0 };

  chiosa_document_get_extent (document, one->id, &first);
  chiosa_document_get_extent (document, two->id, &second);

  if (first.end - first.start != second.end - second.start)
    return first.end - first.start < second.end - second.start ? -1 : 1;

  return strcmp (one->id, two->id);
}

/* (transfer container): the annotations under the cursor at @offset, innermost first; at the end of a word those that end there too. */
static GPtrArray *
list_at (ChiosaEditor *self,
         gsize         offset)
{
  GPtrArray *found = chiosa_document_query (self->document, offset, offset + 1);

  if (found->len == 0 && offset > 0)
    {
      g_ptr_array_unref (found);
      found = chiosa_document_query (self->document, offset - 1, offset);
    }

  g_ptr_array_sort_with_data (found, compare_extents, self->document);
  return found;
}

/* The first or last annotation of the article: where walking over its end leads. */
static const ChiosaAnnotation *
wrap_around (ChiosaEditor *self,
             gboolean      to_first)
{
  g_autoptr (GPtrArray) all = chiosa_document_list (self->document);

  if (all->len == 0)
    return NULL;

  return g_ptr_array_index (all, to_first ? 0 : all->len - 1);
}

static void
walk (ChiosaEditor *self,
      gboolean      forward)
{
  const ChiosaAnnotation *next;
  const char *from = self->moved_away ? NULL : self->selected;
  ChiosaSpan place = self->text_selection;

  if (!from || !chiosa_document_get_extent (self->document, from, &place))
    from = NULL;

  next = forward ? chiosa_document_next (self->document, place.start, from)
                 : chiosa_document_previous (self->document, place.start, from);
  if (!next)
    next = wrap_around (self, forward);

  if (next)
    chiosa_editor_select (self, next->id, TRUE);
  else
    chiosa_editor_announce (self, "%s", _("There are no annotations yet"));
}

/**
 * chiosa_editor_cycle_at:
 * @offset: code points
 *
 * Selects the innermost annotation at a place, or, where one of them is selected, the next one outwards, and then the innermost again.
 *
 * Returns: whether there is one
 */
gboolean
chiosa_editor_cycle_at (ChiosaEditor *self,
                        gsize         offset)
{
  g_autoptr (GPtrArray) found = list_at (self, offset);
  guint next = 0;

  if (found->len == 0)
    return FALSE;

  for (guint i = 0; i < found->len; i++)
    {
      const ChiosaAnnotation *annotation = g_ptr_array_index (found, i);

      if (g_strcmp0 (annotation->id, self->selected) == 0)
        next = (i + 1) % found->len;
    }

  chiosa_editor_select (self, ((const ChiosaAnnotation *) g_ptr_array_index (found, next))->id, FALSE);
  return TRUE;
}

void
chiosa_editor_select_next (ChiosaEditor *self)
{
  walk (self, TRUE);
}

void
chiosa_editor_select_previous (ChiosaEditor *self)
{
  walk (self, FALSE);
}

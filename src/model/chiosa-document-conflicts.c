/* chiosa-document-conflicts.c
 *
 * The list of what two people changed differently, and putting back what a person chooses: each as one step.
 * What stands in a conflict is not looked at here: that is JSON (store/chiosa-conflict.c).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-document-private.h"

#include <glib/gi18n-lib.h>

static gboolean
check_id (const char  *id,
          GError     **error)
{
  if (chiosa_id_is_valid (id))
    return TRUE;

  g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_UNKNOWN,
               _("“%s” is not an id: 1 to 64 of the letters A to Z, digits, “-” and “_”"), id);
  return FALSE;
}

/* All but those that say what @conflict says; NULL for none. */
static GPtrArray *
conflicts_without (ChiosaDocument            *self,
                   const ChiosaMergeConflict *conflict)
{
  g_autoptr (GPtrArray) rest = chiosa_merge_conflicts_new ();

  for (guint i = 0; i < self->conflicts->len; i++)
    {
      const ChiosaMergeConflict *other = g_ptr_array_index (self->conflicts, i);

      if (chiosa_merge_conflict_compare (other, conflict) != 0)
        g_ptr_array_add (rest, chiosa_merge_conflict_ref (other));
    }

  return rest->len > 0 ? g_steal_pointer (&rest) : NULL;
}

/**
 * chiosa_document_list_conflicts:
 * @self: a document
 *
 * Returns: (transfer container) (element-type ChiosaMergeConflict): what waits for a choice; the list owns references
 */
GPtrArray *
chiosa_document_list_conflicts (ChiosaDocument *self)
{
  return self->conflicts != NULL ? g_ptr_array_ref (self->conflicts) : chiosa_merge_conflicts_new ();
}

/**
 * chiosa_document_get_n_conflicts:
 * @self: a document
 *
 * Returns: how many conflicts wait for a choice
 */
guint
chiosa_document_get_n_conflicts (ChiosaDocument *self)
{
  return self->conflicts != NULL ? self->conflicts->len : 0;
}

/**
 * chiosa_document_drop_conflict:
 * @self: a document
 * @conflict: a conflict of its list, or one that says the same
 * @error: where to say why it was refused
 *
 * Takes the conflict off the list. What it is about stays as it is: usually part of a larger step.
 *
 * Returns: whether it was done
 */
gboolean
chiosa_document_drop_conflict (ChiosaDocument             *self,
                               const ChiosaMergeConflict  *conflict,
                               GError                    **error)
{
  g_autoptr (GPtrArray) rest = NULL;

  if (!chiosa_document_check_writable (self, error))
    return FALSE;
  if (!chiosa_merge_conflicts_contain (self->conflicts, conflict))
    {
      g_set_error_literal (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_UNKNOWN, _("This conflict has been resolved already"));
      return FALSE;
    }

  rest = conflicts_without (self, conflict);
  chiosa_document_begin_step (self, C_("step", "Resolve Conflict"));
  chiosa_document_put_conflicts (self, rest);
  chiosa_document_end_step (self);
  return TRUE;
}

/**
 * chiosa_document_put_back:
 * @self: a document
 * @annotation: a value that nobody will change; a reference is taken
 * @spans: (array length=n_spans): where it is to stand, code points
 * @n_spans: how many; 0: detached
 * @error: where to say why it was refused
 *
 * What stands in somebody else's file need not fit the tag set, and is taken as it is. Spans that are no sane ones make
 * it detached.
 *
 * Returns: whether it was done
 */
gboolean
chiosa_document_put_back (ChiosaDocument    *self,
                          ChiosaAnnotation  *annotation,
                          const ChiosaSpan  *spans,
                          guint              n_spans,
                          GError           **error)
{
  gsize length = chiosa_text_get_length (self->text);
  g_autofree ChiosaSpan *checked = g_memdup2 (spans, n_spans * sizeof (ChiosaSpan));
  g_autoptr (ChiosaAnnotation) settled = NULL;
  gboolean live;

  if (!chiosa_document_check_writable (self, error) || !check_id (annotation->id, error))
    return FALSE;

  live = n_spans > 0 && chiosa_spans_normalise (checked, &n_spans, length);
  settled = chiosa_document_settle_value (annotation, live, length);

  chiosa_document_begin_step (self, C_("step", "Put Annotation Back"));
  chiosa_document_put (self, settled, checked, live ? n_spans : 0);
  chiosa_document_end_step (self);
  return TRUE;
}

/**
 * chiosa_document_put_back_relation:
 * @self: a document
 * @relation: a value that nobody will change; a reference is taken
 * @error: where to say why it was refused
 *
 * As chiosa_document_put_back(). Its ends need not be there.
 *
 * Returns: whether it was done
 */
gboolean
chiosa_document_put_back_relation (ChiosaDocument  *self,
                                   ChiosaRelation  *relation,
                                   GError         **error)
{
  if (!chiosa_document_check_writable (self, error) || !check_id (relation->id, error))
    return FALSE;

  chiosa_document_begin_step (self, C_("step", "Put Relation Back"));
  chiosa_document_put_relation (self, relation);
  chiosa_document_end_step (self);
  return TRUE;
}

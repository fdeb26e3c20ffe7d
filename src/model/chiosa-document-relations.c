/* chiosa-document-relations.c
 *
 * Making, changing and removing relations, each as one step with a name for people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-document-private.h"

#include "chiosa-constraints.h"

#include <glib/gi18n-lib.h>

static gboolean
check_relation (ChiosaDocument        *self,
                const ChiosaRelation  *relation,
                GError               **error)
{
  const ChiosaAnnotation *from = chiosa_document_find (self, relation->from);
  const ChiosaAnnotation *to = chiosa_document_find (self, relation->to);

  return chiosa_constraints_check_ends (self->tagset, relation, from, to, error)
         && chiosa_constraints_check_siblings (self->tagset, relation,
                                               chiosa_relation_table_peek (self->relations, relation->from), error);
}

static ChiosaRelation *
require_relation (ChiosaDocument  *self,
                  const char      *id,
                  GError         **error)
{
  ChiosaRelation *relation = chiosa_relation_table_find (self->relations, id);

  if (relation != NULL)
    return chiosa_relation_ref (relation);

  g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_UNKNOWN, _("There is no relation “%s”"), id);
  return NULL;
}

static gboolean
check_new_id (ChiosaDocument  *self,
              const char      *id,
              GError         **error)
{
  if (!chiosa_id_is_valid (id))
    {
      g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_UNKNOWN,
                   _("“%s” is not an id: 1 to 64 of the letters A to Z, digits, “-” and “_”"), id);
      return FALSE;
    }

  if (chiosa_relation_table_find (self->relations, id) != NULL)
    {
      g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_DUPLICATE, _("There is a relation “%s” already"), id);
      return FALSE;
    }

  return TRUE;
}

static void
add_as_step (ChiosaDocument *self,
             ChiosaRelation *relation)
{
  g_autofree char *name = chiosa_constraints_relation_name (self->tagset, relation->type);
  /* Translators: a step in the history; %s is the name of a relation, such as "Attributed to" */
  g_autofree char *step_name = g_strdup_printf (C_("step", "Add Relation “%s”"), name);

  chiosa_document_begin_step (self, step_name);
  chiosa_document_put_relation (self, relation);
  chiosa_document_end_step (self);
}

/* Whether the relations of the annotation with the id of @changed may stay when it becomes that. */
gboolean
chiosa_document_check_relations_of (ChiosaDocument          *self,
                                    const ChiosaAnnotation  *changed,
                                    GError                 **error)
{
  GPtrArray *relations = chiosa_relation_table_peek (self->relations, changed->id);

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      const ChiosaRelation *relation = g_ptr_array_index (relations, i);
      gboolean leaves = g_str_equal (relation->from, changed->id);
      const ChiosaAnnotation *before = chiosa_document_find (self, changed->id);
      const ChiosaAnnotation *other = chiosa_document_find (self, leaves ? relation->to : relation->from);
      g_autofree char *name = NULL;

      /* What was not right before, in somebody else's file, does not forbid anything now. */
      if (other == NULL
          || !chiosa_tagset_may_join (self->tagset, relation->type,
                                      leaves ? before->type : other->type, leaves ? other->type : before->type)
          || chiosa_tagset_may_join (self->tagset, relation->type,
                                     leaves ? changed->type : other->type, leaves ? other->type : changed->type))
        continue;

      name = chiosa_constraints_relation_name (self->tagset, relation->type);
      g_set_error (error, CHIOSA_MODEL_ERROR, CHIOSA_MODEL_ERROR_RELATION,
                   _("It has a relation “%s”, which it could not have then. Remove the relation first"), name);
      return FALSE;
    }

  return TRUE;
}

/**
 * chiosa_document_relate:
 * @self: a document
 * @type: the id of a relation type
 * @from: the id of an annotation
 * @to: the id of another
 * @error: where to say why it was refused
 *
 * Returns: (transfer none) (nullable): the id of the new relation, valid for as long as the step can be undone
 */
const char *
chiosa_document_relate (ChiosaDocument  *self,
                        const char      *type,
                        const char      *from,
                        const char      *to,
                        GError         **error)
{
  g_autofree char *id = chiosa_id_new ('r');
  g_autoptr (ChiosaRelation) relation = NULL;

  if (!chiosa_document_check_writable (self, error))
    return NULL;

  while (chiosa_relation_table_find (self->relations, id) != NULL)
    {
      g_free (id);
      id = chiosa_id_new ('r');
    }

  relation = chiosa_relation_new (id, type, from, to);
  relation->creator = g_strdup (self->creator);
  relation->created = chiosa_document_make_time ();
  if (!check_relation (self, relation, error))
    return NULL;

  add_as_step (self, relation);
  return relation->id;
}

/**
 * chiosa_document_add_relation:
 * @self: a document
 * @relation: a value with a free id; a reference is taken
 * @error: where to say why it was refused
 *
 * Adds what was made elsewhere. Constraints hold as for chiosa_document_relate().
 *
 * Returns: whether it was done
 */
gboolean
chiosa_document_add_relation (ChiosaDocument  *self,
                              ChiosaRelation  *relation,
                              GError         **error)
{
  if (!chiosa_document_check_writable (self, error)
      || !check_new_id (self, relation->id, error)
      || !check_relation (self, relation, error))
    return FALSE;

  add_as_step (self, relation);
  return TRUE;
}

/**
 * chiosa_document_change_relation:
 * @self: a document
 * @changed: a value with the id of one that is there; a reference is taken
 * @name: (nullable): the name of the step, translated; %NULL for a fitting one
 * @error: where to say why it was refused
 *
 * Returns: whether it was done
 */
gboolean
chiosa_document_change_relation (ChiosaDocument  *self,
                                 ChiosaRelation  *changed,
                                 const char      *name,
                                 GError         **error)
{
  g_autoptr (ChiosaRelation) before = NULL;
  gboolean same_ends;

  if (!chiosa_document_check_writable (self, error))
    return FALSE;

  before = require_relation (self, changed->id, error);
  if (before == NULL)
    return FALSE;
  if (chiosa_relation_equal (before, changed))
    return TRUE;

  same_ends = g_str_equal (before->type, changed->type)
              && g_str_equal (before->from, changed->from)
              && g_str_equal (before->to, changed->to);
  if (!same_ends && !check_relation (self, changed, error))
    return FALSE;

  chiosa_document_begin_step (self, name != NULL ? name : C_("step", "Change Relation"));
  chiosa_document_put_relation (self, changed);
  chiosa_document_end_step (self);
  return TRUE;
}

/**
 * chiosa_document_remove_relation:
 * @self: a document
 * @id: the id of a relation
 * @error: where to say why it was refused
 *
 * Returns: whether it was done
 */
gboolean
chiosa_document_remove_relation (ChiosaDocument  *self,
                                 const char      *id,
                                 GError         **error)
{
  g_autoptr (ChiosaRelation) relation = NULL;

  if (!chiosa_document_check_writable (self, error))
    return FALSE;

  relation = require_relation (self, id, error);
  if (relation == NULL)
    return FALSE;

  chiosa_document_begin_step (self, C_("step", "Remove Relation"));
  chiosa_document_drop_relation (self, relation->id);
  chiosa_document_end_step (self);
  return TRUE;
}

/* chiosa-sidecar.c
 *
 * What a sidecar holds, as a value. Reading is in chiosa-sidecar-read.c, writing in chiosa-sidecar-write.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-sidecar.h"

static void
problem_free (gpointer data)
{
  ChiosaSidecarProblem *problem = data;

  g_free (problem->id);
  g_free (problem->message);
  g_free (problem);
}

/**
 * chiosa_sidecar_new:
 *
 * Returns: (transfer full): an empty sidecar of the version that this program writes
 */
ChiosaSidecar *
chiosa_sidecar_new (void)
{
  ChiosaSidecar *self = g_new0 (ChiosaSidecar, 1);

  self->major = CHIOSA_SIDECAR_MAJOR;
  self->minor = CHIOSA_SIDECAR_MINOR;
  self->snapshot = chiosa_snapshot_new ();
  self->problems = g_ptr_array_new_with_free_func (problem_free);
  self->raw_items = g_ptr_array_new_with_free_func (g_free);
  self->raw_relations = g_ptr_array_new_with_free_func (g_free);
  self->raw_conflicts = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * chiosa_sidecar_free:
 * @self: (nullable) (transfer full): a sidecar
 */
void
chiosa_sidecar_free (ChiosaSidecar *self)
{
  if (self == NULL)
    return;

  g_free (self->text_sha256);
  g_free (self->tagset_id);
  g_free (self->tagset_version);
  g_free (self->annotator);
  g_free (self->extra);
  g_free (self->text_extra);
  g_free (self->tagset_extra);
  g_clear_pointer (&self->snapshot, chiosa_snapshot_free);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->raw_items);
  g_ptr_array_unref (self->raw_relations);
  g_ptr_array_unref (self->raw_conflicts);
  g_free (self);
}

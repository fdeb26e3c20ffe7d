/* chiosa-tag-name.c
 *
 * How a type and a label are named together, in every list alike.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-tag-name.h"

#include <glib/gi18n.h>

/**
 * chiosa_tag_name:
 * @tagset: a tag set
 * @type: id of a span type
 * @label: (nullable): id of one of its labels
 *
 * Returns: (transfer full): what to call annotations of this kind
 */
char *
chiosa_tag_name (ChiosaTagset *tagset,
                 const char   *type,
                 const char   *label)
{
  const ChiosaSpanType *known = chiosa_tagset_find_type (tagset, type);
  const ChiosaTag *tag = label != NULL && *label != '\0' ? chiosa_tagset_find_label (tagset, type, label) : NULL;
  const char *type_name = known != NULL ? known->tag.name : type;

  if (label == NULL || *label == '\0')
    return g_strdup (type_name);

  /* Translators: type and label of an annotation: Claim · Fact */
  return g_strdup_printf (_("%s · %s"), type_name, tag != NULL ? tag->name : label);
}

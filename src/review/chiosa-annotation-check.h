/* chiosa-annotation-check.h
 *
 * What is odd about one annotation or one relation by itself. Private to this room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-completeness.h"
#include "chiosa-nesting.h"

G_BEGIN_DECLS

/* What a check looks at and where its findings go. All borrowed. */
typedef struct
{
  ChiosaTagset     *tagset;
  const ChiosaText *text;
  GHashTable       *placed;     /* id -> ChiosaPlaced; n_spans 0 when detached */
  GPtrArray        *findings;   /* ChiosaFinding */
} ChiosaCheck;

/* Takes @message. */
void chiosa_check_add        (ChiosaCheck *self, ChiosaFindingLevel level, const char *id, const char *rule, char *message);
void chiosa_check_annotation (ChiosaCheck *self, const ChiosaPlaced *placed);
void chiosa_check_relation   (ChiosaCheck *self, const ChiosaRelation *relation);
/* @id: NULL for the article. */
void chiosa_check_attributes (ChiosaCheck *self, const char *id, const ChiosaAttributeType *types, guint n_types,
                              const ChiosaAttributes *attributes);

G_END_DECLS

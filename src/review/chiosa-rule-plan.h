/* chiosa-rule-plan.h
 *
 * The completeness rules of a tag set, read once. Private to this room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-annotation.h"
#include "chiosa-tagset.h"

G_BEGIN_DECLS

typedef struct _ChiosaRulePlan ChiosaRulePlan;

/* One relation seen from one of its ends. */
typedef struct
{
  const char *type;       /* interned */
  gboolean    incoming;
} ChiosaLink;

typedef void (*ChiosaRuleFunc) (const ChiosaRule *rule, gpointer user_data);

/* Borrowed; lives as long as @tagset. */
const ChiosaRulePlan *chiosa_rule_plan_get   (ChiosaTagset *tagset);
/* Calls @func for every rule that @annotation does not meet. @links: ChiosaLink, or NULL for none. */
void                  chiosa_rule_plan_check (const ChiosaRulePlan *self, const ChiosaAnnotation *annotation,
                                              const GArray *links, ChiosaRuleFunc func, gpointer user_data);

G_END_DECLS

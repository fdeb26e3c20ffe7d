/* chiosa-constraints.h
 *
 * What a tag set refuses: labels it does not have, pieces in disorder, crossings, relations between the wrong ends.
 * Private to the model; pure. What is merely incomplete or doubtful is the review's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-annotation.h"
#include "chiosa-tagset.h"

G_BEGIN_DECLS

char     *chiosa_constraints_name           (ChiosaTagset *tagset, const char *type, const char *label);
char     *chiosa_constraints_relation_name  (ChiosaTagset *tagset, const char *relation);

gboolean  chiosa_constraints_check_label    (ChiosaTagset *tagset, const char *type, const char *label, GError **error);
gboolean  chiosa_constraints_check_spans    (ChiosaTagset *tagset, const char *type, ChiosaSpan *spans, guint *n_spans,
                                             gsize length, GError **error);
gboolean  chiosa_constraints_check_pair     (ChiosaTagset *tagset, const ChiosaAnnotation *annotation,
                                             const ChiosaSpan *spans, guint n_spans,
                                             const ChiosaAnnotation *other,
                                             const ChiosaSpan *other_spans, guint n_other_spans, GError **error);
gboolean  chiosa_constraints_check_ends     (ChiosaTagset *tagset, const ChiosaRelation *relation,
                                             const ChiosaAnnotation *from, const ChiosaAnnotation *to, GError **error);
gboolean  chiosa_constraints_check_siblings (ChiosaTagset *tagset, const ChiosaRelation *relation,
                                             const GPtrArray *siblings, GError **error);
gboolean  chiosa_constraints_check_value    (ChiosaTagset *tagset, const char *type, const char *attribute,
                                             const char *value, GError **error);

G_END_DECLS

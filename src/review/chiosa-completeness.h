/* chiosa-completeness.h
 *
 * What is still missing or odd in an annotated article: the tag set's completeness rules, and the warnings (W) of reference/domain.md 1.3.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-document.h"

G_BEGIN_DECLS

typedef enum { CHIOSA_FINDING_INCOMPLETE, CHIOSA_FINDING_WARNING, CHIOSA_FINDING_ERROR } ChiosaFindingLevel;

typedef struct
{
  ChiosaFindingLevel  level;
  char               *id;        /* annotation or relation; NULL: the article */
  char               *rule;      /* "claim-source", "unknown-label", … stable, untranslated */
  char               *message;   /* for a person */
} ChiosaFinding;

void       chiosa_finding_free          (ChiosaFinding *finding);

/* (transfer full) of ChiosaFinding. One annotation, its relations included. */
GPtrArray *chiosa_completeness_check_one (ChiosaDocument *document, const char *id);
/* All: annotations, relations, article, and what the tag set does not know. */
GPtrArray *chiosa_completeness_check     (ChiosaDocument *document);

G_END_DECLS

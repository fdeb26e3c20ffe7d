/* model-fixture.h
 *
 * What the tests of the model share: a small tag set with one type for each kind of constraint, documents over a string,
 * and everything a document holds as one string.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-document.h"

G_BEGIN_DECLS

/* ENTITY (PERSON, ORG): may nest, not cross. CLAIM (FACT, OPINION): likewise; attributes voice, directness, summary, checked.
 * SOURCE (NAMED): neither nests nor crosses. CUE: one fragment. FREE: everything. Attribute of all: confidence.
 * attributed_to CLAIM -> SOURCE; cued_by CLAIM -> CUE, one; contradicts CLAIM - CLAIM, symmetric;
 * same_as, symmetric, same family: CLAIM with CLAIM, ENTITY and SOURCE mixed. */
ChiosaTagsetBuilder *model_tagset_builder (void);
ChiosaTagset        *model_tagset         (void);

ChiosaDocument      *model_document       (const char *text);
/* The text with live annotations marked: "[PERSON:Ada] wrote". Nesting by position. */
char                *model_text           (ChiosaDocument *document);
/* Text, article, all annotations with all members and places, relations: equal documents have equal dumps. */
char                *model_dump           (ChiosaDocument *document);

/* Tags the first place of @words that begins at or after @from; fails the test where it is refused. */
const char          *model_tag            (ChiosaDocument *document, const char *type, const char *label,
                                           const char *words, gsize from);
/* Replaces [start, end); fails the test where it is refused. */
void                 model_edit           (ChiosaDocument *document, ChiosaEditKind kind, gsize start, gsize end,
                                           const char *text);

G_END_DECLS

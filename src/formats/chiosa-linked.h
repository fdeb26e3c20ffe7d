/* chiosa-linked.h
 *
 * What the formats of the web of data share when they write: members of JSON, addresses, words around a place, mentions of the same.
 * Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-format.h"

G_BEGIN_DECLS

/* The longest string that is written as one: escaped it is shorter than what chiosa_json_check() takes. Bytes. */
#define CHIOSA_LINKED_MAX_STRING 131072

/* "key":"value", with a comma where one is due; nothing for NULL. */
void     chiosa_linked_append_text   (GString *out, const char *key, const char *value);
void     chiosa_linked_append_number (GString *out, const char *key, gsize value);
void     chiosa_linked_append_raw    (GString *out, const char *key, const char *json);

/* Whether @iri is an absolute address without characters that an IRI may not have. NULL is none. */
gboolean chiosa_linked_is_iri        (const char *iri);
/* Whether @date begins with a day: YYYY-MM-DD. NULL does not. */
gboolean chiosa_linked_is_day        (const char *date);

/* The words of all pieces of the i-th annotation, joined by " … ". (transfer full) */
char    *chiosa_linked_get_words     (const ChiosaRecord *record, guint i);
/* At most @n characters on either side of @span, whole graphemes: [start of the words before, end of the words behind). */
ChiosaSpan chiosa_linked_get_context (const ChiosaRecord *record, const ChiosaSpan *span, gsize n);

/* Relations by the annotation they lead from, and groups of those that "same_as" joins; built once, asked often. All numbers are places
 * among the live annotations. */
typedef struct
{
  guint *first_relation;   /* n + 1: of the i-th annotation, into relations */
  guint *relations;        /* for chiosa_record_get_relation() */
  guint *group;            /* n: the first annotation of the group that the i-th is in, itself where it is alone */
  guint *first_member;     /* n + 1: of the group that begins with the i-th, into members */
  guint *members;          /* in reading order */
} ChiosaLinkedIndex;

ChiosaLinkedIndex    *chiosa_linked_index_new  (const ChiosaRecord *record);
void                  chiosa_linked_index_free (ChiosaLinkedIndex *self);
/* The next relation of @type that leads from the @from-th annotation; @at: (inout): starts at 0. NULL behind the last. */
const ChiosaRelation *chiosa_linked_index_next (const ChiosaLinkedIndex *self, const ChiosaRecord *record, guint from, const char *type,
                                                guint *at, guint *to);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaLinkedIndex, chiosa_linked_index_free)

G_END_DECLS

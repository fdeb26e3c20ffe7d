/* chiosa-fields.h
 *
 * An annotation, a relation or the details of an article as a set of named JSON values, so that they can be compared and
 * changed field by field. Places are no fields. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-annotation.h"
#include "chiosa-article.h"

G_BEGIN_DECLS

/* name -> JSON, both owned. What is not set is not there. */
typedef GHashTable ChiosaFields;

/* "type" (an object with type and label), "note", "creator", "created", "origin", "suggester", "confidence",
 * "attributes.NAME", "extra.NAME" */
ChiosaFields *chiosa_fields_of_annotation (const ChiosaAnnotation *annotation);
/* "type" (an object with type, from and to), "note", "creator", "created", … */
ChiosaFields *chiosa_fields_of_relation   (const ChiosaRelation *relation);
ChiosaFields *chiosa_fields_of_article    (const ChiosaArticle *article);   /* (nullable) */
/* "extra.NAME" of raw members "k":v,… */
ChiosaFields *chiosa_fields_of_extra      (const char *extra);              /* (nullable) */

/* @json: NULL unsets. FALSE when the value is none for that field; nothing is changed then. "label" is a field too here. */
gboolean      chiosa_fields_set_annotation (ChiosaAnnotation *annotation, const char *field, const char *json);
gboolean      chiosa_fields_set_relation   (ChiosaRelation *relation, const char *field, const char *json);
gboolean      chiosa_fields_set_article    (ChiosaArticle *article, const char *field, const char *json);
gboolean      chiosa_fields_set_extra      (char **extra, const char *field, const char *json);

/* (transfer full): a JSON string; NULL for NULL. */
char         *chiosa_fields_quote          (const char *text);

G_END_DECLS

/* chiosa-cas.h
 *
 * Names that writing and reading of UIMA CAS JSON share. Not for other formats.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-json.h"
#include "chiosa-layers.h"
#include "chiosa-reader.h"

G_BEGIN_DECLS

#define CHIOSA_CAS_STRING     "uima.cas.String"
#define CHIOSA_CAS_BOOLEAN    "uima.cas.Boolean"
#define CHIOSA_CAS_DOUBLE     "uima.cas.Double"
#define CHIOSA_CAS_SOFA       "uima.cas.Sofa"
#define CHIOSA_CAS_ANNOTATION "uima.tcas.Annotation"
#define CHIOSA_CAS_DOCUMENT   "uima.tcas.DocumentAnnotation"
#define CHIOSA_CAS_METADATA   "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData"
#define CHIOSA_CAS_SENTENCE   "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence"
#define CHIOSA_CAS_TOKEN      "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token"
/* What else is known of an article: metadata of the document, for INCEpTION. */
#define CHIOSA_CAS_ARTICLE    CHIOSA_LAYERS_PREFIX CHIOSA_LAYERS_ARTICLE
/* The ends of a relation. */
#define CHIOSA_CAS_FROM       "Governor"
#define CHIOSA_CAS_TO         "Dependent"
/* Behind the name of an attribute in %DESCRIPTION: its values are JSON. */
#define CHIOSA_CAS_AS_JSON    " (JSON)"

/* --- Types of a file --- */

typedef struct
{
  char *name;
  char *range;
  char *description;     /* may be NULL */
} ChiosaCasFeature;

typedef struct _ChiosaCasTypes ChiosaCasTypes;

/* @types: the value of %TYPES; may have no start. */
ChiosaCasTypes         *chiosa_cas_types_new             (const ChiosaJsonSlice *types);
void                    chiosa_cas_types_free            (ChiosaCasTypes *self);
/* Whether @type is @ancestor, or one of its parents is. */
gboolean                chiosa_cas_types_is_a            (const ChiosaCasTypes *self, const char *type, const char *ancestor);
/* May be NULL. Borrowed. */
const char             *chiosa_cas_types_get_description (const ChiosaCasTypes *self, const char *type);
/* Of the type or a parent; NULL: it has none. Borrowed. */
const ChiosaCasFeature *chiosa_cas_types_find_feature    (const ChiosaCasTypes *self, const char *type, const char *feature);
/* The declaration as it stands; NULL: there is none. Borrowed. */
const ChiosaJsonSlice  *chiosa_cas_types_get_slice       (const ChiosaCasTypes *self, const char *type);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaCasTypes, chiosa_cas_types_free)

/* --- The format's functions --- */

guint    chiosa_cas_guess (const char *name, const char *head, gsize n_bytes);
gboolean chiosa_cas_read  (ChiosaReader *reader, GError **error);

G_END_DECLS

/* chiosa-label-studio-config-private.h
 *
 * What the parts of the reader of labelling configurations share: XML and tags are chiosa-label-studio-config-xml.c's, attributes
 * chiosa-label-studio-config-attributes.c's, the rest chiosa-label-studio-config-read.c's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-format.h"
#include "chiosa-label-studio-config.h"

#include <libxml/tree.h>

G_BEGIN_DECLS

/* Elements are nested at most so deep. */
#define MAX_DEPTH 100
/* Labels and values together, and controls, that a configuration can have: far more than a person can use. */
#define MAX_TAGS 10000
#define MAX_CONTROLS 1000

typedef struct
{
  ChiosaTagsetBuilder *builder;
  GHashTable          *types;       /* name of a <Labels> → its place in builder->types, from 1 */
  GPtrArray           *labels;      /* GHashTable: ids of the labels of each type */
  GHashTable          *seen;        /* "scope\nid" of attributes */
  guint                n_tags;
  guint                n_controls;
} ChiosaLsReader;

/* What the elements around one say. */
typedef struct
{
  char *tag;        /* whenTagName; all may be NULL */
  char *labels;     /* whenLabelValue */
  char *heading;    /* of the <Header> before it */
} ChiosaLsScope;

/* (transfer full): %NULL with @error: no XML, or one with a document type. */
xmlDoc   *chiosa_ls_xml_parse  (const char *xml, const char *name, GError **error);
/* The editor makes no difference between capital and small letters in names, of elements and of attributes. */
gboolean  chiosa_ls_xml_is     (const xmlNode *node, const char *name);
/* (transfer full): %NULL where there is none or nothing in it. */
char     *chiosa_ls_xml_get    (xmlNode *node, const char *name);
gboolean  chiosa_ls_xml_has    (xmlNode *node, const char *name);
gboolean  chiosa_ls_xml_flag   (xmlNode *node, const char *name, gboolean otherwise);
guint     chiosa_ls_xml_count  (xmlNode *node, const char *name);
/* The words of @value as ids. (transfer full): %NULL where there are none. */
GStrv     chiosa_ls_ids        (const char *value, const char *separators);

/* What results hold for a label or choice: the alias, or what is shown. (transfer full) (nullable) */
char     *chiosa_ls_read_value (xmlNode *node);
ChiosaTag chiosa_ls_read_tag   (xmlNode *node, const char *raw, const char *keys);
gboolean  chiosa_ls_tags_have  (GArray *tags, const char *id);
/* A control: an attribute of regions or of the whole text; anything else is passed over. */
void      chiosa_ls_read_attribute (ChiosaLsReader *self, xmlNode *node, const ChiosaLsScope *scope);

G_END_DECLS

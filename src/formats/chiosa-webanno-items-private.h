/* chiosa-webanno-items-private.h
 *
 * What the parts of chiosa-webanno-items.h share: chiosa-webanno-layers.c, which knows the columns, chiosa-webanno-items.c, which reads rows,
 * chiosa-webanno-wholes.c, which puts pieces together, and chiosa-webanno-build.c, which makes annotations of it all.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-webanno-items.h"

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_WEBANNO_LAYER_SPAN,
  CHIOSA_WEBANNO_LAYER_RELATION,
  CHIOSA_WEBANNO_LAYER_CHAIN,
} ChiosaWebannoLayerKind;

typedef enum
{
  CHIOSA_WEBANNO_COLUMN_VALUE,
  CHIOSA_WEBANNO_COLUMN_PLACEHOLDER,
  CHIOSA_WEBANNO_COLUMN_ROLE,
  CHIOSA_WEBANNO_COLUMN_TARGET,
  CHIOSA_WEBANNO_COLUMN_BASE,
  CHIOSA_WEBANNO_COLUMN_LINK,
} ChiosaWebannoColumnKind;

typedef struct
{
  ChiosaWebannoColumnKind  kind;
  char       *name;        /* of the feature; TARGET, BASE: of the layer that is led to */
} ChiosaWebannoColumn;

typedef struct
{
  ChiosaWebannoLayerKind   kind;
  char       *name;        /* "webanno.custom.Claim" */
  const char *short_name;
  gboolean    is_tools;
  GPtrArray  *columns;     /* Column */
  GString    *kept;        /* is_tools: its cells in JSON */
} ChiosaWebannoLayer;

typedef struct _ChiosaWebannoItem ChiosaWebannoItem;

struct _ChiosaWebannoItem
{
  const ChiosaWebannoLayer *layer;
  guint        line;
  guint        number;     /* of the layer */
  char       **values;     /* by column; NULL: none */
  GArray      *spans;      /* ChiosaSpan */
  char        *last_row;
  guint        last_token;
  gboolean     last_at_end;
  gboolean     lost;
  guint        chain[2];   /* CHAIN: which, and its place there */
  GArray      *place;      /* ChiosaSpan: exact, of all its pieces; NULL: the rows tell it, or the whole does */
  GByteArray  *marked;     /* by fragment of the exact place: whether rows mark it */
  ChiosaWebannoItem *whole; /* of which it is a further piece; NULL: of none */
  char        *id;         /* of the annotation that it became; NULL: none */
};

/* A relation whose ends are not known yet. */
typedef struct
{
  const ChiosaWebannoLayer *layer;
  guint        line;
  char       **values;     /* by column; NULL for a slot */
  ChiosaWebannoItem        *host;       /* of a slot */
  char        *type;       /* of a slot, and of a link */
  char        *role;
  char        *rows[2];    /* from, to */
  guint        ids[2];
  const char  *base;       /* layer of its ends */
} ChiosaWebannoLink;

struct _ChiosaWebannoItems
{
  ChiosaReader *reader;
  GPtrArray    *layers;    /* Layer */
  guint         n_columns;
  GPtrArray    *items;     /* Item */
  GPtrArray    *links;     /* Link */
  GHashTable   *by_id;     /* "layer:id" -> Item */
  GHashTable   *by_row;    /* "layer:row" -> Item, the first one there */
  GHashTable   *names;     /* "Claim", "Claim.feature" -> exact */
  gboolean      own;       /* the file is one of ours */
};

void chiosa_webanno_layer_free        (gpointer data);
/* The column with the values of a feature; -1: none. */
int  chiosa_webanno_layer_find_column (const ChiosaWebannoLayer *layer, const char *name);
/* Sets place and whole of all items. */
void chiosa_webanno_items_find_wholes (ChiosaWebannoItems *self, const ChiosaOffsets *offsets);

G_END_DECLS

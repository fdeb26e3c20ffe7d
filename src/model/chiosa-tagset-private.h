/* chiosa-tagset-private.h
 *
 * What the tag set and its checks share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-tagset.h"

G_BEGIN_DECLS

struct _ChiosaTagset
{
  GObject  parent_instance;

  char    *id;
  char    *name;
  char    *version;
  char    *description;
  GArray  *types;        /* ChiosaSpanType */
  GArray  *relations;    /* ChiosaRelationType */
  GArray  *attributes;   /* ChiosaAttributeType */
  GArray  *article;      /* ChiosaAttributeType */
  GArray  *rules;        /* ChiosaRule */
};

const ChiosaTag *chiosa_tagset_find_in (const ChiosaTag *tags, guint n_tags, const char *id);
gboolean         chiosa_tagset_check   (ChiosaTagset *self, GError **error);

G_END_DECLS

/* chiosa-split.h
 *
 * Which part of a data set an article belongs to: training, validation, test. By a hash of seed and group, so that neither
 * the order of files nor the machine nor a new article moves an old one; or by date; or balanced by labels.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-record.h"

G_BEGIN_DECLS

typedef struct _ChiosaSplit ChiosaSplit;

/* @parts: "train=80,validation=10,test=10"; names of [a-z0-9_-], weights above 0. @by: "article", "date", or a member of the article's
 * metadata ("publisher", "author", an attribute's id): articles that agree in it stay together. */
ChiosaSplit *chiosa_split_new        (const char *parts, guint64 seed, const char *by, gboolean stratify, GError **error);
void         chiosa_split_free       (ChiosaSplit *self);

guint        chiosa_split_get_n      (const ChiosaSplit *self);
const char  *chiosa_split_get_name   (const ChiosaSplit *self, guint part);
/* Whether every article must be seen by chiosa_split_see() before the first assignment (dates, stratification). */
gboolean     chiosa_split_needs_all  (const ChiosaSplit *self);
void         chiosa_split_see        (ChiosaSplit *self, const ChiosaRecord *record);
void         chiosa_split_seal       (ChiosaSplit *self);
/* The part that @record goes into. */
guint        chiosa_split_assign     (const ChiosaSplit *self, const ChiosaRecord *record);
/* For SPLIT.json: seed, algorithm, ratios, group key, as the inside of an object. */
void         chiosa_split_describe   (const ChiosaSplit *self, GString *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaSplit, chiosa_split_free)

G_END_DECLS

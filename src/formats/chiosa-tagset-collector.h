/* chiosa-tagset-collector.h
 *
 * A tag set out of what is used: every type, label, attribute, value and relation that was seen, beside those of a tag set.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-record.h"

G_BEGIN_DECLS

typedef struct _ChiosaTagsetCollector ChiosaTagsetCollector;

ChiosaTagsetCollector *chiosa_tagset_collector_new   (void);
void                   chiosa_tagset_collector_free  (ChiosaTagsetCollector *self);
void                   chiosa_tagset_collector_add   (ChiosaTagsetCollector *self, const ChiosaRecord *record);
/* Whether @tagset has every name (@split: names that formats with one name gave are looked for as labels of any type). */
gboolean               chiosa_tagset_collector_fits  (const ChiosaTagsetCollector *self, ChiosaTagset *tagset);
/* @base (may be NULL) with what it lacks. A reference to @base itself when it lacks nothing. (transfer full) */
ChiosaTagset          *chiosa_tagset_collector_build (const ChiosaTagsetCollector *self, ChiosaTagset *base,
                                                      const char *id, const char *name, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaTagsetCollector, chiosa_tagset_collector_free)

G_END_DECLS

/* chiosa-pseudonyms.h
 *
 * An article without the names of people: for data sets that may be given away only so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-record.h"

G_BEGIN_DECLS

ChiosaRecord *chiosa_pseudonyms_apply     (const ChiosaRecord *record);
/* "annotator-1f3a9c": the same for the same name; (transfer full) */
char         *chiosa_pseudonyms_annotator (const char *name);

G_END_DECLS

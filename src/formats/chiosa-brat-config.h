/* chiosa-brat-config.h
 *
 * brat's annotation.conf (and the names and colours of visual.conf) as a tag set, and a tag set as those.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-tagset.h"

G_BEGIN_DECLS

/* The type of annotations that are events: what [events] says and E lines speak of. All others are of CHIOSA_LABELS_UNKNOWN_TYPE. */
#define CHIOSA_BRAT_EVENT "event"

#define CHIOSA_BRAT_CONFIG "annotation.conf"
#define CHIOSA_BRAT_VISUAL "visual.conf"

/* A line of a configuration that cannot be understood and is left out. @file: CHIOSA_BRAT_CONFIG or CHIOSA_BRAT_VISUAL. @message: translated. */
typedef void (*ChiosaBratConfigProblem) (const char *file, guint line, const char *message, gpointer data);

ChiosaTagset *chiosa_brat_config_read         (const char *config, const char *visual, const char *name,
                                               ChiosaBratConfigProblem problem, gpointer data, GError **error);

char         *chiosa_brat_config_write        (ChiosaTagset *tagset);
char         *chiosa_brat_config_write_visual (ChiosaTagset *tagset);
/* The name that a choice's value has in brat's files. (transfer full) */
char         *chiosa_brat_value_name          (const ChiosaAttributeType *attribute, const char *value);
/* The value of a choice that has this name in brat's files; NULL: none. */
const char   *chiosa_brat_value_find          (const ChiosaAttributeType *attribute, const char *name);

G_END_DECLS

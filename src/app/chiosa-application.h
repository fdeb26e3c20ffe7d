/* chiosa-application.h
 *
 * The program: its command line, its windows, what belongs to no window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CHIOSA_TYPE_APPLICATION (chiosa_application_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaApplication, chiosa_application, CHIOSA, APPLICATION, AdwApplication)

ChiosaApplication *chiosa_application_new           (void);
GSettings         *chiosa_application_get_settings  (ChiosaApplication *self);
/* The name in article.txt.NAME.chiosa.json: from the command line, else from the settings; NULL for none. */
char              *chiosa_application_dup_annotator (ChiosaApplication *self);
gboolean           chiosa_application_is_annotator  (const char *name);

G_END_DECLS

/* chiosa-moment.h
 *
 * When something was, as a person says it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "Today at 14:03". @when NULL: it is not known. (transfer full) */
char *chiosa_moment_describe (GDateTime *when);

G_END_DECLS

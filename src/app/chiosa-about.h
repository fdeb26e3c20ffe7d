/* chiosa-about.h
 *
 * The "About Chiosa" dialog.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

AdwDialog *chiosa_about_new (void);

G_END_DECLS

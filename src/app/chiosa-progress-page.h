/* chiosa-progress-page.h
 *
 * How far long work is, and a way to stop it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CHIOSA_TYPE_PROGRESS_PAGE (chiosa_progress_page_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaProgressPage, chiosa_progress_page, CHIOSA, PROGRESS_PAGE, AdwNavigationPage)

/* Signal: "stopped" (): the user wants no more of it. */
ChiosaProgressPage *chiosa_progress_page_new      (void);
void                chiosa_progress_page_start    (ChiosaProgressPage *self, const char *title);
/* @fraction below 0: not known. */
void                chiosa_progress_page_update   (ChiosaProgressPage *self, double fraction, const char *text);
/* It has been asked to stop and takes a moment. */
void                chiosa_progress_page_stopping (ChiosaProgressPage *self);

G_END_DECLS

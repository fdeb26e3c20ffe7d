/* chiosa-result-page.h
 *
 * What came out of an export or import, where it is, and what was left out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-transfer.h"

G_BEGIN_DECLS

#define CHIOSA_TYPE_RESULT_PAGE (chiosa_result_page_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaResultPage, chiosa_result_page, CHIOSA, RESULT_PAGE, AdwNavigationPage)

/* Signals: "open" (), "open-folder" (): by the user. */
ChiosaResultPage *chiosa_result_page_new         (void);
/* @path: what was written; its troubles are shown, too. */
void              chiosa_result_page_show        (ChiosaResultPage *self, ChiosaTransfer *transfer, const char *title, const char *text);
/* What the button for it is called. */
void              chiosa_result_page_set_open    (ChiosaResultPage *self, const char *label);
void              chiosa_result_page_hide_folder (ChiosaResultPage *self);
/* Above what could not be read. */
void              chiosa_result_page_set_trouble (ChiosaResultPage *self, const char *title);

G_END_DECLS

/* chiosa-page-private.h
 *
 * What the actions of a page (chiosa-page-actions.c) need of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-find-bar.h"
#include "chiosa-page.h"

G_BEGIN_DECLS

ChiosaArticleFile  *_chiosa_page_get_file       (ChiosaPage *self);
ChiosaSaver        *_chiosa_page_get_saver      (ChiosaPage *self);
ChiosaFindBar      *_chiosa_page_get_find_bar   (ChiosaPage *self);
GtkBox             *_chiosa_page_get_notices    (ChiosaPage *self);
const char         *_chiosa_page_get_charset    (ChiosaPage *self);
void                _chiosa_page_file_renamed   (ChiosaPage *self);

GSimpleActionGroup *_chiosa_page_actions_new    (ChiosaPage *self);
/* Which of them make sense now. */
void                _chiosa_page_actions_update (ChiosaPage *self, GSimpleActionGroup *actions);

G_END_DECLS

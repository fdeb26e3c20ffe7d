/* chiosa-page-private.h
 *
 * What the parts of a page (-actions, -load) know of each other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-find-bar.h"
#include "chiosa-page.h"

G_BEGIN_DECLS

struct _ChiosaPage
{
  AdwBin              parent_instance;

  GtkStack           *stack;
  AdwStatusPage      *failure;
  GtkBox             *notices;
  ChiosaFindBar      *find_bar;
  ChiosaView         *view;

  GSettings          *settings;
  char               *path;
  char               *annotator;
  char               *charset;        /* chosen by the user; NULL: found out */
  GSimpleActionGroup *actions;
  GCancellable       *cancellable;
  guint               spinner;
  ChiosaTagset       *tagset;
  GError             *text_error;     /* why the text is shown with replacements */
  ChiosaArticleFile  *file;
  ChiosaEditor       *editor;
  ChiosaSaver        *saver;
  gsize               saved_cursor;
};

/* chiosa-page-load.c */
void                _chiosa_page_load           (ChiosaPage *self);
void                _chiosa_page_unload         (ChiosaPage *self);

/* chiosa-page.c */
void                _chiosa_page_show_text      (ChiosaPage *self);
void                _chiosa_page_file_renamed   (ChiosaPage *self);

/* chiosa-page-actions.c */
GSimpleActionGroup *_chiosa_page_actions_new    (ChiosaPage *self);
/* Which of them make sense now. */
void                _chiosa_page_actions_update (ChiosaPage *self, GSimpleActionGroup *actions);

G_END_DECLS

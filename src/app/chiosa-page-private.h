/* chiosa-page-private.h
 *
 * What the parts of a page (-actions, -load, -long) know of each other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-find-bar.h"
#include "chiosa-journal.h"
#include "chiosa-lock.h"
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
  ChiosaJournal      *journal;
  ChiosaRecoveryItem *recovering;     /* what is put in as soon as the article is there */
  ChiosaRecoveryItem *recovered;      /* has been put in; what it came from is still there */
  gboolean            given_up;       /* the user does not want what is not saved */
  ChiosaLock         *lock;           /* NULL: somebody else has it, or it cannot be locked */
  GFileMonitor       *lock_monitor;   /* tells when somebody takes the annotations over, or lets them go */
  gboolean            locked_out;     /* read-only because somebody else has it */
  guint               lock_attempt;   /* the number of the last attempt to get the lock; earlier ones do not count */
  gboolean            lock_asking;    /* it runs */
  gboolean            lock_again;     /* something happened meanwhile */
  gboolean            deleted;        /* the article is no longer on the disk */
  gsize               saved_cursor;
};

/* chiosa-page-recover.c */
void                _chiosa_page_recover_start  (ChiosaPage *self);
/* The annotations are in. */
void                _chiosa_page_recover_loaded (ChiosaPage *self);
void                _chiosa_page_recover_stop   (ChiosaPage *self);

/* chiosa-page-load.c */
void                _chiosa_page_load           (ChiosaPage *self);
void                _chiosa_page_unload         (ChiosaPage *self);

/* chiosa-page-outside.c */
/* The annotations are in: from now on it is noticed what others do to the files. */
void                _chiosa_page_outside_start  (ChiosaPage *self);
void                _chiosa_page_outside_stop   (ChiosaPage *self);
void                _chiosa_page_outside_add_actions (ChiosaPage *self, GActionMap *map);
/* Lays what is on the disk beside what is here; saves afterwards what the user decided, where @save. */
void                _chiosa_page_outside_compare (ChiosaPage *self, gboolean save);

/* chiosa-page-conflicts.c */
void                _chiosa_page_conflicts_start (ChiosaPage *self);
void                _chiosa_page_conflicts_add_actions (ChiosaPage *self, GActionMap *map);

/* chiosa-page-lock.c */
void                _chiosa_page_lock_start     (ChiosaPage *self);
void                _chiosa_page_lock_stop      (ChiosaPage *self);
/* Whether it is still ours; somebody may have taken it over. */
void                _chiosa_page_lock_check     (ChiosaPage *self);
void                _chiosa_page_lock_add_actions (ChiosaPage *self, GActionMap *map);

/* chiosa-page.c */
void                _chiosa_page_show_text      (ChiosaPage *self);
void                _chiosa_page_file_renamed   (ChiosaPage *self);

/* chiosa-page-long.c */
void                _chiosa_page_break_paragraphs (ChiosaPage *self);

/* chiosa-page-actions.c */
GSimpleActionGroup *_chiosa_page_actions_new    (ChiosaPage *self);
/* Which of them make sense now. */
void                _chiosa_page_actions_update (ChiosaPage *self, GSimpleActionGroup *actions);
void                _chiosa_page_save           (ChiosaPage *self, ChiosaSaveFlags flags);
void                _chiosa_page_save_as        (ChiosaPage *self);

G_END_DECLS

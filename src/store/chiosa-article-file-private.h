/* chiosa-article-file-private.h
 *
 * What loading and saving an article share. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-article-file.h"
#include "chiosa-article-reading.h"

G_BEGIN_DECLS

typedef struct _ChiosaSaveJob ChiosaSaveJob;
typedef struct _ChiosaOutside ChiosaOutside;

struct _ChiosaArticleFile
{
  GObject         parent_instance;

  char           *path;
  char           *annotator;         /* may be NULL */
  char           *sidecar_path;
  ChiosaDocument *document;
  ChiosaEncoding *encoding;

  /* What is on the disk, as far as we know. */
  ChiosaBaseline  article_baseline;
  ChiosaBaseline  sidecar_baseline;
  ChiosaText     *saved_text;
  guint64         saved_text_revision;
  guint64         saved_annotations_revision;
  ChiosaEdit     *since_saved;       /* from saved_text to the text of now */
  ChiosaSnapshot *saved_snapshot;    /* all of it, with text, as it is on the disk; NULL: not known */
  ChiosaEdit     *since_job;         /* from the text that is being saved to the text of now; NULL: none is */

  ChiosaSidecar  *sidecar;           /* what stands outside the document: unknown members, raw items, problems */
  GError         *sidecar_error;
  gboolean        keep_bad;          /* the sidecar had problems: keep it aside before it is rewritten */
  gboolean        text_differs;
  gboolean        is_link;           /* the path was a symbolic link when it was read */
  ChiosaReanchoring *reanchoring;    /* of what was read last; NULL: everything stood where it was */
  char           *notice;            /* about the last load or save, for a person; may be NULL */
  gboolean        loaded;

  GQueue          waiting;           /* GTask: saves to come */
  ChiosaSaveJob  *running;           /* the one in a thread, or NULL */
  ChiosaOutside  *outside;           /* what watches the files, or NULL */
};

enum { CHIOSA_ARTICLE_FILE_SIDECAR_LOADED, CHIOSA_ARTICLE_FILE_SAVED, CHIOSA_ARTICLE_FILE_CHANGED_OUTSIDE,
       CHIOSA_ARTICLE_FILE_N_SIGNALS };
extern guint chiosa_article_file_signals[CHIOSA_ARTICLE_FILE_N_SIGNALS];

void            chiosa_article_file_set_loaded   (ChiosaArticleFile *self, gboolean loaded);
void            chiosa_article_file_notify_saving (ChiosaArticleFile *self);
void            chiosa_article_file_set_path     (ChiosaArticleFile *self, const char *path);
/* Sets the read-only state of the document from what is known of the files. */
void            chiosa_article_file_update_read_only (ChiosaArticleFile *self);
/* The document is new: follow its edits. Takes @document. */
void            chiosa_article_file_set_document (ChiosaArticleFile *self, ChiosaDocument *document);

/* What is on the disk is now @snapshot (transfer full), whose text is saved_text; emits "saved". */
void            chiosa_article_file_note_saved   (ChiosaArticleFile *self, ChiosaSnapshot *snapshot);

/* What was read becomes what is on the disk; takes out of @reading what stands outside the document. */
void            chiosa_article_file_take_head    (ChiosaArticleFile *self, ChiosaArticleReading *reading);
/* After that, when the document holds what was read. */
void            chiosa_article_file_take_state   (ChiosaArticleFile *self);

/* (transfer full) (nullable): for finalizing. */
void            chiosa_outside_free              (ChiosaOutside *self);

/* Until a save that a thread is at is over, and noted. */
void            chiosa_article_file_wait         (ChiosaArticleFile *self);

/* The next free name PATH.bad-N. */
char           *chiosa_article_file_bad_path     (const char *sidecar_path);

/* @snapshot, which is of a text that is not on the disk, for the text that is: @since leads from @saved to its own text. */
ChiosaSnapshot *chiosa_snapshot_map_back         (const ChiosaSnapshot *snapshot, const ChiosaEdit *since,
                                                  const ChiosaText *saved);

G_END_DECLS

/* chiosa-article-reading.h
 *
 * An article and its sidecar as they are on the disk, as a value: for loading, for loading again, for whoever only looks.
 * Knows no object and works in any thread. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-article-file.h"
#include "chiosa-reanchor.h"

G_BEGIN_DECLS

/* Reference counted: it goes from the thread of the text to that of the sidecar. */
typedef struct
{
  /* in */
  char              *path;
  char              *sidecar_path;
  char              *charset;           /* NULL: find out */
  char              *last_charset;      /* of last time, for bytes that do not say themselves what they are; may be NULL */
  gboolean           lossy;
  ChiosaTagset      *tagset;            /* for the document to be; may be NULL */
  ChiosaText        *known_text;        /* the text as it was when it was read here last; may be NULL */

  /* out: the text */
  ChiosaText        *text;
  ChiosaEncoding    *encoding;
  ChiosaBaseline     article_baseline;
  char              *text_sha256;
  gboolean           is_link;           /* the path is a symbolic link */
  char              *notice;            /* of a save that was interrupted; or NULL */

  /* out: the annotations */
  ChiosaSidecar     *sidecar;           /* NULL: none, or unreadable */
  ChiosaReanchoring *reanchoring;       /* NULL: they were for this text */
  ChiosaBaseline     sidecar_baseline;
  gsize              sidecar_size;      /* bytes */
  GError            *sidecar_error;
} ChiosaArticleReading;

ChiosaArticleReading *chiosa_article_reading_new      (const char *path, const char *sidecar_path);
ChiosaArticleReading *chiosa_article_reading_ref      (ChiosaArticleReading *self);
void                  chiosa_article_reading_unref    (ChiosaArticleReading *self);

gboolean              chiosa_article_reading_text     (ChiosaArticleReading *self, GError **error);
/* After the text. No file is no error; an unreadable one is in sidecar_error. */
void                  chiosa_article_reading_sidecar  (ChiosaArticleReading *self);
/* Keeps the text as that which the annotations were last seen on. */
void                  chiosa_article_reading_keep     (ChiosaArticleReading *self);
/* Borrowed, without text; NULL: there are no annotations. */
const ChiosaSnapshot *chiosa_article_reading_snapshot (ChiosaArticleReading *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaArticleReading, chiosa_article_reading_unref)

G_END_DECLS

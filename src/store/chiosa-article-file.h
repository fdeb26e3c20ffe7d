/* chiosa-article-file.h
 *
 * An article on disk with its sidecar, and the document that shows it: loading, saving, what was there before.
 * Blocking parts run in threads; the document is touched on the main thread only.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-document.h"
#include "chiosa-encoding.h"
#include "chiosa-safe-file.h"
#include "chiosa-reanchor.h"
#include "chiosa-sidecar.h"

G_BEGIN_DECLS

#define CHIOSA_ARTICLE_MAX_BYTES ((gsize) 64 << 20)

#define CHIOSA_TYPE_ARTICLE_FILE (chiosa_article_file_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaArticleFile, chiosa_article_file, CHIOSA, ARTICLE_FILE, GObject)

/* Properties: path, sidecar-path, document, saving (boolean), loaded (boolean: the sidecar is in too).
 * Signals: "sidecar-loaded" () after annotations were put in; "saved" () when what is on the disk is known anew: after loading
 * and after each save that did all that was asked; "changed-outside" () when article or sidecar on the disk are not, by
 * their hash, what was read or saved here last: once for each state, after chiosa_article_file_watch(). */

/* @path: of the article. @annotator: NULL, or the name in article.txt.NAME.chiosa.json ([A-Za-z0-9._-], 1-64). */
ChiosaArticleFile *chiosa_article_file_new            (const char *path, const char *annotator);
char              *chiosa_article_file_sidecar_path   (const char *article_path, const char *annotator);
gboolean           chiosa_annotator_is_valid          (const char *annotator);

/* Both at once, blocking: for the command line and tests.
 * Article: not found, unreadable, bad bytes (error CHIOSA_TEXT_ERROR_INVALID unless @lossy; then read-only).
 * A sidecar that cannot be read is not an error here: see get_sidecar_error; the document then opens without annotations and read-only for them. */
gboolean           chiosa_article_file_load           (ChiosaArticleFile *self, const char *charset, gboolean lossy,
                                                       ChiosaTagset *tagset, GError **error);
/* Text and annotations as a value, without an object: for any thread. (transfer full) */
ChiosaSnapshot    *chiosa_article_read                (const char *path, const char *annotator, GError **error);
/* The same off the main thread: text first (the callback), annotations when they are there ("sidecar-loaded"). */
void               chiosa_article_file_load_async     (ChiosaArticleFile *self, const char *charset, gboolean lossy,
                                                       ChiosaTagset *tagset, GCancellable *cancellable,
                                                       GAsyncReadyCallback callback, gpointer user_data);
gboolean           chiosa_article_file_load_finish    (ChiosaArticleFile *self, GAsyncResult *result, GError **error);

ChiosaDocument    *chiosa_article_file_get_document   (ChiosaArticleFile *self);   /* NULL before loading */
const char        *chiosa_article_file_get_path       (ChiosaArticleFile *self);
const char        *chiosa_article_file_get_sidecar_path (ChiosaArticleFile *self);
const ChiosaEncoding *chiosa_article_file_get_encoding (ChiosaArticleFile *self);
gboolean           chiosa_article_file_get_loaded     (ChiosaArticleFile *self);
gboolean           chiosa_article_file_get_saving     (ChiosaArticleFile *self);

/* NULL, or why the sidecar could not be read. While set, saving annotations fails with that error: nothing is overwritten. */
const GError      *chiosa_article_file_get_sidecar_error (ChiosaArticleFile *self);
/* Puts the sidecar that is unreadable, or of another article, aside as NAME.bad-N and starts with none. */
gboolean           chiosa_article_file_set_aside      (ChiosaArticleFile *self, GError **error);
/* ChiosaSidecarProblem; what was mended on reading. Borrowed, may be empty. Before the first rewrite of a sidecar with problems
 * the original is kept as NAME.bad-N. */
GPtrArray         *chiosa_article_file_get_problems   (ChiosaArticleFile *self);
/* The sidecar's text hash was not that of the article: some annotations may be detached. */
gboolean           chiosa_article_file_get_text_differs (ChiosaArticleFile *self);
/* How annotations were found again then, in the last load or reload; NULL: nothing had to be. Unless it is another article, they count as
 * modified: the next save stores the new places, and the sidecar before stays as NAME~. */
const ChiosaReanchoring *chiosa_article_file_get_reanchoring (ChiosaArticleFile *self);

/* What a person should know of the last load or save that succeeded: a save that was interrupted once and what became of it, or what of a
 * file could not be kept (its owner, say). NULL: nothing. */
const char        *chiosa_article_file_get_notice     (ChiosaArticleFile *self);

typedef enum
{
  CHIOSA_SAVE_ANNOTATIONS      = 1 << 0,
  CHIOSA_SAVE_TEXT             = 1 << 1,
  CHIOSA_SAVE_FORCE            = 1 << 2,   /* over a file that somebody else changed; an empty text over a full one */
} ChiosaSaveFlags;

/* A sidecar always fits the article on disk. While the text has unsaved changes, saving annotations alone maps every annotation back
 * through the edits since the text was last saved (the editing rules); what stands on words that only the unsaved text has is
 * written as detached, and comes right when the text is saved. In memory nothing changes. */
gboolean           chiosa_article_file_save           (ChiosaArticleFile *self, ChiosaSaveFlags flags, GError **error);
void               chiosa_article_file_save_async     (ChiosaArticleFile *self, ChiosaSaveFlags flags,
                                                       GCancellable *cancellable,
                                                       GAsyncReadyCallback callback, gpointer user_data);
gboolean           chiosa_article_file_save_finish    (ChiosaArticleFile *self, GAsyncResult *result, GError **error);
/* --- What others do to the files (chiosa-article-outside.c, chiosa-article-reload.c) ------------------------------ */
/* From now on "changed-outside" is emitted. Main thread, needs a main loop. */
void               chiosa_article_file_watch          (ChiosaArticleFile *self);
/* TRUE: article or sidecar are not what was read or saved here last. For when the window gets the focus. */
void               chiosa_article_file_check_async    (ChiosaArticleFile *self, GCancellable *cancellable,
                                                       GAsyncReadyCallback callback, gpointer user_data);
gboolean           chiosa_article_file_check_finish   (ChiosaArticleFile *self, GAsyncResult *result, GError **error);
/* Nothing modified here: the same document becomes what is on the disk, as one undoable step; see get_reanchoring() then.
 * CHIOSA_STORE_ERROR_CHANGED when something is modified here, also by the time that the files were read. When they cannot be read,
 * the document stays as it is. */
void               chiosa_article_file_reload_async   (ChiosaArticleFile *self, GCancellable *cancellable,
                                                       GAsyncReadyCallback callback, gpointer user_data);
gboolean           chiosa_article_file_reload_finish  (ChiosaArticleFile *self, GAsyncResult *result, GError **error);

/* Three states of the article, each with its text: what was read or saved here last, what is here, what is on the disk. */
typedef struct
{
  ChiosaSnapshot *common;
  ChiosaSnapshot *mine;
  ChiosaSnapshot *theirs;
} ChiosaThreeWay;

void               chiosa_three_way_free              (ChiosaThreeWay *self);
void               chiosa_article_file_read_theirs_async (ChiosaArticleFile *self, GCancellable *cancellable,
                                                       GAsyncReadyCallback callback, gpointer user_data);
ChiosaThreeWay    *chiosa_article_file_read_theirs_finish (ChiosaArticleFile *self, GAsyncResult *result, GError **error);
/* The document becomes @merged, as one undoable step; the next save writes it over what @three was read from, unless that
 * changed again. CHANGED when the document is not what @three has as mine any more. */
gboolean           chiosa_article_file_take_merged    (ChiosaArticleFile *self, const ChiosaThreeWay *three,
                                                       const ChiosaSnapshot *merged, GError **error);

/* Text and sidecar under another name; the object then stands for the new file. */
gboolean           chiosa_article_file_save_as        (ChiosaArticleFile *self, const char *path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaThreeWay, chiosa_three_way_free)

G_END_DECLS

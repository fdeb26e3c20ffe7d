/* chiosa-saver.h
 *
 * When the open article is written: annotations a moment after each change, the text when the user says so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-article-file.h"

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_SAVER_SAVED,
  CHIOSA_SAVER_SAVING,       /* annotations are being written, or will be in a moment */
  CHIOSA_SAVER_UNSAVED,      /* the text has changes that only the user saves */
  CHIOSA_SAVER_FAILED,       /* the last attempt failed, and what it was to save is not on the disk */
} ChiosaSaverState;

#define CHIOSA_TYPE_SAVER (chiosa_saver_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaSaver, chiosa_saver, CHIOSA, SAVER, GObject)

/* Properties: state (int ChiosaSaverState, notify), interval (uint, seconds),
 * save-text (boolean: the text is saved like the annotations). */
ChiosaSaver      *chiosa_saver_new         (ChiosaArticleFile *file);
ChiosaSaverState  chiosa_saver_get_state   (ChiosaSaver *self);
const GError     *chiosa_saver_get_error   (ChiosaSaver *self);
gboolean          chiosa_saver_has_changes (ChiosaSaver *self);
void              chiosa_saver_save_async  (ChiosaSaver *self, ChiosaSaveFlags flags,
                                            GAsyncReadyCallback callback, gpointer user_data);
void              chiosa_saver_flush_async (ChiosaSaver *self, GAsyncReadyCallback callback, gpointer user_data);
gboolean          chiosa_saver_save_finish (ChiosaSaver *self, GAsyncResult *result, GError **error);
void              chiosa_saver_clear_error (ChiosaSaver *self);

G_END_DECLS

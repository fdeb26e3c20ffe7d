/* chiosa-three-way-dialog.h
 *
 * Two versions of an article and what they had in common: what differs, and what the result is to be.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
#include "chiosa-merge.h"
#include "chiosa-text-merge.h"

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_THREE_WAY_CANCEL,
  CHIOSA_THREE_WAY_USE,         /* the merged article */
  CHIOSA_THREE_WAY_OVERWRITE,   /* mine, over theirs */
  CHIOSA_THREE_WAY_RELOAD,      /* theirs, and mine is dropped */
  CHIOSA_THREE_WAY_SAVE_AS,     /* mine, under another name */
} ChiosaThreeWayAnswer;

typedef enum
{
  CHIOSA_THREE_WAY_ALL_WAYS,
  CHIOSA_THREE_WAY_ONLY_RESULT, /* there are no files to be written over or read again */
} ChiosaThreeWayKind;

/* All three have texts, and must stay until the callback is called. */
typedef struct
{
  const ChiosaSnapshot *common;
  const ChiosaSnapshot *mine;
  const ChiosaSnapshot *theirs;
  const char           *mine_name;      /* in header capitalization: “Mine” */
  const char           *theirs_name;
  ChiosaThreeWayKind    kind;
} ChiosaThreeWaySides;

#define CHIOSA_TYPE_THREE_WAY_DIALOG (chiosa_three_way_dialog_get_type ())
G_DECLARE_FINAL_TYPE (ChiosaThreeWayDialog, chiosa_three_way_dialog, CHIOSA, THREE_WAY_DIALOG, AdwDialog)

/* The source object of @callback is @parent. */
void                 chiosa_three_way_dialog_choose        (GtkWidget *parent, const ChiosaThreeWaySides *sides,
                                                            GAsyncReadyCallback callback, gpointer user_data);
/* @merged: (out) (transfer full) (nullable): set for USE. */
ChiosaThreeWayAnswer chiosa_three_way_dialog_choose_finish (GAsyncResult *result, ChiosaSnapshot **merged);

G_END_DECLS

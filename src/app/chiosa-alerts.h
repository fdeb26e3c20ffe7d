/* chiosa-alerts.h
 *
 * The questions that the program asks, and what the user answered.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_ANSWER_CANCEL,
  CHIOSA_ANSWER_DISCARD,
  CHIOSA_ANSWER_SAVE,
  CHIOSA_ANSWER_OVERWRITE,
  CHIOSA_ANSWER_RELOAD,
  CHIOSA_ANSWER_RETRY,
  CHIOSA_ANSWER_SAVE_AS,
  CHIOSA_ANSWER_SET_ASIDE,
} ChiosaAnswer;

void         chiosa_alert_unsaved    (GtkWidget *parent, GPtrArray *names, GAsyncReadyCallback callback, gpointer user_data);
void         chiosa_alert_empty      (GtkWidget *parent, const GError *error, GAsyncReadyCallback callback, gpointer user_data);
void         chiosa_alert_failed     (GtkWidget *parent, const GError *error, GAsyncReadyCallback callback, gpointer user_data);
/* Gets DISCARD or CANCEL. @title: of the article whose recovered changes are to go. */
void         chiosa_alert_discard_recovery (GtkWidget *parent, const char *title, GAsyncReadyCallback callback,
                                            gpointer user_data);
void         chiosa_alert_sidecar    (GtkWidget *parent, const GError *error, GAsyncReadyCallback callback, gpointer user_data);
ChiosaAnswer chiosa_alert_finish     (GAsyncResult *result);

/* Says something; there is nothing to choose. */
void         chiosa_alert_tell       (GtkWidget *parent, const char *heading, const char *body);

G_END_DECLS

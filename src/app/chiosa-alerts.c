/* chiosa-alerts.c
 *
 * The questions that the program asks, and what the user answered. What follows from an answer is the caller's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-alerts.h"

#include <glib/gi18n.h>

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  static const struct { const char *id; ChiosaAnswer answer; } answers[] = {
    { "discard", CHIOSA_ANSWER_DISCARD },
    { "save", CHIOSA_ANSWER_SAVE },
    { "overwrite", CHIOSA_ANSWER_OVERWRITE },
    { "reload", CHIOSA_ANSWER_RELOAD },
    { "retry", CHIOSA_ANSWER_RETRY },
    { "save-as", CHIOSA_ANSWER_SAVE_AS },
    { "set-aside", CHIOSA_ANSWER_SET_ASIDE },
  };
  g_autoptr (GTask) task = user_data;
  const char *response = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);
  ChiosaAnswer answer = CHIOSA_ANSWER_CANCEL;

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (g_str_equal (answers[i].id, response))
      answer = answers[i].answer;

  g_task_return_int (task, answer);
}

static void
choose (AdwDialog           *dialog,
        GtkWidget           *parent,
        GAsyncReadyCallback  callback,
        gpointer             user_data)
{
  GTask *task = g_task_new (parent, NULL, callback, user_data);

  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), parent, NULL, chosen_cb, task);
}

static char *
list_names (GPtrArray *names)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (list, "%s%s", i > 0 ? "\n" : "", (const char *) g_ptr_array_index (names, i));

  return g_string_free_and_steal (list);
}

/**
 * chiosa_alert_unsaved:
 * @parent: what is about to be closed
 * @names: (element-type utf8): names of the articles whose text has changes
 * @callback: gets SAVE, DISCARD or CANCEL
 * @user_data: for @callback
 *
 * Asks what is to become of changes of the text that were never saved.
 */
void
chiosa_alert_unsaved (GtkWidget           *parent,
                      GPtrArray           *names,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  AdwDialog *dialog;
  g_autofree char *list = list_names (names);

  dialog = adw_alert_dialog_new (_("Save Changes?"), NULL);
  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog),
                                ngettext ("The text of an article has changes that are not saved. "
                                          "Its annotations are safe.\n\n%s",
                                          "The texts of these articles have changes that are not saved. "
                                          "Their annotations are safe.\n\n%s", names->len), list);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog),
                                  "cancel", _("_Cancel"),
                                  "discard", _("_Discard"),
                                  "save", names->len > 1 ? _("_Save All") : _("_Save"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "save", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "save");
  choose (dialog, parent, callback, user_data);
}

/**
 * chiosa_alert_empty:
 * @parent: a page
 * @error: what the store said
 * @callback: gets OVERWRITE or CANCEL
 * @user_data: for @callback
 *
 * An empty text is to be written over one that is not.
 */
void
chiosa_alert_empty (GtkWidget           *parent,
                    const GError        *error,
                    GAsyncReadyCallback  callback,
                    gpointer             user_data)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Save an Empty Text?"), error->message);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog),
                                  "cancel", _("_Cancel"),
                                  "overwrite", _("_Save Empty Text"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "overwrite", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  choose (dialog, parent, callback, user_data);
}

/**
 * chiosa_alert_failed:
 * @parent: a page
 * @error: what the store said
 * @callback: gets RETRY, SAVE_AS or CANCEL
 * @user_data: for @callback
 *
 * The user asked to save, and it failed.
 */
void
chiosa_alert_failed (GtkWidget           *parent,
                     const GError        *error,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Not Saved"), error->message);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog),
                                  "cancel", _("_Cancel"),
                                  "save-as", _("Save _As…"),
                                  "retry", _("_Retry"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "retry", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "retry");
  choose (dialog, parent, callback, user_data);
}

/**
 * chiosa_alert_sidecar:
 * @parent: a page
 * @error: why the file with the annotations cannot be read
 * @callback: gets SET_ASIDE or CANCEL
 * @user_data: for @callback
 *
 * Shows the whole reason, and what can be done.
 */
void
chiosa_alert_sidecar (GtkWidget           *parent,
                      const GError        *error,
                      GAsyncReadyCallback  callback,
                      gpointer             user_data)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Annotations Cannot Be Read"), NULL);

  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog),
                                _("%s\n\nThe file stays as it is, and nothing is written over it. You can mend it in a text "
                                  "editor and reload, or set it aside under another name and start anew."),
                                error->message);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog),
                                  "cancel", _("_Cancel"),
                                  "reload", _("_Reload"),
                                  "set-aside", _("_Set Aside and Start Anew"),
                                  NULL);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  choose (dialog, parent, callback, user_data);
}

/**
 * chiosa_alert_discard_recovery:
 * @parent: a dialog
 * @title: of the article
 * @callback: gets DISCARD or CANCEL
 * @user_data: for @callback
 *
 * Changes that outlived a crash are not to be offered again.
 */
void
chiosa_alert_discard_recovery (GtkWidget           *parent,
                               const char          *title,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Discard Unsaved Changes?"), NULL);

  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog),
                                _("The changes of “%s” will not be offered again. The article stays as it is on the disk."), title);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog),
                                  "cancel", _("_Cancel"),
                                  "discard", _("_Discard"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "cancel");
  choose (dialog, parent, callback, user_data);
}

/**
 * chiosa_alert_finish:
 * @result: what the callback got
 *
 * Returns: what the user chose; CANCEL when the dialog was closed
 */
ChiosaAnswer
chiosa_alert_finish (GAsyncResult *result)
{
  gssize answer = g_task_propagate_int (G_TASK (result), NULL);

  return answer < 0 ? CHIOSA_ANSWER_CANCEL : (ChiosaAnswer) answer;
}

/**
 * chiosa_alert_tell:
 * @parent: any widget of the window
 * @heading: in header capitalization
 * @body: what happened and what to do
 *
 * Says something that the user must know and cannot choose about.
 */
void
chiosa_alert_tell (GtkWidget  *parent,
                   const char *heading,
                   const char *body)
{
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "close");
  adw_dialog_present (dialog, parent);
}

/* chiosa-page-actions.c
 *
 * What the user can do with the open article as a whole: the group "page". What can be done with annotations and text
 * is the view's (class actions "view.*"), which page.view() reaches from menus outside of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-page-private.h"

#include "chiosa-alerts.h"
#include "chiosa-details-dialog.h"
#include "chiosa-encoding-dialog.h"
#include "chiosa-notices.h"
#include "chiosa-problems-dialog.h"
#include "chiosa-review-dialog.h"

#include <glib/gi18n.h>

#define SAVE_ALL (CHIOSA_SAVE_TEXT | CHIOSA_SAVE_ANNOTATIONS)

static ChiosaDocument *
get_document (ChiosaPage *self)
{
  return chiosa_article_file_get_document (self->file);
}

static void
trouble_answered_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  ChiosaPage *self = CHIOSA_PAGE (source);

  switch (chiosa_alert_finish (result))
    {
    case CHIOSA_ANSWER_OVERWRITE:
      _chiosa_page_save (self, SAVE_ALL | CHIOSA_SAVE_FORCE);
      break;
    case CHIOSA_ANSWER_RETRY:
      _chiosa_page_save (self, SAVE_ALL);
      break;
    case CHIOSA_ANSWER_SAVE_AS:
      _chiosa_page_save_as (self);
      break;
    default:
      break;
    }
}

static void
ask_about (ChiosaPage   *self,
           const GError *error)
{
  GtkWidget *parent = GTK_WIDGET (self);

  if (g_error_matches (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED))
    _chiosa_page_outside_compare (self, TRUE);
  else if (g_error_matches (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_EMPTY))
    chiosa_alert_empty (parent, error, trouble_answered_cb, NULL);
  else
    chiosa_alert_failed (parent, error, trouble_answered_cb, NULL);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (ChiosaPage) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!chiosa_saver_save_finish (CHIOSA_SAVER (source), result, &error) &&
      self->saver == CHIOSA_SAVER (source) && gtk_widget_get_root (GTK_WIDGET (self)) != NULL)
    ask_about (self, error);
}

void
_chiosa_page_save (ChiosaPage      *self,
                   ChiosaSaveFlags  flags)
{
  ChiosaSaver *saver = self->saver;

  /* Where it was deleted, nobody's changes are written over. */
  if (self->deleted)
    flags |= CHIOSA_SAVE_FORCE;
  if (saver != NULL)
    chiosa_saver_save_async (saver, flags, saved_cb, g_object_ref (self));
}

static void
save_path_chosen_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  g_autoptr (ChiosaPage) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  if (file == NULL || self->file == NULL)
    return;

  if (g_file_peek_path (file) == NULL)
    chiosa_alert_tell (GTK_WIDGET (self), _("Not Saved"), _("Chiosa writes to folders of this computer only."));
  else if (chiosa_article_file_save_as (self->file, g_file_peek_path (file), &error))
    _chiosa_page_file_renamed (self);
  else
    ask_about (self, error);
}

void
_chiosa_page_save_as (ChiosaPage *self)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr (GFile) file = g_file_new_for_path (chiosa_page_get_path (self));

  gtk_file_dialog_set_title (dialog, _("Save Article As"));
  gtk_file_dialog_set_initial_file (dialog, file);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, save_path_chosen_cb,
                        g_object_ref (self));
}

static void
save_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  _chiosa_page_save (user_data, SAVE_ALL);
}

static void
save_as_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  _chiosa_page_save_as (user_data);
}

static void
resolve_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  const GError *error = chiosa_saver_get_error (CHIOSA_PAGE (user_data)->saver);

  if (error == NULL || g_error_matches (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED))
    _chiosa_page_outside_compare (user_data, FALSE);
  else
    ask_about (user_data, error);
}

static void
retry_save_action (GSimpleAction *action,
                   GVariant      *parameter,
                   gpointer       user_data)
{
  ChiosaPage *self = user_data;

  _chiosa_page_save (self, chiosa_document_is_text_modified (get_document (self)) ? SAVE_ALL : CHIOSA_SAVE_ANNOTATIONS);
}

static void
reload_answered_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  ChiosaPage *self = CHIOSA_PAGE (source);

  switch (chiosa_alert_finish (result))
    {
    case CHIOSA_ANSWER_SAVE:
      _chiosa_page_save (self, SAVE_ALL);
      break;
    case CHIOSA_ANSWER_DISCARD:
      chiosa_page_reload (self, NULL);
      break;
    default:
      break;
    }
}

static void
flushed_for_reload_cb (GObject      *source,
                       GAsyncResult *result,
                       gpointer      user_data)
{
  g_autoptr (ChiosaPage) self = user_data;

  if (g_task_propagate_boolean (G_TASK (result), NULL))
    chiosa_page_reload (self, NULL);
}

static void
reload_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  ChiosaPage *self = user_data;

  if (chiosa_page_get_unsaved (self))
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

      g_ptr_array_add (names, chiosa_page_dup_title (self));
      chiosa_alert_unsaved (GTK_WIDGET (self), names, reload_answered_cb, NULL);
    }
  else
    {
      chiosa_page_flush_async (self, FALSE, flushed_for_reload_cb, g_object_ref (self));
    }
}

static void
find_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  chiosa_find_bar_open (CHIOSA_PAGE (user_data)->find_bar);
}

static void
find_next_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  chiosa_find_bar_move (CHIOSA_PAGE (user_data)->find_bar, TRUE);
}

static void
find_previous_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  chiosa_find_bar_move (CHIOSA_PAGE (user_data)->find_bar, FALSE);
}

static void
details_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  adw_dialog_present (chiosa_details_dialog_new (get_document (user_data)), user_data);
}

static void
status_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  ChiosaDocument *document = get_document (user_data);
  g_autoptr (ChiosaArticle) article = chiosa_article_copy (chiosa_document_get_article (document));
  g_autoptr (GError) error = NULL;
  ChiosaStatus status;

  if (!chiosa_status_from_string (g_variant_get_string (parameter, NULL), &status) || status == article->status)
    return;

  article->status = status;
  if (!chiosa_document_set_article (document, article, &error))
    chiosa_alert_tell (user_data, _("Status Not Changed"), error->message);
}

static void
encoding_chosen_cb (GObject      *source,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr (ChiosaPage) self = user_data;
  g_autofree char *charset = chiosa_encoding_dialog_choose_finish (CHIOSA_ENCODING_DIALOG (source), result);

  if (charset != NULL)
    chiosa_page_reload (self, charset);
}

static void
choose_encoding_action (GSimpleAction *action,
                        GVariant      *parameter,
                        gpointer       user_data)
{
  ChiosaEncodingDialog *dialog = chiosa_encoding_dialog_new (chiosa_page_get_path (user_data),
                                                             CHIOSA_PAGE (user_data)->charset);

  chiosa_encoding_dialog_choose (dialog, user_data, encoding_chosen_cb, g_object_ref (user_data));
}

static void
set_aside (ChiosaPage *self)
{
  g_autoptr (GError) error = NULL;

  if (chiosa_article_file_set_aside (self->file, &error))
    chiosa_page_reload (self, NULL);
  else
    chiosa_alert_tell (GTK_WIDGET (self), _("Not Set Aside"), error->message);
}

static void
sidecar_answered_cb (GObject      *source,
                     GAsyncResult *result,
                     gpointer      user_data)
{
  switch (chiosa_alert_finish (result))
    {
    case CHIOSA_ANSWER_SET_ASIDE:
      set_aside (CHIOSA_PAGE (source));
      break;
    case CHIOSA_ANSWER_RELOAD:
      chiosa_page_reload (CHIOSA_PAGE (source), NULL);
      break;
    default:
      break;
    }
}

static void
show_sidecar_error_action (GSimpleAction *action,
                           GVariant      *parameter,
                           gpointer       user_data)
{
  chiosa_alert_sidecar (user_data, chiosa_article_file_get_sidecar_error (CHIOSA_PAGE (user_data)->file),
                        sidecar_answered_cb, NULL);
}

static void
set_aside_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  set_aside (user_data);
}

static void
show_problems_action (GSimpleAction *action,
                      GVariant      *parameter,
                      gpointer       user_data)
{
  adw_dialog_present (chiosa_problems_dialog_new (CHIOSA_PAGE (user_data)->file), user_data);
}

static void
review_action (GSimpleAction *action,
               GVariant      *parameter,
               gpointer       user_data)
{
  ChiosaPage *self = user_data;

  adw_dialog_present (chiosa_review_dialog_new (self->editor, chiosa_article_file_get_reanchoring (self->file)), user_data);
}

static void
dismiss_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  chiosa_notices_hide (CHIOSA_PAGE (user_data)->notices, g_variant_get_string (parameter, NULL));
}

static void
view_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  GtkWidget *view = GTK_WIDGET (chiosa_page_get_view (user_data));
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;

  if (!g_action_parse_detailed_name (g_variant_get_string (parameter, NULL), &name, &target, NULL))
    return;

  gtk_widget_grab_focus (view);
  gtk_widget_activate_action_variant (view, name, target);
}

static void
relabel_action (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       user_data)
{
  ChiosaEditor *editor = chiosa_page_get_editor (user_data);
  const char *selected = chiosa_editor_get_selected (editor);
  g_autoptr (GError) error = NULL;
  const char *type, *label;

  g_variant_get (parameter, "(&s&s)", &type, &label);
  if (selected != NULL && !chiosa_document_relabel (get_document (user_data), selected, type, label, &error))
    g_signal_emit_by_name (editor, "message", error->message, FALSE);
}

static void
break_paragraphs_action (GSimpleAction *action,
                         GVariant      *parameter,
                         gpointer       user_data)
{
  _chiosa_page_break_paragraphs (user_data);
}

/* The actions that make sense without an article, too. */
static const GActionEntry always_entries[] = {
  { "reload", reload_action },
  { "choose-encoding", choose_encoding_action },
  { "dismiss", dismiss_action, "s" },
};

static const GActionEntry open_entries[] = {
  { "save-as", save_as_action },
  { "find", find_action },
  { "find-next", find_next_action },
  { "find-previous", find_previous_action },
  { "details", details_action },
  { "show-sidecar-error", show_sidecar_error_action },
  { "set-aside", set_aside_action },
  { "show-problems", show_problems_action },
  { "review", review_action },
  { "resolve", resolve_action },
  { "retry-save", retry_save_action },
  { "view", view_action, "s" },
};

static const GActionEntry writable_entries[] = {
  { "save", save_action },
  { "set-status", status_action, "s", "'new'" },
  { "relabel", relabel_action, "(ss)" },
  { "break-paragraphs", break_paragraphs_action },
};

static void
enable (GSimpleActionGroup *actions,
        const GActionEntry *entries,
        gsize               n_entries,
        gboolean            enabled)
{
  for (gsize i = 0; i < n_entries; i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (actions), entries[i].name)),
                                 enabled);
}

GSimpleActionGroup *
_chiosa_page_actions_new (ChiosaPage *self)
{
  GSimpleActionGroup *actions = g_simple_action_group_new ();
  GActionMap *map = G_ACTION_MAP (actions);

  g_action_map_add_action_entries (map, always_entries, G_N_ELEMENTS (always_entries), self);
  g_action_map_add_action_entries (map, open_entries, G_N_ELEMENTS (open_entries), self);
  g_action_map_add_action_entries (map, writable_entries, G_N_ELEMENTS (writable_entries), self);
  _chiosa_page_conflicts_add_actions (self, map);
  _chiosa_page_outside_add_actions (self, map);
  _chiosa_page_lock_add_actions (self, map);
  _chiosa_page_actions_update (self, actions);

  return actions;
}

void
_chiosa_page_actions_update (ChiosaPage         *self,
                             GSimpleActionGroup *actions)
{
  gboolean open = chiosa_page_get_editor (self) != NULL;
  gboolean writable = open && !chiosa_document_get_read_only (get_document (self));

  enable (actions, open_entries, G_N_ELEMENTS (open_entries), open);
  enable (actions, writable_entries, G_N_ELEMENTS (writable_entries), writable);

  if (open)
    {
      ChiosaStatus status = chiosa_document_get_article (get_document (self))->status;
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (actions), "set-status");

      g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (chiosa_status_to_string (status)));
    }
}

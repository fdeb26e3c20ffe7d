/* chiosa-page.c
 *
 * One open article: shows it and keeps notices and title in step. How it is loaded is chiosa-page-load.c; what the user can do
 * with it, chiosa-page-actions.c; when it is written, ChiosaSaver; which notices there are, chiosa-notices.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-page-private.h"

#include "chiosa-article-menu.h"
#include "chiosa-notices.h"
#include "chiosa-session.h"

#include <glib/gi18n.h>

#define MAX_TITLE 80    /* code points of a first line */

enum
{
  PROP_0,
  PROP_EDITOR,
  PROP_TITLE,
  PROP_STATE_TEXT,
  PROP_PATH,
  PROP_UNSAVED,
  N_PROPS
};

enum
{
  INFO_CHANGED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaPage, chiosa_page, ADW_TYPE_BIN)

static ChiosaDocument *
get_document (ChiosaPage *self)
{
  return self->file != NULL ? chiosa_article_file_get_document (self->file) : NULL;
}

/* The first line that is not empty, without the marks of a Markdown heading, cut to a title's length: as in the list. */
static char *
get_first_line (const ChiosaText *text)
{
  gsize at = 0, length = chiosa_text_get_length (text);

  while (at < length)
    {
      gsize end = chiosa_text_paragraph_end (text, at);
      g_autofree char *line = NULL;

      while (at < end && chiosa_text_get_char (text, at) == '#')
        at++;
      while (at < end && g_unichar_isspace (chiosa_text_get_char (text, at)))
        at++;
      line = g_strchomp (chiosa_text_get_slice (text, at, MIN (end, at + MAX_TITLE)));
      if (line[0] != '\0')
        return g_steal_pointer (&line);
      at = chiosa_text_paragraph_next (text, end);
    }

  return NULL;
}

static const char *
get_state_text (ChiosaPage *self)
{
  if (self->saver == NULL)
    return "";
  if (chiosa_document_get_read_only (get_document (self)))
    return _("Read-only");

  switch (chiosa_saver_get_state (self->saver))
    {
    case CHIOSA_SAVER_SAVED:
      return _("Saved");
    case CHIOSA_SAVER_SAVING:
      return _("Saving…");
    case CHIOSA_SAVER_UNSAVED:
      return _("Unsaved text changes");
    case CHIOSA_SAVER_FAILED:
      return _("Not saved");
    default:
      g_assert_not_reached ();
    }
}

static void
update_menu (ChiosaPage *self)
{
  g_autoptr (GMenuModel) menu = NULL;

  if (self->editor != NULL)
    menu = chiosa_article_menu_new (self->editor);
  gtk_text_view_set_extra_menu (GTK_TEXT_VIEW (self->view), menu);
}

static void
update_font (ChiosaPage *self)
{
  g_autofree char *font = g_settings_get_string (self->settings, "custom-font");

  g_object_set (self->view, "font", g_settings_get_boolean (self->settings, "use-custom-font") ? font : NULL, NULL);
}

static void
info_changed_cb (ChiosaPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  _chiosa_page_actions_update (self, self->actions);
  g_signal_emit (self, signals[INFO_CHANGED], 0);
}

static void
text_modified_cb (ChiosaPage *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_UNSAVED]);
  _chiosa_page_actions_update (self, self->actions);
}

static void
saver_state_cb (ChiosaPage *self)
{
  const GError *error = chiosa_saver_get_error (self->saver);

  chiosa_notices_for_saving (self->notices, chiosa_saver_get_state (self->saver) == CHIOSA_SAVER_FAILED ? error : NULL);
  if (chiosa_saver_get_state (self->saver) == CHIOSA_SAVER_SAVED)
    chiosa_notices_for_file (self->notices, self->file);
  _chiosa_page_actions_update (self, self->actions);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE_TEXT]);
}

static void
sidecar_loaded_cb (ChiosaPage *self)
{
  chiosa_notices_for_annotations (self->notices, self->file);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE_TEXT]);
  info_changed_cb (self);
  update_menu (self);
  _chiosa_page_conflicts_start (self);
  _chiosa_page_outside_start (self);
  _chiosa_page_lock_start (self);
  _chiosa_page_recover_loaded (self);
}

static void
make_saver (ChiosaPage *self)
{
  self->saver = chiosa_saver_new (self->file);
  g_settings_bind (self->settings, "autosave-interval", self->saver, "interval", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "save-text-automatically", self->saver, "save-text", G_SETTINGS_BIND_GET);
  g_signal_connect_object (self->saver, "notify::state", G_CALLBACK (saver_state_cb), self, G_CONNECT_SWAPPED);
}

static void
make_editor (ChiosaPage *self)
{
  ChiosaDocument *document = get_document (self);
  const ChiosaEncoding *encoding = chiosa_article_file_get_encoding (self->file);

  self->editor = chiosa_editor_new (document);
  g_settings_bind (self->settings, "show-arcs", self->editor, "show-arcs", G_SETTINGS_BIND_GET);
  g_signal_connect_object (self->editor, "notify::selected", G_CALLBACK (update_menu), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->editor, "notify::mode", G_CALLBACK (update_menu), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "step", G_CALLBACK (info_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "article-changed", G_CALLBACK (info_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::text-modified", G_CALLBACK (text_modified_cb), self, G_CONNECT_SWAPPED);

  chiosa_view_set_editor (self->view, self->editor);
  if (encoding != NULL)
    g_object_set (self->view, "newline-chars", chiosa_newline_to_chars (encoding->newline_typed), NULL);
  chiosa_find_bar_set_view (self->find_bar, GTK_TEXT_VIEW (self->view));
  chiosa_view_set_cursor (self->view, MIN (self->saved_cursor, chiosa_text_get_length (chiosa_document_get_text (document))));
  update_menu (self);
}

/* The text has been read. */
void
_chiosa_page_show_text (ChiosaPage *self)
{
  g_signal_connect_object (self->file, "sidecar-loaded", G_CALLBACK (sidecar_loaded_cb), self, G_CONNECT_SWAPPED);
  if (self->annotator != NULL)
    chiosa_document_set_creator (get_document (self), self->annotator);

  make_saver (self);
  make_editor (self);
  _chiosa_page_recover_start (self);
  chiosa_notices_for_text (self->notices, self->file, self->text_error);
  chiosa_notices_for_direction_marks (self->notices, get_document (self));
  chiosa_notices_for_paragraphs (self->notices, get_document (self));
  gtk_stack_set_visible_child_name (self->stack, "article");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));

  if (chiosa_article_file_get_loaded (self->file))
    sidecar_loaded_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDITOR]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE_TEXT]);
  info_changed_cb (self);
}

/* A right click outside the selection is about what lies under the pointer. */
static void
context_click_cb (ChiosaPage *self,
                  int         n_press,
                  double      x,
                  double      y)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter at, start, end;
  int buffer_x, buffer_y;

  if (self->editor == NULL)
    return;

  gtk_text_view_window_to_buffer_coords (view, GTK_TEXT_WINDOW_WIDGET, x, y, &buffer_x, &buffer_y);
  if (!gtk_text_view_get_iter_at_location (view, &at, buffer_x, buffer_y))
    return;

  if (gtk_text_buffer_get_selection_bounds (buffer, &start, &end) && gtk_text_iter_in_range (&at, &start, &end))
    return;

  gtk_text_buffer_place_cursor (buffer, &at);
  chiosa_editor_select (self->editor, NULL, FALSE);
  chiosa_editor_cycle_at (self->editor, gtk_text_iter_get_offset (&at));
}

static void
chiosa_page_get_property (GObject    *object,
                          guint       prop_id,
                          GValue     *value,
                          GParamSpec *pspec)
{
  ChiosaPage *self = CHIOSA_PAGE (object);

  switch (prop_id)
    {
    case PROP_EDITOR:
      g_value_set_object (value, self->editor);
      break;
    case PROP_TITLE:
      g_value_take_string (value, chiosa_page_dup_title (self));
      break;
    case PROP_STATE_TEXT:
      g_value_set_string (value, get_state_text (self));
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_UNSAVED:
      g_value_set_boolean (value, chiosa_page_get_unsaved (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
chiosa_page_dispose (GObject *object)
{
  ChiosaPage *self = CHIOSA_PAGE (object);

  _chiosa_page_unload (self);
  g_clear_object (&self->recovering);
  g_clear_object (&self->tagset);
  g_clear_object (&self->actions);
  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_PAGE);

  G_OBJECT_CLASS (chiosa_page_parent_class)->dispose (object);
}

static void
chiosa_page_finalize (GObject *object)
{
  ChiosaPage *self = CHIOSA_PAGE (object);

  g_free (self->path);
  g_free (self->annotator);
  g_free (self->charset);

  G_OBJECT_CLASS (chiosa_page_parent_class)->finalize (object);
}

static void
chiosa_page_class_init (ChiosaPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = chiosa_page_dispose;
  object_class->finalize = chiosa_page_finalize;
  object_class->get_property = chiosa_page_get_property;

  properties[PROP_EDITOR] =
    g_param_spec_object ("editor", NULL, NULL, CHIOSA_TYPE_EDITOR, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_STATE_TEXT] =
    g_param_spec_string ("state-text", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PATH] =
    g_param_spec_string ("path", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_UNSAVED] =
    g_param_spec_boolean ("unsaved", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[INFO_CHANGED] =
    g_signal_new ("info-changed", CHIOSA_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (CHIOSA_TYPE_FIND_BAR);
  g_type_ensure (CHIOSA_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/page.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaPage, stack);
  gtk_widget_class_bind_template_child (widget_class, ChiosaPage, failure);
  gtk_widget_class_bind_template_child (widget_class, ChiosaPage, notices);
  gtk_widget_class_bind_template_child (widget_class, ChiosaPage, find_bar);
  gtk_widget_class_bind_template_child (widget_class, ChiosaPage, view);
  gtk_widget_class_bind_template_callback (widget_class, context_click_cb);
}

static void
chiosa_page_init (ChiosaPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = _chiosa_page_actions_new (self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page", G_ACTION_GROUP (self->actions));
}

static void
follow_settings (ChiosaPage *self)
{
  g_settings_bind (self->settings, "column-width", self->view, "column-width", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "line-height", self->view, "line-height", G_SETTINGS_BIND_GET);
  g_settings_bind (self->settings, "font-scale", self->view, "font-scale", G_SETTINGS_BIND_GET);
  g_signal_connect_object (self->settings, "changed::use-custom-font", G_CALLBACK (update_font), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->settings, "changed::custom-font", G_CALLBACK (update_font), self, G_CONNECT_SWAPPED);
  update_font (self);
}

/**
 * chiosa_page_new:
 * @settings: those of Chiosa
 * @path: of the article
 * @annotator: (nullable): whose annotations
 *
 * Opens an article; it is on the screen a moment later, or the reason why it is not.
 */
GtkWidget *
chiosa_page_new (GSettings  *settings,
                 const char *path,
                 const char *annotator)
{
  ChiosaPage *self = g_object_new (CHIOSA_TYPE_PAGE, NULL);

  self->settings = g_object_ref (settings);
  self->path = g_strdup (path);
  self->annotator = g_strdup (annotator);
  self->saved_cursor = chiosa_session_get_cursor (settings, path);
  follow_settings (self);
  _chiosa_page_load (self);

  return GTK_WIDGET (self);
}

/**
 * chiosa_page_get_path:
 * @self: a page
 *
 * Returns: the path of the article
 */
const char *
chiosa_page_get_path (ChiosaPage *self)
{
  return self->path;
}

/**
 * chiosa_page_dup_title:
 * @self: a page
 *
 * Returns: (transfer full): the article's title, else its first line, else the name of the file
 */
char *
chiosa_page_dup_title (ChiosaPage *self)
{
  ChiosaDocument *document = get_document (self);
  char *title = NULL;

  if (document != NULL)
    {
      const ChiosaArticle *article = chiosa_document_get_article (document);

      if (article != NULL && article->title != NULL && article->title[0] != '\0')
        return g_strdup (article->title);
      title = get_first_line (chiosa_document_get_text (document));
    }

  return title != NULL ? title : g_filename_display_basename (self->path);
}

/**
 * chiosa_page_get_editor:
 * @self: a page
 *
 * Returns: (nullable): the editor, once the text is there
 */
ChiosaEditor *
chiosa_page_get_editor (ChiosaPage *self)
{
  return self->editor;
}

/**
 * chiosa_page_get_view:
 * @self: a page
 *
 * Returns: the view of the text
 */
ChiosaView *
chiosa_page_get_view (ChiosaPage *self)
{
  return self->view;
}

/**
 * chiosa_page_get_actions:
 * @self: a page
 *
 * Returns: the group "page"
 */
GActionGroup *
chiosa_page_get_actions (ChiosaPage *self)
{
  return G_ACTION_GROUP (self->actions);
}

/**
 * chiosa_page_get_unsaved:
 * @self: a page
 *
 * Returns: whether closing now would lose something: changes of the text, or annotations that could not be saved
 */
gboolean
chiosa_page_get_unsaved (ChiosaPage *self)
{
  /* What is to be recovered is nowhere else. */
  if (self->recovering != NULL)
    return TRUE;
  if (self->saver == NULL)
    return FALSE;

  return chiosa_document_is_text_modified (get_document (self)) ||
         chiosa_saver_get_state (self->saver) == CHIOSA_SAVER_FAILED;
}

static void
flushed_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (chiosa_saver_save_finish (CHIOSA_SAVER (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * chiosa_page_flush_async:
 * @self: a page
 * @text: the text too
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Writes what is to be written by itself.
 */
void
chiosa_page_flush_async (ChiosaPage          *self,
                         gboolean             text,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, chiosa_page_flush_async);
  if (self->saver == NULL)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
    }
  else if (text)
    {
      chiosa_saver_save_async (self->saver, CHIOSA_SAVE_TEXT | CHIOSA_SAVE_ANNOTATIONS, flushed_cb, task);
    }
  else
    {
      chiosa_saver_flush_async (self->saver, flushed_cb, task);
    }
}

/**
 * chiosa_page_flush_finish:
 * @self: a page
 * @result: what the callback got
 * @error: return location
 */
gboolean
chiosa_page_flush_finish (ChiosaPage    *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * chiosa_page_store_cursor:
 * @self: a page
 *
 * Remembers where the cursor stands, for the next time the article is opened.
 */
void
chiosa_page_store_cursor (ChiosaPage *self)
{
  if (self->editor != NULL)
    chiosa_session_set_cursor (self->settings, self->path, chiosa_view_get_cursor (self->view));
}

/**
 * chiosa_page_reload:
 * @self: a page
 * @charset: (nullable): read the text as this; %NULL for what it was
 *
 * Reads the files again and drops what was not saved.
 */
void
chiosa_page_reload (ChiosaPage *self,
                    const char *charset)
{
  if (charset != NULL)
    g_set_str (&self->charset, charset);
  chiosa_page_give_up (self);
  _chiosa_page_load (self);
}

/**
 * chiosa_page_give_up:
 * @self: a page
 *
 * Says that what is not saved is not wanted: it is not kept against a crash any more.
 */
void
chiosa_page_give_up (ChiosaPage *self)
{
  self->given_up = TRUE;
}

/**
 * chiosa_page_get_annotator:
 * @self: a page
 *
 * Returns: (nullable): whose annotations these are
 */
const char *
chiosa_page_get_annotator (ChiosaPage *self)
{
  return self->annotator;
}

/* After "Save As": the file stands for another path now. */
void
_chiosa_page_file_renamed (ChiosaPage *self)
{
  g_set_str (&self->path, chiosa_article_file_get_path (self->file));
  chiosa_saver_clear_error (self->saver);
  chiosa_notices_hide (self->notices, "changed-outside");
  self->deleted = FALSE;
  _chiosa_page_lock_stop (self);
  _chiosa_page_lock_start (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PATH]);
  info_changed_cb (self);
}

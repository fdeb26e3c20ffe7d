/* chiosa-saver.c
 *
 * When the open article is written: annotations a moment after each change, the text when the user says so.
 * One attempt at a time, the others wait. How it is written is ChiosaArticleFile's business, what the user is told the page's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-saver.h"

struct _ChiosaSaver
{
  GObject            parent_instance;

  ChiosaArticleFile *file;
  ChiosaDocument    *document;
  GQueue             waiting;      /* GTask, task data: the flags */
  GTask             *running;
  GError            *error;
  guint              timeout;
  guint              interval;     /* seconds from the last change */
  gboolean           save_text;
  ChiosaSaverState   state;        /* as last notified */
};

enum
{
  PROP_0,
  PROP_STATE,
  PROP_INTERVAL,
  PROP_SAVE_TEXT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ChiosaSaver, chiosa_saver, G_TYPE_OBJECT)

static void start_next (ChiosaSaver *self);

static ChiosaSaverState
find_state (ChiosaSaver *self)
{
  if (self->error != NULL && chiosa_saver_has_changes (self))
    return CHIOSA_SAVER_FAILED;
  if (chiosa_document_is_text_modified (self->document))
    return self->running != NULL && self->save_text ? CHIOSA_SAVER_SAVING : CHIOSA_SAVER_UNSAVED;
  if (self->running != NULL || chiosa_document_is_annotations_modified (self->document))
    return CHIOSA_SAVER_SAVING;

  return CHIOSA_SAVER_SAVED;
}

static void
update_state (ChiosaSaver *self)
{
  ChiosaSaverState state = find_state (self);

  if (state == self->state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* Flags that would change something on the disk. */
static ChiosaSaveFlags
find_needed (ChiosaSaver *self)
{
  ChiosaSaveFlags flags = 0;

  if (chiosa_document_is_annotations_modified (self->document))
    flags |= CHIOSA_SAVE_ANNOTATIONS;
  if (self->save_text && chiosa_document_is_text_modified (self->document))
    flags |= CHIOSA_SAVE_TEXT | CHIOSA_SAVE_ANNOTATIONS;

  return flags;
}

static gboolean
timeout_cb (gpointer data)
{
  ChiosaSaver *self = data;

  self->timeout = 0;
  chiosa_saver_flush_async (self, NULL, NULL);

  return G_SOURCE_REMOVE;
}

static void
document_changed_cb (ChiosaSaver *self)
{
  update_state (self);

  /* Somebody else's file waits for the user's decision. */
  if (g_error_matches (self->error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED))
    return;

  g_clear_handle_id (&self->timeout, g_source_remove);
  if (find_needed (self) != 0)
    self->timeout = g_timeout_add_seconds (self->interval, timeout_cb, self);
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (GTask) task = user_data;
  ChiosaSaver *self = g_task_get_source_object (task);
  GError *error = NULL;

  g_clear_error (&self->error);
  self->running = NULL;

  if (chiosa_article_file_save_finish (CHIOSA_ARTICLE_FILE (source), result, &error))
    {
      update_state (self);
      g_task_return_boolean (task, TRUE);
    }
  else
    {
      self->error = g_error_copy (error);
      /* A further failure may have another reason: say it again. */
      self->state = CHIOSA_SAVER_FAILED;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
      update_state (self);
      g_task_return_error (task, error);
    }

  start_next (self);
}

/* A task without flags saves what is needed when its turn comes. */
static void
start_next (ChiosaSaver *self)
{
  while (self->running == NULL && !g_queue_is_empty (&self->waiting))
    {
      GTask *task = g_queue_pop_head (&self->waiting);
      ChiosaSaveFlags flags = GPOINTER_TO_UINT (g_task_get_task_data (task));

      if (flags == 0)
        flags = find_needed (self);

      if (flags == 0)
        {
          g_task_return_boolean (task, TRUE);
          g_object_unref (task);
        }
      else
        {
          self->running = task;
          chiosa_article_file_save_async (self->file, flags, NULL, saved_cb, task);
        }
    }

  update_state (self);
}

static void
chiosa_saver_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  ChiosaSaver *self = CHIOSA_SAVER (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_int (value, self->state);
      break;
    case PROP_INTERVAL:
      g_value_set_uint (value, self->interval);
      break;
    case PROP_SAVE_TEXT:
      g_value_set_boolean (value, self->save_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
chiosa_saver_set_property (GObject      *object,
                           guint         prop_id,
                           const GValue *value,
                           GParamSpec   *pspec)
{
  ChiosaSaver *self = CHIOSA_SAVER (object);

  switch (prop_id)
    {
    case PROP_INTERVAL:
      self->interval = g_value_get_uint (value);
      break;
    case PROP_SAVE_TEXT:
      if (self->save_text == g_value_get_boolean (value))
        return;
      self->save_text = g_value_get_boolean (value);
      document_changed_cb (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
chiosa_saver_dispose (GObject *object)
{
  ChiosaSaver *self = CHIOSA_SAVER (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_object (&self->document);
  g_clear_object (&self->file);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (chiosa_saver_parent_class)->dispose (object);
}

static void
chiosa_saver_class_init (ChiosaSaverClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = chiosa_saver_dispose;
  object_class->get_property = chiosa_saver_get_property;
  object_class->set_property = chiosa_saver_set_property;

  properties[PROP_STATE] =
    g_param_spec_int ("state", NULL, NULL, CHIOSA_SAVER_SAVED, CHIOSA_SAVER_FAILED, CHIOSA_SAVER_SAVED,
                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_INTERVAL] =
    g_param_spec_uint ("interval", NULL, NULL, 1, 600, 1,
                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  properties[PROP_SAVE_TEXT] =
    g_param_spec_boolean ("save-text", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
chiosa_saver_init (ChiosaSaver *self)
{
  g_queue_init (&self->waiting);
}

/**
 * chiosa_saver_new:
 * @file: a loaded article
 *
 * Saves the annotations of @file from now on, #ChiosaSaver:interval seconds after a change.
 */
ChiosaSaver *
chiosa_saver_new (ChiosaArticleFile *file)
{
  ChiosaSaver *self = g_object_new (CHIOSA_TYPE_SAVER, NULL);

  g_return_val_if_fail (chiosa_article_file_get_document (file) != NULL, self);

  self->file = g_object_ref (file);
  self->document = g_object_ref (chiosa_article_file_get_document (file));

  g_signal_connect_object (self->document, "step", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "article-changed", G_CALLBACK (document_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::text-modified", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->document, "notify::annotations-modified", G_CALLBACK (update_state), self,
                           G_CONNECT_SWAPPED);
  update_state (self);

  return self;
}

/**
 * chiosa_saver_get_state:
 * @self: a saver
 *
 * Returns: how the article on the disk stands to the one in memory
 */
ChiosaSaverState
chiosa_saver_get_state (ChiosaSaver *self)
{
  return self->state;
}

/**
 * chiosa_saver_get_error:
 * @self: a saver
 *
 * Returns: (nullable): why the last attempt failed
 */
const GError *
chiosa_saver_get_error (ChiosaSaver *self)
{
  return self->error;
}

/**
 * chiosa_saver_has_changes:
 * @self: a saver
 *
 * Returns: whether anything in memory is not on the disk
 */
gboolean
chiosa_saver_has_changes (ChiosaSaver *self)
{
  return chiosa_document_is_text_modified (self->document) || chiosa_document_is_annotations_modified (self->document);
}

/**
 * chiosa_saver_save_async:
 * @self: a saver
 * @flags: what, and whether by force; 0 for what chiosa_saver_flush_async() saves
 * @callback: (nullable): called at the end
 * @user_data: for @callback
 *
 * Saves now, after the attempts that are under way.
 */
void
chiosa_saver_save_async (ChiosaSaver         *self,
                         ChiosaSaveFlags      flags,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  GTask *task = g_task_new (self, NULL, callback, user_data);

  g_task_set_source_tag (task, chiosa_saver_save_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (flags), NULL);
  g_clear_handle_id (&self->timeout, g_source_remove);
  g_queue_push_tail (&self->waiting, task);
  start_next (self);
}

/**
 * chiosa_saver_flush_async:
 * @self: a saver
 * @callback: (nullable): called at the end
 * @user_data: for @callback
 *
 * Saves at once what would be saved by itself in a moment. Succeeds at once where there is nothing.
 */
void
chiosa_saver_flush_async (ChiosaSaver         *self,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  chiosa_saver_save_async (self, 0, callback, user_data);
}

/**
 * chiosa_saver_save_finish:
 * @self: a saver
 * @result: what the callback got
 * @error: return location
 *
 * Ends chiosa_saver_save_async() and chiosa_saver_flush_async().
 */
gboolean
chiosa_saver_save_finish (ChiosaSaver   *self,
                          GAsyncResult  *result,
                          GError       **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * chiosa_saver_clear_error:
 * @self: a saver
 *
 * Forgets the last failure: the user has decided what to do about it.
 */
void
chiosa_saver_clear_error (ChiosaSaver *self)
{
  g_clear_error (&self->error);
  update_state (self);
}

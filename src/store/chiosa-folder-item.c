/* chiosa-folder-item.c
 *
 * One row of the list of articles. Knows what it is told; reading files is chiosa-folder-scan.c's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-folder-private.h"

#include <string.h>

struct _ChiosaFolderItem
{
  GObject       parent_instance;

  char         *path;
  char         *name;
  char         *title;
  char         *error;
  ChiosaStatus  status;
  guint         n_annotations;
  guint         n_detached;
  gint64        mtime;
  gboolean      open;
};

G_DEFINE_FINAL_TYPE (ChiosaFolderItem, chiosa_folder_item, G_TYPE_OBJECT)

enum { PROP_0, PROP_PATH, PROP_NAME, PROP_TITLE, PROP_STATUS, PROP_N_ANNOTATIONS, PROP_N_DETACHED, PROP_MTIME,
       PROP_ERROR, PROP_OPEN, N_PROPS };

static GParamSpec *props[N_PROPS];

static void
notify (ChiosaFolderItem *self,
        int               prop)
{
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
set_string (ChiosaFolderItem  *self,
            char             **field,
            const char        *value,
            int                prop)
{
  if (g_set_str (field, value))
    notify (self, prop);
}

static void
set_uint (ChiosaFolderItem *self,
          guint            *field,
          guint             value,
          int               prop)
{
  if (*field == value)
    return;

  *field = value;
  notify (self, prop);
}

static void
get_property (GObject    *object,
              guint       id,
              GValue     *value,
              GParamSpec *pspec)
{
  ChiosaFolderItem *self = CHIOSA_FOLDER_ITEM (object);

  switch (id)
    {
    case PROP_PATH: g_value_set_string (value, self->path); break;
    case PROP_NAME: g_value_set_string (value, self->name); break;
    case PROP_TITLE: g_value_set_string (value, self->title); break;
    case PROP_STATUS: g_value_set_int (value, self->status); break;
    case PROP_N_ANNOTATIONS: g_value_set_uint (value, self->n_annotations); break;
    case PROP_N_DETACHED: g_value_set_uint (value, self->n_detached); break;
    case PROP_MTIME: g_value_set_int64 (value, self->mtime); break;
    case PROP_ERROR: g_value_set_string (value, self->error); break;
    case PROP_OPEN: g_value_set_boolean (value, self->open); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
set_property (GObject      *object,
              guint         id,
              const GValue *value,
              GParamSpec   *pspec)
{
  ChiosaFolderItem *self = CHIOSA_FOLDER_ITEM (object);

  if (id != PROP_OPEN)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (self->open == g_value_get_boolean (value))
    return;

  self->open = g_value_get_boolean (value);
  notify (self, PROP_OPEN);
}

static void
finalize (GObject *object)
{
  ChiosaFolderItem *self = CHIOSA_FOLDER_ITEM (object);

  g_free (self->path);
  g_free (self->name);
  g_free (self->title);
  g_free (self->error);

  G_OBJECT_CLASS (chiosa_folder_item_parent_class)->finalize (object);
}

static void
chiosa_folder_item_class_init (ChiosaFolderItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = get_property;
  object_class->set_property = set_property;
  object_class->finalize = finalize;

  props[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  props[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  props[PROP_STATUS] = g_param_spec_int ("status", NULL, NULL, CHIOSA_STATUS_NEW, CHIOSA_STATUS_DONE, CHIOSA_STATUS_NEW, flags);
  props[PROP_N_ANNOTATIONS] = g_param_spec_uint ("n-annotations", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_N_DETACHED] = g_param_spec_uint ("n-detached", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_MTIME] = g_param_spec_int64 ("mtime", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  props[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  props[PROP_OPEN] = g_param_spec_boolean ("open", NULL, NULL, FALSE, flags | G_PARAM_WRITABLE);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
chiosa_folder_item_init (ChiosaFolderItem *self)
{
}

/* While somebody has the article open, that one knows better than the disk. */
void
chiosa_folder_item_describe (ChiosaFolderItem        *self,
                             const ChiosaFolderFacts *facts)
{
  g_object_freeze_notify (G_OBJECT (self));
  if (self->mtime != facts->mtime)
    {
      self->mtime = facts->mtime;
      notify (self, PROP_MTIME);
    }
  set_string (self, &self->error, facts->error, PROP_ERROR);
  if (!self->open)
    chiosa_folder_item_update (self, facts->title, facts->status, facts->n_annotations, facts->n_detached);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * chiosa_folder_item_new:
 * @path: of the article
 * @name: what to show of the path
 *
 * Returns: (transfer full): a row that has its name for a title
 */
ChiosaFolderItem *
chiosa_folder_item_new (const char *path,
                        const char *name)
{
  ChiosaFolderItem *self = g_object_new (CHIOSA_TYPE_FOLDER_ITEM, NULL);

  self->path = g_strdup (path);
  self->name = g_strdup (name);
  self->title = g_filename_display_basename (path);
  return self;
}

/**
 * chiosa_folder_item_get_path:
 * @self: a row
 *
 * Returns: the path of the article
 */
const char *
chiosa_folder_item_get_path (ChiosaFolderItem *self)
{
  return self->path;
}

/**
 * chiosa_folder_item_get_name:
 * @self: a row
 *
 * Returns: the path within the folder
 */
const char *
chiosa_folder_item_get_name (ChiosaFolderItem *self)
{
  return self->name;
}

/**
 * chiosa_folder_item_get_title:
 * @self: a row
 *
 * Returns: the title of the article, never %NULL
 */
const char *
chiosa_folder_item_get_title (ChiosaFolderItem *self)
{
  return self->title;
}

/**
 * chiosa_folder_item_get_status:
 * @self: a row
 *
 * Returns: how far the work on it is
 */
ChiosaStatus
chiosa_folder_item_get_status (ChiosaFolderItem *self)
{
  return self->status;
}

/**
 * chiosa_folder_item_get_n_annotations:
 * @self: a row
 *
 * Returns: how many live annotations it has
 */
guint
chiosa_folder_item_get_n_annotations (ChiosaFolderItem *self)
{
  return self->n_annotations;
}

/**
 * chiosa_folder_item_get_mtime:
 * @self: a row
 *
 * Returns: when the article was changed, in seconds since 1970; 0 while unknown
 */
gint64
chiosa_folder_item_get_mtime (ChiosaFolderItem *self)
{
  return self->mtime;
}

/**
 * chiosa_folder_item_update:
 * @self: a row
 * @title: (nullable): %NULL or "" for the name of the file
 * @status: how far the work on it is
 * @n_annotations: live ones
 * @n_detached: detached ones
 */
void
chiosa_folder_item_update (ChiosaFolderItem *self,
                           const char       *title,
                           ChiosaStatus      status,
                           guint             n_annotations,
                           guint             n_detached)
{
  g_autofree char *basename = NULL;

  g_return_if_fail (CHIOSA_IS_FOLDER_ITEM (self));

  if (title == NULL || *title == '\0')
    title = basename = g_filename_display_basename (self->path);

  set_string (self, &self->title, title, PROP_TITLE);
  if (self->status != status)
    {
      self->status = status;
      notify (self, PROP_STATUS);
    }
  set_uint (self, &self->n_annotations, n_annotations, PROP_N_ANNOTATIONS);
  set_uint (self, &self->n_detached, n_detached, PROP_N_DETACHED);
}

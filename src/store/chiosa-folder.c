/* chiosa-folder.c
 *
 * The list of articles as a GListModel. Threads find and read (chiosa-folder-scan.c); what they find comes over in
 * small parcels, one in each turn of the main loop, so that a folder of 100,000 articles does not stop it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-folder-private.h"

#include <string.h>

#define ROWS_IN_PARCEL 500
#define FACTS_IN_PARCEL 100
#define N_READERS 2

/* What goes from a thread to the main loop: rows, or facts, or the news that all rows or all facts are there. */
typedef struct
{
  enum { ROWS, ALL_ROWS, FACTS, END } kind;
  GPtrArray *rows;          /* ChiosaFolderRow */
  GArray    *facts;         /* ChiosaFolderFacts, of the articles from @first on */
  guint      first;
  GError    *error;
} Parcel;

/* One reading of the folder. Shared by its threads and the list; a list that reads anew, or is gone, cancels it. */
typedef struct
{
  char         *root;       /* NULL: single files */
  GStrv         files;
  char         *annotator;
  GCancellable *cancellable;
  GMainContext *context;    /* NULL: everything happens here and now */
  GWeakRef      folder;

  GPtrArray    *paths;      /* char*: in the order of the rows; complete before it is shared between readers */
  int           next;       /* of paths, for the readers */

  GMutex        mutex;
  GQueue        parcels;
  gboolean      scheduled;
} Job;

struct _ChiosaFolder
{
  GObject     parent_instance;

  char       *path;
  GStrv       files;
  char       *annotator;
  char       *error;
  gboolean    loading;

  GPtrArray  *items;        /* ChiosaFolderItem */
  GHashTable *positions;    /* path -> position */
  GPtrArray  *pending;      /* ChiosaFolderItem: a second reading collects here what then replaces items; else NULL */
  Job        *job;          /* of the current reading, or NULL */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ChiosaFolder, chiosa_folder, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum { PROP_0, PROP_PATH, PROP_LOADING, PROP_ERROR, N_PROPS };

static GParamSpec *props[N_PROPS];

/* --- Jobs and parcels ------------------------------------------------------------------------------------------- */

static void
facts_clear (gpointer facts)
{
  chiosa_folder_facts_clear (facts);
}

static void
parcel_free (gpointer data)
{
  Parcel *parcel = data;

  g_clear_pointer (&parcel->rows, g_ptr_array_unref);
  g_clear_pointer (&parcel->facts, g_array_unref);
  g_clear_error (&parcel->error);
  g_free (parcel);
}

static void
job_clear (gpointer data)
{
  Job *job = data;

  g_free (job->root);
  g_strfreev (job->files);
  g_free (job->annotator);
  g_object_unref (job->cancellable);
  g_clear_pointer (&job->context, g_main_context_unref);
  g_weak_ref_clear (&job->folder);
  g_ptr_array_unref (job->paths);
  g_queue_clear_full (&job->parcels, parcel_free);
  g_mutex_clear (&job->mutex);
}

static void
job_unref (gpointer job)
{
  g_atomic_rc_box_release_full (job, job_clear);
}

static Job *
job_new (ChiosaFolder *folder,
         GMainContext *context)
{
  Job *job = g_atomic_rc_box_new0 (Job);

  job->root = g_strdup (folder->path);
  job->files = g_strdupv (folder->files);
  job->annotator = g_strdup (folder->annotator);
  job->cancellable = g_cancellable_new ();
  job->context = context != NULL ? g_main_context_ref (context) : NULL;
  g_weak_ref_init (&job->folder, folder);
  job->paths = g_ptr_array_new_with_free_func (g_free);
  g_queue_init (&job->parcels);
  g_mutex_init (&job->mutex);
  return job;
}

static void accept_parcel (ChiosaFolder *self, Parcel *parcel);

/* One parcel in each turn; the source stays while there are more. */
static gboolean
deliver_cb (gpointer data)
{
  Job *job = data;
  g_autoptr (ChiosaFolder) folder = g_weak_ref_get (&job->folder);
  Parcel *parcel;
  gboolean more;

  g_mutex_lock (&job->mutex);
  parcel = g_queue_pop_head (&job->parcels);
  more = job->scheduled = !g_queue_is_empty (&job->parcels);
  g_mutex_unlock (&job->mutex);

  if (parcel != NULL && folder != NULL && folder->job == job)
    accept_parcel (folder, parcel);
  if (parcel != NULL)
    parcel_free (parcel);

  return more ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
schedule (Job *job)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  g_source_set_callback (source, deliver_cb, g_atomic_rc_box_acquire (job), job_unref);
  g_source_set_static_name (source, "[chiosa] articles of a folder");
  g_source_attach (source, job->context);
}

static void
send_parcel (Job    *job,
             Parcel *parcel)
{
  gboolean wake;

  if (job->context == NULL)
    {
      g_autoptr (ChiosaFolder) folder = g_weak_ref_get (&job->folder);

      if (folder != NULL)
        accept_parcel (folder, parcel);
      parcel_free (parcel);
      return;
    }

  g_mutex_lock (&job->mutex);
  g_queue_push_tail (&job->parcels, parcel);
  wake = !job->scheduled;
  job->scheduled = TRUE;
  g_mutex_unlock (&job->mutex);

  if (wake)
    schedule (job);
}

static Parcel *
parcel_new (int kind)
{
  Parcel *parcel = g_new0 (Parcel, 1);

  parcel->kind = kind;
  return parcel;
}

/* --- In threads ------------------------------------------------------------------------------------------------- */

static void
found_cb (GPtrArray *rows,
          gpointer   data)
{
  Job *job = data;
  Parcel *parcel = parcel_new (ROWS);

  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (job->paths, g_strdup (((ChiosaFolderRow *) g_ptr_array_index (rows, i))->path));
  parcel->rows = rows;
  send_parcel (job, parcel);
}

static void
find_articles (Job *job)
{
  Parcel *all = parcel_new (ALL_ROWS);

  if (job->root != NULL)
    chiosa_folder_scan (job->root, ROWS_IN_PARCEL, job->cancellable, found_cb, job, &all->error);
  else
    chiosa_folder_scan_files ((const char * const *) job->files, ROWS_IN_PARCEL, found_cb, job);

  send_parcel (job, all);
}

static gpointer
read_facts (gpointer data)
{
  Job *job = data;

  while (!g_cancellable_is_cancelled (job->cancellable))
    {
      guint first = g_atomic_int_add (&job->next, FACTS_IN_PARCEL);
      guint end = MIN (first + FACTS_IN_PARCEL, job->paths->len);
      Parcel *parcel;

      if (first >= job->paths->len)
        break;

      parcel = parcel_new (FACTS);
      parcel->first = first;
      parcel->facts = g_array_sized_new (FALSE, FALSE, sizeof (ChiosaFolderFacts), end - first);
      g_array_set_clear_func (parcel->facts, facts_clear);
      for (guint i = first; i < end; i++)
        {
          ChiosaFolderFacts facts;

          chiosa_folder_read_facts (g_ptr_array_index (job->paths, i), job->annotator, &facts);
          g_array_append_val (parcel->facts, facts);
        }
      send_parcel (job, parcel);
    }

  return NULL;
}

static gpointer
job_thread (gpointer data)
{
  Job *job = data;
  GThread *readers[N_READERS - 1];

  find_articles (job);
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    readers[i] = g_thread_new ("chiosa-folder", read_facts, job);
  read_facts (job);
  for (guint i = 0; i < G_N_ELEMENTS (readers); i++)
    g_thread_join (readers[i]);

  send_parcel (job, parcel_new (END));
  job_unref (job);
  return NULL;
}

/* --- On the main thread ----------------------------------------------------------------------------------------- */

static void
set_loading (ChiosaFolder *self,
             gboolean      loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
set_error (ChiosaFolder *self,
           const char   *error)
{
  if (g_set_str (&self->error, error))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

static void
note_position (ChiosaFolder *self,
               guint         position)
{
  ChiosaFolderItem *item = g_ptr_array_index (self->items, position);

  g_hash_table_insert (self->positions, (char *) chiosa_folder_item_get_path (item), GUINT_TO_POINTER (position));
}

static void
append_rows (ChiosaFolder *self,
             GPtrArray    *rows)
{
  guint before = self->items->len;

  for (guint i = 0; i < rows->len; i++)
    {
      const ChiosaFolderRow *row = g_ptr_array_index (rows, i);

      g_ptr_array_add (self->items, chiosa_folder_item_new (row->path, row->name));
      note_position (self, before + i);
    }

  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, rows->len);
}

/* A row that was there stays the same object. */
static void
collect_rows (ChiosaFolder *self,
              GPtrArray    *rows)
{
  for (guint i = 0; i < rows->len; i++)
    {
      const ChiosaFolderRow *row = g_ptr_array_index (rows, i);
      gpointer position;

      if (g_hash_table_lookup_extended (self->positions, row->path, NULL, &position))
        g_ptr_array_add (self->pending, g_object_ref (g_ptr_array_index (self->items, GPOINTER_TO_UINT (position))));
      else
        g_ptr_array_add (self->pending, chiosa_folder_item_new (row->path, row->name));
    }
}

static void
replace_items (ChiosaFolder *self)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->items);
  GPtrArray *now = self->items = g_steal_pointer (&self->pending);
  guint head = 0, tail = 0;

  while (head < MIN (old->len, now->len) && old->pdata[head] == now->pdata[head])
    head++;
  while (tail < MIN (old->len, now->len) - head
         && old->pdata[old->len - 1 - tail] == now->pdata[now->len - 1 - tail])
    tail++;

  g_hash_table_remove_all (self->positions);
  for (guint i = 0; i < now->len; i++)
    note_position (self, i);

  if (old->len - head - tail > 0 || now->len - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail, now->len - head - tail);
}

static void
describe_items (ChiosaFolder *self,
                const Parcel *parcel)
{
  for (guint i = 0; i < parcel->facts->len && parcel->first + i < self->items->len; i++)
    chiosa_folder_item_describe (g_ptr_array_index (self->items, parcel->first + i),
                                 &g_array_index (parcel->facts, ChiosaFolderFacts, i));
}

static void
accept_parcel (ChiosaFolder *self,
               Parcel       *parcel)
{
  switch (parcel->kind)
    {
    case ROWS:
      if (self->pending != NULL)
        collect_rows (self, parcel->rows);
      else
        append_rows (self, parcel->rows);
      break;
    case ALL_ROWS:
      if (self->pending != NULL)
        replace_items (self);
      set_error (self, parcel->error != NULL ? parcel->error->message : NULL);
      break;
    case FACTS:
      describe_items (self, parcel);
      break;
    case END:
    default:
      g_clear_pointer (&self->job, job_unref);
      set_loading (self, FALSE);
    }
}

static void
stop (ChiosaFolder *self)
{
  if (self->job == NULL)
    return;

  g_cancellable_cancel (self->job->cancellable);
  g_clear_pointer (&self->job, job_unref);
}

static void
begin (ChiosaFolder *self,
       GMainContext *context)
{
  stop (self);
  g_clear_pointer (&self->pending, g_ptr_array_unref);
  if (self->items->len > 0)
    self->pending = g_ptr_array_new_with_free_func (g_object_unref);

  self->job = job_new (self, context);
  set_loading (self, TRUE);
}

/* --- Object ----------------------------------------------------------------------------------------------------- */

static GType
get_item_type (GListModel *model)
{
  return CHIOSA_TYPE_FOLDER_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return CHIOSA_FOLDER (model)->items->len;
}

static gpointer
get_item (GListModel *model,
          guint       position)
{
  ChiosaFolder *self = CHIOSA_FOLDER (model);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
get_property (GObject    *object,
              guint       id,
              GValue     *value,
              GParamSpec *pspec)
{
  ChiosaFolder *self = CHIOSA_FOLDER (object);

  switch (id)
    {
    case PROP_PATH: g_value_set_string (value, self->path); break;
    case PROP_LOADING: g_value_set_boolean (value, self->loading); break;
    case PROP_ERROR: g_value_set_string (value, self->error); break;
    default: G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
dispose (GObject *object)
{
  stop (CHIOSA_FOLDER (object));

  G_OBJECT_CLASS (chiosa_folder_parent_class)->dispose (object);
}

static void
finalize (GObject *object)
{
  ChiosaFolder *self = CHIOSA_FOLDER (object);

  g_free (self->path);
  g_strfreev (self->files);
  g_free (self->annotator);
  g_free (self->error);
  g_hash_table_unref (self->positions);
  g_ptr_array_unref (self->items);
  g_clear_pointer (&self->pending, g_ptr_array_unref);

  G_OBJECT_CLASS (chiosa_folder_parent_class)->finalize (object);
}

static void
chiosa_folder_class_init (ChiosaFolderClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = get_property;
  object_class->dispose = dispose;
  object_class->finalize = finalize;

  props[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, flags);
  props[PROP_ERROR] = g_param_spec_string ("error", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
chiosa_folder_init (ChiosaFolder *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->positions = g_hash_table_new (g_str_hash, g_str_equal);
}

static ChiosaFolder *
folder_new (const char *annotator)
{
  ChiosaFolder *self = g_object_new (CHIOSA_TYPE_FOLDER, NULL);

  self->annotator = g_strdup (annotator);
  return self;
}

/**
 * chiosa_folder_new:
 * @path: of a folder
 * @annotator: (nullable): whose sidecars count: see chiosa_annotator_is_valid()
 *
 * Returns: (transfer full): a list, empty until it is loaded
 */
ChiosaFolder *
chiosa_folder_new (const char *path,
                   const char *annotator)
{
  ChiosaFolder *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = folder_new (annotator);
  self->path = g_canonicalize_filename (path, NULL);
  return self;
}

/**
 * chiosa_folder_new_files:
 * @paths: (array zero-terminated=1): of articles, whatever they are called
 * @annotator: (nullable): whose sidecars count
 *
 * Returns: (transfer full): a list of these, in their order, empty until it is loaded
 */
ChiosaFolder *
chiosa_folder_new_files (const char * const *paths,
                         const char         *annotator)
{
  ChiosaFolder *self;

  g_return_val_if_fail (paths != NULL, NULL);

  self = folder_new (annotator);
  self->files = g_strdupv ((char **) paths);
  return self;
}

/**
 * chiosa_folder_load:
 * @self: a list
 *
 * Reads the folder in threads; rows come in as the main loop runs. May be called again: then rows that are still there
 * stay the same objects, and the list changes only where the folder has.
 */
void
chiosa_folder_load (ChiosaFolder *self)
{
  g_autoptr (GMainContext) context = g_main_context_ref_thread_default ();

  g_return_if_fail (CHIOSA_IS_FOLDER (self));

  begin (self, context);
  g_thread_unref (g_thread_new ("chiosa-folder", job_thread, g_atomic_rc_box_acquire (self->job)));
}

/**
 * chiosa_folder_load_sync:
 * @self: a list
 * @error: when a folder could not be read; the rest is there all the same
 *
 * Returns: whether everything was read
 */
gboolean
chiosa_folder_load_sync (ChiosaFolder  *self,
                         GError       **error)
{
  g_return_val_if_fail (CHIOSA_IS_FOLDER (self), FALSE);

  begin (self, NULL);
  find_articles (self->job);
  read_facts (self->job);
  g_clear_pointer (&self->job, job_unref);
  set_loading (self, FALSE);

  if (self->error == NULL)
    return TRUE;

  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, self->error);
  return FALSE;
}

/**
 * chiosa_folder_get_path:
 * @self: a list
 *
 * Returns: (nullable): the folder, %NULL for single files
 */
const char *
chiosa_folder_get_path (ChiosaFolder *self)
{
  return self->path;
}

/**
 * chiosa_folder_find:
 * @self: a list
 * @path: of an article
 * @position: (out) (optional): where it is in the list
 *
 * Returns: (transfer none) (nullable): its row
 */
ChiosaFolderItem *
chiosa_folder_find (ChiosaFolder *self,
                    const char   *path,
                    guint        *position)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  gpointer found;

  if (!g_hash_table_lookup_extended (self->positions, absolute, NULL, &found))
    return NULL;

  if (position != NULL)
    *position = GPOINTER_TO_UINT (found);
  return g_ptr_array_index (self->items, GPOINTER_TO_UINT (found));
}

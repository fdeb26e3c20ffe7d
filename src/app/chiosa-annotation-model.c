/* chiosa-annotation-model.c
 *
 * The annotations of an article as a list for the screen. Keeps references to the values, makes list items on demand, and does
 * everything that asks something of every annotation (search, completeness) in slices between two frames.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-annotation-model.h"

#include "chiosa-completeness.h"

/* Microseconds of work at a time. */
#define SLICE 4000

struct _ChiosaAnnotationItem
{
  GObject           parent_instance;
  ChiosaAnnotation *annotation;
};

G_DEFINE_FINAL_TYPE (ChiosaAnnotationItem, chiosa_annotation_item, G_TYPE_OBJECT)

typedef struct
{
  guint start;
  guint end;
} Section;

struct _ChiosaAnnotationModel
{
  GObject           parent_instance;

  ChiosaDocument   *document;
  ChiosaListFilter  filter;
  char             *search;       /* folded; NULL: everything */

  GPtrArray        *rows;         /* ChiosaAnnotation */
  GArray           *sections;     /* Section */
  GHashTable       *incomplete;   /* id -> whether it is; what is known so far */
  int               n_incomplete;

  /* A run over all annotations. */
  guint             source;
  GPtrArray        *all;          /* ChiosaAnnotation: live ones in reading order, detached ones */
  GPtrArray        *kept;         /* ChiosaAnnotation, borrowed from @all */
  guint             at;
  int               tally;        /* incomplete ones so far */
  gboolean          counting;     /* the list is up to date, only the count is not */
};

enum
{
  REFRESHED,
  COUNTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void chiosa_annotation_model_list_init    (GListModelInterface      *iface);
static void chiosa_annotation_model_section_init (GtkSectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ChiosaAnnotationModel, chiosa_annotation_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, chiosa_annotation_model_list_init)
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, chiosa_annotation_model_section_init))

/* --- What is in the list ---------------------------------------------------------------------------------------------- */

static gboolean
contains (const char *text,
          const char *folded_needle)
{
  g_autofree char *folded = NULL;

  if (text == NULL)
    return FALSE;

  folded = g_utf8_casefold (text, -1);

  return strstr (folded, folded_needle) != NULL;
}

/* In its words, its note, or the name of its label. */
static gboolean
matches_search (ChiosaAnnotationModel  *self,
                const ChiosaAnnotation *annotation)
{
  const ChiosaTag *label;
  g_autofree char *quote = NULL;

  if (self->search == NULL)
    return TRUE;

  label = chiosa_tagset_find_label (chiosa_document_get_tagset (self->document), annotation->type, annotation->label);
  if (contains (label != NULL ? label->name : annotation->label, self->search) ||
      contains (annotation->note, self->search))
    return TRUE;

  if (annotation->quote != NULL)
    return contains (annotation->quote->exact, self->search);

  quote = chiosa_document_get_quote (self->document, annotation->id);

  return contains (quote, self->search);
}

static gboolean
is_wanted (ChiosaAnnotationModel  *self,
           const ChiosaAnnotation *annotation)
{
  switch (self->filter)
    {
    case CHIOSA_LIST_DETACHED:
      return annotation->state == CHIOSA_STATE_DETACHED && matches_search (self, annotation);
    case CHIOSA_LIST_INCOMPLETE:
      return matches_search (self, annotation) && chiosa_annotation_model_is_incomplete (self, annotation->id);
    case CHIOSA_LIST_ALL:
    default:
      return matches_search (self, annotation);
    }
}

/* By section: the types in the order of the tag set, then types that it does not know, then what is detached. */
static GPtrArray *
collect_sections (ChiosaAnnotationModel *self)
{
  g_autoptr (GHashTable) by_type = g_hash_table_new (NULL, NULL);
  GPtrArray *sections = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *detached = g_ptr_array_new ();
  const ChiosaSpanType *types;
  guint n_types;

  types = chiosa_tagset_get_types (chiosa_document_get_tagset (self->document), &n_types);

  for (guint i = 0; i < n_types; i++)
    {
      g_ptr_array_add (sections, g_ptr_array_new ());
      g_hash_table_insert (by_type, (gpointer) g_intern_string (types[i].tag.id), g_ptr_array_index (sections, i));
    }

  for (guint i = 0; i < self->kept->len; i++)
    {
      ChiosaAnnotation *annotation = g_ptr_array_index (self->kept, i);
      GPtrArray *section = annotation->state == CHIOSA_STATE_DETACHED ? detached
                                                                      : g_hash_table_lookup (by_type, annotation->type);

      if (section == NULL)
        {
          section = g_ptr_array_new ();
          g_ptr_array_add (sections, section);
          g_hash_table_insert (by_type, (gpointer) annotation->type, section);
        }

      g_ptr_array_add (section, annotation);
    }

  g_ptr_array_add (sections, detached);

  return sections;
}

static gboolean
sections_equal (const GArray *a,
                const GArray *b)
{
  return a->len == b->len && memcmp (a->data, b->data, a->len * sizeof (Section)) == 0;
}

/* Tells the list only of what differs: the screen keeps its place. */
static void
replace_rows (ChiosaAnnotationModel *self,
              GPtrArray             *rows,
              GArray                *sections)
{
  g_autoptr (GPtrArray) old = g_steal_pointer (&self->rows);
  g_autoptr (GArray) old_sections = g_steal_pointer (&self->sections);
  guint shorter = MIN (old->len, rows->len);
  guint head = 0, tail = 0;

  while (head < shorter && g_ptr_array_index (old, head) == g_ptr_array_index (rows, head))
    head++;
  while (tail < shorter - head &&
         g_ptr_array_index (old, old->len - 1 - tail) == g_ptr_array_index (rows, rows->len - 1 - tail))
    tail++;

  self->rows = rows;
  self->sections = sections;

  if (head + tail < MAX (old->len, rows->len))
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail, rows->len - head - tail);
  if (rows->len > 0 && !sections_equal (old_sections, sections))
    gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), 0, rows->len);
}

static void
show_kept (ChiosaAnnotationModel *self)
{
  g_autoptr (GPtrArray) collected = collect_sections (self);
  GPtrArray *rows = g_ptr_array_new_full (self->kept->len, (GDestroyNotify) chiosa_annotation_unref);
  GArray *sections = g_array_new (FALSE, FALSE, sizeof (Section));

  for (guint i = 0; i < collected->len; i++)
    {
      GPtrArray *members = g_ptr_array_index (collected, i);
      Section section = { rows->len, rows->len + members->len };

      for (guint k = 0; k < members->len; k++)
        g_ptr_array_add (rows, chiosa_annotation_ref (g_ptr_array_index (members, k)));

      if (members->len > 0)
        g_array_append_val (sections, section);
    }

  replace_rows (self, rows, sections);
  g_signal_emit (self, signals[REFRESHED], 0);
}

/* --- The run ------------------------------------------------------------------------------------------------------------ */

static void
end_run (ChiosaAnnotationModel *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->kept, g_ptr_array_unref);
  g_clear_pointer (&self->all, g_ptr_array_unref);
}

/* First what the list needs, then what the count needs. */
static gboolean
run_slice (gpointer user_data)
{
  ChiosaAnnotationModel *self = user_data;
  gint64 until = g_get_monotonic_time () + SLICE;

  while (self->at < self->all->len)
    {
      ChiosaAnnotation *annotation = g_ptr_array_index (self->all, self->at++);

      if (self->counting)
        self->tally += chiosa_annotation_model_is_incomplete (self, annotation->id);
      else if (is_wanted (self, annotation))
        g_ptr_array_add (self->kept, annotation);

      if (g_get_monotonic_time () > until)
        return G_SOURCE_CONTINUE;
    }

  if (!self->counting)
    {
      self->counting = TRUE;
      self->at = 0;
      show_kept (self);
      return G_SOURCE_CONTINUE;
    }

  self->source = 0;
  self->n_incomplete = self->tally;
  end_run (self);
  g_signal_emit (self, signals[COUNTED], 0);

  return G_SOURCE_REMOVE;
}

static void
add_all (GPtrArray *all,
         GPtrArray *annotations)
{
  for (guint i = 0; i < annotations->len; i++)
    g_ptr_array_add (all, chiosa_annotation_ref (g_ptr_array_index (annotations, i)));
}

static void
begin_run (ChiosaAnnotationModel *self)
{
  g_autoptr (GPtrArray) live = chiosa_document_list (self->document);
  g_autoptr (GPtrArray) detached = chiosa_document_list_detached (self->document);

  self->all = g_ptr_array_new_full (live->len + detached->len, (GDestroyNotify) chiosa_annotation_unref);
  add_all (self->all, live);
  add_all (self->all, detached);
  self->kept = g_ptr_array_new ();
  self->at = 0;
  self->tally = 0;
  self->counting = FALSE;
  self->n_incomplete = -1;
  self->source = g_idle_add_full (G_PRIORITY_LOW, run_slice, self, NULL);
}

/* What asks nothing of the single annotation is on the screen at once. */
static void
keep_all (ChiosaAnnotationModel *self)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      ChiosaAnnotation *annotation = g_ptr_array_index (self->all, i);

      if (self->filter == CHIOSA_LIST_ALL || annotation->state == CHIOSA_STATE_DETACHED)
        g_ptr_array_add (self->kept, annotation);
    }

  self->counting = TRUE;
  show_kept (self);
}

/* --- Objects ------------------------------------------------------------------------------------------------------------- */

static void
chiosa_annotation_item_finalize (GObject *object)
{
  chiosa_annotation_unref (CHIOSA_ANNOTATION_ITEM (object)->annotation);

  G_OBJECT_CLASS (chiosa_annotation_item_parent_class)->finalize (object);
}

static void
chiosa_annotation_item_class_init (ChiosaAnnotationItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = chiosa_annotation_item_finalize;
}

static void
chiosa_annotation_item_init (ChiosaAnnotationItem *self)
{
}

static GType
chiosa_annotation_model_get_item_type (GListModel *list)
{
  return CHIOSA_TYPE_ANNOTATION_ITEM;
}

static guint
chiosa_annotation_model_get_n_items (GListModel *list)
{
  return CHIOSA_ANNOTATION_MODEL (list)->rows->len;
}

static gpointer
chiosa_annotation_model_get_item (GListModel *list,
                                  guint       position)
{
  ChiosaAnnotationModel *self = CHIOSA_ANNOTATION_MODEL (list);
  ChiosaAnnotationItem *item;

  if (position >= self->rows->len)
    return NULL;

  item = g_object_new (CHIOSA_TYPE_ANNOTATION_ITEM, NULL);
  item->annotation = chiosa_annotation_ref (g_ptr_array_index (self->rows, position));

  return item;
}

static void
chiosa_annotation_model_get_section (GtkSectionModel *model,
                                     guint            position,
                                     guint           *start,
                                     guint           *end)
{
  ChiosaAnnotationModel *self = CHIOSA_ANNOTATION_MODEL (model);

  for (guint i = 0; i < self->sections->len; i++)
    {
      const Section *section = &g_array_index (self->sections, Section, i);

      if (position < section->end)
        {
          *start = section->start;
          *end = section->end;
          return;
        }
    }

  *start = self->rows->len;
  *end = G_MAXUINT;
}

static void
chiosa_annotation_model_list_init (GListModelInterface *iface)
{
  iface->get_item_type = chiosa_annotation_model_get_item_type;
  iface->get_n_items = chiosa_annotation_model_get_n_items;
  iface->get_item = chiosa_annotation_model_get_item;
}

static void
chiosa_annotation_model_section_init (GtkSectionModelInterface *iface)
{
  iface->get_section = chiosa_annotation_model_get_section;
}

static void
chiosa_annotation_model_finalize (GObject *object)
{
  ChiosaAnnotationModel *self = CHIOSA_ANNOTATION_MODEL (object);

  end_run (self);
  g_clear_object (&self->document);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->sections, g_array_unref);
  g_clear_pointer (&self->incomplete, g_hash_table_unref);

  G_OBJECT_CLASS (chiosa_annotation_model_parent_class)->finalize (object);
}

static void
chiosa_annotation_model_class_init (ChiosaAnnotationModelClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = chiosa_annotation_model_finalize;

  signals[REFRESHED] = g_signal_new ("refreshed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[COUNTED] = g_signal_new ("counted", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
chiosa_annotation_model_init (ChiosaAnnotationModel *self)
{
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) chiosa_annotation_unref);
  self->sections = g_array_new (FALSE, FALSE, sizeof (Section));
  self->incomplete = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->n_incomplete = -1;
}

/* --- Public ----------------------------------------------------------------------------------------------------------------- */

/**
 * chiosa_annotation_item_get:
 * @self: an item of the list
 *
 * Returns: (transfer none): the annotation as it was when the list was made
 */
const ChiosaAnnotation *
chiosa_annotation_item_get (ChiosaAnnotationItem *self)
{
  return self->annotation;
}

ChiosaAnnotationModel *
chiosa_annotation_model_new (void)
{
  return g_object_new (CHIOSA_TYPE_ANNOTATION_MODEL, NULL);
}

/**
 * chiosa_annotation_model_set_document:
 * @self: the list
 * @document: (nullable): whose annotations to show; the list is empty until the next refresh
 */
void
chiosa_annotation_model_set_document (ChiosaAnnotationModel *self,
                                      ChiosaDocument        *document)
{
  end_run (self);
  g_set_object (&self->document, document);
  g_hash_table_remove_all (self->incomplete);
  self->n_incomplete = -1;
  replace_rows (self, g_ptr_array_new_with_free_func ((GDestroyNotify) chiosa_annotation_unref),
                g_array_new (FALSE, FALSE, sizeof (Section)));
}

/**
 * chiosa_annotation_model_set_filter:
 * @self: the list
 * @filter: what to show from the next refresh on
 */
void
chiosa_annotation_model_set_filter (ChiosaAnnotationModel *self,
                                    ChiosaListFilter       filter)
{
  self->filter = filter;
}

/**
 * chiosa_annotation_model_set_search:
 * @self: the list
 * @search: (nullable): what words, note or label must contain from the next refresh on; case does not matter
 */
void
chiosa_annotation_model_set_search (ChiosaAnnotationModel *self,
                                    const char            *search)
{
  g_clear_pointer (&self->search, g_free);

  if (search != NULL && *search != '\0')
    self->search = g_utf8_casefold (search, -1);
}

/**
 * chiosa_annotation_model_refresh:
 * @self: the list
 *
 * Brings the list up to date with the document: at once where all annotations of a kind are wanted, else in slices;
 * "refreshed" tells when. Then counts what is incomplete.
 */
void
chiosa_annotation_model_refresh (ChiosaAnnotationModel *self)
{
  end_run (self);
  g_hash_table_remove_all (self->incomplete);

  if (self->document == NULL)
    return;

  begin_run (self);

  if (self->search == NULL && self->filter != CHIOSA_LIST_INCOMPLETE)
    keep_all (self);
}

/**
 * chiosa_annotation_model_stop:
 * @self: the list
 *
 * Ends what a refresh has begun; the list stays as it is.
 */
void
chiosa_annotation_model_stop (ChiosaAnnotationModel *self)
{
  end_run (self);
}

guint
chiosa_annotation_model_find (ChiosaAnnotationModel *self,
                              const char            *id)
{
  for (guint i = 0; id != NULL && i < self->rows->len; i++)
    {
      const ChiosaAnnotation *annotation = g_ptr_array_index (self->rows, i);

      if (g_str_equal (annotation->id, id))
        return i;
    }

  return GTK_INVALID_LIST_POSITION;
}

/**
 * chiosa_annotation_model_is_incomplete:
 * @self: the list
 * @id: an annotation
 *
 * Looked up once between two refreshes.
 *
 * Returns: whether something is missing or odd about it
 */
gboolean
chiosa_annotation_model_is_incomplete (ChiosaAnnotationModel *self,
                                       const char            *id)
{
  g_autoptr (GPtrArray) findings = NULL;
  gpointer known;

  if (g_hash_table_lookup_extended (self->incomplete, id, NULL, &known))
    return GPOINTER_TO_INT (known);

  findings = chiosa_completeness_check_one (self->document, id);
  g_hash_table_insert (self->incomplete, g_strdup (id), GINT_TO_POINTER (findings->len > 0));

  return findings->len > 0;
}

int
chiosa_annotation_model_get_n_incomplete (ChiosaAnnotationModel *self)
{
  return self->n_incomplete;
}

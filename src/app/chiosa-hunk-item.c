/* chiosa-hunk-item.c
 *
 * One place where two versions of a text differ from what they had in common, and the choice about it. How the places are found is
 * chiosa_text_merge()'s business, how one looks ChiosaHunkRow's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-hunk-item.h"

#include "chiosa-diff-lines.h"

#define AROUND     60     /* code points of the paragraph that are shown on either side */
#define MAX_BEFORE 400    /* code points of what stood there before */

struct _ChiosaHunkItem
{
  GObject            parent_instance;

  ChiosaMergeHunk    hunk;
  guint              index;      /* in the list of all */
  ChiosaText        *base;
  ChiosaText        *mine;
  ChiosaText        *theirs;
  ChiosaMergeChoice  choice;
  gboolean           decided;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaHunkItem, chiosa_hunk_item, G_TYPE_OBJECT)

static void
chiosa_hunk_item_finalize (GObject *object)
{
  ChiosaHunkItem *self = CHIOSA_HUNK_ITEM (object);

  g_clear_pointer (&self->base, chiosa_text_free);
  g_clear_pointer (&self->mine, chiosa_text_free);
  g_clear_pointer (&self->theirs, chiosa_text_free);

  G_OBJECT_CLASS (chiosa_hunk_item_parent_class)->finalize (object);
}

static void
chiosa_hunk_item_class_init (ChiosaHunkItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = chiosa_hunk_item_finalize;

  signals[CHOSEN] =
    g_signal_new ("chosen", CHIOSA_TYPE_HUNK_ITEM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
chiosa_hunk_item_init (ChiosaHunkItem *self)
{
}

GListStore *
chiosa_hunk_items_new (const GArray     *hunks,
                       const ChiosaText *base,
                       const ChiosaText *mine,
                       const ChiosaText *theirs)
{
  GListStore *items = g_list_store_new (CHIOSA_TYPE_HUNK_ITEM);

  for (guint i = 0; i < hunks->len; i++)
    {
      const ChiosaMergeHunk *hunk = &g_array_index (hunks, ChiosaMergeHunk, i);
      g_autoptr (ChiosaHunkItem) item = NULL;

      if (hunk->kind == CHIOSA_HUNK_SAME)
        continue;

      item = g_object_new (CHIOSA_TYPE_HUNK_ITEM, NULL);
      item->hunk = *hunk;
      item->index = i;
      item->base = chiosa_text_copy (base);
      item->mine = chiosa_text_copy (mine);
      item->theirs = chiosa_text_copy (theirs);
      item->choice = hunk->kind == CHIOSA_HUNK_THEIRS ? CHIOSA_CHOICE_THEIRS : CHIOSA_CHOICE_MINE;
      item->decided = hunk->kind != CHIOSA_HUNK_CONFLICT;
      g_list_store_append (items, item);
    }

  return items;
}

GArray *
chiosa_hunk_items_list_choices (GListModel   *items,
                                const GArray *hunks)
{
  GArray *choices = g_array_sized_new (FALSE, TRUE, sizeof (ChiosaMergeChoice), hunks->len);

  g_array_set_size (choices, hunks->len);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (ChiosaHunkItem) item = g_list_model_get_item (items, i);

      g_array_index (choices, ChiosaMergeChoice, item->index) = item->choice;
    }

  return choices;
}

ChiosaHunkKind
chiosa_hunk_item_get_kind (ChiosaHunkItem *self)
{
  return self->hunk.kind;
}

gboolean
chiosa_hunk_item_get_decided (ChiosaHunkItem *self)
{
  return self->decided;
}

ChiosaMergeChoice
chiosa_hunk_item_get_choice (ChiosaHunkItem *self)
{
  return self->choice;
}

static gboolean
has_choice (ChiosaHunkItem    *self,
            ChiosaMergeChoice  choice)
{
  switch (self->hunk.kind)
    {
    case CHIOSA_HUNK_CONFLICT:
      return TRUE;
    case CHIOSA_HUNK_MINE:
      return choice == CHIOSA_CHOICE_MINE || choice == CHIOSA_CHOICE_BASE;
    case CHIOSA_HUNK_THEIRS:
      return choice == CHIOSA_CHOICE_THEIRS || choice == CHIOSA_CHOICE_BASE;
    default:
      return FALSE;
    }
}

void
chiosa_hunk_item_choose (ChiosaHunkItem    *self,
                         ChiosaMergeChoice  choice)
{
  if (!has_choice (self, choice) || (self->decided && self->choice == choice))
    return;

  self->choice = choice;
  self->decided = TRUE;
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* Where the words around the place begin and end, in the common text. */
static void
find_around (ChiosaHunkItem *self,
             gsize          *start,
             gsize          *end)
{
  const ChiosaSpan *span = &self->hunk.base;

  *start = MAX (chiosa_text_paragraph_start (self->base, span->start), span->start - MIN (span->start, AROUND));
  *end = MIN (chiosa_text_paragraph_end (self->base, span->end), span->end + AROUND);
  *end = MAX (*end, span->end);
}

static ChiosaText *
make_choice (ChiosaHunkItem    *self,
             ChiosaMergeChoice  choice)
{
  const ChiosaSpan *mine = &self->hunk.mine, *theirs = &self->hunk.theirs, *base = &self->hunk.base;
  g_autofree char *before = NULL, *after = NULL, *first = NULL, *second = NULL;
  g_autofree char *all = NULL;
  gsize start, end;

  find_around (self, &start, &end);
  before = chiosa_text_get_slice (self->base, start, base->start);
  after = chiosa_text_get_slice (self->base, base->end, end);

  if (choice == CHIOSA_CHOICE_MINE || choice == CHIOSA_CHOICE_MINE_THEN_THEIRS)
    first = chiosa_text_get_slice (self->mine, mine->start, mine->end);
  else if (choice == CHIOSA_CHOICE_BASE)
    first = chiosa_text_get_slice (self->base, base->start, base->end);
  if (choice == CHIOSA_CHOICE_THEIRS || choice == CHIOSA_CHOICE_MINE_THEN_THEIRS)
    second = chiosa_text_get_slice (self->theirs, theirs->start, theirs->end);

  all = g_strconcat (before, first != NULL ? first : "", second != NULL ? second : "", after, NULL);
  return chiosa_text_new (all, -1);
}

GListStore *
chiosa_hunk_item_list_lines (ChiosaHunkItem    *self,
                             ChiosaMergeChoice  choice)
{
  g_autoptr (ChiosaText) before = make_choice (self, CHIOSA_CHOICE_BASE);
  g_autoptr (ChiosaText) after = make_choice (self, choice);

  return chiosa_diff_lines_new (before, after);
}

char *
chiosa_hunk_item_dup_before (ChiosaHunkItem *self)
{
  g_autoptr (ChiosaText) before = make_choice (self, CHIOSA_CHOICE_BASE);
  g_autofree char *head = chiosa_text_get_slice (before, 0, MAX_BEFORE);

  if (chiosa_text_get_length (before) <= MAX_BEFORE)
    return g_steal_pointer (&head);

  return g_strconcat (head, "…", NULL);
}

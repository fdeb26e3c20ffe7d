/* chiosa-hunk-row.c
 *
 * One place where two versions of a text differ: for a conflict four choices with their keys, for a change of one side whether it is
 * taken. Which places there are is ChiosaHunkItem's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-hunk-row.h"

#include "chiosa-diff-row.h"

#include <glib/gi18n.h>

#define MAX_LINES 8        /* of a change; more is not needed to choose */
#define CHOICE_KEY "chiosa-choice"

struct _ChiosaHunkRow
{
  GtkWidget       parent_instance;

  ChiosaHunkItem *item;
  GPtrArray      *buttons;     /* GtkCheckButton, borrowed */
  gboolean        updating;
};

G_DEFINE_FINAL_TYPE (ChiosaHunkRow, chiosa_hunk_row, GTK_TYPE_WIDGET)

static void
clear (ChiosaHunkRow *self)
{
  GtkWidget *child;

  g_ptr_array_set_size (self->buttons, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
}

static ChiosaMergeChoice
get_choice (GtkCheckButton *button)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), CHOICE_KEY));
}

static void
update_buttons (ChiosaHunkRow *self)
{
  gboolean conflict = chiosa_hunk_item_get_kind (self->item) == CHIOSA_HUNK_CONFLICT;
  gboolean decided = chiosa_hunk_item_get_decided (self->item);

  self->updating = TRUE;
  for (guint i = 0; i < self->buttons->len; i++)
    {
      GtkCheckButton *button = g_ptr_array_index (self->buttons, i);
      gboolean chosen = chiosa_hunk_item_get_choice (self->item) == get_choice (button);

      gtk_check_button_set_active (button, conflict ? decided && chosen : chosen);
    }
  self->updating = FALSE;
}

static void
toggled_cb (ChiosaHunkRow  *self,
            GtkCheckButton *button)
{
  ChiosaMergeChoice choice = get_choice (button);

  if (self->updating || self->item == NULL)
    return;

  if (gtk_check_button_get_active (button))
    chiosa_hunk_item_choose (self->item, choice);
  else if (chiosa_hunk_item_get_kind (self->item) != CHIOSA_HUNK_CONFLICT)
    chiosa_hunk_item_choose (self->item, CHIOSA_CHOICE_BASE);
}

static void
add_label (GtkWidget  *box,
           const char *text,
           const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_lines (GtkWidget  *box,
           GListModel *lines)
{
  guint n = g_list_model_get_n_items (lines);

  for (guint i = 0; i < MIN (n, MAX_LINES); i++)
    {
      g_autoptr (ChiosaDiffLine) line = g_list_model_get_item (lines, i);
      GtkWidget *row = chiosa_diff_row_new ();

      g_object_set (row, "narrow", TRUE, NULL);
      chiosa_diff_row_show (CHIOSA_DIFF_ROW (row), line);
      gtk_box_append (GTK_BOX (box), row);
    }
  if (n > MAX_LINES)
    {
      g_autofree char *more = g_strdup_printf (ngettext ("%u more line", "%u more lines", n - MAX_LINES), n - MAX_LINES);

      add_label (box, more, "dim-label");
    }
}

static GtkWidget *
add_button (ChiosaHunkRow     *self,
            ChiosaMergeChoice  choice,
            const char        *key,
            const char        *name)
{
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *heading = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *keycap;

  if (key != NULL)
    {
      keycap = g_object_new (GTK_TYPE_LABEL, "label", key, "css-name", "keycap",
                             "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
      gtk_box_append (GTK_BOX (heading), keycap);
    }
  add_label (heading, name, "heading");
  gtk_box_append (GTK_BOX (box), heading);

  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (button), CHOICE_KEY, GUINT_TO_POINTER (choice));
  if (self->buttons->len > 0)
    gtk_check_button_set_group (GTK_CHECK_BUTTON (button), g_ptr_array_index (self->buttons, 0));
  g_ptr_array_add (self->buttons, button);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (button, GTK_WIDGET (self));

  return box;
}

static void
add_side (ChiosaHunkRow     *self,
          ChiosaMergeChoice  choice,
          const char        *key,
          const char        *name)
{
  GtkWidget *box = add_button (self, choice, key, name);
  g_autoptr (GListStore) lines = chiosa_hunk_item_list_lines (self->item, choice);

  add_lines (box, G_LIST_MODEL (lines));
}

static void
show_conflict (ChiosaHunkRow *self,
               const char    *mine_name,
               const char    *theirs_name)
{
  g_autofree char *before = chiosa_hunk_item_dup_before (self->item);
  /* Translators: both sides of a conflict, one after the other: “Mine, Then Theirs” */
  g_autofree char *both = g_strdup_printf (_("%s, Then %s"), mine_name, theirs_name);

  add_side (self, CHIOSA_CHOICE_MINE, "1", mine_name);
  add_side (self, CHIOSA_CHOICE_THEIRS, "2", theirs_name);
  add_label (add_button (self, CHIOSA_CHOICE_BASE, "3", _("As It Was Before")), before, NULL);
  add_button (self, CHIOSA_CHOICE_MINE_THEN_THEIRS, "4", both);
}

static void
show_change (ChiosaHunkRow *self,
             const char    *mine_name,
             const char    *theirs_name)
{
  ChiosaHunkKind kind = chiosa_hunk_item_get_kind (self->item);
  ChiosaMergeChoice choice = kind == CHIOSA_HUNK_THEIRS ? CHIOSA_CHOICE_THEIRS : CHIOSA_CHOICE_MINE;

  if (kind == CHIOSA_HUNK_BOTH)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
      g_autoptr (GListStore) lines = chiosa_hunk_item_list_lines (self->item, choice);

      add_label (box, _("The Same Change on Both Sides"), "heading");
      add_lines (box, G_LIST_MODEL (lines));
      gtk_widget_set_parent (box, GTK_WIDGET (self));
    }
  else
    {
      add_side (self, choice, NULL, kind == CHIOSA_HUNK_THEIRS ? theirs_name : mine_name);
    }
}

static void
chiosa_hunk_row_dispose (GObject *object)
{
  ChiosaHunkRow *self = CHIOSA_HUNK_ROW (object);

  clear (self);
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (chiosa_hunk_row_parent_class)->dispose (object);
}

static void
chiosa_hunk_row_finalize (GObject *object)
{
  g_ptr_array_unref (CHIOSA_HUNK_ROW (object)->buttons);

  G_OBJECT_CLASS (chiosa_hunk_row_parent_class)->finalize (object);
}

static void
chiosa_hunk_row_class_init (ChiosaHunkRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_hunk_row_dispose;
  G_OBJECT_CLASS (klass)->finalize = chiosa_hunk_row_finalize;

  gtk_widget_class_set_css_name (widget_class, "hunkrow");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
chiosa_hunk_row_init (ChiosaHunkRow *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 6);
  self->buttons = g_ptr_array_new ();
}

GtkWidget *
chiosa_hunk_row_new (void)
{
  return g_object_new (CHIOSA_TYPE_HUNK_ROW, NULL);
}

/**
 * chiosa_hunk_row_show:
 * @self: a row
 * @item: (nullable): what it shows
 * @mine_name: what the one side is called, in header capitalization
 * @theirs_name: what the other side is called
 */
void
chiosa_hunk_row_show (ChiosaHunkRow  *self,
                      ChiosaHunkItem *item,
                      const char     *mine_name,
                      const char     *theirs_name)
{
  clear (self);
  if (self->item != NULL)
    g_signal_handlers_disconnect_by_data (self->item, self);
  g_set_object (&self->item, item);
  if (item == NULL)
    return;

  if (chiosa_hunk_item_get_kind (item) == CHIOSA_HUNK_CONFLICT)
    show_conflict (self, mine_name, theirs_name);
  else
    show_change (self, mine_name, theirs_name);
  g_signal_connect_object (item, "chosen", G_CALLBACK (update_buttons), self, G_CONNECT_SWAPPED);
  update_buttons (self);
}

/**
 * chiosa_hunk_row_get_item:
 * @self: a row
 *
 * Returns: (nullable): what it shows
 */
ChiosaHunkItem *
chiosa_hunk_row_get_item (ChiosaHunkRow *self)
{
  return self->item;
}

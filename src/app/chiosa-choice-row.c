/* chiosa-choice-row.c
 *
 * A row to choose one of a few tags: labels of a type, values of an attribute. A digit chooses without opening the list,
 * which shows the digits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-choice-row.h"

#include <glib/gi18n.h>

struct _ChiosaChoiceRow
{
  AdwComboRow    parent_instance;

  GtkStringList *names;
  GPtrArray     *ids;        /* owned strings, as the names are */
  guint          n_tags;     /* one id may follow that is no tag */
  gboolean       updating;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaChoiceRow, chiosa_choice_row, ADW_TYPE_COMBO_ROW)

static void
on_selected (ChiosaChoiceRow *self)
{
  const char *id = chiosa_choice_row_get_id (self);

  if (!self->updating && id != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, id);
}

/* The list closes when one is chosen by its digit. */
static void
close_list (ChiosaChoiceRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *popover = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  if (popover != NULL && gtk_widget_is_ancestor (popover, GTK_WIDGET (self)))
    gtk_popover_popdown (GTK_POPOVER (popover));
}

static gboolean
on_key (ChiosaChoiceRow *self,
        guint            keyval,
        guint            keycode,
        GdkModifierType  state)
{
  int digit = g_unichar_digit_value (gdk_keyval_to_unicode (keyval));

  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || digit < 1 || digit > (int) self->n_tags)
    return GDK_EVENT_PROPAGATE;

  adw_combo_row_set_selected (ADW_COMBO_ROW (self), digit - 1);
  close_list (self);

  return GDK_EVENT_STOP;
}

/* --- Rows of the list --------------------------------------------------------------------------------------------------- */

static void
update_check (GtkListItem *item)
{
  ChiosaChoiceRow *self = g_object_get_data (G_OBJECT (item), "row");
  GtkWidget *check = gtk_widget_get_last_child (gtk_list_item_get_child (item));
  gboolean selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self)) == gtk_list_item_get_position (item);

  gtk_widget_set_opacity (check, selected ? 1 : 0);
}

static void
setup_item (GtkSignalListItemFactory *factory,
            GtkListItem              *item,
            ChiosaChoiceRow          *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (NULL);
  GtkWidget *digit = gtk_label_new (NULL);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_add_css_class (digit, "dim-label");
  gtk_widget_add_css_class (digit, "numeric");
  gtk_accessible_update_state (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);

  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), digit);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_item_set_child (item, box);
  g_object_set_data (G_OBJECT (item), "row", self);
}

static void
bind_item (GtkSignalListItemFactory *factory,
           GtkListItem              *item,
           ChiosaChoiceRow          *self)
{
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *digit = gtk_widget_get_next_sibling (name);
  guint position = gtk_list_item_get_position (item);
  char text[2] = { position < MIN (self->n_tags, 9) ? '1' + position : '\0', '\0' };

  gtk_label_set_label (GTK_LABEL (name), gtk_string_list_get_string (self->names, position));
  gtk_label_set_label (GTK_LABEL (digit), text);
  update_check (item);
  g_signal_connect_object (self, "notify::selected", G_CALLBACK (update_check), item, G_CONNECT_SWAPPED);
}

static void
unbind_item (GtkSignalListItemFactory *factory,
             GtkListItem              *item,
             ChiosaChoiceRow          *self)
{
  g_signal_handlers_disconnect_by_func (self, update_check, item);
}

/* --- Object -------------------------------------------------------------------------------------------------------------- */

static void
chiosa_choice_row_finalize (GObject *object)
{
  ChiosaChoiceRow *self = CHIOSA_CHOICE_ROW (object);

  g_clear_object (&self->names);
  g_clear_pointer (&self->ids, g_ptr_array_unref);

  G_OBJECT_CLASS (chiosa_choice_row_parent_class)->finalize (object);
}

static void
chiosa_choice_row_class_init (ChiosaChoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = chiosa_choice_row_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
chiosa_choice_row_init (ChiosaChoiceRow *self)
{
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->names = gtk_string_list_new (NULL);
  self->ids = g_ptr_array_new_with_free_func (g_free);

  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_item), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_item), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (factory, "unbind", G_CALLBACK (unbind_item), self, G_CONNECT_DEFAULT);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (self->names));
  adw_combo_row_set_list_factory (ADW_COMBO_ROW (self), factory);
  g_signal_connect (self, "notify::selected", G_CALLBACK (on_selected), NULL);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

GtkWidget *
chiosa_choice_row_new (void)
{
  return g_object_new (CHIOSA_TYPE_CHOICE_ROW, NULL);
}

/**
 * chiosa_choice_row_set_tags:
 * @self: a row
 * @tags: (array length=n_tags): what there is to choose from; copied
 * @n_tags: how many
 */
void
chiosa_choice_row_set_tags (ChiosaChoiceRow *self,
                            const ChiosaTag *tags,
                            guint            n_tags)
{
  self->updating = TRUE;
  gtk_string_list_splice (self->names, 0, self->ids->len, NULL);
  g_ptr_array_set_size (self->ids, 0);

  for (guint i = 0; i < n_tags; i++)
    {
      g_ptr_array_add (self->ids, g_strdup (tags[i].id));
      gtk_string_list_append (self->names, tags[i].name);
    }

  self->n_tags = n_tags;
  adw_combo_row_set_selected (ADW_COMBO_ROW (self), GTK_INVALID_LIST_POSITION);
  self->updating = FALSE;
}

/**
 * chiosa_choice_row_show:
 * @self: a row
 * @id: what is chosen
 *
 * Shows a choice without saying that the user made it.
 */
void
chiosa_choice_row_show (ChiosaChoiceRow *self,
                        const char      *id)
{
  guint position = GTK_INVALID_LIST_POSITION;

  self->updating = TRUE;

  if (self->ids->len > self->n_tags && g_strcmp0 (g_ptr_array_index (self->ids, self->n_tags), id) != 0)
    {
      gtk_string_list_remove (self->names, self->n_tags);
      g_ptr_array_set_size (self->ids, self->n_tags);
    }

  for (guint i = 0; i < self->ids->len; i++)
    if (g_str_equal (g_ptr_array_index (self->ids, i), id))
      position = i;

  if (position == GTK_INVALID_LIST_POSITION && *id != '\0')
    {
      /* Translators: a label or value in a file that the tag set does not have; %s is its id */
      g_autofree char *name = g_strdup_printf (_("%s (unknown)"), id);

      position = self->ids->len;
      g_ptr_array_add (self->ids, g_strdup (id));
      gtk_string_list_append (self->names, name);
    }

  adw_combo_row_set_selected (ADW_COMBO_ROW (self), position);
  self->updating = FALSE;
}

/**
 * chiosa_choice_row_get_id:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what is chosen
 */
const char *
chiosa_choice_row_get_id (ChiosaChoiceRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  return selected < self->ids->len ? g_ptr_array_index (self->ids, selected) : NULL;
}

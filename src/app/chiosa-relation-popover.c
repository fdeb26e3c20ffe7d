/* chiosa-relation-popover.c
 *
 * Asks which of several relations joins two annotations.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-relation-popover.h"

#include <glib/gi18n.h>

struct _ChiosaRelationPopover
{
  GtkPopover  parent_instance;

  GtkListBox *list;
  GPtrArray  *ids;    /* char*, one for each row */
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaRelationPopover, chiosa_relation_popover, GTK_TYPE_POPOVER)

static void
choose (ChiosaRelationPopover *self,
        guint                  index)
{
  g_autofree char *id = NULL;

  if (index >= self->ids->len)
    return;

  id = g_strdup (g_ptr_array_index (self->ids, index));
  gtk_popover_popdown (GTK_POPOVER (self));
  g_signal_emit (self, signals[CHOSEN], 0, id);
}

static void
on_row_activated (ChiosaRelationPopover *self,
                  GtkListBoxRow         *row)
{
  choose (self, gtk_list_box_row_get_index (row));
}

static gboolean
on_key_pressed (ChiosaRelationPopover *self,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state)
{
  gunichar c = gdk_keyval_to_unicode (keyval);

  if (c < '1' || c > '9')
    return FALSE;

  choose (self, c - '1');
  return TRUE;
}

static GtkWidget *
make_row (const ChiosaRelationType *type,
          guint                     number)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *name = gtk_label_new (type->tag.name);
  g_autofree char *digit = g_strdup_printf ("%u", number);
  GtkWidget *key = gtk_label_new (digit);

  gtk_widget_set_hexpand (name, TRUE);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_widget_add_css_class (key, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  if (number <= 9)
    gtk_box_append (GTK_BOX (box), key);

  return box;
}

static void
chiosa_relation_popover_finalize (GObject *object)
{
  ChiosaRelationPopover *self = CHIOSA_RELATION_POPOVER (object);

  g_ptr_array_unref (self->ids);

  G_OBJECT_CLASS (chiosa_relation_popover_parent_class)->finalize (object);
}

static void
chiosa_relation_popover_class_init (ChiosaRelationPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = chiosa_relation_popover_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
chiosa_relation_popover_init (ChiosaRelationPopover *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "navigation-sidebar");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Relation"), -1);
  gtk_popover_set_child (GTK_POPOVER (self), GTK_WIDGET (self->list));
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (on_row_activated), self);

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * chiosa_relation_popover_new:
 * @types: (element-type ChiosaRelationType): what to choose from
 *
 * Returns: a popover, to be given a parent and popped up
 */
GtkWidget *
chiosa_relation_popover_new (GPtrArray *types)
{
  ChiosaRelationPopover *self = g_object_new (CHIOSA_TYPE_RELATION_POPOVER, NULL);

  for (guint i = 0; i < types->len; i++)
    {
      const ChiosaRelationType *type = g_ptr_array_index (types, i);

      g_ptr_array_add (self->ids, g_strdup (type->tag.id));
      gtk_list_box_append (self->list, make_row (type, i + 1));
    }

  return GTK_WIDGET (self);
}

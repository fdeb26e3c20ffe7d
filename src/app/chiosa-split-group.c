/* chiosa-split-group.c
 *
 * Into which parts a data set is divided: the usual three, or others, by what, from which seed. Dividing is ChiosaSplit's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-split-group.h"

#include <glib/gi18n.h>

/* The order of the rows' models. */
typedef enum
{
  PARTS_OFF,
  PARTS_USUAL,
  PARTS_CUSTOM,
} Parts;

static const char *const keys[] = { "article", "date", "publisher", "author" };

struct _ChiosaSplitGroup
{
  AdwPreferencesGroup  parent_instance;

  AdwComboRow         *parts;
  AdwEntryRow         *custom;
  AdwComboRow         *by;
  AdwSwitchRow        *stratify;
  AdwSpinRow          *seed;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaSplitGroup, chiosa_split_group, ADW_TYPE_PREFERENCES_GROUP)

static ChiosaSplit *
make (ChiosaSplitGroup  *self,
      GError           **error)
{
  gboolean custom = adw_combo_row_get_selected (self->parts) == PARTS_CUSTOM;
  const char *parts = custom ? gtk_editable_get_text (GTK_EDITABLE (self->custom)) : "train=80,validation=10,test=10";

  return chiosa_split_new (parts, (guint64) adw_spin_row_get_value (self->seed),
                           keys[MIN (adw_combo_row_get_selected (self->by), G_N_ELEMENTS (keys) - 1)],
                           adw_switch_row_get_active (self->stratify), error);
}

static void
show_validity (ChiosaSplitGroup *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaSplit) split = make (self, &error);

  if (split != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->custom), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->custom), "error");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->custom), error != NULL ? error->message : NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->custom), GTK_ACCESSIBLE_STATE_INVALID,
                               split != NULL ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

static void
custom_changed_cb (ChiosaSplitGroup *self)
{
  show_validity (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
parts_changed_cb (ChiosaSplitGroup *self)
{
  guint parts = adw_combo_row_get_selected (self->parts);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->parts),
                               parts == PARTS_USUAL ? _("For training, for validation, for the test") : "");
  gtk_widget_set_visible (GTK_WIDGET (self->custom), parts == PARTS_CUSTOM);
  gtk_widget_set_visible (GTK_WIDGET (self->by), parts != PARTS_OFF);
  gtk_widget_set_visible (GTK_WIDGET (self->stratify), parts != PARTS_OFF);
  gtk_widget_set_visible (GTK_WIDGET (self->seed), parts != PARTS_OFF);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
chiosa_split_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CHIOSA_TYPE_SPLIT_GROUP);

  G_OBJECT_CLASS (chiosa_split_group_parent_class)->dispose (object);
}

static void
chiosa_split_group_class_init (ChiosaSplitGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_split_group_dispose;

  signals[CHANGED] = g_signal_new ("changed", CHIOSA_TYPE_SPLIT_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/split-group.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaSplitGroup, parts);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSplitGroup, custom);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSplitGroup, by);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSplitGroup, stratify);
  gtk_widget_class_bind_template_child (widget_class, ChiosaSplitGroup, seed);
  gtk_widget_class_bind_template_callback (widget_class, parts_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, custom_changed_cb);
}

static void
chiosa_split_group_init (ChiosaSplitGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

gboolean
chiosa_split_group_is_on (ChiosaSplitGroup *self)
{
  return adw_combo_row_get_selected (self->parts) != PARTS_OFF;
}

/**
 * chiosa_split_group_make:
 * @self: a group
 * @split: (out) (transfer full) (nullable): what the user has chosen; %NULL for no parts
 * @error: return location
 *
 * Returns: %FALSE when what the user wrote makes no sense
 */
gboolean
chiosa_split_group_make (ChiosaSplitGroup  *self,
                         ChiosaSplit      **split,
                         GError           **error)
{
  *split = NULL;
  if (!chiosa_split_group_is_on (self))
    return TRUE;

  *split = make (self, error);

  return *split != NULL;
}

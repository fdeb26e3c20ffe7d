/* chiosa-notice.c
 *
 * A bar above the article that says what is the matter with it, with up to two buttons. AdwBanner has room for one button and
 * one line; a reason that names a file needs more. Which notices there are is the page's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-notice.h"

struct _ChiosaNotice
{
  GtkWidget  parent_instance;

  GtkWidget *content;
  GtkLabel  *label;
  GtkWidget *buttons;
  char      *id;
};

G_DEFINE_FINAL_TYPE (ChiosaNotice, chiosa_notice, GTK_TYPE_WIDGET)

static void
chiosa_notice_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CHIOSA_TYPE_NOTICE);

  G_OBJECT_CLASS (chiosa_notice_parent_class)->dispose (object);
}

static void
chiosa_notice_finalize (GObject *object)
{
  g_free (CHIOSA_NOTICE (object)->id);

  G_OBJECT_CLASS (chiosa_notice_parent_class)->finalize (object);
}

static void
chiosa_notice_class_init (ChiosaNoticeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = chiosa_notice_dispose;
  object_class->finalize = chiosa_notice_finalize;

  gtk_widget_class_set_css_name (widget_class, "notice");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/notice.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaNotice, content);
  gtk_widget_class_bind_template_child (widget_class, ChiosaNotice, label);
  gtk_widget_class_bind_template_child (widget_class, ChiosaNotice, buttons);
}

static void
chiosa_notice_init (ChiosaNotice *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * chiosa_notice_new:
 * @id: for finding it again
 * @style_class: (nullable): "error" or "warning"
 * @text: a sentence or two
 */
GtkWidget *
chiosa_notice_new (const char *id,
                   const char *style_class,
                   const char *text)
{
  ChiosaNotice *self = g_object_new (CHIOSA_TYPE_NOTICE, NULL);

  self->id = g_strdup (id);
  gtk_label_set_label (self->label, text);
  if (style_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), style_class);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);

  return GTK_WIDGET (self);
}

/**
 * chiosa_notice_get_id:
 * @self: a notice
 *
 * Returns: the id it was made with
 */
const char *
chiosa_notice_get_id (ChiosaNotice *self)
{
  return self->id;
}

/**
 * chiosa_notice_get_text:
 * @self: a notice
 *
 * Returns: what it says
 */
const char *
chiosa_notice_get_text (ChiosaNotice *self)
{
  return gtk_label_get_label (self->label);
}

/**
 * chiosa_notice_add_button:
 * @self: a notice
 * @label: a verb, with mnemonic
 * @detailed_action: an action that can be reached from where the notice stands
 */
void
chiosa_notice_add_button (ChiosaNotice *self,
                          const char   *label,
                          const char   *detailed_action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (button), detailed_action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  adw_wrap_box_append (ADW_WRAP_BOX (self->buttons), button);
}

/* chiosa-preferences-dialog.c
 *
 * What the user can set once and for all. Every row is bound to a setting; who uses it listens to the setting.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-preferences-dialog.h"
#include "chiosa-application.h"

#include <glib/gi18n.h>

struct _ChiosaPreferencesDialog
{
  AdwPreferencesDialog  parent_instance;

  AdwEntryRow          *annotator;
  AdwSwitchRow         *save_text;
  AdwSpinRow           *autosave_interval;
  AdwSwitchRow         *restore_session;
  AdwToggleGroup       *style;
  AdwExpanderRow       *custom_font;
  GtkFontDialogButton  *font;
  AdwSpinRow           *line_height;
  AdwSpinRow           *column_width;
  AdwSwitchRow         *show_arcs;

  GSettings            *settings;
};

G_DEFINE_FINAL_TYPE (ChiosaPreferencesDialog, chiosa_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void
annotator_changed_cb (ChiosaPreferencesDialog *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->annotator));
  gboolean good = name[0] == '\0' || chiosa_application_is_annotator (name);

  if (good)
    gtk_widget_remove_css_class (GTK_WIDGET (self->annotator), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->annotator), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->annotator), GTK_ACCESSIBLE_STATE_INVALID,
                               good ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);
}

static void
annotator_applied_cb (ChiosaPreferencesDialog *self)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (self->annotator));

  if (name[0] == '\0' || chiosa_application_is_annotator (name))
    g_settings_set_string (self->settings, "annotator", name);
}

static gboolean
font_to_description (GValue   *value,
                     GVariant *variant,
                     gpointer  user_data)
{
  g_value_take_boxed (value, pango_font_description_from_string (g_variant_get_string (variant, NULL)));

  return TRUE;
}

static GVariant *
description_to_font (const GValue       *value,
                     const GVariantType *type,
                     gpointer            user_data)
{
  g_autofree char *name = pango_font_description_to_string (g_value_get_boxed (value));

  return g_variant_new_string (name);
}

static void
bind_settings (ChiosaPreferencesDialog *self)
{
  const struct { const char *key; gpointer object; const char *property; } bindings[] = {
    { "save-text-automatically", self->save_text, "active" },
    { "autosave-interval", self->autosave_interval, "value" },
    { "restore-session", self->restore_session, "active" },
    { "style", self->style, "active-name" },
    { "use-custom-font", self->custom_font, "enable-expansion" },
    { "line-height", self->line_height, "value" },
    { "column-width", self->column_width, "value" },
    { "show-arcs", self->show_arcs, "active" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    g_settings_bind (self->settings, bindings[i].key, bindings[i].object, bindings[i].property, G_SETTINGS_BIND_DEFAULT);
  g_settings_bind_with_mapping (self->settings, "custom-font", self->font, "font-desc", G_SETTINGS_BIND_DEFAULT,
                                font_to_description, description_to_font, NULL, NULL);
}

static void
chiosa_preferences_dialog_dispose (GObject *object)
{
  ChiosaPreferencesDialog *self = CHIOSA_PREFERENCES_DIALOG (object);

  g_clear_object (&self->settings);
  gtk_widget_dispose_template (GTK_WIDGET (self), CHIOSA_TYPE_PREFERENCES_DIALOG);

  G_OBJECT_CLASS (chiosa_preferences_dialog_parent_class)->dispose (object);
}

static void
chiosa_preferences_dialog_class_init (ChiosaPreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_preferences_dialog_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaPreferencesDialog, annotator);
  gtk_widget_class_bind_template_child (widget_class, ChiosaPreferencesDialog, save_text);
  gtk_widget_class_bind_template_child (widget_class, ChiosaPreferencesDialog, autosave_interval);
  gtk_widget_class_bind_template_child (widget_class, ChiosaPreferencesDialog, restore_session);
  gtk_widget_class_bind_template_child (widget_class, ChiosaPreferencesDialog, style);
  gtk_widget_class_bind_template_child (widget_class, ChiosaPreferencesDialog, custom_font);
  gtk_widget_class_bind_template_child (widget_class, ChiosaPreferencesDialog, font);
  gtk_widget_class_bind_template_child (widget_class, ChiosaPreferencesDialog, line_height);
  gtk_widget_class_bind_template_child (widget_class, ChiosaPreferencesDialog, column_width);
  gtk_widget_class_bind_template_child (widget_class, ChiosaPreferencesDialog, show_arcs);
  gtk_widget_class_bind_template_callback (widget_class, annotator_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, annotator_applied_cb);
}

static void
chiosa_preferences_dialog_init (ChiosaPreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * chiosa_preferences_dialog_new:
 * @settings: those of Chiosa
 *
 * Returns: a dialog to be presented
 */
AdwDialog *
chiosa_preferences_dialog_new (GSettings *settings)
{
  ChiosaPreferencesDialog *self = g_object_new (CHIOSA_TYPE_PREFERENCES_DIALOG, NULL);
  g_autofree char *annotator = g_settings_get_string (settings, "annotator");

  self->settings = g_object_ref (settings);
  gtk_editable_set_text (GTK_EDITABLE (self->annotator), annotator);
  bind_settings (self);

  return ADW_DIALOG (self);
}

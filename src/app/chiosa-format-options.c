/* chiosa-format-options.c
 *
 * The choices that an exchange format offers, a row each. What they mean is the format's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-format-options.h"

#include <glib/gi18n.h>

struct _ChiosaFormatOptions
{
  AdwPreferencesGroup  parent_instance;

  const ChiosaFormat  *format;
  AdwComboRow         *rows[CHIOSA_FORMAT_MAX_OPTIONS];   /* NULL behind the last */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaFormatOptions, chiosa_format_options, ADW_TYPE_PREFERENCES_GROUP)

static void
selected_cb (ChiosaFormatOptions *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static GtkWidget *
make_row (ChiosaFormatOptions      *self,
          const ChiosaFormatOption *option)
{
  g_autoptr (GtkStringList) values = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();

  for (guint i = 0; i < G_N_ELEMENTS (option->values) && option->values[i] != NULL; i++)
    gtk_string_list_append (values, option->values[i]);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), gettext (option->name));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (values));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);

  return row;
}

static void
chiosa_format_options_class_init (ChiosaFormatOptionsClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", CHIOSA_TYPE_FORMAT_OPTIONS, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
chiosa_format_options_init (ChiosaFormatOptions *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * chiosa_format_options_set_format:
 * @self: a group
 * @format: (nullable): whose choices are shown, at their defaults
 */
void
chiosa_format_options_set_format (ChiosaFormatOptions *self,
                                  const ChiosaFormat  *format)
{
  if (self->format == format)
    return;

  self->format = format;
  for (guint i = 0; i < CHIOSA_FORMAT_MAX_OPTIONS; i++)
    if (self->rows[i] != NULL)
      {
        adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->rows[i]));
        self->rows[i] = NULL;
      }

  for (guint i = 0; format != NULL && i < CHIOSA_FORMAT_MAX_OPTIONS && format->options[i].id != NULL; i++)
    {
      GtkWidget *row = make_row (self, &format->options[i]);

      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
      self->rows[i] = ADW_COMBO_ROW (row);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows[0] != NULL);
}

/**
 * chiosa_format_options_get:
 * @self: a group
 * @options: (out caller-allocates): ids of the format's values
 */
void
chiosa_format_options_get (ChiosaFormatOptions  *self,
                           const char          **options)
{
  for (guint i = 0; i < CHIOSA_FORMAT_MAX_OPTIONS; i++)
    options[i] = self->rows[i] != NULL ? self->format->options[i].values[adw_combo_row_get_selected (self->rows[i])] : NULL;
}

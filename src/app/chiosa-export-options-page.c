/* chiosa-export-options-page.c
 *
 * How and where to: what can be chosen for a format, and the place. Shows only what makes sense for the format, by its flags.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-export-options-page.h"

#include "chiosa-format-options.h"
#include "chiosa-location-row.h"
#include "chiosa-split-group.h"
#include "chiosa-transfer-view.h"

#include <glib/gi18n.h>

struct _ChiosaExportOptionsPage
{
  AdwNavigationPage    parent_instance;

  GtkWidget           *next_button;
  AdwPreferencesGroup *about;
  ChiosaLocationRow   *location;
  ChiosaFormatOptions *options;
  AdwComboRow         *text_mode;
  AdwSwitchRow        *pseudonymise;
  ChiosaSplitGroup    *split;
  AdwPreferencesGroup *data_set;
  AdwEntryRow         *title;
  AdwEntryRow         *description;
  AdwEntryRow         *creator;
  AdwEntryRow         *licence;
  AdwEntryRow         *url;
  AdwEntryRow         *version;

  const ChiosaFormat  *format;
  char                *name;
};

enum
{
  NEXT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaExportOptionsPage, chiosa_export_options_page, ADW_TYPE_NAVIGATION_PAGE)

static gboolean
is_data_set (const ChiosaFormat *format)
{
  return (format->flags & CHIOSA_FORMAT_DATA_SET) != 0;
}

/* An empty row stands for nothing. */
static char *
dup_entry (AdwEntryRow *row)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  return text[0] != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
add_details (ChiosaExportOptionsPage *self,
             ChiosaExportSettings    *settings)
{
  settings->title = dup_entry (self->title);
  settings->description = dup_entry (self->description);
  settings->creator = dup_entry (self->creator);
  settings->licence = dup_entry (self->licence);
  settings->url = dup_entry (self->url);
  settings->version = dup_entry (self->version);
}

/* All but the place. */
static ChiosaExportSettings *
make_settings (ChiosaExportOptionsPage  *self,
               GError                  **error)
{
  g_autoptr (ChiosaExportSettings) settings = chiosa_export_settings_new (self->format);

  chiosa_format_options_get (self->options, settings->options);
  if (gtk_widget_get_visible (GTK_WIDGET (self->text_mode)))
    settings->text_mode = (ChiosaTextMode) adw_combo_row_get_selected (self->text_mode);
  settings->pseudonymise = adw_switch_row_get_active (self->pseudonymise);
  if (gtk_widget_get_visible (GTK_WIDGET (self->split)) && !chiosa_split_group_make (self->split, &settings->split, error))
    return NULL;
  if (is_data_set (self->format))
    add_details (self, settings);

  return g_steal_pointer (&settings);
}

/* Parts make a folder out of a file. */
static void
update_location (ChiosaExportOptionsPage *self)
{
  g_autoptr (ChiosaExportSettings) settings = make_settings (self, NULL);
  g_autofree char *folder = g_strdup_printf ("%s-%s", self->name, self->format->id);

  gtk_widget_set_sensitive (self->next_button, settings != NULL);
  if (settings == NULL)
    return;

  if (chiosa_export_is_one_file (settings))
    chiosa_location_row_propose (self->location, self->name, self->format->extension);
  else
    chiosa_location_row_propose (self->location, folder, NULL);
}

static void
text_mode_changed_cb (ChiosaExportOptionsPage *self)
{
  static const char *const subtitles[] = {
    N_("Most news text may not be given away: ask who owns it"),
    N_("The words of the annotations and a little on either side"),
    N_("Places and a checksum of the text; who has the articles can put the annotations back onto them"),
  };
  guint selected = adw_combo_row_get_selected (self->text_mode);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->text_mode), _(subtitles[MIN (selected, G_N_ELEMENTS (subtitles) - 1)]));
}

static void
next_cb (ChiosaExportOptionsPage *self)
{
  g_signal_emit (self, signals[NEXT], 0);
}

static void
chiosa_export_options_page_showing (AdwNavigationPage *page)
{
  ADW_NAVIGATION_PAGE_CLASS (chiosa_export_options_page_parent_class)->showing (page);
  chiosa_transfer_view_set_default (page, CHIOSA_EXPORT_OPTIONS_PAGE (page)->next_button);
}

static void
chiosa_export_options_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CHIOSA_TYPE_EXPORT_OPTIONS_PAGE);

  G_OBJECT_CLASS (chiosa_export_options_page_parent_class)->dispose (object);
}

static void
chiosa_export_options_page_finalize (GObject *object)
{
  g_free (CHIOSA_EXPORT_OPTIONS_PAGE (object)->name);

  G_OBJECT_CLASS (chiosa_export_options_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/export-options-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportOptionsPage, next_button);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportOptionsPage, about);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportOptionsPage, location);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportOptionsPage, options);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportOptionsPage, text_mode);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportOptionsPage, pseudonymise);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportOptionsPage, split);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportOptionsPage, data_set);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportOptionsPage, title);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportOptionsPage, description);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportOptionsPage, creator);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportOptionsPage, licence);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportOptionsPage, url);
  gtk_widget_class_bind_template_child (widget_class, ChiosaExportOptionsPage, version);
  gtk_widget_class_bind_template_callback (widget_class, update_location);
  gtk_widget_class_bind_template_callback (widget_class, text_mode_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static void
chiosa_export_options_page_class_init (ChiosaExportOptionsPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = chiosa_export_options_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = chiosa_export_options_page_finalize;
  ADW_NAVIGATION_PAGE_CLASS (klass)->showing = chiosa_export_options_page_showing;

  signals[NEXT] = g_signal_new ("next", CHIOSA_TYPE_EXPORT_OPTIONS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  g_type_ensure (CHIOSA_TYPE_FORMAT_OPTIONS);
  g_type_ensure (CHIOSA_TYPE_LOCATION_ROW);
  g_type_ensure (CHIOSA_TYPE_SPLIT_GROUP);
  bind_template (GTK_WIDGET_CLASS (klass));
}

static void
chiosa_export_options_page_init (ChiosaExportOptionsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  text_mode_changed_cb (self);
}

/**
 * chiosa_export_options_page_new:
 * @settings: those of Chiosa
 *
 * Returns: a page that needs a format
 */
ChiosaExportOptionsPage *
chiosa_export_options_page_new (GSettings *settings)
{
  ChiosaExportOptionsPage *self = g_object_new (CHIOSA_TYPE_EXPORT_OPTIONS_PAGE, NULL);

  chiosa_location_row_set_settings (self->location, settings, "export-folder");

  return self;
}

/**
 * chiosa_export_options_page_set_format:
 * @self: a page
 * @format: what is shown fits it
 * @name: for the file or folder, without extension
 */
void
chiosa_export_options_page_set_format (ChiosaExportOptionsPage *self,
                                       const ChiosaFormat      *format,
                                       const char              *name)
{
  gboolean data_set = is_data_set (format);

  /* What the user wrote stays. */
  if (self->name == NULL || g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->title)), self->name) == 0)
    gtk_editable_set_text (GTK_EDITABLE (self->title), name);
  self->format = format;
  g_set_str (&self->name, name);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), gettext (format->name));
  adw_preferences_group_set_description (self->about, format->description[0] != '\0' ? gettext (format->description) : NULL);
  chiosa_format_options_set_format (self->options, format);
  gtk_widget_set_visible (GTK_WIDGET (self->text_mode), (format->flags & CHIOSA_FORMAT_TEXT_OPTIONAL) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->split), data_set || (format->flags & CHIOSA_FORMAT_STREAM) != 0);
  gtk_widget_set_visible (GTK_WIDGET (self->data_set), data_set);
  update_location (self);
}

/**
 * chiosa_export_options_page_make_settings:
 * @self: a page with a format
 * @error: return location: what the user wrote makes no sense
 *
 * Returns: (transfer full) (nullable): what the user has chosen; annotator and status are somebody else's
 */
ChiosaExportSettings *
chiosa_export_options_page_make_settings (ChiosaExportOptionsPage  *self,
                                          GError                  **error)
{
  ChiosaExportSettings *settings = make_settings (self, error);

  if (settings != NULL)
    settings->output = g_strdup (chiosa_location_row_get_path (self->location));

  return settings;
}

/* chiosa-attribute-control.c
 *
 * The row of the inspector that shows and sets one attribute: a choice, a switch, or an entry that checks what is typed.
 * Knows no document: it shows what it is told and says what the user wants.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-attribute-control.h"

#include <glib/gi18n.h>

#include "chiosa-attribute-check.h"
#include "chiosa-choice-row.h"

struct _ChiosaAttributeControl
{
  GObject                    parent_instance;

  ChiosaTagset              *tagset;      /* keeps @attribute alive */
  const ChiosaAttributeType *attribute;
  GtkWidget                 *row;
  GtkWidget                 *open;        /* LINK, while it can be opened */
  char                      *shown;       /* what the document says: the user has typed something else where it differs */
  gboolean                   updating;
};

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaAttributeControl, chiosa_attribute_control, G_TYPE_OBJECT)

static void
choose (ChiosaAttributeControl *self,
        ChiosaValueKind         kind,
        const char             *value)
{
  if (!self->updating)
    g_signal_emit (self, signals[CHOSEN], 0, (int) kind, value);
}

/* --- Choice and flag ----------------------------------------------------------------------------------------------------- */

static void
on_choice (ChiosaAttributeControl *self,
           const char             *id)
{
  choose (self, CHIOSA_VALUE_TEXT, id);
}

static void
on_flag (ChiosaAttributeControl *self)
{
  choose (self, CHIOSA_VALUE_FLAG, adw_switch_row_get_active (ADW_SWITCH_ROW (self->row)) ? "true" : "false");
}

static GtkWidget *
make_choice (ChiosaAttributeControl *self)
{
  GtkWidget *row = chiosa_choice_row_new ();

  chiosa_choice_row_set_tags (CHIOSA_CHOICE_ROW (row), self->attribute->values, self->attribute->n_values);
  g_signal_connect_object (row, "chosen", G_CALLBACK (on_choice), self, G_CONNECT_SWAPPED);

  return row;
}

static GtkWidget *
make_flag (ChiosaAttributeControl *self)
{
  GtkWidget *row = adw_switch_row_new ();

  g_signal_connect_object (row, "notify::active", G_CALLBACK (on_flag), self, G_CONNECT_SWAPPED);

  return row;
}

/* --- Entries ---------------------------------------------------------------------------------------------------------------- */

static char *
get_typed (ChiosaAttributeControl *self)
{
  char *typed = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->row)));

  return self->attribute->kind == CHIOSA_ATTRIBUTE_TEXT ? typed : g_strstrip (typed);
}

/* Only to what a browser shows: a file from a stranger must not start anything else. */
static gboolean
can_open (const char *link)
{
  g_autofree char *scheme = g_uri_parse_scheme (link);

  return g_strcmp0 (scheme, "https") == 0 || g_strcmp0 (scheme, "http") == 0;
}

static const char *
get_advice (ChiosaAttributeControl *self)
{
  switch (self->attribute->kind)
    {
    case CHIOSA_ATTRIBUTE_NUMBER:
      return _("A number like 12 or −3.5, with a point");
    case CHIOSA_ATTRIBUTE_DATE:
      return _("A day, month or year like 2018-03-29, 2018-03 or 2018");
    case CHIOSA_ATTRIBUTE_LINK:
      return _("An address like https://example.org/page");
    case CHIOSA_ATTRIBUTE_CHOICE:
    case CHIOSA_ATTRIBUTE_FLAG:
    case CHIOSA_ATTRIBUTE_TEXT:
    default:
      return NULL;
    }
}

static void
open_link (ChiosaAttributeControl *self)
{
  g_autofree char *typed = get_typed (self);
  g_autoptr (GtkUriLauncher) launcher = NULL;

  if (!can_open (typed))
    return;

  launcher = gtk_uri_launcher_new (typed);
  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (self->row)), NULL, NULL, NULL);
}

static GtkWidget *
make_suffix (GtkWidget  *button,
             const char *tooltip)
{
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");

  return button;
}

/* Only while there is something to open: a hidden button would still take room. */
static void
show_link_button (ChiosaAttributeControl *self,
                  gboolean                show)
{
  if (!show && self->open != NULL)
    {
      adw_entry_row_remove (ADW_ENTRY_ROW (self->row), self->open);
      self->open = NULL;
    }
  else if (show && self->open == NULL)
    {
      self->open = make_suffix (gtk_button_new_from_icon_name ("adw-external-link-symbolic"), _("Open Link"));
      g_signal_connect_object (self->open, "clicked", G_CALLBACK (open_link), self, G_CONNECT_SWAPPED);
      adw_entry_row_add_suffix (ADW_ENTRY_ROW (self->row), self->open);
    }
}

static void
on_typed (ChiosaAttributeControl *self)
{
  g_autofree char *typed = get_typed (self);
  gboolean fits = chiosa_attribute_value_fits (self->attribute, typed);

  if (fits)
    gtk_widget_remove_css_class (self->row, "error");
  else
    gtk_widget_add_css_class (self->row, "error");

  gtk_widget_set_tooltip_text (self->row, fits ? NULL : get_advice (self));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_STATE_INVALID,
                               fits ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE, -1);

  if (self->attribute->kind == CHIOSA_ATTRIBUTE_LINK)
    show_link_button (self, fits && can_open (typed));
}

static void
show_text (ChiosaAttributeControl *self,
           const char             *text)
{
  AdwEntryRow *row = ADW_ENTRY_ROW (self->row);

  /* Else the row offers to apply what was not typed. */
  adw_entry_row_set_show_apply_button (row, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (row), text);
  adw_entry_row_set_show_apply_button (row, TRUE);
  on_typed (self);
}

static gboolean
on_entry_key (ChiosaAttributeControl *self,
              guint                   keyval,
              guint                   keycode,
              GdkModifierType         state)
{
  g_autofree char *typed = get_typed (self);

  /* Undo and save mean what is on the screen. */
  if (state & GDK_CONTROL_MASK)
    chiosa_attribute_control_flush (self);

  if (keyval != GDK_KEY_Escape || g_str_equal (typed, self->shown))
    return GDK_EVENT_PROPAGATE;

  show_text (self, self->shown);

  return GDK_EVENT_STOP;
}

static void
on_day (ChiosaAttributeControl *self,
        GtkCalendar            *calendar)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *text = g_date_time_format (day, "%Y-%m-%d");
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER);

  gtk_editable_set_text (GTK_EDITABLE (self->row), text);
  chiosa_attribute_control_flush (self);
  gtk_popover_popdown (GTK_POPOVER (popover));
}

static void
add_calendar_button (ChiosaAttributeControl *self,
                     GtkWidget              *row)
{
  GtkWidget *button = make_suffix (gtk_menu_button_new (), _("Choose Day"));
  GtkWidget *calendar = gtk_calendar_new ();
  GtkWidget *popover = gtk_popover_new ();

  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (on_day), self, G_CONNECT_SWAPPED);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
}

static GtkWidget *
make_entry (ChiosaAttributeControl *self)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  /* There is one history, the document's. */
  gtk_editable_set_enable_undo (GTK_EDITABLE (row), FALSE);

  g_signal_connect_object (row, "apply", G_CALLBACK (chiosa_attribute_control_flush), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "changed", G_CALLBACK (on_typed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "leave", G_CALLBACK (chiosa_attribute_control_flush), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, focus);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (on_entry_key), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, keys);

  if (self->attribute->kind == CHIOSA_ATTRIBUTE_DATE)
    add_calendar_button (self, row);

  return row;
}

/* --- Object ----------------------------------------------------------------------------------------------------------------- */

static void
make_row (ChiosaAttributeControl *self)
{
  switch (self->attribute->kind)
    {
    case CHIOSA_ATTRIBUTE_CHOICE:
      self->row = make_choice (self);
      break;
    case CHIOSA_ATTRIBUTE_FLAG:
      self->row = make_flag (self);
      break;
    case CHIOSA_ATTRIBUTE_TEXT:
    case CHIOSA_ATTRIBUTE_NUMBER:
    case CHIOSA_ATTRIBUTE_LINK:
    case CHIOSA_ATTRIBUTE_DATE:
    default:
      self->row = make_entry (self);
      break;
    }

  g_object_ref_sink (self->row);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), self->attribute->name);

  if (self->attribute->guideline != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                    self->attribute->guideline, -1);
}

static void
chiosa_attribute_control_dispose (GObject *object)
{
  ChiosaAttributeControl *self = CHIOSA_ATTRIBUTE_CONTROL (object);

  g_clear_object (&self->row);
  g_clear_object (&self->tagset);
  g_clear_pointer (&self->shown, g_free);

  G_OBJECT_CLASS (chiosa_attribute_control_parent_class)->dispose (object);
}

static void
chiosa_attribute_control_class_init (ChiosaAttributeControlClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = chiosa_attribute_control_dispose;

  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);
}

static void
chiosa_attribute_control_init (ChiosaAttributeControl *self)
{
  self->shown = g_strdup ("");
}

/**
 * chiosa_attribute_control_new:
 * @tagset: the tag set; a reference is kept
 * @attribute: one of its attributes
 *
 * Returns: (transfer full): a control that shows the default
 */
ChiosaAttributeControl *
chiosa_attribute_control_new (ChiosaTagset              *tagset,
                              const ChiosaAttributeType *attribute)
{
  ChiosaAttributeControl *self = g_object_new (CHIOSA_TYPE_ATTRIBUTE_CONTROL, NULL);

  self->tagset = g_object_ref (tagset);
  self->attribute = attribute;
  make_row (self);
  chiosa_attribute_control_show (self, NULL);

  return self;
}

/**
 * chiosa_attribute_control_get_row:
 * @self: a control
 *
 * Returns: (transfer none): its row, for an #AdwPreferencesGroup
 */
GtkWidget *
chiosa_attribute_control_get_row (ChiosaAttributeControl *self)
{
  return self->row;
}

/**
 * chiosa_attribute_control_get_id:
 * @self: a control
 *
 * Returns: the id of the attribute
 */
const char *
chiosa_attribute_control_get_id (ChiosaAttributeControl *self)
{
  return self->attribute->id;
}

/**
 * chiosa_attribute_control_show:
 * @self: a control
 * @value: (nullable): what the annotation says
 *
 * Shows a value without saying that the user chose it. What is being typed stays, unless the value itself has changed.
 */
void
chiosa_attribute_control_show (ChiosaAttributeControl *self,
                               const char             *value)
{
  if (value == NULL)
    value = chiosa_attribute_value_default (self->attribute);

  self->updating = TRUE;

  if (self->attribute->kind == CHIOSA_ATTRIBUTE_CHOICE)
    chiosa_choice_row_show (CHIOSA_CHOICE_ROW (self->row), value);
  else if (self->attribute->kind == CHIOSA_ATTRIBUTE_FLAG)
    adw_switch_row_set_active (ADW_SWITCH_ROW (self->row), g_str_equal (value, "true"));
  else if (!g_str_equal (value, self->shown))
    show_text (self, value);

  self->updating = FALSE;
  g_set_str (&self->shown, value);
}

/**
 * chiosa_attribute_control_flush:
 * @self: a control
 *
 * Says "chosen" for what is typed but not yet applied. What does not fit stays where it is until it does.
 */
void
chiosa_attribute_control_flush (ChiosaAttributeControl *self)
{
  g_autofree char *typed = NULL;

  if (self->updating || self->row == NULL || !ADW_IS_ENTRY_ROW (self->row))
    return;

  typed = get_typed (self);

  if (g_str_equal (typed, self->shown) || !chiosa_attribute_value_fits (self->attribute, typed))
    return;

  g_set_str (&self->shown, typed);
  choose (self, self->attribute->kind == CHIOSA_ATTRIBUTE_NUMBER ? CHIOSA_VALUE_NUMBER : CHIOSA_VALUE_TEXT,
          *typed != '\0' ? typed : NULL);
}

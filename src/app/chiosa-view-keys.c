/* chiosa-view-keys.c
 *
 * What keys do in the view. In annotate mode they are commands: letters of the tag set's types, digits of labels, arrows of the word
 * cursor. They are read before GtkTextView and input methods see them, and work on any keyboard layout.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-view-private.h"

#include <glib/gi18n.h>

#include "chiosa-shortcuts.h"

#define MODIFIERS (GDK_SHIFT_MASK | GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_META_MASK | GDK_HYPER_MASK)

/* Hardware key codes are those of the Linux input layer plus 8, under Wayland and X alike. */
#define FIRST_DIGIT_CODE 10

/* An accelerator of chiosa-shortcuts.h, taken apart. */
typedef struct
{
  guint            keyval;
  GdkModifierType  modifiers;
  char            *action;
  GVariant        *target;
} Binding;

static void
add_bindings (GArray               *bindings,
              const ChiosaShortcut *shortcut)
{
  for (guint i = 0; shortcut->accels[i]; i++)
    {
      Binding binding = { 0 };

      if (!gtk_accelerator_parse (shortcut->accels[i], &binding.keyval, &binding.modifiers)
          || !g_action_parse_detailed_name (shortcut->action, &binding.action, &binding.target, NULL))
        g_assert_not_reached ();

      if (binding.target)
        g_variant_ref_sink (binding.target);
      g_array_append_val (bindings, binding);
    }
}

static const GArray *
get_bindings (void)
{
  static GArray *bindings;

  if (!bindings)
    {
      bindings = g_array_new (FALSE, FALSE, sizeof (Binding));
      for (guint i = 0; i < G_N_ELEMENTS (chiosa_view_shortcuts); i++)
        add_bindings (bindings, &chiosa_view_shortcuts[i]);
    }

  return bindings;
}

/* The letters of a keyboard with Latin letters, by key code: for layouts that have none. */
static char
letter_by_code (guint keycode)
{
  static const struct { guint first; const char *letters; } rows[] = {
    { 24, "qwertyuiop" }, { 38, "asdfghjkl" }, { 52, "zxcvbnm" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    if (keycode >= rows[i].first && keycode < rows[i].first + strlen (rows[i].letters))
      return rows[i].letters[keycode - rows[i].first];

  return 0;
}

static char
ascii_letter (guint keyval)
{
  gunichar c = gdk_keyval_to_unicode (gdk_keyval_to_lower (keyval));

  return c < 128 && g_ascii_isalpha (c) ? (char) c : 0;
}

/* The Latin letter of a key, whatever the layout in use writes with it: its own, that of another layout the user has, that of a
 * keyboard with Latin letters. 0 for other keys. */
static char
get_letter (ChiosaView *self,
            guint       keyval,
            guint       keycode)
{
  g_autofree GdkKeymapKey *keys = NULL;
  g_autofree guint *keyvals = NULL;
  char letter = ascii_letter (keyval);
  int n_entries = 0;

  if (letter || gdk_keyval_to_unicode (keyval) < 128)
    return letter;

  gdk_display_map_keycode (gtk_widget_get_display (GTK_WIDGET (self)), keycode, &keys, &keyvals, &n_entries);
  for (int i = 0; i < n_entries && !letter; i++)
    if (keys[i].level == 0)
      letter = ascii_letter (keyvals[i]);

  return letter ? letter : letter_by_code (keycode);
}

/* 1 to 9: a key of the upper row, also where it writes a digit only with Shift, or of the number pad. Else 0. */
static guint
get_digit (guint keyval,
           guint keycode)
{
  if (keycode >= FIRST_DIGIT_CODE && keycode < FIRST_DIGIT_CODE + 9)
    return keycode - FIRST_DIGIT_CODE + 1;

  if (keyval >= GDK_KEY_KP_1 && keyval <= GDK_KEY_KP_9)
    return keyval - GDK_KEY_KP_1 + 1;

  if (keyval >= GDK_KEY_1 && keyval <= GDK_KEY_9)
    return keyval - GDK_KEY_1 + 1;

  return 0;
}

static guint
without_keypad (guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_KP_Left: return GDK_KEY_Left;
    case GDK_KEY_KP_Right: return GDK_KEY_Right;
    case GDK_KEY_KP_Up: return GDK_KEY_Up;
    case GDK_KEY_KP_Down: return GDK_KEY_Down;
    case GDK_KEY_KP_Home: return GDK_KEY_Home;
    case GDK_KEY_KP_End: return GDK_KEY_End;
    case GDK_KEY_KP_Page_Up: return GDK_KEY_Page_Up;
    case GDK_KEY_KP_Page_Down: return GDK_KEY_Page_Down;
    default: return keyval;
    }
}

/* The key as the table has it: a Latin letter, a digit, a sign without the Shift that it may take to write it. */
static guint
normalise (ChiosaView      *self,
           guint            keyval,
           guint            keycode,
           GdkModifierType *modifiers)
{
  guint digit = get_digit (keyval, keycode);
  char letter = get_letter (self, keyval, keycode);

  if (digit > 0)
    return GDK_KEY_0 + digit;

  if (letter)
    return letter;

  if (keyval > GDK_KEY_space && keyval < 128)
    *modifiers &= ~GDK_SHIFT_MASK;

  switch (keyval)
    {
    case GDK_KEY_ISO_Left_Tab: return GDK_KEY_Tab;
    case GDK_KEY_KP_Delete: return GDK_KEY_Delete;
    default: return keyval;
    }
}

static gboolean
handle_binding (ChiosaView      *self,
                guint            keyval,
                guint            keycode,
                GdkModifierType  modifiers)
{
  const GArray *bindings = get_bindings ();

  keyval = normalise (self, keyval, keycode, &modifiers);
  for (guint i = 0; i < bindings->len; i++)
    {
      const Binding *binding = &g_array_index (bindings, Binding, i);

      if (binding->keyval != keyval || binding->modifiers != modifiers)
        continue;

      if (chiosa_view_prepare_action (self, binding->action))
        return gtk_widget_activate_action_variant (GTK_WIDGET (self), binding->action, binding->target);

      g_signal_emit_by_name (self->editor, "announce", _("No annotation here"));
      gtk_widget_error_bell (GTK_WIDGET (self));
      return TRUE;
    }

  return FALSE;
}

/* The letters of the other ends; everything else that is not for leaving is left alone, so that nothing happens by accident. */
static gboolean
handle_relating (ChiosaView *self,
                 guint       keyval,
                 guint       keycode)
{
  char letter = get_letter (self, keyval, keycode);

  if (keyval == GDK_KEY_Escape || keyval == GDK_KEY_BackSpace)
    {
      chiosa_editor_cancel (self->editor);
      return TRUE;
    }

  if (!letter)
    return FALSE;

  if (!chiosa_editor_type_letter (self->editor, letter))
    gtk_widget_error_bell (GTK_WIDGET (self));
  return TRUE;
}

/* The arrow keys move the end, with Shift the beginning; with Ctrl by character. What is left on the screen may be right in the text. */
static gboolean
handle_adjusting (ChiosaView      *self,
                  guint            keyval,
                  GdkModifierType  modifiers)
{
  gboolean at_start = modifiers & GDK_SHIFT_MASK;
  gboolean by_character = modifiers & GDK_CONTROL_MASK;
  gboolean forward;

  switch (without_keypad (keyval))
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      forward = (without_keypad (keyval) == GDK_KEY_Right) != chiosa_view_is_rtl_here (self);
      if (at_start)
        chiosa_editor_nudge (self->editor, forward ? CHIOSA_NUDGE_START_RIGHT : CHIOSA_NUDGE_START_LEFT, by_character);
      else
        chiosa_editor_nudge (self->editor, forward ? CHIOSA_NUDGE_END_RIGHT : CHIOSA_NUDGE_END_LEFT, by_character);
      return TRUE;

    case GDK_KEY_Escape:
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      chiosa_view_set_adjusting (self, FALSE);
      return TRUE;

    default:
      return FALSE;
    }
}

static gboolean
handle_movement (ChiosaView      *self,
                 guint            keyval,
                 GdkModifierType  modifiers)
{
  gboolean extend = modifiers & GDK_SHIFT_MASK;
  gboolean control = modifiers & GDK_CONTROL_MASK;
  gboolean forward;

  keyval = without_keypad (keyval);
  switch (keyval)
    {
    case GDK_KEY_Left:
    case GDK_KEY_Right:
      forward = (keyval == GDK_KEY_Right) != chiosa_view_is_rtl_here (self);
      if (control)
        chiosa_view_move_by_character (self, forward, extend);
      else
        chiosa_view_move_by_word (self, forward, extend);
      return TRUE;

    case GDK_KEY_Up:
    case GDK_KEY_Down:
      chiosa_view_move_by_line (self, keyval == GDK_KEY_Down, extend);
      return TRUE;

    case GDK_KEY_Page_Up:
    case GDK_KEY_Page_Down:
      if (control)
        return FALSE;
      chiosa_view_move_by_page (self, keyval == GDK_KEY_Page_Down, extend);
      return TRUE;

    case GDK_KEY_Home:
    case GDK_KEY_End:
      if (control)
        chiosa_view_move_to_text_edge (self, keyval == GDK_KEY_End, extend);
      else
        chiosa_view_move_to_line_edge (self, keyval == GDK_KEY_End, extend);
      return TRUE;

    default:
      return FALSE;
    }
}

/* The key of a span type; with Shift it is for all occurrences. */
static gboolean
handle_type (ChiosaView *self,
             char        letter,
             gboolean    shift)
{
  ChiosaTagset *tagset = chiosa_document_get_tagset (chiosa_editor_get_document (self->editor));
  const ChiosaSpanType *type = letter ? chiosa_tagset_find_type_by_key (tagset, letter) : NULL;

  if (!type)
    return FALSE;

  if (shift)
    chiosa_editor_tag_everywhere (self->editor, type->tag.id, NULL);
  else
    chiosa_editor_choose_type (self->editor, type->tag.id);

  return TRUE;
}

/* Shift and the digit of a label: for all occurrences. */
static gboolean
handle_everywhere (ChiosaView *self,
                   guint       digit)
{
  const char *type = chiosa_editor_get_active_type (self->editor);
  const char *label = chiosa_editor_get_nth_label (self->editor, type, digit);

  if (!label)
    return FALSE;

  chiosa_editor_tag_everywhere (self->editor, type, label);
  return TRUE;
}

static gboolean
handle_annotate (ChiosaView      *self,
                 guint            keyval,
                 guint            keycode,
                 GdkModifierType  modifiers)
{
  guint digit = get_digit (keyval, keycode);

  if (self->adjusting && handle_adjusting (self, keyval, modifiers))
    return TRUE;

  if (handle_movement (self, keyval, modifiers))
    {
      chiosa_view_set_adjusting (self, FALSE);
      return TRUE;
    }

  if (modifiers == GDK_SHIFT_MASK && digit > 0 && handle_everywhere (self, digit))
    return TRUE;

  if (!(modifiers & GDK_CONTROL_MASK)
      && handle_type (self, get_letter (self, keyval, keycode), modifiers & GDK_SHIFT_MASK))
    return TRUE;

  return handle_binding (self, keyval, keycode, modifiers);
}

/* While text is typed only Ctrl with a digit tags, and Esc leads back. */
static gboolean
handle_edit (ChiosaView      *self,
             guint            keyval,
             guint            keycode,
             GdkModifierType  modifiers)
{
  if (modifiers == GDK_CONTROL_MASK && get_digit (keyval, keycode) > 0)
    {
      chiosa_buffer_flush (self->buffer);
      return handle_binding (self, keyval, keycode, modifiers);
    }

  if (keyval == GDK_KEY_Escape && modifiers == 0 && chiosa_editor_get_selected (self->editor))
    {
      chiosa_editor_cancel (self->editor);
      return TRUE;
    }

  return FALSE;
}

static gboolean
on_key_pressed (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                ChiosaView            *self)
{
  GdkModifierType modifiers = state & MODIFIERS;

  if (!self->editor || (modifiers & ~(GDK_SHIFT_MASK | GDK_CONTROL_MASK)))
    return FALSE;

  if (chiosa_editor_is_relating (self->editor) && !(modifiers & GDK_CONTROL_MASK))
    return handle_relating (self, keyval, keycode);

  if (chiosa_editor_get_mode (self->editor) == CHIOSA_MODE_ANNOTATE)
    return handle_annotate (self, keyval, keycode, modifiers);

  return handle_edit (self, keyval, keycode, modifiers);
}

/**
 * chiosa_view_set_adjusting:
 * @adjusting: whether the arrow keys move the ends of the selected annotation
 */
void
chiosa_view_set_adjusting (ChiosaView *self,
                           gboolean    adjusting)
{
  if (self->adjusting == adjusting)
    return;

  self->adjusting = adjusting;
  chiosa_view_queue_selected (self);
  if (adjusting)
    g_signal_emit_by_name (self->editor, "announce",
                           _("Adjusting: arrow keys move the end, with Shift the beginning, with Ctrl by character. Enter when done."));
}

void
chiosa_view_init_keys (ChiosaView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_event_controller_set_static_name (keys, "chiosa-view-keys");
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

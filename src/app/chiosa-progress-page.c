/* chiosa-progress-page.c
 *
 * How far long work is, and a way to stop it. Knows nothing of the work.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-progress-page.h"

#include "chiosa-transfer-view.h"

#include <glib/gi18n.h>

struct _ChiosaProgressPage
{
  AdwNavigationPage  parent_instance;

  GtkProgressBar    *bar;
  GtkLabel          *text;
  GtkWidget         *stop_button;
};

enum
{
  STOPPED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaProgressPage, chiosa_progress_page, ADW_TYPE_NAVIGATION_PAGE)

static void
stop_cb (ChiosaProgressPage *self)
{
  g_signal_emit (self, signals[STOPPED], 0);
}

/* There is no page to go back to; it asks to close, as everywhere. */
static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *args,
           gpointer   user_data)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (widget, ADW_TYPE_DIALOG);

  if (dialog != NULL)
    adw_dialog_close (ADW_DIALOG (dialog));

  return GDK_EVENT_STOP;
}

static void
chiosa_progress_page_showing (AdwNavigationPage *page)
{
  ADW_NAVIGATION_PAGE_CLASS (chiosa_progress_page_parent_class)->showing (page);
  chiosa_transfer_view_set_default (page, CHIOSA_PROGRESS_PAGE (page)->stop_button);
}

static void
chiosa_progress_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CHIOSA_TYPE_PROGRESS_PAGE);

  G_OBJECT_CLASS (chiosa_progress_page_parent_class)->dispose (object);
}

static void
chiosa_progress_page_class_init (ChiosaProgressPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_progress_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->showing = chiosa_progress_page_showing;

  signals[STOPPED] = g_signal_new ("stopped", CHIOSA_TYPE_PROGRESS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/progress-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaProgressPage, bar);
  gtk_widget_class_bind_template_child (widget_class, ChiosaProgressPage, text);
  gtk_widget_class_bind_template_child (widget_class, ChiosaProgressPage, stop_button);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
chiosa_progress_page_init (ChiosaProgressPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

ChiosaProgressPage *
chiosa_progress_page_new (void)
{
  return g_object_new (CHIOSA_TYPE_PROGRESS_PAGE, NULL);
}

/**
 * chiosa_progress_page_start:
 * @self: a page
 * @title: what is done: "Exporting"
 */
void
chiosa_progress_page_start (ChiosaProgressPage *self,
                            const char         *title)
{
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_widget_set_sensitive (self->stop_button, TRUE);
  chiosa_progress_page_update (self, -1, "");
}

/**
 * chiosa_progress_page_update:
 * @self: a page
 * @fraction: from 0 to 1; below 0: something is done, nobody knows how much of it
 * @text: the same in words
 */
void
chiosa_progress_page_update (ChiosaProgressPage *self,
                             double              fraction,
                             const char         *text)
{
  if (fraction < 0)
    gtk_progress_bar_pulse (self->bar);
  else
    gtk_progress_bar_set_fraction (self->bar, CLAMP (fraction, 0, 1));
  if (gtk_widget_get_sensitive (self->stop_button))
    gtk_label_set_label (self->text, text);
}

void
chiosa_progress_page_stopping (ChiosaProgressPage *self)
{
  gtk_widget_set_sensitive (self->stop_button, FALSE);
  gtk_label_set_label (self->text, _("Stopping…"));
}

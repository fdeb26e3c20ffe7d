/* chiosa-result-page.c
 *
 * What came out of an export or import, where it is, and what was left out. Opening it is the dialog's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-result-page.h"

#include "chiosa-location.h"
#include "chiosa-transfer-view.h"
#include "chiosa-trouble-list.h"

struct _ChiosaResultPage
{
  AdwNavigationPage  parent_instance;

  AdwStatusPage     *status;
  GtkLabel          *location;
  GtkWidget         *open_button;
  GtkWidget         *folder_button;
  ChiosaTroubleList *troubles;
};

enum
{
  OPEN,
  OPEN_FOLDER,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (ChiosaResultPage, chiosa_result_page, ADW_TYPE_NAVIGATION_PAGE)

static void
open_cb (ChiosaResultPage *self)
{
  g_signal_emit (self, signals[OPEN], 0);
}

static void
open_folder_cb (ChiosaResultPage *self)
{
  g_signal_emit (self, signals[OPEN_FOLDER], 0);
}

static void
chiosa_result_page_showing (AdwNavigationPage *page)
{
  ChiosaResultPage *self = CHIOSA_RESULT_PAGE (page);

  ADW_NAVIGATION_PAGE_CLASS (chiosa_result_page_parent_class)->showing (page);
  chiosa_transfer_view_set_default (page, self->open_button);
}

static void
chiosa_result_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CHIOSA_TYPE_RESULT_PAGE);

  G_OBJECT_CLASS (chiosa_result_page_parent_class)->dispose (object);
}

static void
chiosa_result_page_class_init (ChiosaResultPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = chiosa_result_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->showing = chiosa_result_page_showing;

  signals[OPEN] = g_signal_new ("open", CHIOSA_TYPE_RESULT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN_FOLDER] = g_signal_new ("open-folder", CHIOSA_TYPE_RESULT_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 0);

  g_type_ensure (CHIOSA_TYPE_TROUBLE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/chiosa/Chiosa/ui/result-page.ui");
  gtk_widget_class_bind_template_child (widget_class, ChiosaResultPage, status);
  gtk_widget_class_bind_template_child (widget_class, ChiosaResultPage, location);
  gtk_widget_class_bind_template_child (widget_class, ChiosaResultPage, open_button);
  gtk_widget_class_bind_template_child (widget_class, ChiosaResultPage, folder_button);
  gtk_widget_class_bind_template_child (widget_class, ChiosaResultPage, troubles);
  gtk_widget_class_bind_template_callback (widget_class, open_cb);
  gtk_widget_class_bind_template_callback (widget_class, open_folder_cb);
}

static void
chiosa_result_page_init (ChiosaResultPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

ChiosaResultPage *
chiosa_result_page_new (void)
{
  return g_object_new (CHIOSA_TYPE_RESULT_PAGE, NULL);
}

/**
 * chiosa_result_page_show:
 * @self: a page
 * @transfer: one that has finished
 * @title: that it is done
 * @text: how much of what
 */
void
chiosa_result_page_show (ChiosaResultPage *self,
                         ChiosaTransfer   *transfer,
                         const char       *title,
                         const char       *text)
{
  const char *path = chiosa_transfer_get_output (transfer);
  g_autofree char *shown = chiosa_location_describe (path);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, text);
  gtk_label_set_label (self->location, shown);
  chiosa_trouble_list_show (self->troubles, transfer);
}

/**
 * chiosa_result_page_set_open:
 * @self: a page
 * @label: of the button that opens what was written, with its mnemonic
 */
void
chiosa_result_page_set_open (ChiosaResultPage *self,
                             const char       *label)
{
  gtk_button_set_label (GTK_BUTTON (self->open_button), label);
}

/* For where opening it shows the folder already. */
void
chiosa_result_page_hide_folder (ChiosaResultPage *self)
{
  gtk_widget_set_visible (self->folder_button, FALSE);
}

void
chiosa_result_page_set_trouble (ChiosaResultPage *self,
                                const char       *title)
{
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self->troubles), title);
}

/* chiosa-about.c
 *
 * The "About Chiosa" dialog.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-about.h"

#include <glib/gi18n.h>

/* What a report of a fault should say. */
static char *
get_debug_info (void)
{
  return g_strdup_printf ("Chiosa %s\nGTK %u.%u.%u\nlibadwaita %u.%u.%u\nGLib %u.%u.%u\n%s\n",
                          PACKAGE_VERSION,
                          gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version (),
                          adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version (),
                          glib_major_version, glib_minor_version, glib_micro_version,
                          G_OBJECT_TYPE_NAME (gdk_display_get_default ()));
}

/**
 * chiosa_about_new:
 *
 * Returns: a dialog to be presented
 */
AdwDialog *
chiosa_about_new (void)
{
  AdwDialog *dialog = adw_about_dialog_new ();
  AdwAboutDialog *about = ADW_ABOUT_DIALOG (dialog);
  g_autofree char *debug_info = get_debug_info ();

  adw_about_dialog_set_application_name (about, "Chiosa");
  adw_about_dialog_set_application_icon (about, APP_ID);
  adw_about_dialog_set_version (about, PACKAGE_VERSION);
  adw_about_dialog_set_developer_name (about, _("The Chiosa Contributors"));
  adw_about_dialog_set_comments (about, _("Mark up entities, claims and sources in articles, join them, correct the text, "
                                          "and publish the result as a data set."));
  adw_about_dialog_set_license_type (about, GTK_LICENSE_GPL_3_0);
  /* Translators: put your names here, one a line; they are shown in the about dialog */
  adw_about_dialog_set_translator_credits (about, _("translator-credits"));
  adw_about_dialog_set_debug_info (about, debug_info);
  adw_about_dialog_set_debug_info_filename (about, "chiosa-debug-info.txt");

  return dialog;
}

/* bench-plain.c
 *
 * What bench-start.py compares with: an empty AdwApplicationWindow or, with a file, a plain GtkTextView in one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <adwaita.h>

static void
activate_cb (GtkApplication *application,
             const char     *path)
{
  GtkWidget *window = adw_application_window_new (application);
  g_autofree char *text = NULL;
  gsize length;

  gtk_window_set_title (GTK_WINDOW (window), "bench-plain");
  gtk_window_set_default_size (GTK_WINDOW (window), 1200, 800);
  if (path != NULL && g_file_get_contents (path, &text, &length, NULL))
    {
      GtkWidget *scroller = gtk_scrolled_window_new ();
      GtkWidget *view = gtk_text_view_new ();

      gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, length);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), view);
      adw_application_window_set_content (ADW_APPLICATION_WINDOW (window), scroller);
    }

  gtk_window_present (GTK_WINDOW (window));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (AdwApplication) application = adw_application_new (NULL, G_APPLICATION_NON_UNIQUE);

  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), argc > 1 ? argv[1] : NULL);
  return g_application_run (G_APPLICATION (application), 1, argv);
}

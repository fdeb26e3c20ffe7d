/* chiosa-notices.c
 *
 * Which notices stand above an article, by what its file told when it was read. The actions behind their buttons are the
 * page's; how a notice looks is ChiosaNotice's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-notices.h"
#include "chiosa-notice.h"

#include <glib/gi18n.h>

static ChiosaNotice *
find_notice (GtkBox     *box,
             const char *id)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (chiosa_notice_get_id (CHIOSA_NOTICE (child)), id))
      return CHIOSA_NOTICE (child);

  return NULL;
}

static void
show_sidecar_error (GtkBox            *box,
                    ChiosaArticleFile *file)
{
  const ChiosaNoticeForm form = {
    "sidecar-error", "error",
    { _("_Show Details…"), _("Set _Aside and Start Anew") },
    { "page.show-sidecar-error", "page.set-aside" },
  };
  const GError *error = chiosa_article_file_get_sidecar_error (file);
  g_autofree char *text = g_strdup_printf (_("The annotations cannot be read: %s"), error->message);

  chiosa_notices_show (box, &form, text);
}

static void
show_problems (GtkBox            *box,
               ChiosaArticleFile *file)
{
  const ChiosaNoticeForm form = {
    "problems", "warning",
    { _("_Show…"), _("_Dismiss") }, { "page.show-problems", "page.dismiss::problems" },
  };
  guint n = chiosa_article_file_get_problems (file)->len;
  g_autofree char *name = g_path_get_basename (chiosa_article_file_get_sidecar_path (file));
  g_autofree char *text = NULL;

  text = g_strdup_printf (ngettext ("%u item in “%s” was not as it should be. The rest was read, and the file is kept "
                                    "before it is written again.",
                                    "%u items in “%s” were not as they should be. The rest was read, and the file is kept "
                                    "before it is written again.", n), n, name);
  chiosa_notices_show (box, &form, text);
}

static void
show_detached (GtkBox         *box,
               ChiosaDocument *document)
{
  const ChiosaNoticeForm form = {
    "detached", NULL,
    { _("_Show in List"), _("_Dismiss") }, { "page.show-detached", "page.dismiss::detached" },
  };
  guint n = chiosa_document_get_n_detached (document);
  g_autofree char *text = NULL;

  text = g_strdup_printf (ngettext ("The text was changed elsewhere: the words of %u annotation were not found. "
                                    "It is kept, and can be attached again.",
                                    "The text was changed elsewhere: the words of %u annotations were not found. "
                                    "They are kept, and can be attached again.", n), n);
  chiosa_notices_show (box, &form, text);
}

/**
 * chiosa_notices_show:
 * @box: holds nothing but notices
 * @form: which, and its buttons
 * @text: what it says
 *
 * Shows a notice, in place of an older one with the same id.
 */
void
chiosa_notices_show (GtkBox                 *box,
                     const ChiosaNoticeForm *form,
                     const char             *text)
{
  GtkWidget *notice;

  chiosa_notices_hide (box, form->id);

  notice = chiosa_notice_new (form->id, form->style_class, text);
  for (guint i = 0; i < G_N_ELEMENTS (form->labels); i++)
    if (form->labels[i] != NULL)
      chiosa_notice_add_button (CHIOSA_NOTICE (notice), form->labels[i], form->actions[i]);
  gtk_box_append (box, notice);
}

/**
 * chiosa_notices_hide:
 * @box: holds nothing but notices
 * @id: which; need not be there
 */
void
chiosa_notices_hide (GtkBox     *box,
                     const char *id)
{
  ChiosaNotice *notice = find_notice (box, id);

  if (notice != NULL)
    gtk_box_remove (box, GTK_WIDGET (notice));
}

/**
 * chiosa_notices_clear:
 * @box: holds nothing but notices
 */
void
chiosa_notices_clear (GtkBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
}

/**
 * chiosa_notices_get:
 * @box: holds nothing but notices
 * @id: which
 *
 * Returns: (nullable): what the notice says
 */
const char *
chiosa_notices_get (GtkBox     *box,
                    const char *id)
{
  ChiosaNotice *notice = find_notice (box, id);

  return notice != NULL ? chiosa_notice_get_text (notice) : NULL;
}

/**
 * chiosa_notices_for_text:
 * @box: holds nothing but notices
 * @file: whose text was read
 * @text_error: (nullable): why it could not be read as it is; it is then shown with replacements
 */
void
chiosa_notices_for_text (GtkBox            *box,
                         ChiosaArticleFile *file,
                         const GError      *text_error)
{
  const ChiosaNoticeForm form = {
    "bad-bytes", "warning", { _("_Choose Encoding…") }, { "page.choose-encoding" },
  };
  g_autofree char *text = NULL;

  if (text_error == NULL)
    return;

  text = g_strdup_printf (_("%s. What could not be read is shown as “�”, and the article is read-only."), text_error->message);
  chiosa_notices_show (box, &form, text);
}

/**
 * chiosa_notices_for_annotations:
 * @box: holds nothing but notices
 * @file: whose annotations were read
 */
void
chiosa_notices_for_annotations (GtkBox            *box,
                                ChiosaArticleFile *file)
{
  ChiosaDocument *document = chiosa_article_file_get_document (file);
  const ChiosaNoticeForm read_only = { "read-only", NULL };

  if (chiosa_article_file_get_sidecar_error (file) != NULL)
    show_sidecar_error (box, file);
  else if (chiosa_document_get_read_only (document) && chiosa_notices_get (box, "bad-bytes") == NULL)
    chiosa_notices_show (box, &read_only,
                         _("The annotations were written by a newer version of Chiosa. "
                           "They are shown, and nothing can be changed."));

  if (chiosa_article_file_get_problems (file)->len > 0)
    show_problems (box, file);
  if (chiosa_article_file_get_text_differs (file) && chiosa_document_get_n_detached (document) > 0)
    show_detached (box, document);
}

/**
 * chiosa_notices_for_saving:
 * @box: holds nothing but notices
 * @error: (nullable): why the last saving failed; %NULL takes the notice away
 */
void
chiosa_notices_for_saving (GtkBox       *box,
                           const GError *error)
{
  const ChiosaNoticeForm failed = {
    "save-failed", "error", { _("_Retry"), _("Save _As…") }, { "page.retry-save", "page.save-as" },
  };
  const ChiosaNoticeForm changed = {
    "save-failed", "error", { _("_Resolve…") }, { "page.resolve" },
  };
  g_autofree char *text = NULL;

  if (error == NULL)
    {
      chiosa_notices_hide (box, "save-failed");
      return;
    }

  text = g_strdup_printf (_("Not saved: %s"), error->message);
  chiosa_notices_show (box, g_error_matches (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED) ? &changed : &failed,
                       text);
}

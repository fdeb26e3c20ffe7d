/* chiosa-notices.c
 *
 * Which notices stand above an article, by what its file told when it was read. The actions behind their buttons are the
 * page's; how a notice looks is ChiosaNotice's business.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-notices.h"

#include "chiosa-character.h"
#include "chiosa-counts.h"
#include "chiosa-long-paragraph.h"
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
  const ChiosaNoticeForm marked = {
    "sidecar-error", "warning",
    { _("Reso_lve…"), _("_Show Details…") },
    { "page.merge-markers", "page.show-sidecar-error" },
  };
  const GError *error = chiosa_article_file_get_sidecar_error (file);
  g_autofree char *text = NULL;

  if (g_error_matches (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CONFLICT_MARKERS))
    {
      chiosa_notices_show (box, &marked, _("The annotations were merged by lines and cannot be read as they are. Both sides are in "
                                           "the file, and can be put together."));
      return;
    }

  text = g_strdup_printf (_("The annotations cannot be read: %s"), error->message);
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
show_reanchored (GtkBox                  *box,
                 const ChiosaReanchoring *reanchoring)
{
  const ChiosaNoticeForm form = {
    "reanchored", NULL,
    { _("_Review…"), _("_Dismiss") }, { "page.review", "page.dismiss::reanchored" },
  };
  g_autofree char *counts = chiosa_counts_describe_reanchoring (reanchoring);
  g_autofree char *text = NULL;

  if (counts == NULL)
    return;

  if (reanchoring->other_article)
    text = g_strdup (_("This text has little in common with the one that the annotations were made for. "
                       "They are kept, but none of them was attached."));
  else
    /* Translators: %s is a list of numbers: "12 moved, 3 edited, 2 to decide, 1 not found" */
    text = g_strdup_printf (_("The text was changed by another program. Annotations: %s."), counts);

  chiosa_notices_show (box, &form, text);
}

static gboolean
holds_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
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
  gboolean focused = notice != NULL && holds_focus (GTK_WIDGET (notice));

  if (notice != NULL)
    gtk_box_remove (box, GTK_WIDGET (notice));
  /* Left alone, GTK would go to some button of the header bar, and the next key with it. */
  if (focused)
    gtk_widget_activate_action (GTK_WIDGET (box), "win.focus-article", NULL);
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
 * chiosa_notices_for_direction_marks:
 * @box: holds nothing but notices
 * @document: whose text was read
 */
void
chiosa_notices_for_direction_marks (GtkBox         *box,
                                    ChiosaDocument *document)
{
  const ChiosaNoticeForm form = {
    "direction-marks", "warning", { _("_Dismiss") }, { "page.dismiss::direction-marks" },
  };
  guint n = chiosa_text_count_direction_marks (chiosa_document_get_text (document));
  g_autofree char *text = NULL;

  if (n == 0)
    return;

  text = g_strdup_printf (ngettext ("The text holds %u invisible direction mark. Words may stand in another order than they are "
                                    "shown in; the mark is shown as a small box.",
                                    "The text holds %u invisible direction marks. Words may stand in another order than they are "
                                    "shown in; each mark is shown as a small box.", n), n);
  chiosa_notices_show (box, &form, text);
}

/**
 * chiosa_notices_for_paragraphs:
 * @box: holds nothing but notices
 * @document: whose text was read, or whose paragraphs were broken since; without over-long ones the notice goes
 */
void
chiosa_notices_for_paragraphs (GtkBox         *box,
                               ChiosaDocument *document)
{
  const ChiosaNoticeForm form = {
    "long-paragraphs", NULL,
    { _("_Break at Sentence Ends"), _("_Dismiss") }, { "page.break-paragraphs", "page.dismiss::long-paragraphs" },
  };
  guint n = chiosa_long_paragraphs_count (chiosa_document_get_text (document));
  g_autofree char *text = NULL;

  if (n == 0)
    {
      chiosa_notices_hide (box, form.id);
      return;
    }

  text = g_strdup_printf (ngettext ("The article has %u paragraph of more than 20,000 characters. It is shown in parts; "
                                    "the text itself is not changed.",
                                    "The article has %u paragraphs of more than 20,000 characters. They are shown in parts; "
                                    "the text itself is not changed.", n), n);
  chiosa_notices_show (box, &form, text);
}

/**
 * chiosa_notices_for_file:
 * @box: holds nothing but notices
 * @file: an article
 *
 * What the user should know of the last load or save that succeeded.
 */
void
chiosa_notices_for_file (GtkBox            *box,
                         ChiosaArticleFile *file)
{
  const ChiosaNoticeForm form = { "file", "warning", { _("_Dismiss") }, { "page.dismiss::file" } };
  const char *text = chiosa_article_file_get_notice (file);

  if (text != NULL)
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

  chiosa_notices_for_file (box, file);
  if (chiosa_article_file_get_sidecar_error (file) != NULL)
    show_sidecar_error (box, file);
  else if (chiosa_document_get_read_only (document) && chiosa_notices_get (box, "bad-bytes") == NULL)
    chiosa_notices_show (box, &read_only,
                         _("The annotations were written by a newer version of Chiosa. "
                           "They are shown, and nothing can be changed."));

  if (chiosa_article_file_get_problems (file)->len > 0)
    show_problems (box, file);
  if (chiosa_article_file_get_reanchoring (file) != NULL)
    show_reanchored (box, chiosa_article_file_get_reanchoring (file));
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
  g_autofree char *text = NULL;

  if (error == NULL)
    {
      chiosa_notices_hide (box, "save-failed");
      return;
    }

  if (g_error_matches (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CHANGED))
    {
      chiosa_notices_for_changed (box);
      return;
    }

  text = g_strdup_printf (_("Not saved: %s"), error->message);
  chiosa_notices_show (box, &failed, text);
}

/**
 * chiosa_notices_for_conflicts:
 * @box: holds nothing but notices
 * @n: how many conflicts of a merge wait for a choice; 0 takes the notice away
 */
void
chiosa_notices_for_conflicts (GtkBox *box,
                              guint   n)
{
  const ChiosaNoticeForm form = {
    "conflicts", "warning", { _("Reso_lve…") }, { "page.resolve-conflicts" },
  };
  g_autofree char *text = NULL;

  if (n == 0)
    {
      chiosa_notices_hide (box, form.id);
      return;
    }

  text = g_strdup_printf (ngettext ("%u conflict of a merge waits for your choice.",
                                    "%u conflicts of a merge wait for your choice.", n), n);
  if (g_strcmp0 (chiosa_notices_get (box, form.id), text) != 0)
    chiosa_notices_show (box, &form, text);
}

/**
 * chiosa_notices_for_changed:
 * @box: holds nothing but notices
 *
 * Others wrote the files, and something is changed here too. One notice, whoever found out.
 */
void
chiosa_notices_for_changed (GtkBox *box)
{
  const ChiosaNoticeForm form = {
    "changed-outside", "warning", { _("_Compare…") }, { "page.resolve" },
  };

  chiosa_notices_hide (box, "save-failed");
  if (chiosa_notices_get (box, form.id) == NULL)
    chiosa_notices_show (box, &form, _("The article was changed by another program, and it has changes here that are not saved. "
                                       "Nothing is written until you have compared them."));
}

/**
 * chiosa_notices_for_reloaded:
 * @box: holds nothing but notices
 * @file: that has been read again
 */
void
chiosa_notices_for_reloaded (GtkBox            *box,
                             ChiosaArticleFile *file)
{
  const ChiosaReanchoring *reanchoring = chiosa_article_file_get_reanchoring (file);
  g_autofree char *counts = reanchoring != NULL ? chiosa_counts_describe_reanchoring (reanchoring) : NULL;
  const ChiosaNoticeForm plain = {
    "reloaded", NULL, { _("_Undo"), _("_Dismiss") }, { "win.undo", "page.dismiss::reloaded" },
  };
  const ChiosaNoticeForm counted = {
    "reloaded", NULL, { _("_Undo"), _("_Review…"), _("_Dismiss") }, { "win.undo", "page.review", "page.dismiss::reloaded" },
  };
  g_autofree char *text = NULL;

  chiosa_notices_hide (box, "changed-outside");
  chiosa_notices_hide (box, "reanchored");
  if (counts != NULL)
    /* Translators: %s is a list of numbers: "12 moved, 3 edited, 2 to decide, 1 not found" */
    text = g_strdup_printf (_("The article was changed by another program, and read again. Annotations: %s."), counts);
  else
    text = g_strdup (_("The article was changed by another program, and read again."));
  chiosa_notices_show (box, counts != NULL ? &counted : &plain, text);
}

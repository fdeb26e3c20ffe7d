/* chiosa-notices.h
 *
 * Which notices stand above an article, by what its file told when it was read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>
#include "chiosa-article-file.h"

G_BEGIN_DECLS

typedef struct
{
  const char *id;
  const char *style_class;              /* "error", "warning" or NULL */
  const char *labels[3];                /* translated; NULL: no button */
  const char *actions[3];
} ChiosaNoticeForm;

void       chiosa_notices_show     (GtkBox *box, const ChiosaNoticeForm *form, const char *text);
void       chiosa_notices_hide     (GtkBox *box, const char *id);
void       chiosa_notices_clear    (GtkBox *box);
/* NULL or the notice's text. */
const char *chiosa_notices_get     (GtkBox *box, const char *id);

void       chiosa_notices_for_text (GtkBox *box, ChiosaArticleFile *file, const GError *text_error);
void       chiosa_notices_for_direction_marks (GtkBox *box, ChiosaDocument *document);
void       chiosa_notices_for_paragraphs (GtkBox *box, ChiosaDocument *document);
void       chiosa_notices_for_file (GtkBox *box, ChiosaArticleFile *file);
void       chiosa_notices_for_annotations (GtkBox *box, ChiosaArticleFile *file);
void       chiosa_notices_for_saving (GtkBox *box, const GError *error);
/* @n: conflicts of a merge that wait; 0 takes the notice away. */
void       chiosa_notices_for_conflicts (GtkBox *box, guint n);
/* Others wrote the files, and something is changed here too. */
void       chiosa_notices_for_changed (GtkBox *box);
/* Others wrote the files, and they have been read again. */
void       chiosa_notices_for_reloaded (GtkBox *box, ChiosaArticleFile *file);

G_END_DECLS

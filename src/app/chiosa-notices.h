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
  const char *labels[2];                /* translated; NULL: no button */
  const char *actions[2];
} ChiosaNoticeForm;

void       chiosa_notices_show     (GtkBox *box, const ChiosaNoticeForm *form, const char *text);
void       chiosa_notices_hide     (GtkBox *box, const char *id);
void       chiosa_notices_clear    (GtkBox *box);
/* NULL or the notice's text. */
const char *chiosa_notices_get     (GtkBox *box, const char *id);

void       chiosa_notices_for_text (GtkBox *box, ChiosaArticleFile *file, const GError *text_error);
void       chiosa_notices_for_annotations (GtkBox *box, ChiosaArticleFile *file);
void       chiosa_notices_for_saving (GtkBox *box, const GError *error);

G_END_DECLS

/* chiosa-article-path.c
 *
 * How the files beside an article are named.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-article-file.h"

#include <string.h>

/**
 * chiosa_annotator_is_valid:
 * @annotator: (nullable): a name
 *
 * Returns: whether it can be part of a file name: 1 to 64 of A–Z a–z 0–9 . _ -
 */
gboolean
chiosa_annotator_is_valid (const char *annotator)
{
  gsize length = annotator != NULL ? strlen (annotator) : 0;

  return length >= 1 && length <= 64
         && strspn (annotator, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-") == length;
}

/**
 * chiosa_article_file_sidecar_path:
 * @article_path: of the article
 * @annotator: (nullable): whose annotations
 *
 * Returns: (transfer full) (nullable): the path of the sidecar; %NULL when @annotator is no valid name
 */
char *
chiosa_article_file_sidecar_path (const char *article_path,
                                  const char *annotator)
{
  g_return_val_if_fail (article_path != NULL, NULL);

  if (annotator == NULL)
    return g_strconcat (article_path, ".chiosa.json", NULL);
  if (!chiosa_annotator_is_valid (annotator))
    return NULL;

  return g_strconcat (article_path, ".", annotator, ".chiosa.json", NULL);
}

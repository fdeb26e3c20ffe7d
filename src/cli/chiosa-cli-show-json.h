/* chiosa-cli-show-json.h
 *
 * An article and what is marked in it, as JSON for other programs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-article-file.h"

G_BEGIN_DECLS

char *chiosa_cli_show_json (ChiosaArticleFile *file);

G_END_DECLS

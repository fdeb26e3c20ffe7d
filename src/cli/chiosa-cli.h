/* chiosa-cli.h
 *
 * What the commands of chiosa-cli share: the table that main() looks into, exit codes, options, opening an article.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-article-file.h"
#include "chiosa-format.h"

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_CLI_OK,
  CHIOSA_CLI_FAILED,    /* it could not be done, or the check found errors */
  CHIOSA_CLI_USAGE,     /* the command line makes no sense */
} ChiosaCliExit;

typedef struct
{
  const char *name;
  const char *summary;                        /* to be translated */
  int       (*run) (int argc, char **argv);   /* argv[0] is the command's name */
} ChiosaCommand;

extern const ChiosaCommand chiosa_cli_show;
extern const ChiosaCommand chiosa_cli_check;
extern const ChiosaCommand chiosa_cli_edit;
extern const ChiosaCommand chiosa_cli_export;
extern const ChiosaCommand chiosa_cli_formats;
extern const ChiosaCommand chiosa_cli_import;
extern const ChiosaCommand chiosa_cli_list;
extern const ChiosaCommand chiosa_cli_merge;
extern const ChiosaCommand chiosa_cli_setup_git;
extern const ChiosaCommand chiosa_cli_reanchor;
extern const ChiosaCommand chiosa_cli_tagset;

/* What a command says of itself; strings are translated already. */
typedef struct
{
  const char         *name;
  const char         *arguments;     /* "ARTICLE" */
  const char         *summary;
  const char         *description;   /* below the options: details and examples */
  const GOptionEntry *entries;
} ChiosaCliUsage;

gboolean           chiosa_cli_parse       (const ChiosaCliUsage *usage, int *argc, char ***argv);
int                chiosa_cli_misused     (const char *command, const char *message);
int                chiosa_cli_fail        (const char *command, const GError *error);
char              *chiosa_cli_clean       (const char *message);
void               chiosa_cli_untranslate (void);
void               chiosa_cli_write       (const char *bytes, gsize length);

gboolean           chiosa_cli_annotator_is_valid (const char *annotator);
/* NULL for a name that no format has: the user has been told. */
const ChiosaFormat *chiosa_cli_find_format (const char *command, const char *id);
ChiosaArticleFile *chiosa_cli_open        (const char *path, const char *annotator, GError **error);

G_END_DECLS

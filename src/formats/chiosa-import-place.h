/* chiosa-import-place.h
 *
 * The folder that an import makes articles in: names, files, what is there already. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-record.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _ChiosaImportPlace ChiosaImportPlace;

/* @annotator may be NULL. */
ChiosaImportPlace *chiosa_import_place_new      (const char *folder, const char *annotator);
void               chiosa_import_place_free     (ChiosaImportPlace *self);
gboolean           chiosa_import_place_make     (ChiosaImportPlace *self, GError **error);
/* A new article with its sidecar; @extension: ".txt". @path: (out): of the article. */
gboolean           chiosa_import_place_add      (ChiosaImportPlace *self, const ChiosaRecord *record, const char *extension,
                                                 ChiosaTagset *tagset, char **path, GError **error);
/* An article that is there: by its hash, else by its name. (transfer full): its text; @path: (out): of the article. */
char              *chiosa_import_place_find     (ChiosaImportPlace *self, const char *name, const char *sha256,
                                                 gboolean *same, char **path, GError **error);
/* A sidecar beside an article that is there. */
gboolean           chiosa_import_place_annotate (ChiosaImportPlace *self, const ChiosaRecord *record, const char *path,
                                                 ChiosaTagset *tagset, GError **error);
/* Gives what was added its names, as far as that has not been done on the way. */
gboolean           chiosa_import_place_finish   (ChiosaImportPlace *self, GError **error);
/* "tagset.json" and a project file that names it. @path: (out): of the tag set. */
gboolean           chiosa_import_place_put_tagset (ChiosaImportPlace *self, ChiosaTagset *tagset, char **path, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaImportPlace, chiosa_import_place_free)

G_END_DECLS

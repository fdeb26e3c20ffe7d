/* chiosa-project.h
 *
 * project.chiosa.json: what the articles of a folder share — tag set, guidelines, annotators and what each is assigned.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-store-error.h"
#include "chiosa-tagset.h"

G_BEGIN_DECLS

#define CHIOSA_PROJECT_NAME "project.chiosa.json"

typedef struct
{
  char         *path;          /* of the file; NULL when there is none */
  char         *name;          /* may be NULL */
  char         *tagset_path;   /* as in the file: relative, inside the folder; NULL: built in */
  ChiosaTagset *tagset;        /* never NULL */
  GStrv         annotators;    /* may be NULL */
  GHashTable   *assigned;      /* annotator -> GStrv of relative article paths; may be NULL */
} ChiosaProject;

/* Looks in @folder and above it (up to where a ".git" or the root stands). No project file: the built-in tag set, no error. */
ChiosaProject *chiosa_project_find (const char *folder, GError **error);
void           chiosa_project_free (ChiosaProject *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaProject, chiosa_project_free)

G_END_DECLS

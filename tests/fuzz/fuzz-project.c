/* fuzz-project.c
 *
 * A project file, and behind a separator the tag set beside it. Whatever is in it, no file outside its folder is named, and
 * nobody has a name that could be a path.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include "chiosa-article-file.h"
#include "chiosa-project.h"

#include <glib/gstdio.h>
#include <string.h>

static void
check_path (const char *path)
{
  g_autofree char *whole = g_canonicalize_filename (path, "/inside");

  g_assert_true (*path != '/' && *path != '\0');
  g_assert_true (g_str_has_prefix (whole, "/inside"));
  g_assert_null (strstr (path, "://"));
}

static void
check (const ChiosaProject *project)
{
  GHashTableIter iter;
  gpointer annotator, value;

  g_assert_nonnull (project->tagset);
  if (project->tagset_path != NULL)
    check_path (project->tagset_path);
  for (guint i = 0; project->annotators != NULL && project->annotators[i] != NULL; i++)
    g_assert_true (chiosa_annotator_is_valid (project->annotators[i]));
  if (project->assigned == NULL)
    return;

  g_hash_table_iter_init (&iter, project->assigned);
  while (g_hash_table_iter_next (&iter, &annotator, &value))
    {
      GStrv paths = value;

      g_assert_true (chiosa_annotator_is_valid (annotator));
      for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
        check_path (paths[i]);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  GBytes *parts[2];
  const char *names[] = { CHIOSA_PROJECT_NAME, "tagset.json" };
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaProject) project = NULL;

  fuzz_split (data, size, parts, G_N_ELEMENTS (parts));
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *path = g_build_filename (fuzz_folder (), names[i], NULL);

      if (parts[i] != NULL)
        g_free (fuzz_put (fuzz_folder (), names[i], g_bytes_get_data (parts[i], NULL), g_bytes_get_size (parts[i])));
      else
        g_unlink (path);
    }

  project = chiosa_project_find (fuzz_folder (), &error);
  g_assert_true ((project == NULL) == (error != NULL));
  if (project != NULL)
    check (project);
  fuzz_parts_free (parts, G_N_ELEMENTS (parts));

  return 0;
}

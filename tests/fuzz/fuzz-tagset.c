/* fuzz-tagset.c
 *
 * A tag set: read, written, read and written again, the same to the byte. What can be read can also be told to other tools:
 * their configurations are written and read again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include "chiosa-brat-config.h"
#include "chiosa-label-studio-config.h"
#include "chiosa-tagset-file.h"

static ChiosaTagset *
parse (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  ChiosaTagset *tagset = chiosa_tagset_parse (bytes, "x.json", &error);

  g_assert_true ((tagset == NULL) == (error != NULL));

  return tagset;
}

static guint
count_types (ChiosaTagset *tagset)
{
  guint n;

  chiosa_tagset_get_types (tagset, &n);

  return n;
}

static void
check_label_studio (ChiosaTagset *tagset)
{
  g_autofree char *xml = chiosa_label_studio_config_write (tagset);
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaTagset) again = chiosa_label_studio_config_read (xml, "x.xml", &error);

  if (count_types (tagset) > 0)
    g_assert_no_error (error);
}

static void
check_brat (ChiosaTagset *tagset)
{
  g_autofree char *config = chiosa_brat_config_write (tagset), *visual = chiosa_brat_config_write_visual (tagset);
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaTagset) again = chiosa_brat_config_read (config, visual, "x", NULL, NULL, &error);

  g_assert_true (again != NULL || error != NULL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size), once = NULL, twice = NULL;
  g_autoptr (ChiosaTagset) tagset = parse (bytes), again = NULL;

  if (tagset == NULL)
    return 0;

  once = chiosa_tagset_write (tagset);
  again = parse (once);
  g_assert_nonnull (again);
  twice = chiosa_tagset_write (again);
  fuzz_assert_same_bytes (once, twice);
  check_label_studio (tagset);
  check_brat (tagset);

  return 0;
}

/* fuzz-brat-config.c
 *
 * annotation.conf, and behind a separator visual.conf, as a tag set; and back: what is written from what was read says the same again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include "chiosa-brat-config.h"
#include "chiosa-tagset-file.h"

static void
count_problem (const char *file,
               guint       line,
               const char *message,
               gpointer    data)
{
  g_assert_true (g_utf8_validate (message, -1, NULL));
  ++*(guint *) data;
}

static guint
count_types (ChiosaTagset *tagset)
{
  guint n;

  chiosa_tagset_get_types (tagset, &n);

  return n;
}

/* (transfer full) */
static ChiosaTagset *
write_and_read (ChiosaTagset *tagset,
                char        **config,
                char        **visual)
{
  g_autoptr (GError) error = NULL;
  ChiosaTagset *again;
  guint n_problems = 0;

  *config = chiosa_brat_config_write (tagset);
  *visual = chiosa_brat_config_write_visual (tagset);
  again = chiosa_brat_config_read (*config, *visual, "x", count_problem, &n_problems, &error);
  g_assert_no_error (error);

  return again;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  GBytes *parts[2];
  g_autofree char *config = NULL, *visual = NULL, *config1 = NULL, *visual1 = NULL, *config2 = NULL, *visual2 = NULL,
                  *config3 = NULL, *visual3 = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaTagset) tagset = NULL, once = NULL, twice = NULL, thrice = NULL;
  guint n_problems = 0;

  fuzz_split (data, size, parts, G_N_ELEMENTS (parts));
  config = fuzz_utf8 (parts[0]);
  visual = fuzz_utf8 (parts[1]);
  fuzz_parts_free (parts, G_N_ELEMENTS (parts));

  tagset = chiosa_brat_config_read (config, visual, "x", count_problem, &n_problems, &error);
  g_assert_true ((tagset == NULL) == (error != NULL));
  if (tagset == NULL)
    return 0;

  once = write_and_read (tagset, &config1, &visual1);
  /* The first writing settles what is a type and what is a label: brat has only one kind. */
  twice = write_and_read (once, &config2, &visual2);
  thrice = write_and_read (twice, &config3, &visual3);
  g_assert_cmpuint (count_types (thrice), ==, count_types (twice));
  g_assert_cmpstr (config3, ==, config2);
  g_assert_cmpstr (visual3, ==, visual2);

  return 0;
}

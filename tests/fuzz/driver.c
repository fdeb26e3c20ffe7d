/* driver.c
 *
 * Runs a fuzz target without a fuzzer: over its corpus (FUZZ_SUBJECT names the folder), whole and cut off at several places,
 * as a test; or over the files named on the command line, to look at a finding.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

/* Places at which each file is cut, spread evenly. */
#define CUTS 12

static void
run_bytes (const char *contents,
           gsize       length)
{
  /* A block of its own, so that a sanitizer sees who reads behind its end. */
  guint8 *data = g_memdup2 (contents, length);

  LLVMFuzzerTestOneInput (data, length);
  g_free (data);
}

static void
run_file (const char *path,
          guint       n_cuts)
{
  g_autofree char *contents = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (path, &contents, &length, &error);
  g_assert_no_error (error);

  run_bytes (contents, length);
  for (guint i = 1; i < n_cuts && i < length; i++)
    run_bytes (contents, length * i / n_cuts);
}

static void
test_corpus (void)
{
  g_autofree char *folder = g_test_build_filename (G_TEST_DIST, "fuzz", "corpus", FUZZ_SUBJECT, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  const char *name;
  guint n = 0;

  g_assert_no_error (error);
  run_bytes ("", 0);
  for (; (name = g_dir_read_name (dir)) != NULL; n++)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_test_message ("%s", name);
      run_file (path, CUTS);
    }
  g_assert_cmpuint (n, >, 0);
}

int
main (int   argc,
      char *argv[])
{
  if (argc > 1 && argv[1][0] != '-')
    {
      LLVMFuzzerInitialize (&argc, &argv);
      for (int i = 1; i < argc; i++)
        run_file (argv[i], 0);
      return 0;
    }

  g_test_init (&argc, &argv, NULL);
  LLVMFuzzerInitialize (&argc, &argv);
  g_test_add_func ("/fuzz/" FUZZ_SUBJECT "/what-was-found-once-stays-mended", test_corpus);

  return g_test_run ();
}

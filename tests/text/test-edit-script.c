/* test-edit-script.c
 *
 * What edit scripts may say, and how it is said that they may not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-edit-script.h"

#include "chiosa-encoding.h"

#include <string.h>

static void
assert_step (GPtrArray      *steps,
             guint           i,
             ChiosaStepKind  kind,
             guint           line)
{
  const ChiosaEditStep *step;

  g_assert_cmpuint (i, <, steps->len);
  step = g_ptr_array_index (steps, i);
  g_assert_cmpint (step->kind, ==, kind);
  g_assert_cmpuint (step->line, ==, line);
}

static void
assert_replace (GPtrArray  *steps,
                guint       i,
                guint       line,
                gsize       start,
                gsize       end,
                const char *text)
{
  const ChiosaEditStep *step;

  assert_step (steps, i, CHIOSA_STEP_REPLACE, line);
  step = g_ptr_array_index (steps, i);
  g_assert_cmpuint (step->start, ==, start);
  g_assert_cmpuint (step->end, ==, end);
  g_assert_cmpstr (step->text, ==, text);
}

static void
test_all_steps (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) steps = chiosa_edit_script_parse (
    "# a comment\r\n"
    "insert 3 \"due parole\"\r\n"
    "\n"
    "  delete\t4 7  \n"
    "begin\n"
    "replace 0 2 \"\"\n"
    "# inside\n"
    "end\n"
    "undo\n"
    "undo 3\n"
    "redo 1000000", -1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (steps->len, ==, 8);
  assert_replace (steps, 0, 2, 3, 3, "due parole");
  assert_replace (steps, 1, 4, 4, 7, "");
  assert_step (steps, 2, CHIOSA_STEP_BEGIN, 5);
  assert_replace (steps, 3, 6, 0, 2, "");
  assert_step (steps, 4, CHIOSA_STEP_END, 8);
  assert_step (steps, 5, CHIOSA_STEP_UNDO, 9);
  g_assert_cmpuint (((ChiosaEditStep *) steps->pdata[5])->count, ==, 1);
  g_assert_cmpuint (((ChiosaEditStep *) steps->pdata[6])->count, ==, 3);
  assert_step (steps, 7, CHIOSA_STEP_REDO, 11);
  g_assert_cmpuint (((ChiosaEditStep *) steps->pdata[7])->count, ==, 1000000);
}

static void
test_strings_are_json (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) steps = chiosa_edit_script_parse (
    "insert 0 \"\\\" \\\\ \\/ \\b\\f\\n\\r\\t\"\n"
    "insert 0 \"\\u00e8 \\u00E8 \\u4e2d \\uD83D\\uDE00 \\u2029 \\uFFFF \\uDBFF\\uDFFF\"\n"
    "insert 0 \"è 中 😀 # not a comment\"\n"
    "insert 0 \"\x7F\"\n", -1, &error);

  g_assert_no_error (error);
  assert_replace (steps, 0, 1, 0, 0, "\" \\ / \b\f\n\r\t");
  assert_replace (steps, 1, 2, 0, 0, "è è 中 😀 \xE2\x80\xA9 \xEF\xBF\xBF \xF4\x8F\xBF\xBF");
  assert_replace (steps, 2, 3, 0, 0, "è 中 😀 # not a comment");
  assert_replace (steps, 3, 4, 0, 0, "\x7F");
}

static void
test_empty (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) none = chiosa_edit_script_parse ("", 0, &error);
  g_autoptr (GPtrArray) blank = chiosa_edit_script_parse ("\n \n#\n", -1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (none->len, ==, 0);
  g_assert_cmpuint (blank->len, ==, 0);
}

static const struct
{
  const char *script;
  guint       line;
} wrong[] = {
  { "frob 1", 1 },
  { "Insert 1 \"a\"", 1 },
  { "\n\ninsert", 3 },
  { "insert 1", 1 },
  { "insert \"a\"", 1 },
  { "insert -1 \"a\"", 1 },
  { "insert 1 a", 1 },
  { "insert 1 \"a", 1 },
  { "insert 1 \"a\\\"", 1 },
  { "insert 1 \"a\\", 1 },
  { "insert 1 \"a\" b", 1 },
  { "insert 1 \"a\" # b", 1 },
  { "insert 99999999999999999999999 \"a\"", 1 },
  { "insert 1 \"\\x41\"", 1 },
  { "insert 1 \"\\u12\"", 1 },
  { "insert 1 \"\\u\"", 1 },
  { "insert 1 \"\\u00g0\"", 1 },
  { "insert 1 \"\\u0000\"", 1 },
  { "insert 1 \"\\uD83D\"", 1 },
  { "insert 1 \"\\uD83Dx\"", 1 },
  { "insert 1 \"\\uD83D\\n\"", 1 },
  { "insert 1 \"\\uD83D\\u0041\"", 1 },
  { "insert 1 \"\\uDE00\"", 1 },
  { "insert 1 \"\\uDE00\\uD83D\"", 1 },
  { "insert 1 \"a\tb\"", 1 },
  { "insert 1 \"a\xFF\"", 1 },
  { "insert 1 \"\xED\xA0\xBD\"", 1 },
  { "# fine\n# not \xC0\x80", 2 },
  { "delete 3", 1 },
  { "delete 3 2", 1 },
  { "delete 2 3 \"a\"", 1 },
  { "replace 3 2 \"a\"", 1 },
  { "undo 0", 1 },
  { "undo x", 1 },
  { "undo 1000001", 1 },
  { "begin\nundo\nend", 2 },
  { "begin\nbegin", 2 },
  { "begin 1", 1 },
  { "end", 1 },
  { "begin\nend\nend", 3 },
  { "undo\nbegin\nundo", 3 },
  { "undo\nbegin\ninsert 0 \"a\"\n", 2 },
};

static void
test_errors_name_the_line (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) steps = chiosa_edit_script_parse (wrong[i].script, -1, &error);
      g_autofree char *prefix = g_strdup_printf ("line %u: ", wrong[i].line);

      g_test_message ("%s", error != NULL ? error->message : wrong[i].script);
      g_assert_null (steps);
      g_assert_error (error, CHIOSA_TEXT_ERROR, CHIOSA_TEXT_ERROR_SCRIPT);
      g_assert_true (g_str_has_prefix (error->message, prefix));
      g_assert_true (g_utf8_validate (error->message, -1, NULL));
    }
}

static void
test_nul_is_refused (void)
{
  static const char script[] = "undo\ninsert 0 \"a\0b\"\n";
  g_autoptr (GError) error = NULL;

  g_assert_null (chiosa_edit_script_parse (script, sizeof script - 1, &error));
  g_assert_error (error, CHIOSA_TEXT_ERROR, CHIOSA_TEXT_ERROR_SCRIPT);
  g_assert_true (g_str_has_prefix (error->message, "line 2: "));
}

/* Every prefix, and every byte changed: an answer or an error, whose text is fit to be shown. */
static void
test_damaged_scripts_are_survived (void)
{
  static const char script[] = "begin\ninsert 12 \"è \\uD83D\\uDE00 \\n\"\nreplace 1 2 \"\\\\\"\nend\nundo 3\ndelete 1 4\n";

  for (guint round = 0; round < 20000; round++)
    {
      g_autoptr (GError) error = NULL;
      gsize n = g_test_rand_int_range (0, sizeof script);
      g_autofree char *damaged = g_memdup2 (script, n + 1);
      g_autoptr (GPtrArray) steps = NULL;

      if (n > 0 && g_test_rand_bit ())
        damaged[g_test_rand_int_range (0, n)] = g_test_rand_int ();
      steps = chiosa_edit_script_parse (damaged, n, &error);
      g_assert_true ((steps == NULL) == (error != NULL));
      if (error != NULL)
        g_assert_true (g_utf8_validate (error->message, -1, NULL));
      for (guint i = 0; steps != NULL && i < steps->len; i++)
        {
          const ChiosaEditStep *step = steps->pdata[i];

          g_assert_true (step->kind != CHIOSA_STEP_REPLACE || g_utf8_validate (step->text, -1, NULL));
        }
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/edit-script/all-steps", test_all_steps);
  g_test_add_func ("/edit-script/strings-are-json", test_strings_are_json);
  g_test_add_func ("/edit-script/empty", test_empty);
  g_test_add_func ("/edit-script/errors-name-the-line", test_errors_name_the_line);
  g_test_add_func ("/edit-script/nul-is-refused", test_nul_is_refused);
  g_test_add_func ("/edit-script/damaged-scripts-are-survived", test_damaged_scripts_are_survived);

  return g_test_run ();
}

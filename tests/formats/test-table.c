/* test-table.c
 *
 * The table: every row has every column, any value comes back, and none of them runs in a spreadsheet unless that is wanted.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "formats-fixture.h"

#include "chiosa-tagset-file.h"

#include <string.h>

/* A slow reader of RFC 4180 that is obviously right: rows of cells. */
static GPtrArray *
read_table (const char *csv,
            char        separator)
{
  GPtrArray *rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  GPtrArray *row = NULL;

  while (*csv != '\0')
    {
      GString *cell = g_string_new (NULL);

      if (row == NULL)
        g_ptr_array_add (rows, row = g_ptr_array_new_with_free_func (g_free));
      if (*csv == '"')
        for (csv++; *csv != '"' || csv[1] == '"'; csv += *csv == '"' ? 2 : 1)
          g_string_append_c (cell, *csv);
      else
        for (; *csv != separator && *csv != '\r'; csv++)
          {
            g_assert_true (*csv != '\0' && *csv != '"' && *csv != '\n');
            g_string_append_c (cell, *csv);
          }
      csv += *csv == '"';
      g_ptr_array_add (row, g_string_free (cell, FALSE));
      if (*csv == separator)
        csv++;
      else
        {
          g_assert_true (csv[0] == '\r' && csv[1] == '\n');
          csv += 2;
          row = NULL;
        }
    }

  return rows;
}

static char *
write_table (ChiosaTagset       *tagset,
             const char         *setting,
             const ChiosaRecord *record,
             ChiosaLosses       *losses)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new ();
  g_autoptr (GPtrArray) paths = NULL;
  char *folder = formats_make_folder (), *content;

  g_ptr_array_add (records, (gpointer) record);
  paths = formats_write (&chiosa_format_table, tagset, setting, records, folder, losses);
  g_assert_true (g_file_get_contents (g_ptr_array_index (paths, 0), &content, NULL, NULL));
  formats_remove_folder (folder);

  return content;
}

static const char *
get_cell (GPtrArray  *rows,
          guint       row,
          const char *column)
{
  GPtrArray *head = g_ptr_array_index (rows, 0);

  for (guint i = 0; i < head->len; i++)
    if (g_str_equal (g_ptr_array_index (head, i), column))
      return g_ptr_array_index ((GPtrArray *) g_ptr_array_index (rows, row), i);

  g_assert_not_reached ();
}

static void
test_example (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaLosses) losses = chiosa_losses_new ();
  ChiosaAnnotation *claim = (ChiosaAnnotation *) chiosa_record_get (record, 1);
  g_autofree char *csv = NULL;
  g_autoptr (GPtrArray) rows = NULL;

  chiosa_annotation_set_attribute (claim, "verdict", CHIOSA_VALUE_TEXT, "refuted");
  chiosa_annotation_set_attribute (claim, "unknown", CHIOSA_VALUE_FLAG, "true");
  csv = write_table (tagset, NULL, record, losses);
  rows = read_table (csv, ',');

  g_assert_cmpuint (rows->len, ==, 3);
  g_assert_cmpstr (get_cell (rows, 2, "article"), ==, "article-1");
  g_assert_cmpstr (get_cell (rows, 2, "id"), ==, "s2");
  g_assert_cmpstr (get_cell (rows, 2, "label"), ==, "NUMERIC");
  g_assert_cmpstr (get_cell (rows, 2, "start"), ==, "16");
  g_assert_cmpstr (get_cell (rows, 2, "end"), ==, "29");
  g_assert_cmpstr (get_cell (rows, 2, "text"), ==, "taxes fell 3%");
  g_assert_cmpstr (get_cell (rows, 2, "attribute.verdict"), ==, "refuted");
  g_assert_cmpstr (get_cell (rows, 2, "attributes"), ==, "{\"unknown\":true}");
  g_assert_cmpstr (get_cell (rows, 2, "relations"), ==, "attributed_to:s1");
  g_assert_cmpstr (get_cell (rows, 1, "attribute.verdict"), ==, "");
  g_assert_cmpuint (chiosa_losses_total (losses), ==, 0);
}

typedef struct { const char *words; const char *guarded; } Guard;

static const Guard guards[] = {
  { "=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")" },
  { "=1", "'=1" },
  { "+1+cmd|' /C calc'!A0", "'+1+cmd|' /C calc'!A0" },
  { "@SUM(1)", "'@SUM(1)" },
  { "-[b.xls]S!A1", "'-[b.xls]S!A1" },
  { "\t=x", "'\t=x" },
  { "\r\n-A(1)", "'\r\n-A(1)" },
  { "@handle", "@handle" },
  { "--> see", "--> see" },
  { "\tx", "\tx" },
  { "-", "-" },
  { "-5 %", "-5 %" },
  { "+3.2", "+3.2" },
  { "a=b(c)", "a=b(c)" },
  { "'x", "'x" },
};

static void
test_formulas (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();

  for (guint i = 0; i < G_N_ELEMENTS (guards); i++)
    {
      g_autoptr (ChiosaRecord) record = chiosa_record_new ("a", g_strdup (guards[i].words));
      g_autoptr (ChiosaLosses) losses = chiosa_losses_new (), none = chiosa_losses_new ();
      ChiosaSpan all = { 0, record->length };
      g_autofree char *guarded = NULL, *kept = NULL;
      g_autoptr (GPtrArray) safe = NULL, same = NULL;

      g_assert_true (chiosa_record_add (record, chiosa_annotation_new ("x", "claim", ""), &all, 1, NULL));
      guarded = write_table (tagset, NULL, record, losses);
      kept = write_table (tagset, "formulas=keep", record, none);
      safe = read_table (guarded, ',');
      same = read_table (kept, ',');

      g_assert_cmpstr (get_cell (safe, 1, "text"), ==, guards[i].guarded);
      g_assert_cmpstr (get_cell (same, 1, "text"), ==, guards[i].words);
      g_assert_cmpuint (losses->counts[CHIOSA_LOSS_TEXT], ==, !g_str_equal (guards[i].words, guards[i].guarded));
      g_assert_cmpuint (none->counts[CHIOSA_LOSS_TEXT], ==, 0);
    }
}

static void
assert_rows (const ChiosaRecord *record,
             GPtrArray          *rows)
{
  g_assert_cmpuint (rows->len, ==, chiosa_record_get_n (record) + 1);
  for (guint i = 0; i < chiosa_record_get_n (record); i++)
    {
      guint n;
      const ChiosaSpan *spans = chiosa_record_get_spans (record, i, &n);
      g_autofree char *words = chiosa_spans_get_quote (spans, n, record->snapshot->text);
      const ChiosaAnnotation *annotation = chiosa_record_get (record, i);

      g_assert_cmpuint (((GPtrArray *) g_ptr_array_index (rows, i + 1))->len, ==, ((GPtrArray *) g_ptr_array_index (rows, 0))->len);
      /* Guarded where it looks like a formula: test_formulas(). */
      g_assert_cmpstr (get_cell (rows, i + 1, "text") + (get_cell (rows, i + 1, "text")[0] == '\''), ==, words);
      g_assert_cmpstr (get_cell (rows, i + 1, "note"), ==, annotation->note != NULL ? annotation->note : "");
    }
}

static void
test_separators (void)
{
  static const struct { const char *setting; char separator; } separators[] = {
    { "separator=comma", ',' }, { "separator=semicolon", ';' }, { "separator=tab", '\t' },
  };
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (51);

  for (guint i = 0; i < 90; i++)
    {
      g_autoptr (ChiosaRecord) record = formats_random_record (rand, tagset, i);
      g_autofree char *csv = NULL;
      g_autoptr (GPtrArray) rows = NULL;

      csv = write_table (tagset, separators[i % 3].setting, record, NULL);
      rows = read_table (csv, separators[i % 3].separator);
      assert_rows (record, rows);
    }
}

static void
test_mark (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autofree char *csv = write_table (tagset, "bom=yes", record, NULL);

  g_assert_true (g_str_has_prefix (csv, "\xef\xbb\xbf" "article,id,"));
}

static void
test_no_words (void)
{
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  ChiosaWriteContext context = { .format = &chiosa_format_table, .text_mode = CHIOSA_TEXT_NONE };
  g_autoptr (ChiosaOutput) output = chiosa_output_new ();

  chiosa_format_default_options (context.format, context.options);
  context.format->write (&context, record, output);

  g_assert_null (strstr (chiosa_output_get_main (output)->str, "taxes"));
  g_assert_nonnull (strstr (chiosa_output_get_main (output)->str, ",16,29,,,"));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/table/example", test_example);
  g_test_add_func ("/table/formulas-do-not-run", test_formulas);
  g_test_add_func ("/table/separators", test_separators);
  g_test_add_func ("/table/mark-for-excel", test_mark);
  g_test_add_func ("/table/without-words", test_no_words);

  return g_test_run ();
}

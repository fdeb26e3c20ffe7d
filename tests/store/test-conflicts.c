/* test-conflicts.c
 *
 * Conflicts in files: written the same whoever merged, read from anywhere; and sidecars that Git merged by lines, which
 * come apart into the files that they were.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-json.h"
#include "chiosa-merge-sidecar.h"

#include <string.h>

#define ARTICLE "A text of few words.\n"
#define CONFLICTS(lines) ",\n\"conflicts\":[\n" lines "\n]"

static GBytes *
bytes_of (const char *text)
{
  return g_bytes_new (text, strlen (text));
}

static char *
string_of (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_strndup (data, length);
}

static ChiosaSidecar *
parse (const char  *json,
       GError     **error)
{
  g_autoptr (GBytes) bytes = bytes_of (json);
  g_autoptr (ChiosaText) text = chiosa_text_new (ARTICLE, -1);
  g_autofree char *hash = chiosa_text_hash (text);

  return chiosa_sidecar_parse (bytes, "a.txt.chiosa.json", text, hash, error);
}

static char *
frame (const char *more)
{
  g_autoptr (ChiosaText) text = chiosa_text_new (ARTICLE, -1);
  g_autofree char *hash = chiosa_text_hash (text);

  return g_strdup_printf ("{\n\"format\":\"chiosa-sidecar\",\n\"version\":\"1.1\",\n"
                          "\"text\":{\"sha256\":\"%s\",\"length\":21,\"charset\":\"UTF-8\",\"bom\":false,\"newline\":\"lf\"},\n"
                          "\"article\":{\"status\":\"new\"},\n\"annotations\":[\n],\n\"relations\":[\n]%s\n}\n", hash, more);
}

static ChiosaSidecar *
parse_framed (const char *more)
{
  g_autofree char *json = frame (more);
  g_autoptr (GError) error = NULL;
  ChiosaSidecar *sidecar = parse (json, &error);

  g_assert_no_error (error);
  return sidecar;
}

static char *
write_again (ChiosaSidecar *sidecar)
{
  g_autoptr (ChiosaEncoding) encoding = chiosa_encoding_new_utf8 ();
  g_autoptr (GBytes) bytes = NULL;

  sidecar->snapshot->text = chiosa_text_new (ARTICLE, -1);
  encoding->newline = CHIOSA_NEWLINE_LF;
  bytes = chiosa_sidecar_write (sidecar, sidecar->snapshot, encoding);
  g_clear_pointer (&sidecar->snapshot->text, chiosa_text_free);
  return string_of (bytes);
}

/* --- Data ------------------------------------------------------------------------------------------------------- */

static void
test_round_trip (void)
{
  static const char more[] = CONFLICTS ("{\"kind\":\"annotation\",\"id\":\"a1\",\"base\":{\"id\":\"a1\"},\"first\":{\"id\":\"a1\",\"x\":1}},\n"
                                        "{\"kind\":\"annotation\",\"id\":\"a1\",\"field\":\"note\",\"first\":\"a\",\"second\":\"b\"},\n"
                                        "{\"kind\":\"article\",\"field\":\"title\",\"base\":\"x\",\"first\":\"a\",\"second\":\"b\"},\n"
                                        "{\"kind\":\"relation\",\"id\":\"r1\",\"field\":\"extra.k\",\"first\":[1, 2],\"second\":null}");
  g_autofree char *json = frame (more);
  g_autoptr (ChiosaSidecar) sidecar = parse_framed (more);
  g_autofree char *again = NULL;
  const ChiosaMergeConflict *conflict;

  g_assert_cmpuint (sidecar->problems->len, ==, 0);
  g_assert_cmpuint (sidecar->snapshot->conflicts->len, ==, 4);
  conflict = g_ptr_array_index (sidecar->snapshot->conflicts, 0);
  g_assert_null (conflict->field);
  g_assert_cmpstr (conflict->mine, ==, "{\"id\":\"a1\",\"x\":1}");
  g_assert_null (conflict->theirs);
  g_assert_false (conflict->sides_known);

  again = write_again (sidecar);
  g_assert_cmpstr (again, ==, json);
}

static void
test_sides_have_no_order (void)
{
  char *written[2] = { NULL };

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (ChiosaSidecar) sidecar = parse_framed ("");
      g_autoptr (GPtrArray) conflicts = chiosa_merge_conflicts_new ();

      g_ptr_array_add (conflicts, chiosa_merge_conflict_new ("annotation", i == 0 ? "b" : "a", NULL, "0", i == 0 ? "1" : NULL, i == 0 ? NULL : "1"));
      g_ptr_array_add (conflicts, chiosa_merge_conflict_new ("annotation", i == 0 ? "a" : "b", NULL, "0", i == 0 ? "1" : NULL, i == 0 ? NULL : "1"));
      chiosa_snapshot_set_conflicts (sidecar->snapshot, conflicts);
      written[i] = write_again (sidecar);
    }

  g_assert_cmpstr (written[0], ==, written[1]);
  g_free (written[0]);
  g_free (written[1]);
}

static void
test_hostile (void)
{
  static const char *const cases[] = {
    "7", "[]", "{}", "{\"kind\":\"annotation\",\"first\":1}", "{\"kind\":\"annotation\",\"id\":\"../x\",\"first\":1}",
    "{\"kind\":\"war\",\"id\":\"a\",\"first\":1}", "{\"kind\":\"article\",\"first\":1}", "{\"kind\":\"article\",\"id\":\"a\",\"field\":\"x\",\"first\":1}",
    "{\"kind\":\"annotation\",\"id\":\"a\",\"field\":\"x\"}", "{\"kind\":\"annotation\",\"id\":\"a\",\"field\":7,\"first\":1}",
    "{\"kind\":\"annotation\",\"id\":\"a\",\"field\":\"x\",\"first\":1,\"later\":2}", "{\"kind\":[\"annotation\"],\"id\":\"a\",\"first\":1}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *more = g_strdup_printf (CONFLICTS ("%s"), cases[i]);
      g_autofree char *json = frame (more);
      g_autoptr (ChiosaSidecar) sidecar = parse_framed (more);
      g_autofree char *again = write_again (sidecar);

      g_test_message ("%s", cases[i]);
      g_assert_cmpuint (sidecar->problems->len, ==, 1);
      g_assert_null (sidecar->snapshot->conflicts);
      g_assert_cmpstr (again, ==, json);
    }
}

static void
test_no_array (void)
{
  g_autoptr (ChiosaSidecar) sidecar = parse_framed (",\n\"conflicts\":{\"a\":1}");
  g_autofree char *again = write_again (sidecar);

  g_assert_cmpuint (sidecar->problems->len, ==, 1);
  g_assert_nonnull (strstr (again, CONFLICTS ("{\"a\":1}")));
}

/* --- Markers ---------------------------------------------------------------------------------------------------- */

static void
assert_split (const char *marked,
              const char *ours,
              const char *base,
              const char *theirs)
{
  g_autoptr (GBytes) bytes = bytes_of (marked);
  GBytes *found[3] = { NULL };
  char *texts[3] = { NULL };
  g_autoptr (GError) error = NULL;

  g_assert_true (chiosa_sidecar_has_markers (bytes));
  g_assert_true (chiosa_sidecar_split_markers (bytes, &found[0], &found[1], &found[2], &error));
  g_assert_no_error (error);
  for (guint i = 0; i < 3; i++)
    texts[i] = found[i] != NULL ? string_of (found[i]) : NULL;
  g_assert_cmpstr (texts[0], ==, ours);
  g_assert_cmpstr (texts[1], ==, base);
  g_assert_cmpstr (texts[2], ==, theirs);
  for (guint i = 0; i < 3; i++)
    {
      g_clear_pointer (&found[i], g_bytes_unref);
      g_free (texts[i]);
    }
}

static void
test_split (void)
{
  assert_split ("[\n<<<<<<< HEAD\n1\n=======\n2\n>>>>>>> other\n]\n", "[\n1\n]\n", NULL, "[\n2\n]\n");
  assert_split ("[\n<<<<<<< HEAD\n1\n||||||| 00\n0\n=======\n2\n>>>>>>> other\n]\n", "[\n1\n]\n", "[\n0\n]\n", "[\n2\n]\n");
  /* one of two does not tell the base */
  assert_split ("[\n<<<<<<<\n1\n|||||||\n0\n=======\n2\n>>>>>>>\n,\n<<<<<<<\n3\n=======\n4\n>>>>>>>\n]\n",
                "[\n1\n,\n3\n]\n", NULL, "[\n2\n,\n4\n]\n");
  /* an empty side; lines of Windows; a longer mark; no feed at the end */
  assert_split ("[\r\n<<<<<<<<< HEAD\r\n=========\r\n2\r\n>>>>>>>>> other\r\n]", "[\r\n]", NULL, "[\r\n2\r\n]");
}

/* Items that were put together out of two files. */
static void
test_commas (void)
{
  assert_split ("{\"a\":[\n{\"id\":1},\n<<<<<<< a\n=======\n{\"id\":2}\n>>>>>>> b\n]}\n",
                "{\"a\":[\n{\"id\":1}\n]}\n", NULL, "{\"a\":[\n{\"id\":1},\n{\"id\":2}\n]}\n");
  assert_split ("{\"a\":[\n<<<<<<< a\n{\"id\":1}\n=======\n{\"id\":2}\n>>>>>>> b\n{\"id\":3}\n]}\n",
                "{\"a\":[\n{\"id\":1},\n{\"id\":3}\n]}\n", NULL, "{\"a\":[\n{\"id\":2},\n{\"id\":3}\n]}\n");
}

static void
test_broken_markers (void)
{
  static const char *const cases[] = {
    "", "[]\n", "[\n<<<<<<< a\n1\n", "[\n<<<<<<< a\n1\n=======\n", "=======\n<<<<<<< a\n=======\n>>>>>>> b\n", ">>>>>>> b\n",
    "<<<<<<< a\n>>>>>>> b\n", "<<<<<<< a\n=======\n>>>>>>> b\n>>>>>>> b\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = bytes_of (cases[i]);
      g_autoptr (GBytes) ours = NULL, base = NULL, theirs = NULL;
      g_autoptr (GError) error = NULL;

      g_assert_false (chiosa_sidecar_split_markers (bytes, &ours, &base, &theirs, &error));
      g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_SYNTAX);
    }
}

static void
test_markers_are_an_error_of_their_own (void)
{
  static const char marked[] = "{\n\"format\":\"chiosa-sidecar\",\n<<<<<<< HEAD\n\"version\":\"1.0\",\n=======\n\"version\":\"1.1\",\n>>>>>>> other\n}\n";
  g_autoptr (GBytes) bytes = bytes_of (marked);
  g_autoptr (GError) error = NULL, peek_error = NULL;
  ChiosaSidecarSummary summary;

  g_assert_null (parse (marked, &error));
  g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CONFLICT_MARKERS);
  g_assert_nonnull (strstr (error->message, "a.txt.chiosa.json"));
  g_assert_false (chiosa_sidecar_peek (bytes, "x", &summary, &peek_error));
  g_assert_error (peek_error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_CONFLICT_MARKERS);
}

/* "<<<<<<<" in a note is a note. */
static void
test_markers_in_words (void)
{
  g_autoptr (ChiosaSidecar) sidecar = parse_framed (",\n\"note\":\"<<<<<<< HEAD\"");

  g_assert_cmpuint (sidecar->problems->len, ==, 0);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/conflicts/what-is-read-is-written", test_round_trip);
  g_test_add_func ("/conflicts/swapped-sides-give-the-same-bytes", test_sides_have_no_order);
  g_test_add_func ("/conflicts/what-cannot-be-understood-is-kept-raw", test_hostile);
  g_test_add_func ("/conflicts/what-is-no-array-is-kept", test_no_array);
  g_test_add_func ("/markers/sides-come-apart", test_split);
  g_test_add_func ("/markers/commas-are-mended", test_commas);
  g_test_add_func ("/markers/what-does-not-fit-together-is-refused", test_broken_markers);
  g_test_add_func ("/markers/are-an-error-of-their-own", test_markers_are_an_error_of_their_own);
  g_test_add_func ("/markers/in-words-are-words", test_markers_in_words);

  return g_test_run ();
}

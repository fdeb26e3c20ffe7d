/* test-json.c
 *
 * What the strict validator takes and refuses (the classes of JSONTestSuite among it), the cursor, the writer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-json.h"

#include <string.h>

typedef struct
{
  const char *json;
  gsize       length;     /* 0: strlen */
  int         code;       /* -1: good */
} Case;

#define GOOD(text) { text, sizeof text - 1, -1 }
#define SYNTAX(text) { text, sizeof text - 1, CHIOSA_STORE_ERROR_SYNTAX }
#define INVALID(text) { text, sizeof text - 1, CHIOSA_STORE_ERROR_INVALID }

static const Case cases[] = {
  /* must pass */
  GOOD ("[]"), GOOD ("{}"), GOOD ("[[]   ]"), GOOD ("[\"\"]"), GOOD ("[\"a\"]"), GOOD ("[false]"), GOOD ("[null, 1, \"1\", {}]"),
  GOOD ("[null]"), GOOD ("[1\n]"), GOOD (" [1]"), GOOD ("[1,null,null,null,2]"), GOOD ("[2] "), GOOD ("[123e65]"),
  GOOD ("[0e+1]"), GOOD ("[0e1]"), GOOD ("[ 4]"), GOOD ("[-0.000000000000000000000000000000000000000000000000000000000001]"),
  GOOD ("[20e1]"), GOOD ("[-0]"), GOOD ("[-123]"), GOOD ("[-1]"), GOOD ("[1E22]"), GOOD ("[1E-2]"), GOOD ("[1E+2]"),
  GOOD ("[123e45]"), GOOD ("[123.456e78]"), GOOD ("[1e-2]"), GOOD ("[1e+2]"), GOOD ("[123]"), GOOD ("[123.456789]"),
  GOOD ("{\"asd\":\"sdf\", \"dfg\":\"fgh\"}"), GOOD ("{\"asd\":\"sdf\"}"), GOOD ("{\"\":0}"), GOOD ("{\"a\":[]}"),
  GOOD ("{ \"min\": -1.0e+28, \"max\": 1.0e+28 }"), GOOD ("{\"title\":\"\\u041f\\u043e\"}"), GOOD ("{\n\"a\": \"b\"\n}"),
  GOOD ("[\"\\u0060\\u012a\\u12AB\"]"), GOOD ("[\"\\uD801\\udc37\"]"), GOOD ("[\"\\ud83d\\ude39\\ud83d\\udc8d\"]"),
  GOOD ("[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]"), GOOD ("[\"\\\\u0000\"]"), GOOD ("[\"\\\"\"]"), GOOD ("[\"a/*b*/c/*d//e\"]"),
  GOOD ("[\"\\\\a\"]"), GOOD ("[\"\\\\n\"]"), GOOD ("[\"\\u0012\"]"), GOOD ("[\"\\uFFFF\"]"), GOOD ("[ \"asd\"]"),
  GOOD ("[\"\\uDBFF\\uDFFF\"]"), GOOD ("[\"new\\u00A0line\"]"), GOOD ("[\"\xf4\x8f\xbf\xbf\"]"), GOOD ("[\"\xef\xbf\xbf\"]"),
  GOOD ("\" \""), GOOD ("[\"\xf0\x9b\xbf\xbf\"]"), GOOD ("[\"\\uFDD0\"]"), GOOD ("[\"\xe2\x80\xa8\"]"), GOOD ("[\"\x7f\"]"),
  GOOD ("[\"\\u0061\\u30af\\u30EA\\u30b9\"]"), GOOD ("[\"new\\u000Aline\"]"), GOOD ("false"), GOOD ("42"), GOOD ("-0.1"),
  GOOD ("null"), GOOD ("\"asd\""), GOOD ("true"), GOOD ("\"\""), GOOD ("[\"a\"]\n"), GOOD (" [] "), GOOD ("\r\n\t[]"),
  GOOD ("[9223372036854775807]"), GOOD ("[-9223372036854775808]"), GOOD ("[1.7976931348623157e308]"), GOOD ("[1e-400]"),
  GOOD ("{\"a\":{\"a\":{\"a\":1}},\"b\":{\"a\":1}}"), GOOD ("{\"A\":1,\"a\":2}"),
  GOOD ("[123456789012345678901234567890.5]"), GOOD ("{\"<<<<<<<\":1}"),

  /* must fail */
  SYNTAX (""), SYNTAX (" "), SYNTAX ("[1 true]"), SYNTAX ("[a\xe5]"), SYNTAX ("[\"\": 1]"), SYNTAX ("[\"\"],"), SYNTAX ("[,1]"),
  SYNTAX ("[1,,2]"), SYNTAX ("[\"x\",,]"), SYNTAX ("[\"x\"]]"), SYNTAX ("[\"\",]"), SYNTAX ("[\"x\""), SYNTAX ("[x"),
  SYNTAX ("[3[4]]"), SYNTAX ("[\xff]"), SYNTAX ("[1:2]"), SYNTAX ("[,]"), SYNTAX ("[-]"), SYNTAX ("[   , \"\"]"),
  SYNTAX ("[\"a\",\n4\n,1,"), SYNTAX ("[1,]"), SYNTAX ("[\"\va\"\\f]"), SYNTAX ("[*]"), SYNTAX ("[\"\""), SYNTAX ("[1,"),
  SYNTAX ("[1,\n1\n,1"), SYNTAX ("[{}"), SYNTAX ("[fals]"), SYNTAX ("[nul]"), SYNTAX ("[tru]"), SYNTAX ("123\0"),
  SYNTAX ("[++1234]"), SYNTAX ("[+1]"), SYNTAX ("[+Inf]"), SYNTAX ("[-01]"), SYNTAX ("[-1.0.]"), SYNTAX ("[-2.]"),
  SYNTAX ("[-NaN]"), SYNTAX ("[.-1]"), SYNTAX ("[.2e-3]"), SYNTAX ("[0.1.2]"), SYNTAX ("[0.3e+]"), SYNTAX ("[0.3e]"),
  SYNTAX ("[0.e1]"), SYNTAX ("[0E+]"), SYNTAX ("[0E]"), SYNTAX ("[0e+]"), SYNTAX ("[0e]"), SYNTAX ("[1.0e+]"), SYNTAX ("[1.0e-]"),
  SYNTAX ("[1.0e]"), SYNTAX ("[1 000.0]"), SYNTAX ("[1eE2]"), SYNTAX ("[2.e+3]"), SYNTAX ("[2.e-3]"), SYNTAX ("[2.e3]"),
  SYNTAX ("[9.e+]"), SYNTAX ("[Inf]"), SYNTAX ("[NaN]"), SYNTAX ("[\xef\xbc\x91]"), SYNTAX ("[1+2]"), SYNTAX ("[0x1]"),
  SYNTAX ("[0x42]"), SYNTAX ("[Infinity]"), SYNTAX ("[0e+-1]"), SYNTAX ("[-123.123foo]"), SYNTAX ("[123\xe5]"),
  SYNTAX ("[-Infinity]"), SYNTAX ("[-foo]"), SYNTAX ("[- 1]"), SYNTAX ("[-012]"), SYNTAX ("[-.123]"), SYNTAX ("[-1x]"),
  SYNTAX ("[1ea]"), SYNTAX ("[1.]"), SYNTAX ("[.123]"), SYNTAX ("[1.2a-3]"), SYNTAX ("[012]"), SYNTAX ("[0x10]"),
  SYNTAX ("[\"x\", truth]"), SYNTAX ("{[: \"x\"}\n"), SYNTAX ("{\"x\", null}"), SYNTAX ("{\"x\"::\"b\"}"), SYNTAX ("{\"a\":\"a\" 123}"),
  SYNTAX ("{key: 'value'}"), SYNTAX ("{\"a\" b}"), SYNTAX ("{:\"b\"}"), SYNTAX ("{\"a\" \"b\"}"), SYNTAX ("{\"a\":"),
  SYNTAX ("{\"a\""), SYNTAX ("{1:1}"), SYNTAX ("{9999E9999:1}"), SYNTAX ("{null:null,null:null}"), SYNTAX ("{\"id\":0,,,,,}"),
  SYNTAX ("{'a':0}"), SYNTAX ("{\"id\":0,}"), SYNTAX ("{\"a\":\"b\"}/**/"), SYNTAX ("{\"a\":\"b\"}#"), SYNTAX ("{\"a\":\"b\"}//"),
  SYNTAX ("{\"a\":\"b\",,\"c\":\"d\"}"), SYNTAX ("{a: \"b\"}"), SYNTAX ("{\"a\":\"a"), SYNTAX ("{ \"foo\" : \"bar\", \"a\" }"),
  SYNTAX ("{\"a\":\"b\"}{}"), SYNTAX ("[1][2]"), INVALID ("[\"\\uD800\\\"]"), INVALID ("[\"\\uD800\\u"), SYNTAX ("[\\u0020\"asd\"]"),
  SYNTAX ("[\"\\x00\"]"), SYNTAX ("[\"\\\\\\\"]"), SYNTAX ("[\"\\\t\"]"), SYNTAX ("[\"\\\xf0\x9f\x8c\x80\"]"), SYNTAX ("[\"\\\"]"),
  SYNTAX ("[\"\\u00A\"]"), SYNTAX ("[\"\\a\"]"), SYNTAX ("[\"\\uqqqq\"]"), SYNTAX ("[\"\\\xe5\"]"), SYNTAX ("[\xe2\x81\xa0]"),
  SYNTAX ("['single quote']"), SYNTAX ("abc"), SYNTAX ("[\"new\nline\"]"), SYNTAX ("[\"\t\"]"), SYNTAX ("\"\\UA66D\""),
  SYNTAX ("\"\"x"), SYNTAX ("<.>"), SYNTAX ("[<null>]"), SYNTAX ("[1]x"), SYNTAX ("[1]]"), SYNTAX ("[\"asd]"), SYNTAX ("a\xc3\xa5"),
  SYNTAX ("[True]"), SYNTAX ("1]"), SYNTAX ("{\"x\": true,"), SYNTAX ("[][]"), SYNTAX ("]"), SYNTAX ("\xef\xbb\xbf{}"),
  SYNTAX ("\xe5"), SYNTAX ("["), SYNTAX ("2@"), SYNTAX ("{}}"), SYNTAX ("{\"\":"), SYNTAX ("{\"a\":/*comment*/\"b\"}"),
  SYNTAX ("{\"a\": true} \"x\""), SYNTAX ("['"), SYNTAX ("[,"), SYNTAX ("[{"), SYNTAX ("[\"a"), SYNTAX ("{"), SYNTAX ("{]"),
  SYNTAX ("{,"), SYNTAX ("{'a'"), SYNTAX ("[\"\\{[\"\\{[\"\\{"), SYNTAX ("*"), SYNTAX ("{\"a\":\"b\"}#{}"), SYNTAX ("[1"),
  SYNTAX ("[ false, nul"), SYNTAX ("{\"asd\":\"asd\""), SYNTAX ("\xc3\xa5"), SYNTAX ("[\f]"), SYNTAX ("[\xe2\x81\xa0]"),
  SYNTAX ("[\"\xed\xa0\x80\"]"), SYNTAX ("[\"\xc0\xaf\"]"), SYNTAX ("[\"\xf4\xbf\xbf\xbf\"]"), SYNTAX ("[\"\x80\"]"), SYNTAX ("[\"a\0b\"]"),
  SYNTAX ("[}"), SYNTAX ("{\"a\":1]"), SYNTAX ("[1}"), SYNTAX ("-"), SYNTAX ("\""),

  /* JSON, but nothing that could be kept */
  INVALID ("[\"a\\u0000b\"]"), INVALID ("{\"a\\u0000b\":1}"), INVALID ("[\"\\uD800\"]"), INVALID ("[\"\\uDC00\"]"),
  INVALID ("[\"\\uD800x\"]"), INVALID ("[\"\\uD800\\n\"]"), INVALID ("[\"\\uDd1e\\uD834\"]"), INVALID ("[\"\\uD800\\uD800\"]"),
  INVALID ("[9223372036854775808]"), INVALID ("[-9223372036854775809]"), INVALID ("[100000000000000000000]"), INVALID ("[1e400]"),
  INVALID ("[-1e400]"), INVALID ("[1.5e+9999]"), INVALID ("{\"a\":1,\"a\":2}"), INVALID ("{\"a\":1,\"b\":2,\"\\u0061\":3}"),
  INVALID ("[{\"x\":{\"k\":1,\"k\":1}}]"), INVALID ("{\"\":1,\"\":2}"),
};

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      /* A copy without a NUL behind it: reading on is seen by the sanitizer. */
      g_autofree char *copy = g_memdup2 (cases[i].json, cases[i].length);
      gboolean good = chiosa_json_check (copy, cases[i].length, "test.json", &error);

      if (good != (cases[i].code < 0) || (error != NULL && error->code != cases[i].code))
        g_error ("case %u: %s: %s", i, cases[i].json, error != NULL ? error->message : "accepted");
      if (error != NULL)
        {
          g_assert_true (error->domain == CHIOSA_STORE_ERROR);
          g_assert_nonnull (strstr (error->message, "test.json"));
          g_assert_nonnull (strstr (error->message, "line "));
        }
    }
}

/* Whatever we accept, json-glib in strict mode accepts. */
static void
test_parser_agrees (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      ChiosaJsonSlice slice = { cases[i].json, cases[i].length, 1 };
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = NULL;

      if (cases[i].code >= 0)
        continue;
      node = chiosa_json_parse (&slice, &error);
      g_assert_no_error (error);
      g_assert_nonnull (node);
    }
}

static GString *
nested (guint depth)
{
  GString *json = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append_c (json, i % 2 ? '[' : '[');
  for (guint i = 0; i < depth; i++)
    g_string_append_c (json, ']');

  return json;
}

static void
assert_code (const GString *json,
             int            code)
{
  g_autoptr (GError) error = NULL;
  gboolean good = chiosa_json_check (json->str, json->len, "test.json", &error);

  if (code < 0)
    {
      g_assert_no_error (error);
      g_assert_true (good);
    }
  else
    {
      g_assert_error (error, CHIOSA_STORE_ERROR, code);
      g_assert_false (good);
    }
}

static void
test_depth (void)
{
  g_autoptr (GString) at_limit = nested (CHIOSA_JSON_MAX_DEPTH);
  g_autoptr (GString) over = nested (CHIOSA_JSON_MAX_DEPTH + 1);
  g_autoptr (GString) far_over = nested (1000000);

  assert_code (at_limit, -1);
  assert_code (over, CHIOSA_STORE_ERROR_LIMIT);
  assert_code (far_over, CHIOSA_STORE_ERROR_LIMIT);
}

static void
test_string_length (void)
{
  g_autoptr (GString) json = g_string_new ("[\"");

  for (gsize i = 0; i < CHIOSA_JSON_MAX_STRING - 1; i++)
    g_string_append_c (json, 'x');
  g_string_append (json, "\"]");
  assert_code (json, -1);

  g_string_insert_c (json, 2, 'y');
  assert_code (json, CHIOSA_STORE_ERROR_LIMIT);
}

static void
test_items (void)
{
  g_autoptr (GString) json = g_string_new ("[0");

  for (guint i = 1; i < CHIOSA_JSON_MAX_ITEMS; i++)
    g_string_append (json, ",0");
  g_string_append_c (json, ']');
  assert_code (json, -1);

  g_string_insert (json, 1, "0,");
  assert_code (json, CHIOSA_STORE_ERROR_LIMIT);
}

static void
test_many_keys (void)
{
  g_autoptr (GString) json = g_string_new ("{\"last\":0");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 200000; i++)
    g_string_append_printf (json, ",\n\"k%u\":%u", i, i);
  g_string_append (json, "}");
  assert_code (json, -1);

  g_string_truncate (json, json->len - 1);
  g_string_append (json, ",\n\"l\\u0061st\":1}");
  g_assert_false (chiosa_json_check (json->str, json->len, "test.json", &error));
  g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_INVALID);
  g_assert_nonnull (strstr (error->message, "line 200002"));
  g_assert_nonnull (strstr (error->message, "last"));
}

static void
test_size (void)
{
  g_autoptr (GString) json = g_string_sized_new (CHIOSA_JSON_MAX_BYTES + 10);

  g_string_append (json, "[]");
  while (json->len < CHIOSA_JSON_MAX_BYTES)
    g_string_append_c (json, ' ');
  assert_code (json, -1);
  g_string_append_c (json, ' ');
  assert_code (json, CHIOSA_STORE_ERROR_LIMIT);
}

static void
test_conflict_markers (void)
{
  const char *json = "{\n\"annotations\":[\n<<<<<<< ours\n1,\n=======\n2,\n>>>>>>> theirs\n3]}\n";
  g_autoptr (GError) error = NULL;

  g_assert_false (chiosa_json_check (json, strlen (json), "test.json", &error));
  g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_SYNTAX);
  g_assert_nonnull (strstr (error->message, "unresolved merge conflict markers"));
  g_assert_nonnull (strstr (error->message, "line 3"));
}

static void
test_error_line (void)
{
  const char *json = "{\n\"a\":1,\n\"b\":\n   nope}\n";
  g_autoptr (GError) error = NULL;

  g_assert_false (chiosa_json_check (json, strlen (json), "test.json", &error));
  g_assert_nonnull (strstr (error->message, "line 4"));
}

static ChiosaJsonSlice
slice_of (const char *json)
{
  ChiosaJsonSlice slice = { json, strlen (json), 1 };
  g_autoptr (GError) error = NULL;

  chiosa_json_check (json, slice.length, "test.json", &error);
  g_assert_no_error (error);
  return slice;
}

static void
test_cursor_object (void)
{
  ChiosaJsonSlice whole = slice_of (" {\"a\": 1 ,\n \"b\\u0062\":[ 1,{\"x\":\"]}\\\"\"},\n2 ]\n,\"c\":\"\\\\\" , \"d\":null}");
  const char *keys[] = { "a", "bb", "c", "d" };
  const char *values[] = { "1", "[ 1,{\"x\":\"]}\\\"\"},\n2 ]", "\"\\\\\"", "null" };
  const guint lines[] = { 1, 2, 4, 4 };
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value;
  char *key;
  guint i = 0;

  g_assert_true (chiosa_json_cursor_init (&cursor, &whole));
  while (chiosa_json_cursor_next (&cursor, &key, &value))
    {
      g_autofree char *text = chiosa_json_slice_dup (&value);

      g_assert_cmpuint (i, <, 4);
      g_assert_cmpstr (key, ==, keys[i]);
      g_assert_cmpstr (text, ==, values[i]);
      g_assert_cmpuint (value.line, ==, lines[i]);
      g_free (key);
      i++;
    }
  g_assert_cmpuint (i, ==, 4);
}

static void
test_cursor_array (void)
{
  ChiosaJsonSlice whole = slice_of ("[true,{},[],\"a,b\", -1.5e3 ]");
  ChiosaJsonSlice scalar = slice_of ("12"), empty = slice_of ("[ ]"), value;
  const char kinds[] = { 't', '{', '[', 's', 'n' };
  ChiosaJsonCursor cursor;
  char *key = (char *) "untouched";
  guint i = 0;

  g_assert_true (chiosa_json_cursor_init (&cursor, &whole));
  while (chiosa_json_cursor_next (&cursor, &key, &value))
    {
      g_assert_null (key);
      g_assert_cmpint (chiosa_json_slice_kind (&value), ==, kinds[i++]);
    }
  g_assert_cmpuint (i, ==, 5);

  g_assert_true (chiosa_json_cursor_init (&cursor, &empty));
  g_assert_false (chiosa_json_cursor_next (&cursor, NULL, &value));
  g_assert_false (chiosa_json_cursor_init (&cursor, &scalar));
}

static void
test_strings (void)
{
  ChiosaJsonSlice slice = slice_of ("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude39x\"");
  g_autofree char *decoded = chiosa_json_slice_string (&slice);

  g_assert_cmpstr (decoded, ==, "\"\\/\b\f\n\r\té😹x");
  g_assert_true (chiosa_json_slice_equal (&slice, decoded));
  g_assert_false (chiosa_json_slice_equal (&slice, "x"));
}

static void
test_uint (void)
{
  const char *bad[] = { "-1", "1.0", "1e3", "\"1\"", "null", "-0" };
  ChiosaJsonSlice good = slice_of ("9223372036854775807");
  guint64 value = 0;

  g_assert_true (chiosa_json_slice_uint (&good, &value));
  g_assert_cmpuint (value, ==, G_MAXINT64);
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      ChiosaJsonSlice slice = slice_of (bad[i]);
      g_assert_false (chiosa_json_slice_uint (&slice, &value));
    }
}

static void
test_written_strings_come_back (void)
{
  g_autoptr (GString) raw = g_string_new (NULL), out = g_string_new (NULL);
  g_autofree char *back = NULL;
  ChiosaJsonSlice slice;

  for (gunichar c = 1; c < 0x300; c++)
    g_string_append_unichar (raw, c);
  g_string_append (raw, "\u2027\u2028\u2029\u202a“”\U0001f600\U0010fffd");

  chiosa_json_append_string (out, raw->str);
  g_assert_null (strchr (out->str, '\n'));
  g_assert_null (strstr (out->str, "\u2028"));
  g_assert_null (strstr (out->str, "\u2029"));
  slice = slice_of (out->str);
  back = chiosa_json_slice_string (&slice);
  g_assert_cmpstr (back, ==, raw->str);
}

static void
test_separators_at_every_place (void)
{
  /* Characters that share bytes with the line ends of JavaScript, and plain runs longer and shorter than eight bytes. */
  static const char * const plain[] = { "", "a", "1234567", "12345678901", "â‧€”" };

  for (guint i = 0; i < G_N_ELEMENTS (plain) * G_N_ELEMENTS (plain); i++)
    {
      g_autofree char *raw = g_strconcat (plain[i % 5], "\u2028", plain[i / 5], "\"", plain[i % 5], "\u2029\u2029", NULL);
      g_autofree char *expected = g_strconcat ("\"", plain[i % 5], "\\u2028", plain[i / 5], "\\\"", plain[i % 5], "\\u2029\\u2029\"", NULL);
      g_autoptr (GString) out = g_string_new (NULL);

      chiosa_json_append_string (out, raw);
      g_assert_cmpstr (out->str, ==, expected);
    }
}

static void
test_written_numbers (void)
{
  static const guint64 values[] = { 0, 7, 10, 4294967296, G_MAXUINT64 };
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    {
      chiosa_json_append_uint (out, values[i]);
      g_string_append_c (out, ' ');
    }
  g_assert_cmpstr (out->str, ==, "0 7 10 4294967296 18446744073709551615 ");
}

static void
test_keys (void)
{
  g_autoptr (GString) out = g_string_new ("{");

  chiosa_json_append_key (out, "a");
  g_string_append (out, "1");
  chiosa_json_append_key (out, "b\"");
  g_assert_cmpstr (out->str, ==, "{\"a\":1,\"b\\\"\":");
}

static void
test_members (void)
{
  static const ChiosaJsonMember members[] = { CHIOSA_JSON_MEMBER ("a"), CHIOSA_JSON_MEMBER ("bb"), CHIOSA_JSON_MEMBER ("no") };
  ChiosaJsonSlice whole = slice_of ("{\"x\" : [ 1 ],\"\\u0062b\":2,\"y\":{\"a\":1 },\"a\":1}"), slots[3];
  GString *extra = NULL;

  g_assert_true (chiosa_json_read_members (&whole, members, 3, slots, ",", &extra));
  g_assert_cmpmem (slots[0].start, slots[0].length, "1", 1);
  g_assert_cmpmem (slots[1].start, slots[1].length, "2", 1);
  g_assert_null (slots[2].start);
  g_assert_cmpstr (extra->str, ==, "\"x\":[ 1 ],\"y\":{\"a\":1 }");
  g_string_free (extra, TRUE);
}

static void
test_numbers (void)
{
  const char *good[] = { "0", "-0", "0.1", "1e5", "0.10000000000000001", "9223372036854775807" };
  const char *bad[] = { "", "01", "1.", "x", "1 ", " 1", "+1", "nan", "inf", "1e999", "9223372036854775808", "0x1" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (chiosa_json_number_is_valid (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (chiosa_json_number_is_valid (bad[i]));
  g_assert_false (chiosa_json_number_is_valid (NULL));
}

/* Anything that is accepted can be walked to the end; anything cut or flipped never reads outside (with a sanitizer). */
static void
walk (const ChiosaJsonSlice *value)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item;
  char *key;

  if (!chiosa_json_cursor_init (&cursor, value))
    return;

  while (chiosa_json_cursor_next (&cursor, &key, &item))
    {
      g_assert_cmpuint (item.length, >, 0);
      walk (&item);
      g_free (key);
    }
}

static void
test_random_damage (void)
{
  const char json[] = "{\"a\":[1,-2.5e3,true,false,null,\"x\\n\\ud83d\\ude39\\\"é\"],\"b\":{\"c\":{},\"d\":[]},\n\"e\":\"\"}";
  const char alphabet[] = "{}[]\",:\\u0019eE+-.tfn \n\xc3\xa9";

  for (guint i = 0; i < 200000; i++)
    {
      gsize length = sizeof json - 1;
      g_autofree char *copy = g_memdup2 (json, length);
      ChiosaJsonSlice slice = { NULL, 0, 1 };
      guint n = g_test_rand_int_range (1, 4);

      while (n-- > 0)
        copy[g_test_rand_int_range (0, length)] = alphabet[g_test_rand_int_range (0, sizeof alphabet - 1)];
      if (g_test_rand_int_range (0, 2))
        length = g_test_rand_int_range (0, length);

      slice.start = copy = g_realloc (copy, MAX (length, 1));
      slice.length = length;
      if (chiosa_json_check (slice.start, slice.length, "test.json", NULL))
        {
          g_autoptr (GError) error = NULL;
          g_autoptr (JsonNode) node = chiosa_json_parse (&slice, &error);

          g_assert_no_error (error);
          walk (&slice);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/json/takes-and-refuses-what-the-standard-says", test_cases);
  g_test_add_func ("/json/the-parser-accepts-what-we-accept", test_parser_agrees);
  g_test_add_func ("/json/depth-is-limited", test_depth);
  g_test_add_func ("/json/strings-are-limited", test_string_length);
  g_test_add_func ("/json/items-are-limited", test_items);
  g_test_add_func ("/json/size-is-limited", test_size);
  g_test_add_func ("/json/a-key-twice-among-many-is-found", test_many_keys);
  g_test_add_func ("/json/conflict-markers-are-named", test_conflict_markers);
  g_test_add_func ("/json/errors-name-the-line", test_error_line);
  g_test_add_func ("/json/cursor-walks-objects", test_cursor_object);
  g_test_add_func ("/json/cursor-walks-arrays", test_cursor_array);
  g_test_add_func ("/json/strings-are-decoded", test_strings);
  g_test_add_func ("/json/whole-numbers-only", test_uint);
  g_test_add_func ("/json/written-strings-come-back", test_written_strings_come_back);
  g_test_add_func ("/json/separators-at-every-place", test_separators_at_every_place);
  g_test_add_func ("/json/written-numbers", test_written_numbers);
  g_test_add_func ("/json/keys-get-commas", test_keys);
  g_test_add_func ("/json/members-find-their-slots", test_members);
  g_test_add_func ("/json/numbers-by-the-grammar", test_numbers);
  g_test_add_func ("/json/random-damage-does-no-harm", test_random_damage);

  return g_test_run ();
}
